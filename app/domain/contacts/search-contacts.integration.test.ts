import { beforeEach, describe, expect, it, test } from 'vitest';
import { contactData } from '../../../prisma/crm-factories';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import type { Viewer } from '~/domain/accounts/reach';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { db, orgDb } from '~/platform/db.server';
import { parseContactFilter } from './contact-filter';
import { countContacts, listContacts, searchContacts } from './list-contacts.server';

const NOW = new Date('2026-11-20T12:00:00Z');
const area: CustomField = { id: 'a', entity: 'CONTACT', key: 'area', label: 'Площадь', type: 'NUMBER', options: [], isRequired: false, isArchived: false, version: 1 };
const soil: CustomField = { ...area, id: 's', key: 'soil', label: 'Грунт', type: 'CHOICE', options: ['Глина', 'Песок'] };
const fields = [area, soil];

let organizationId: string;
let me: string;
let viewer: Viewer;

const add = (overrides: Partial<Parameters<typeof contactData>[0]>) =>
  db.contact.create({ data: contactData({ kind: 'PERSON', phones: [], emails: [], tags: [], notes: null, address: null, source: null, city: null, ...overrides, organizationId }), select: { id: true } });
const names = async (search: string, who = viewer) => {
  const filter = parseContactFilter(new URLSearchParams(search), fields);
  return (await listContacts(orgDb(organizationId), { viewer: who, filter, fields, now: NOW })).rows.map(({ name }) => name);
};

beforeEach(async () => {
  organizationId = (await makeOrganization(db)).id;
  me = (await makeMember(db, { organizationId, role: 'SALES' })).user.id;
  viewer = { organizationId, timeZone: 'Europe/Moscow', userId: me, reach: 'all' };
});

describe('search', () => {
  beforeEach(async () => {
    await add({ name: 'Иванов Иван Петрович', phones: ['+79161234567'], emails: ['ivanov@example.com'], city: 'Тверь' });
    await add({ kind: 'COMPANY', name: 'ООО «Геопроект»', contactPerson: 'Семёнов Пётр', inn: '7707083893', tags: ['тендер'], notes: 'Бурение скважин на воду' });
    await add({ name: 'Петров Иван', custom: { soil: 'Суглинок' } });
    await add({ name: 'Иван', city: 'Рязань' });
  });

  test.each([
    ['иванов', ['Иванов Иван Петрович']],
    ['Ивановым', ['Иванов Иван Петрович']],
    ['ИВАН', ['Иван', 'Иванов Иван Петрович', 'Петров Иван']],
    ['иванов тверь', ['Иванов Иван Петрович']],
    ['иванов рязань', []],
    ['скважина', ['ООО «Геопроект»']],
    ['геопро', ['ООО «Геопроект»']],
    ['7707083893', ['ООО «Геопроект»']],
    ['70708', ['ООО «Геопроект»']],
    ['916 123', ['Иванов Иван Петрович']],
    ['8 (916) 123-45-67', ['Иванов Иван Петрович']],
    ['8916', ['Иванов Иван Петрович']],
    ['+7 916', ['Иванов Иван Петрович']],
    ['45-67', ['Иванов Иван Петрович']],
    ['ivanov@', ['Иванов Иван Петрович']],
    ['ivanov@example.com', ['Иванов Иван Петрович']],
    ['суглинок', ['Петров Иван']],
    ['тендер', ['ООО «Геопроект»']],
    ['семенов', ['ООО «Геопроект»']],
    ['пе', ['Петров Иван']],
    ['100%', []],
    ['_', []],
  ])('%j finds %j', async (q, found) => {
    expect(await names(new URLSearchParams({ q }).toString())).toEqual(found);
  });

  test.each(['ивонов', 'иваноф', 'ивнаов', 'иванова'])('%j is near enough to be offered', async (q) => {
    expect((await searchContacts(orgDb(organizationId), viewer, q, 5)).map(({ label }) => label)).toContain('Иванов Иван Петрович');
  });

  it('pages what it found, what was meant first, there and back', async () => {
    for (let index = 0; index < 5; index += 1) await add({ name: `Иван ${index}`, contactPerson: null });
    const filter = parseContactFilter(new URLSearchParams('q=иван'), fields);
    const options = { viewer, filter, fields, now: NOW, limit: 3 };
    const database = orgDb(organizationId);
    const first = await listContacts(database, options);
    const second = await listContacts(database, { ...options, cursor: first.next });
    const third = await listContacts(database, { ...options, cursor: second.next });
    expect([first, second, third].map(({ rows }) => rows.map(({ name }) => name))).toEqual([
      ['Иван', 'Иван 0', 'Иван 1'], ['Иван 2', 'Иван 3', 'Иван 4'], ['Иванов Иван Петрович', 'Петров Иван'],
    ]);
    const back = await listContacts(database, { ...options, cursor: third.previous, direction: 'before' });
    expect(back.rows.map(({ name }) => name)).toEqual(['Иван 2', 'Иван 3', 'Иван 4']);
    expect(third.next).toBeNull();
  });

  it('offers the newest for no words and nothing for nonsense', async () => {
    expect(await searchContacts(orgDb(organizationId), viewer, '  ', 2)).toHaveLength(2);
    expect(await searchContacts(orgDb(organizationId), viewer, 'xyzxyzxyz', 5)).toEqual([]);
    expect((await searchContacts(orgDb(organizationId), viewer, '8 916 123 45 67', 5))[0]).toMatchObject({ label: 'Иванов Иван Петрович', detail: '+7 916 123-45-67 · Тверь' });
  });

  it('finds nothing deleted, merged, foreign or out of reach', async () => {
    const { id } = await add({ name: 'Иванов Удалённый', deletedAt: NOW });
    await add({ name: 'Иванов Слитый', mergedIntoId: id });
    await add({ name: 'Иванов Мой', ownerId: me });
    const foreign = (await makeOrganization(db)).id;
    await db.contact.create({ data: contactData({ organizationId: foreign, name: 'Иванов Чужой' }) });
    expect(await names('q=иванов')).toEqual(['Иванов Иван Петрович', 'Иванов Мой']);
    expect(await names('q=иванов', { ...viewer, reach: 'own' })).toEqual(['Иванов Мой']);
    expect(await names('q=ивонов&match=similar', { ...viewer, reach: 'own' })).toEqual(['Иванов Мой']);
  });
});

describe('filters and orders', () => {
  beforeEach(async () => {
    await add({ name: 'Ёлкин', city: 'Тверь', ownerId: me, createdAt: new Date('2026-11-01T20:59:00Z'), custom: { area: '12.5', soil: 'Глина' }, tags: ['a', 'b'], lastActivityAt: NOW });
    await add({ kind: 'COMPANY', name: 'Енот', city: 'Тула', createdAt: new Date('2026-11-01T21:01:00Z'), custom: { area: '9' }, tags: ['a'], source: 'Авито' });
    await add({ name: 'Жуков', city: 'Тверь', createdAt: new Date('2026-11-03T12:00:00Z'), custom: { area: '100', soil: 'Песок' } });
    await add({ name: 'аист', createdAt: new Date('2026-11-04T12:00:00Z') });
  });

  test.each([
    ['', ['аист', 'Ёлкин', 'Енот', 'Жуков']],
    ['sort=-name', ['Жуков', 'Енот', 'Ёлкин', 'аист']],
    ['sort=created', ['Ёлкин', 'Енот', 'Жуков', 'аист']],
    ['sort=-created', ['аист', 'Жуков', 'Енот', 'Ёлкин']],
    ['sort=activity&city=Тверь', ['Ёлкин', 'Жуков']],
    ['sort=cf.area', ['Енот', 'Ёлкин', 'Жуков', 'аист']],
    ['sort=-cf.area', ['Жуков', 'Ёлкин', 'Енот', 'аист']],
    ['sort=cf.soil&city=Тверь', ['Ёлкин', 'Жуков']],
    ['kind=company', ['Енот']],
    ['tag=a', ['Ёлкин', 'Енот']],
    ['tag=a&tag=b', ['Ёлкин']],
    ['owner=me', ['Ёлкин']],
    ['owner=nobody&city=Тверь', ['Жуков']],
    ['source=Авито', ['Енот']],
    ['from=2026-11-02&to=2026-11-03', ['Енот', 'Жуков']],
    ['cf.area.from=9,5&cf.area.to=50', ['Ёлкин']],
    ['cf.soil=Глина&cf.soil=Песок', ['Ёлкин', 'Жуков']],
    ['hasDeals=no&city=Тула', ['Енот']],
    ['hasDeals=yes', []],
    ['sort=cf.unknown&owner=x&kind=x&period=x', ['аист', 'Ёлкин', 'Енот', 'Жуков']],
  ])('%j', async (search, found) => {
    // names that differ in Ё and Е only by their next letter stand in the dictionary's order
    expect(await names(search)).toEqual(found);
    const filter = parseContactFilter(new URLSearchParams(search), fields);
    expect(await countContacts(orgDb(organizationId), { viewer, filter, now: NOW })).toBe(found.length);
  });

  test.each(['name', '-created', 'activity', 'cf.area', '-cf.soil'])('pages by %s without repeating or skipping, there and back', async (sort) => {
    for (let index = 0; index < 20; index += 1) {
      await add({ name: `Имя ${index % 7}`, custom: index % 3 ? { area: String(index % 5), soil: index % 2 ? 'Глина' : 'Песок' } : {}, ...(index % 2 && { lastActivityAt: NOW }) });
    }
    const filter = parseContactFilter(new URLSearchParams({ sort }), fields);
    const options = { viewer, filter, fields, now: NOW, limit: 5 };
    const database = orgDb(organizationId);
    const pages: string[][] = [];
    let cursor = null;
    do {
      const page = await listContacts(database, { ...options, cursor });
      pages.push(page.rows.map(({ id }) => id));
      cursor = page.next;
      if (page.previous) {
        const back = await listContacts(database, { ...options, cursor: page.previous, direction: 'before' });
        expect(back.rows.map(({ id }) => id)).toEqual(pages.at(-2));
      }
    } while (cursor);
    expect(new Set(pages.flat()).size).toBe(24);
    expect(pages.flat()).toHaveLength(24);
  });

  it('reads words under the key of another organisation’s number without failing', async () => {
    const foreign = (await makeOrganization(db)).id;
    await db.contact.create({ data: contactData({ organizationId: foreign, custom: { area: 'много' } }) });
    expect(await names('cf.area.from=1&sort=cf.area')).toEqual(['Енот', 'Ёлкин', 'Жуков']);
  });
});
