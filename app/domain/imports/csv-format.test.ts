import fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, it, test } from 'vitest';
import { columnLabels, sniffCsv } from './csv-format';

const rows = [
  ['Имя', 'Телефон', 'Город'],
  ['Ёлкина Анна', '+7 916 123-45-67', 'Тверь'],
  ['ООО «Ромашка»; и Ко', '8 (495) 123-45-67', 'Москва, центр'],
];

/** Windows-1251 of Russian text. */
function to1251(text: string): Uint8Array {
  const table = new Map(Array.from({ length: 128 }, (_none, index) => [new TextDecoder('windows-1251').decode(Uint8Array.of(128 + index)), 128 + index]));
  return Uint8Array.from([...text].map((char) => table.get(char) ?? char.charCodeAt(0)));
}

const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
const encode = {
  'utf-8': (text: string) => new TextEncoder().encode(text),
  'utf-8 with BOM': (text: string) => new TextEncoder().encode(`\ufeff${text}`),
  'windows-1251': to1251,
  'utf-16le': utf16,
  'utf-16be': (text: string) => new Uint8Array(Buffer.from(utf16(text)).swap16()),
};

describe('sniffCsv', () => {
  const cases = Object.keys(encode).flatMap((encoding) => [';', ',', '\t', '|'].map((delimiter) => [encoding as keyof typeof encode, delimiter] as const));
  test.each(cases)('%s with %j', (encoding, delimiter) => {
    const bytes = encode[encoding](stringify(rows, { delimiter }));
    expect(sniffCsv(bytes, true)).toEqual({ kind: 'csv', encoding: encoding.replace(' with BOM', ''), delimiter, hasHeader: true, hasSepLine: false });
  });

  it('forgives a letter and a row that the end of the sample cuts', () => {
    const bytes = new TextEncoder().encode(`${stringify(rows)}Ж`);
    expect(sniffCsv(bytes.subarray(0, bytes.length - 1), false)).toMatchObject({ encoding: 'utf-8', delimiter: ',' });
  });

  it("takes Excel's word for the delimiter", () => {
    expect(sniffCsv(encode['utf-8']('sep=|\r\nИмя|Город, улица\r\n'), true)).toMatchObject({ delimiter: '|', hasSepLine: true, hasHeader: true });
  });

  test.each([
    ['Иван;+79161234567\nПётр;+79161234568', false],
    ['Колонка А;Колонка Б\nИван;+79161234567', true],
    ['name\nIvan', true],
    ['a@b.ru;1\nc@d.ru;2', false],
  ])('%j has a head: %s', (text, hasHeader) => {
    expect(sniffCsv(encode['utf-8'](text), true).hasHeader).toBe(hasHeader);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, isWhole) => void sniffCsv(bytes, isWhole)));
  });
});

it('names columns by their heads, else by letters, never two alike', () => {
  expect(columnLabels(['Телефон', ' Телефон ', ''], 28)).toEqual(['Телефон', 'Телефон (2)', 'C', ...'DEFGHIJKLMNOPQRSTUVWXYZ', 'AA', 'AB']);
});
