import { describe, expect, it, test } from 'vitest';
import { emptyContact } from '~/domain/contacts/contact-input';
import type { ContactPatch } from './convert-row';
import { keysOf, type MatchKey } from './match-keys';
import { applyPatch, emptySeen, planRows, type KnownContact, type PlanOptions, type SeenRows } from './plan-rows';

const anna: KnownContact = {
  ...emptyContact({ name: 'Анна', phones: ['+79160000001'], emails: ['anna@example.ru'], city: 'Тверь' }),
  custom: {}, id: 'anna', version: 3, isEditable: true,
};
const boris: KnownContact = { ...emptyContact({ name: 'Борис', phones: ['+79160000002'] }), custom: {}, id: 'boris', version: 1, isEditable: false };

const usual: PlanOptions = { mode: 'upsert', keys: ['phone', 'email'], inFile: 'first', isLenient: false, tags: [], ownerId: null, requiredFields: [] };
const newId = (position: number) => `new-${position}`;

function plan(patches: Partial<ContactPatch>[], options: Partial<PlanOptions> = {}, { seen = emptySeen(), from = 1, contacts = [anna, boris] }: { seen?: SeenRows; from?: number; contacts?: KnownContact[] } = {}) {
  const all = { ...usual, ...options };
  const found = new Map<string, string[]>();
  for (const contact of contacts) {
    for (const key of keysOf(contact as ContactPatch, all.keys)) found.set(key, [...(found.get(key) ?? []), contact.id]);
  }
  const rows = patches.map((patch, index) => ({ position: from + index, patch: { custom: {}, ...patch }, problems: [] }));
  const { decisions, changes } = planRows({ rows, found, known: new Map(contacts.map((contact) => [contact.id, contact])), options: all, newId }, seen);
  return { short: decisions.map(({ outcome, recordId, problems }) => [outcome, recordId, ...problems.map(({ code, value }) => (value ? `${code} ${value}` : code))].join(' ')), changes };
}

describe('planRows', () => {
  test.each<[PlanOptions['mode'], string[]]>([
    ['create', ['skipped anna exists', 'created new-2', 'created new-3']],
    ['update', ['updated anna', 'skipped  notFound', 'skipped  noKey']],
    ['upsert', ['updated anna', 'created new-2', 'created new-3']],
  ])('%s', (mode, expected) => {
    expect(plan([{ name: 'А', phones: ['+79160000001'] }, { name: 'В', phones: ['+79160000009'] }, { name: 'Г' }], { mode }).short).toEqual(expected);
  });

  test.each<[MatchKey, Partial<ContactPatch>]>([
    ['phone', { phones: ['+79160000009', '+79160000001'] }],
    ['email', { emails: ['anna@example.ru'] }],
    ['nameCity', { name: 'АННА', city: 'тверь' }],
  ])('finds by %s', (key, patch) => {
    expect(plan([{ ...patch, source: 'выставка' }], { mode: 'update', keys: [key] }).short).toEqual(['updated anna']);
  });

  it('finds by INN and by an own field', () => {
    const firm: KnownContact = { ...anna, id: 'firm', inn: '7707083893', custom: { code: 'A-1' } };
    for (const [key, patch] of [['inn', { inn: '7707083893' }], ['custom.code', { custom: { code: 'a-1' } }]] as const) {
      expect(plan([{ ...patch, city: 'Уфа' }], { mode: 'update', keys: [key] }, { contacts: [firm] }).short).toEqual(['updated firm']);
    }
  });

  it('a row that matches several contacts is left to a person', () => {
    expect(plan([{ phones: ['+79160000001', '+79160000002'] }]).short).toEqual(['failed  ambiguous 2']);
  });

  it("other people's contacts are not changed", () => {
    expect(plan([{ phones: ['+79160000002'], city: 'Уфа' }]).short).toEqual(['failed boris notYours']);
  });

  it('what is there already is unchanged', () => {
    expect(plan([{ name: 'Анна', phones: ['+79160000001'] }]).short).toEqual(['unchanged anna']);
  });

  it('a new contact needs a name and the required fields; a known one does not', () => {
    const requiredFields = [{ key: 'plot' }];
    expect(plan([{ phones: ['+79160000009'] }, { phones: ['+79160000001'], city: 'Уфа' }], { requiredFields }).short).toEqual(['failed  nameMissing required', 'updated anna']);
  });

  const twice = [{ name: 'А', phones: ['+79160000009'] }, { name: 'Б', phones: ['+79160000009'], emails: ['b@example.ru'] }, { name: 'В', emails: ['b@example.ru'] }];

  it('first: the later rows of the same contact are left out', () => {
    expect(plan(twice).short).toEqual(['created new-1', 'skipped  duplicateInFile 1', 'created new-3']);
  });

  it('merge: they fill what the first one left empty', () => {
    const { short, changes } = plan(twice, { inFile: 'merge' });
    expect(short).toEqual(['created new-1', 'updated new-1 mergedInFile 1', 'updated new-1 mergedInFile 1']);
    expect(changes).toHaveLength(1);
    expect(changes[0]?.after).toMatchObject({ name: 'А', phones: ['+79160000009'], emails: ['b@example.ru'] });
  });

  it('the same over two batches, also when the first one is not written', () => {
    const seen = emptySeen();
    plan(twice.slice(0, 1), { inFile: 'merge' }, { seen });
    expect(plan(twice.slice(1), { inFile: 'merge' }, { seen, from: 2 }).short).toEqual(['updated new-1 mergedInFile 1', 'updated new-1 mergedInFile 1']);
  });

  it('creating only never changes what was there, also not by a second row', () => {
    const rows = [{ name: 'А', phones: ['+79160000001'] }, { name: 'Б', phones: ['+79160000001'], city: 'Уфа' }];
    expect(plan(rows, { mode: 'create', inFile: 'merge' })).toMatchObject({ short: ['skipped anna exists', 'skipped anna exists'], changes: [] });
  });
});

describe('applyPatch', () => {
  it('replaces texts, adds to lists, keeps what the row does not name', () => {
    const after = applyPatch(anna, { custom: { plot: '5' }, city: 'Уфа', phones: ['+79160000005'], tags: ['опт'] }, { fill: false, tags: ['импорт', 'Опт'] });
    expect(after).toMatchObject({ name: 'Анна', city: 'Уфа', phones: ['+79160000001', '+79160000005'], tags: ['опт', 'импорт'], custom: { plot: '5' } });
  });

  it('fills only what is empty', () => {
    const after = applyPatch({ ...anna, custom: { plot: '1' } }, { custom: { plot: '5', code: 'x' }, city: 'Уфа', address: 'Мира, 1' }, { fill: true, tags: [] });
    expect(after).toMatchObject({ city: 'Тверь', address: 'Мира, 1', custom: { plot: '1', code: 'x' } });
  });
});
