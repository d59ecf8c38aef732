import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { normalizePhone } from '~/domain/contacts/phone';
import { convertRow, type Conversion } from './convert-row';
import { guardCell } from './guard-cell';
import type { ImportField } from './guess-mapping';
import { guessKind, quickPhone, readEmails, readInn, readPhones, repairNumber, unguardCell } from './read-cells';

describe('readPhones', () => {
  test.each([
    ['7.9161234567E10', ['+79161234567']],
    ['7,9161234567E+10', ['+79161234567']],
    ['7.91612345E10', ['+79161234500']],
    ['79161234567.0', ['+79161234567']],
    ['8 916 123-45-67', ['+79161234567']],
    ['8 (916) 123-45-67, 8 (495) 111-22-33', ['+79161234567', '+74951112233']],
    ['89161234567 84951112233', ['+79161234567', '+74951112233']],
    ['+7 916 123-45-67 +7 495 111-22-33', ['+79161234567', '+74951112233']],
    ['89161234567/84951112233', ['+79161234567', '+74951112233']],
    ['89161234567 и 84951112233', ['+79161234567', '+74951112233']],
    ['89161234567\n89161234567', ['+79161234567']],
  ])('%j holds %j', (cell, phones) => {
    expect(readPhones(cell)).toEqual({ ok: true, value: { phones, rest: null } });
  });

  it('keeps an inner number aside', () => {
    expect(readPhones('8 495 111-22-33 доб. 205')).toEqual({ ok: true, value: { phones: ['+74951112233'], rest: '8 495 111-22-33 доб. 205' } });
    expect(readPhones('8 495 111-22-33, доб. 205')).toMatchObject({ ok: true, value: { phones: ['+74951112233'] } });
  });

  test.each([
    ['7,92E+10', 'phoneRounded'],
    ['нет', 'phone'],
    ['12345', 'phone'],
    ['89161234567, нет', 'phone'],
  ])('%j is an error: %s', (cell, error) => {
    expect(readPhones(cell)).toEqual({ ok: false, error });
  });

  it('reads every list that is put together from right numbers', () => {
    const phone = fc.integer({ min: 9_000_000_000, max: 9_999_999_999 }).map((number) => `+7${number}`);
    const apart = fc.constantFrom(', ', ';', ' / ', '\n', ' и ', ' ');
    fc.assert(
      fc.property(fc.uniqueArray(phone, { minLength: 1, maxLength: 4 }), apart, (phones, by) => {
        expect(readPhones(phones.join(by))).toEqual({ ok: true, value: { phones, rest: null } });
      }),
    );
  });
});

it('quickly reads what it reads as the library does', () => {
  const apart = fc.constantFrom('', ' ', '-');
  const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
  const area = fc.stringMatching(/^[349]\d{2}$/);
  const typed = fc.tuple(fc.constantFrom('+7', '8', '7'), apart, fc.boolean(), area, apart, digits(3), apart, digits(2), apart, digits(2));
  fc.assert(
    fc.property(typed, ([head, a, hasBrackets, code, b, one, c, two, d, three]) => {
      const cell = `${head}${a}${hasBrackets ? `(${code})` : code}${b}${one}${c}${two}${d}${three}`;
      expect(quickPhone(cell)).toBe(normalizePhone(cell));
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['a@b.ru', ['a@b.ru']],
  ['A@B.ru; c@d.ru a@b.ru', ['a@b.ru', 'c@d.ru']],
  ['Иван <ivan@example.ru>, Пётр <petr@example.ru>', ['ivan@example.ru', 'petr@example.ru']],
  ['mailto:a@b.ru', ['a@b.ru']],
])('e-mails of %j', (cell, emails) => {
  expect(readEmails(cell)).toEqual({ ok: true, value: emails });
});

test.each([
  ['7707083893', '7707083893'],
  ['7.707083893E9', '7707083893'],
  ['77 07 083893', '7707083893'],
  ['500100732259', '500100732259'],
])('INN %j is %s', (cell, inn) => {
  expect(readInn(cell)).toEqual({ ok: true, value: inn });
});

it('repairs the INN that lost its zero', () => {
  expect(readInn('105018011')).toEqual({ ok: false, error: 'inn' });
  expect(readInn('0274062111')).toEqual({ ok: true, value: '0274062111' });
  expect(readInn('274062111')).toEqual({ ok: true, value: '0274062111' });
});

test.each([['7.9E10', null], ['12.0', '12'], ['текст', 'текст'], ['1.5', '1.5']])('repairNumber(%j) is %j', (cell, text) => {
  expect(repairNumber(cell)).toBe(text);
});

test.each([
  [{ name: 'ООО «Ромашка»' }, 'COMPANY'],
  [{ name: 'ИП Иванов' }, 'COMPANY'],
  [{ name: 'Ипатов Олег' }, 'PERSON'],
  [{ name: 'Ромашка', inn: '7707083893' }, 'COMPANY'],
  [{ name: 'Иванов', inn: '500100732259' }, 'PERSON'],
  [{ name: 'Acme LLC' }, 'COMPANY'],
])('%j is a %s', (contact, kind) => {
  expect(guessKind(contact)).toBe(kind);
});

const plot: CustomField = { id: '1', entity: 'CONTACT', key: 'plot', label: 'Участок', type: 'NUMBER', options: [], isRequired: false, isArchived: false, version: 1 };

function convert(columns: (ImportField | null)[], cells: string[]) {
  const conversion: Conversion = { columns, customFields: [plot], owners: new Map([['анна ёлкина', 'anna']]) };
  return convertRow(1, cells, conversion);
}

describe('convertRow', () => {
  it('puts several columns together', () => {
    const columns: ImportField[] = ['lastName', 'firstName', 'middleName', 'phones', 'phones', 'address', 'address', 'notes', 'notes'];
    expect(convert(columns, ['Иванов', 'Иван', '', '89161234567', '89161234568', 'Тверь', 'ул. Мира', 'раз', 'два'])).toMatchObject({
      patch: { name: 'Иванов Иван', phones: ['+79161234567', '+79161234568'], address: 'Тверь, ул. Мира', notes: 'раз\nдва' },
      problems: [],
    });
  });

  it('empty cells say nothing', () => {
    expect(convert(['name', 'city', 'custom.plot', null], ['', ' ', '', 'x'])).toEqual({ position: 1, patch: { custom: {} }, problems: [] });
  });

  it('own fields, owners, kinds and tags', () => {
    expect(convert(['name', 'custom.plot', 'owner', 'kind', 'tags'], ['А', '1 250,50', 'Анна Ёлкина', 'Юр. лицо', 'опт; важный'])).toMatchObject({
      patch: { name: 'А', custom: { plot: '1250.5' }, ownerId: 'anna', kind: 'COMPANY', tags: ['опт', 'важный'] },
      problems: [],
    });
  });

  it('names every cell that cannot be read', () => {
    const { problems } = convert(['name', 'phones', 'emails', 'inn', 'custom.plot', 'owner', 'bik', 'bankAccount', 'city'], [
      'А', 'нет', 'нет', '123', 'много', 'Никто', '044525225', '40702810138000000001', 'г'.repeat(101),
    ]);
    expect(problems.map(({ field, code }) => `${field}:${code}`)).toEqual([
      'phones:phone', 'emails:email', 'inn:inn', 'custom.plot:number', 'owner:owner', 'city:tooLong', 'bankAccount:accountKey',
    ]);
  });

  it('never throws, whatever the cells hold', () => {
    const columns: ImportField[] = ['name', 'phones', 'emails', 'inn', 'kpp', 'kind', 'custom.plot', 'tags', 'notes'];
    fc.assert(fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 9 }), (cells) => void convert(columns, cells)));
  });
});

it('what a spreadsheet would calculate comes back as it was', () => {
  const risky = fc.tuple(fc.constantFrom('', "'", "''", '=', '+', '-', '@', '\t', "'="), fc.string()).map(([head, rest]) => head + rest);
  fc.assert(
    fc.property(fc.oneof(risky, fc.string()), (text) => {
      const guarded = guardCell(text);
      expect(unguardCell(guarded)).toBe(text);
      expect(/^[=@\t\r]/.test(guarded)).toBe(false);
    }),
  );
});
