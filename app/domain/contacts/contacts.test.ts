import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { combineContacts, splitContact, usualChoice, type Mergeable } from './combine-contacts';
import { contactSearchParams, isContactFiltered, parseContactFilter } from './contact-filter';
import { emptyContact } from './contact-input';
import { nearPatterns, readContactQuery } from './contact-query';
import { contactSchema } from './contact.schema';
import { splitGroup } from './duplicate-groups';

const area: CustomField = { id: 'a', entity: 'CONTACT', key: 'area', label: 'Площадь', type: 'NUMBER', options: [], isRequired: true, isArchived: false, version: 1 };

describe('contactSchema', () => {
  const schema = contactSchema([area]);
  const form = { kind: 'PERSON', name: 'Иванов', custom: { area: '12,5' } };
  it('cleans, normalises and takes repeated ways once', () => {
    const contact = schema.parse({
      ...form, name: '  Иванов\t Иван ', phones: ['8 916 123-45-67', undefined, '+7 (916) 123 45 67', '8 800 555 35 35'], emails: [' A@Example.com', 'a@example.com', ''],
      inn: '7707 083 893', tags: 'НДС, ндс; тендер', notes: ' а\r\nб ',
    });
    expect(contact).toMatchObject({
      name: 'Иванов  Иван', phones: ['+79161234567', '+78005553535'], emails: ['a@example.com'], inn: '7707083893', tags: ['НДС', 'тендер'], notes: 'а\nб', city: null, ownerId: null, custom: { area: '12.5' },
    });
  });
  test.each([
    [{ name: ' ' }, 'name', 'errors.name'],
    [{ name: undefined }, 'name', 'errors.name'],
    [{ kind: 'ROBOT' }, 'kind', 'errors.kind'],
    [{ phones: ['8 916 123'] }, 'phones.0', 'errors.phone'],
    [{ emails: ['a@example.com', 'x'] }, 'emails.1', 'errors.email'],
    [{ phones: Array<string>(11).fill('89161234567') }, 'phones', 'errors.tooMany'],
    [{ inn: '7707083894' }, 'inn', 'errors.inn'],
    [{ kpp: '123' }, 'kpp', 'errors.kpp'],
    [{ bik: '44525225' }, 'bik', 'errors.bik'],
    [{ bankAccount: '40602810600000000025', bik: '049805746' }, 'bankAccount', 'errors.accountKey'],
    [{ correspondentAccount: '30101810300000000225', bik: '044525225' }, 'correspondentAccount', 'errors.correspondentKey'],
    [{ ownerId: 'me' }, 'ownerId', 'errors.owner'],
    [{ custom: {} }, 'custom.area', 'errors.required'],
    [{ custom: { area: 'x' } }, 'custom.area', 'errors.number'],
    [{ notes: 'а'.repeat(10_001) }, 'notes', 'errors.tooLong'],
  ])('%j is wrong at %s', (change, path, message) => {
    const { error } = schema.safeParse({ ...form, ...change });
    expect(error?.issues.map((issue) => [issue.path.join('.'), issue.message])).toContainEqual([path, message]);
  });
});

describe('an address', () => {
  it('comes back from the filter that it makes', () => {
    const words = fc.constantFrom('', 'иван', 'PERSON', 'me', 'nobody', 'yes', 'no', '30d', '2026-02-03', '5', '-cf.area', 'cf.area', 'created', 'similar', 'Тула');
    const names = fc.constantFrom('q', 'match', 'kind', 'tag', 'city', 'owner', 'source', 'period', 'from', 'to', 'hasDeals', 'cf.area.from', 'cf.area', 'sort', 'x');
    fc.assert(fc.property(fc.array(fc.tuple(names, words)), (pairs) => {
      const filter = parseContactFilter(new URLSearchParams(pairs), [area]);
      expect(parseContactFilter(contactSearchParams(filter), [area])).toEqual(filter);
    }));
  });
  it('takes anything without failing', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }))), (pairs) => {
      parseContactFilter(new URLSearchParams(pairs), [area]);
    }));
  });
  test.each([['', false], ['sort=-created', false], ['q=иван', true], ['hasDeals=no', true], ['sort=unknown&city=', false]])('%j is filtered: %s', (search, isFiltered) => {
    expect(isContactFiltered(parseContactFilter(new URLSearchParams(search), []))).toBe(isFiltered);
  });
});

describe('a search', () => {
  test.each([
    ['8 (916) 12', ['891612', '+791612'], []],
    ['+7 916', ['7916'], []],
    ['916-123', ['916123'], []],
    ['12', null, []],
    ['89161234567', ['89161234567', '+79161234567'], ['p:+79161234567']],
    ['7707083893', ['7707083893'], ['p:+77707083893', 'i:7707083893']],
    ['A@Example.com', null, ['e:a@example.com']],
    ['Иван 12', null, []],
  ])('%j', (q, digits, keys) => {
    expect(readContactQuery(q)).toMatchObject({ digits, keys });
  });

  const like = (pattern: string) => new RegExp(`^${pattern.replaceAll('%', '.*').replaceAll('_', '.')}$`, 'su');
  it('finds every word with one slip, where three letters stand together', () => {
    const word = fc.array(fc.constantFrom(...'абвгдежзик'), { minLength: 7, maxLength: 12 }).map((letters) => letters.join(''));
    fc.assert(fc.property(word, fc.nat(20), fc.constantFrom('change', 'add', 'drop', 'swap'), (right, place, slip) => {
      const at = place % (right.length - 1);
      const typed = {
        change: `${right.slice(0, at)}я${right.slice(at + 1)}`,
        add: `${right.slice(0, at)}я${right.slice(at)}`,
        drop: right.slice(0, at) + right.slice(at + 1),
        swap: right.slice(0, at) + (right[at + 1] ?? '') + (right[at] ?? '') + right.slice(at + 2),
      }[slip];
      expect(nearPatterns(typed).some((pattern) => like(pattern).test(`х ${right} х`)), `${typed} for ${right}`).toBe(true);
    }));
  });
  it('makes no pattern that an index cannot answer', () => {
    expect(nearPatterns('ива')).toEqual(['%_ива%', '%виа%', '%иав%', '%ива%']);
    expect(nearPatterns('а%_б').every((pattern) => !/(?<!\\)%./.test(pattern.slice(1)))).toBe(true);
  });
});

describe('merging two contacts', () => {
  const contact = (change: Partial<Mergeable> = {}): Mergeable => ({ ...emptyContact({ name: 'Имя' }), ...change, custom: change.custom ?? {} });
  const values = fc.record({
    name: fc.constantFrom('А', 'Б'), city: fc.option(fc.constantFrom('Тула', 'Тверь')), phones: fc.uniqueArray(fc.constantFrom('+1', '+2', '+3')), tags: fc.uniqueArray(fc.constantFrom('а', 'б')),
    notes: fc.option(fc.constantFrom('x', 'y')), custom: fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('1', true)),
  }).map((change) => contact(change));

  it('loses no value that stands in one of them alone', () => {
    fc.assert(fc.property(values, values, (winner, loser) => {
      const merged = combineContacts(winner, loser);
      expect(merged.name).toBe(winner.name);
      expect(merged.city).toBe(winner.city ?? loser.city);
      expect(new Set(merged.phones)).toEqual(new Set([...winner.phones, ...loser.phones]));
      expect(merged.custom).toEqual({ ...loser.custom, ...winner.custom });
    }));
  });
  it('is undone wholly when nothing was changed since, and never undoes what was', () => {
    fc.assert(fc.property(values, values, values, (winner, loser, edit) => {
      const merged = combineContacts(winner, loser);
      expect(splitContact(merged, winner, merged)).toEqual({ contact: winner, kept: [] });
      const { contact: back, kept } = splitContact({ ...merged, city: edit.city }, winner, merged);
      expect(back.city).toEqual(edit.city === merged.city ? winner.city : edit.city);
      expect(kept).toEqual(edit.city !== merged.city && merged.city !== winner.city ? ['city'] : []);
    }));
  });
  it('does what was chosen', () => {
    const [winner, loser] = [contact({ city: 'Тула', notes: 'x', tags: ['а'] }), contact({ city: 'Тверь', notes: 'y', tags: ['б'], custom: { a: '1' } })];
    expect(combineContacts(winner, loser, { city: 'loser', notes: 'loser', tags: 'winner', 'custom.a': 'winner' })).toMatchObject({ city: 'Тверь', notes: 'y', tags: ['а'], custom: {} });
    expect(combineContacts(winner, loser, { city: 'both' }).city).toBe('Тула');
    expect(usualChoice('city', null, 'Тула')).toBe('loser');
    expect(usualChoice('phones', ['+1'], [])).toBe('winner');
  });
});

test.each([
  [['a', 'b'], [], [['a', 'b']]],
  [['a', 'b'], ['a|b'], []],
  [['a', 'b', 'c'], ['a|b'], [['a', 'c', 'b']]],
  [['a', 'b', 'c'], ['a|b', 'a|c'], [['b', 'c']]],
  [['a', 'b', 'c', 'd'], ['a|c', 'a|d', 'b|c', 'b|d'], [['a', 'b'], ['c', 'd']]],
])('%j with %j declared different leaves %j', (ids, distinct, groups) => {
  expect(splitGroup(ids, new Set(distinct))).toEqual(groups);
});
