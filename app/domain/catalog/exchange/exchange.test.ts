import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import en from '~/locales/en/catalog-import.json';
import ru from '~/locales/ru/catalog-import.json';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { emptyItem } from '../item-input';
import type { ItemRecord } from '../item-record.server';
import { CATALOG_KINDS, EQUIPMENT_STATUSES, MATERIAL_KINDS } from '../item-kinds';
import { readPath, writePath } from './category-path';
import { guessItemColumns, ITEM_COLUMNS } from './item-columns';
import { readKindWord, readMaterialWord, readStatusWord, readYesNo } from './item-words';
import { planImport, type ImportWorld } from './plan-import';
import { readItemRow } from './read-item-row';

describe('our own files are understood', () => {
  it.each([['ru', ru], ['en', en]] as const)('heads and words in %s', (_language, words) => {
    expect(guessItemColumns(ITEM_COLUMNS.map((column) => words.field[column]), [])).toEqual([...ITEM_COLUMNS]);
    expect(CATALOG_KINDS.map((kind) => readKindWord(words.kind[kind]))).toEqual(CATALOG_KINDS);
    expect(EQUIPMENT_STATUSES.map((status) => readStatusWord(words.status[status]))).toEqual(EQUIPMENT_STATUSES);
    expect(MATERIAL_KINDS.map((kind) => readMaterialWord(words.materialKind[kind]))).toEqual(MATERIAL_KINDS);
    expect([readYesNo(words.yes), readYesNo(words.no), readYesNo('maybe')]).toEqual([true, false, null]);
  });

  it('a custom field of a known name keeps its own column', () => {
    const field = { id: 'f', key: 'price', label: 'Цена', type: 'NUMBER', options: [], isRequired: false, isArchived: false } as unknown as CustomField;
    expect(guessItemColumns(['Название', 'Цена', 'Цена'], [field])).toEqual(['name', 'price', 'custom.price']);
    expect(guessItemColumns(['Название', 'Группа'], [{ ...field, key: 'group', label: 'Группа' }])).toEqual(['name', 'custom.group']);
  });

  it('paths of categories come back as they were', () => {
    const name = fc.stringMatching(/^[а-яa-z0-9/.]{1,8}( [а-яa-z0-9/.]{1,8}){0,3}$/).filter((text) => !text.startsWith('/') && !text.endsWith('/'));
    fc.assert(fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (names) => {
      expect(readPath(writePath(names))).toEqual(names);
    }));
    expect(readPath('Техника /  Экскаваторы')).toEqual(['Техника', 'Экскаваторы']);
    expect(readPath('к/с')).toEqual(['к/с']);
  });
});

const before = (overrides: Partial<ItemRecord> = {}): ItemRecord => ({
  ...emptyItem({ kind: 'EQUIPMENT', code: 'EX-01', name: 'Hitachi ZX200', shiftRate: '30000', hourlyRate: '4000' }),
  custom: {}, id: 'a', version: 3, createdAt: new Date(0), updatedAt: new Date(0), ...overrides,
});
const world = (overrides: Partial<ImportWorld> = {}): ImportWorld => ({ items: [before()], trashedCodes: new Set(['old-1']), machines: new Map([['ex-01', 'a']]), categories: [{ id: 'c', parentId: null, name: 'Техника', version: 1 }], customFields: [], defaultTaxPercent: '20', ...overrides });
const COLUMNS = ['code', 'kind', 'name', 'category', 'price', 'shiftRate', 'machine', 'taxPercent'] as const;
const plan = (rows: string[][], known = world()) => planImport(rows.map((cells, index) => readItemRow(index + 2, cells, COLUMNS, [])), known);

describe('a plan', () => {
  it('changes what differs and leaves the rest', () => {
    const { rows, problems } = plan([['ex-01', 'техника', 'Hitachi ZX200', 'Техника', '', '31 000,50', '', '']]);
    expect(problems).toEqual([]);
    expect(rows[0]).toMatchObject({ changed: ['categoryId', 'shiftRate'], after: { code: 'EX-01', categoryId: 'c', shiftRate: '31000.5', hourlyRate: '4000' } });
    expect(plan([['EX-01', '', '', '', '', '30000', '', '']]).rows[0]?.changed).toEqual([]);
    expect(plan([['', 'техника', 'hitachi zx200', '', '', '30000,00', '', '']]).rows[0]?.before?.id).toBe('a');
  });

  it('adds what is new, with its categories and the tax that is usual', () => {
    const { rows, newCategories, problems } = plan([['', 'навеска', 'Ковш', 'Техника / Навески / Ковши', '', '', 'EX-01', '']]);
    expect(problems).toEqual([]);
    expect(newCategories).toEqual([['Техника', 'Навески'], ['Техника', 'Навески', 'Ковши']]);
    expect(rows[0]).toMatchObject({ before: null, after: { machineId: 'a', taxPercent: '20', isActive: true } });
  });

  it.each([
    [['X', 'нечто', 'Имя', '', '', '', '', ''], 'kind', 'kind'],
    [['X', 'техника', 'Имя', '', '', '', '', ''], 'hourlyRate', 'rate'],
    [['X', 'услуга', 'Имя', '', '12 р', '', '', ''], 'price', 'number'],
    [['X', 'услуга', 'Имя', '', '', '', '', '120'], 'taxPercent', 'percent'],
    [['X', 'услуга', '', '', '1', '', '', ''], 'name', 'nameMissing'],
    [['X', '', 'Имя', '', '1', '', '', ''], 'kind', 'kindMissing'],
    [['EX-01', 'услуга', '', '', '', '', '', ''], 'kind', 'kindFixed'],
    [['EX-01', '', '', '', '500', '', '', ''], 'price', 'notForKind'],
    [['old-1', 'услуга', 'Имя', '', '1', '', '', ''], 'code', 'inTrash'],
    [['X', 'навеска', 'Имя', '', '', '', 'NO-1', ''], 'machine', 'machine'],
    [['X', 'услуга', 'Имя', Array(11).fill('К').join(' / '), '', '', '', ''], 'category', 'categoryDepth'],
    [['X', 'услуга', 'и'.repeat(201), '', '', '', '', ''], 'name', 'tooLong'],
  ])('refuses %j: %s %s', (cells, column, code) => {
    expect(plan([cells]).problems).toContainEqual(expect.objectContaining({ row: 2, column, code }));
  });

  it('leaves a choice that is offered no more to the items that have it', () => {
    const field = { id: 'f', key: 'fuel', label: 'Топливо', type: 'CHOICE', options: ['Дизель'], isRequired: false, isArchived: false } as unknown as CustomField;
    const read = (value: string) => planImport([readItemRow(2, ['EX-01', value], ['code', 'custom.fuel'], [field])], world({ items: [before({ custom: { fuel: 'Бензин' } })], customFields: [field] }));
    expect(read('Бензин')).toMatchObject({ problems: [], rows: [{ changed: [] }] });
    expect(read('дизель')).toMatchObject({ problems: [], rows: [{ changed: ['custom.fuel'] }] });
    expect(read('Газ').problems).toEqual([{ row: 2, column: 'custom.fuel', code: 'custom', value: 'Газ' }]);
  });

  it('names the row that was first', () => {
    expect(plan([['N-1', 'услуга', 'Один', '', '', '', '', ''], ['n-1', 'услуга', 'Два', '', '', '', '', '']]).problems).toEqual([{ row: 3, column: 'code', code: 'duplicate', value: '2' }]);
    const twins = world({ items: [before(), before({ id: 'b', code: 'EX-02' })] });
    expect(plan([['', 'техника', 'Hitachi ZX200', '', '', '', '', '']], twins).problems[0]?.code).toBe('ambiguous');
  });
});
