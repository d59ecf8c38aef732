import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInstance } from 'i18next';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { itemTable } from '~/domain/exports/item-table.server';
import { answerWithTable, type ExportFormat } from '~/domain/exports/export-rows.server';
import { readTable } from '~/domain/imports/read-table.server';
import en from '~/locales/en/catalog-import.json';
import ru from '~/locales/ru/catalog-import.json';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { db, orgDb } from '~/platform/db.server';
import { makeMember, makeOrganization } from '../../../../prisma/factories';
import { listCategories } from '../categories.server';
import type { CatalogActor } from '../item-command';
import { EMPTY_ITEM_FILTER } from '../item-filter';
import { emptyItem, type ItemInput } from '../item-input';
import { createItem } from '../save-item.server';
import { exportItems } from './export-items.server';
import { importItems, ITEM_IMPORT_LIMITS } from './import-items.server';

const NOW = new Date('2026-11-21T12:00:00Z');
let actor: CatalogActor;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'teplo-items-'));
  return () => rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  const { id: organizationId } = await makeOrganization(db);
  actor = { organizationId, userId: (await makeMember(db, { organizationId, role: 'MANAGER' })).user.id };
});

const make = async (input: Partial<ItemInput> & Pick<ItemInput, 'kind'>) => {
  const made = await createItem({ actor, input: emptyItem(input), now: new Date(0) });
  if (!made.ok) throw new Error(made.error);
  return made.id;
};
const category = async (name: string, parentId: string | null = null) => (await db.catalogCategory.create({ data: { organizationId: actor.organizationId, name, parentId } })).id;
const state = async () => ({
  items: await db.catalogItem.findMany({ where: { organizationId: actor.organizationId }, orderBy: { code: 'asc' } }),
  prices: await db.catalogPrice.count({ where: { organizationId: actor.organizationId } }),
  categories: await db.catalogCategory.count({ where: { organizationId: actor.organizationId } }),
  audit: await db.auditLog.count({ where: { organizationId: actor.organizationId } }),
});

async function load(bytes: string | Uint8Array, isTrial = false) {
  const file = path.join(folder, `${Math.random()}`);
  await writeFile(file, bytes);
  const table = await readTable({ path: file, size: (await stat(file)).size }, ITEM_IMPORT_LIMITS);
  return importItems({ actor, table, customFields: await listCustomFields(orgDb(actor.organizationId), 'ITEM'), defaultTaxPercent: '20', isTrial, now: NOW });
}

async function download(format: ExportFormat, language: 'ru' | 'en'): Promise<Uint8Array> {
  const i18n = createInstance();
  await i18n.init({ lng: language, resources: { ru: { translation: ru }, en: { translation: en } } });
  const client = orgDb(actor.organizationId);
  const items = exportItems(client, { organizationId: actor.organizationId, filter: { ...EMPTY_ITEM_FILTER, active: 'all' }, categoryIds: null });
  const table = itemTable({ items, categories: await listCategories(client), customFields: await listCustomFields(client, 'ITEM'), withCosts: true, t: i18n.t, language, fileName: 'x' });
  const answer = await answerWithTable(table, format);
  if (!answer) throw new Error('no file');
  return new Uint8Array(await answer.arrayBuffer());
}

describe('a round trip', () => {
  beforeEach(async () => {
    const { organizationId } = actor;
    await db.customField.createMany({ data: [{ organizationId, entity: 'ITEM', key: 'weight', label: 'Вес, кг', type: 'NUMBER', options: [] }, { organizationId, entity: 'ITEM', key: 'crane', label: 'Нужен кран', type: 'YES_NO', options: [] }] });
    const machines = await category('Техника');
    const diggers = await category('Экскаваторы / гусеничные', machines);
    await category('Экскаваторы', await category('Другое'));
    const machineId = await make({ kind: 'EQUIPMENT', code: 'EX-01', name: 'Hitachi ZX200', categoryId: diggers, hourlyRate: '4000.5', shiftRate: '32000', fuelPerHour: '14.25', serialNumber: "0012'34", meterHours: '10250.5', status: 'BROKEN', location: 'База', custom: { weight: '20000.5', crane: false } });
    await make({ kind: 'ATTACHMENT', code: '=1+1', name: '-Ковш «600»', machineId, price: '0.335', unit: 'смена' });
    await make({ kind: 'SERVICE', code: '0001', name: '=HYPERLINK("x")', description: 'Две\nстроки; "кавычки", запятые', price: '1500', perHour: true, offeredOnForm: true, taxPercent: '20' });
    await make({ kind: 'MATERIAL', name: "'Песок", materialKind: 'SOIL', price: '950.1234', costPrice: '700', unit: 'м³', isActive: false });
    await make({ kind: 'PRODUCT', code: '1e5', name: 'Свая', price: null });
    await db.catalogItem.create({ data: { organizationId, kind: 'MATERIAL', code: 'OLD', name: '  Щебень ', description: 'хвост \r\nстрока ' } });
  });

  it.each([['csv', 'ru'], ['csv', 'en'], ['xlsx', 'ru'], ['xlsx', 'en']] as const)('by %s in %s changes nothing', async (format, language) => {
    const before = await state();
    const file = await download(format, language);
    expect(await load(file)).toMatchObject({ ok: true, created: 0, updated: 0, same: 6 });
    expect(await state()).toEqual(before);
  });

  it('brings the catalog into another organisation', async () => {
    const file = await download('csv', 'ru');
    const { id: organizationId } = await makeOrganization(db);
    await db.customField.createMany({ data: [{ organizationId, entity: 'ITEM', key: 'weight', label: 'Вес, кг', type: 'NUMBER', options: [] }] });
    actor = { organizationId, userId: (await makeMember(db, { organizationId })).user.id };
    expect(await load(file)).toMatchObject({ ok: true, created: 6, updated: 0 });
    expect(await load(file)).toMatchObject({ ok: true, created: 0, updated: 0, same: 6 });
    const items = await db.catalogItem.findMany({ where: { organizationId } });
    const machine = items.find(({ code }) => code === 'EX-01');
    expect(machine?.custom).toEqual({ weight: '20000.5' });
    expect(items.find(({ code }) => code === '=1+1')?.machineId).toBe(machine?.id);
  });
});

describe('an import', () => {
  it('adds and changes items with their categories, prices and log, and says the same beforehand', async () => {
    await make({ kind: 'SERVICE', code: 'УС-1', name: 'Планировка', price: '100' });
    const file = 'Код;Вид;Название;Категория;Цена;Цена смены;Код машины\nУС-1;;;Работы;120,50;;\n;техника;JCB;Техника / Погрузчики;;25000;\nНВ-1;навеска;Вилы;Техника;;;МШ-1\nМШ-1;техника;CAT;Техника / Погрузчики;;30000;\n';
    const before = await state();
    const trial = await load(file, true);
    expect(trial).toMatchObject({ ok: true, created: 3, updated: 1, same: 0 });
    expect(trial.ok && trial.plan.newCategories).toEqual([['Работы'], ['Техника'], ['Техника', 'Погрузчики']]);
    expect(await state()).toEqual(before);

    expect(await load(file)).toMatchObject({ ok: true, created: 3, updated: 1 });
    const after = await state();
    expect(after.items.find(({ code }) => code === 'УС-1')).toMatchObject({ version: 2, name: 'Планировка' });
    expect(after.items.find(({ code }) => code === 'НВ-1')?.machineId).toBe(after.items.find(({ code }) => code === 'МШ-1')?.id);
    expect(after.items.find(({ name }) => name === 'JCB')?.code).toMatch(/^МШ-\d{4}$/);
    expect(after.items.filter(({ kind }) => kind === 'EQUIPMENT').map(({ position }) => position).sort()).toEqual([0, 1]);
    expect([after.prices - before.prices, after.categories, after.audit - before.audit]).toEqual([3, 3, 7]);
    expect(await db.catalogPrice.findFirst({ where: { itemId: after.items.find(({ code }) => code === 'УС-1')?.id ?? '' }, orderBy: { validFrom: 'desc' }, select: { price: true, validFrom: true } })).toMatchObject({ validFrom: NOW });
    expect(await load(file)).toMatchObject({ ok: true, created: 0, updated: 0, same: 4 });
  });

  it('of one file twice at once adds everything once, also without codes', async () => {
    const file = 'kind,name,category,price\nservice,First,Works / New,10\nmaterial,Second,Works,5\n';
    const results = await Promise.all([load(file), load(file)]);
    expect(results.map((result) => result.ok && result.created).sort()).toEqual([0, 2]);
    const { items, categories } = await state();
    expect([items.length, categories]).toEqual([2, 2]);
  });

  it('with a wrong row writes nothing and names the rows', async () => {
    const before = await state();
    const result = await load('code,kind,name,price,category\nA-1,service,First,10,New\nA-2,service,Second,ten,New\na-1,service,Third,5,\n,spaceship,Fourth,5,\n');
    expect(result).toMatchObject({ ok: false, error: 'problems', problems: [{ row: 3, column: 'price', code: 'number', value: 'ten' }, { row: 4, code: 'duplicate', value: '2' }, { row: 5, column: 'kind', code: 'kind' }, { row: 5, code: 'kindMissing' }] });
    expect(await state()).toEqual(before);
  });

  it('reads Windows-1251 with semicolons, and a file of Excel that names its delimiter', async () => {
    const cp1251 = (text: string) => Uint8Array.from([...text], (letter) => {
      const code = letter.charCodeAt(0);
      return code < 128 ? code : code >= 0x410 && code <= 0x44f ? code - 0x350 : 63;
    });
    expect(await load(cp1251('Код;Вид;Наименование;Цена\nМ-1;материал;Песок;1 250,5\n'))).toMatchObject({ ok: true, created: 1 });
    expect(await db.catalogItem.findFirst({ where: { organizationId: actor.organizationId, code: 'М-1' }, select: { name: true, price: true } })).toMatchObject({ name: 'Песок' });
    const broken = await load('sep=;\r\nКод;Вид;Наименование;Цена\r\nМ-2;материал;Щебень;-5\r\n');
    expect(broken).toMatchObject({ ok: false, problems: [{ row: 3, code: 'number' }] });
  });

  it('of two at once with the same new codes lets one through, the other finds it all done or says so', async () => {
    const file = `code,kind,name,price\n${Array.from({ length: 50 }, (_, at) => `C-${at},product,Item ${at},${at}`).join('\n')}\n`;
    const results = await Promise.all([load(file), load(file)]);
    expect(results.filter(({ ok }) => ok)).not.toHaveLength(0);
    expect(await db.catalogItem.count({ where: { organizationId: actor.organizationId } })).toBe(50);
    expect(await db.catalogPrice.count({ where: { organizationId: actor.organizationId } })).toBe(50);
  });

  it('refuses what names nothing, and what is no table', async () => {
    expect(await load('Телефон;Почта\n+79990000000;a@b.ru\n')).toEqual({ ok: false, error: 'noHead' });
    await expect(load('Код;Название\n')).rejects.toMatchObject({ problem: 'empty' });
    await expect(load(new Uint8Array([0xd0, 0xcf, 1, 2]))).rejects.toMatchObject({ problem: 'oldExcel' });
    await expect(load(`code,name\n${'A,B\n'.repeat(ITEM_IMPORT_LIMITS.maxRows + 1)}`)).rejects.toMatchObject({ problem: 'tooManyRows' });
  });
});
