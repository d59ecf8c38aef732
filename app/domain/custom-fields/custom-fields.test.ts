import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isFieldKey, keyFromLabel, mergeCustomValues, readCustomValues, type CustomField } from './custom-field';
import { parseCustomConditions, setCustomParams } from './custom-filter';
import { customValuesSchema } from './custom-schema';
import { customInputText, parseCustomValue, parseCustomValues, parseNumber } from './custom-value';

const field = (overrides: Partial<CustomField>): CustomField => ({
  id: 'id', entity: 'CONTACT', key: 'field', label: 'Поле', type: 'TEXT', options: [], isRequired: false, isArchived: false, version: 1, ...overrides,
});
const fields = [
  field({ key: 'note' }),
  field({ key: 'area', type: 'NUMBER' }),
  field({ key: 'since', type: 'DATE' }),
  field({ key: 'soil', type: 'CHOICE', options: ['Глина', 'Песок'] }),
  field({ key: 'vip', type: 'YES_NO' }),
];

describe('parseCustomValue', () => {
  test.each([
    ['TEXT', '  два  слова ', 'два  слова'],
    ['TEXT', '', null],
    ['NUMBER', '1 250,50', '1250.5'],
    ['NUMBER', '−3', '-3'],
    ['NUMBER', '-0', '0'],
    ['NUMBER', '0007.100', '7.1'],
    ['DATE', '2026-11-21', '2026-11-21'],
    ['DATE', '1.2.2026', '2026-02-01'],
    ['CHOICE', 'песок', 'Песок'],
    ['YES_NO', 'Да', true],
    ['YES_NO', 'no', false],
  ] as const)('%s %j is %j', (type, typed, value) => {
    expect(parseCustomValue({ type, options: ['Глина', 'Песок'] }, typed)).toEqual({ ok: true, value });
  });

  test.each([
    ['NUMBER', '12 соток', 'errors.number'],
    ['NUMBER', '1e5', 'errors.number'],
    ['NUMBER', '1,2,3', 'errors.number'],
    ['NUMBER', '9'.repeat(16), 'errors.number'],
    ['DATE', '31.02.2026', 'errors.date'],
    ['DATE', 'завтра', 'errors.date'],
    ['CHOICE', 'Щебень', 'errors.choice'],
    ['YES_NO', 'может быть', 'errors.yesNo'],
    ['TEXT', 'а'.repeat(1_001), 'errors.tooLong'],
  ] as const)('%s %j is refused', (type, typed, error) => {
    expect(parseCustomValue({ type, options: ['Глина', 'Песок'] }, typed)).toEqual({ ok: false, error });
  });

  it('reads back what it shows', () => {
    const typed = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer().map(String), fc.double({ noNaN: true, min: -1e9, max: 1e9 }).map((value) => value.toFixed(6)), fc.constantFrom('да', 'нет', 'глина', '3.4.2025'));
    fc.assert(
      fc.property(fc.constantFrom(...fields), typed, (one, text) => {
        const parsed = parseCustomValue(one, text);
        if (parsed.ok) expect(parseCustomValue(one, customInputText(parsed.value))).toEqual(parsed);
      }),
    );
  });

  it('gives numbers one way of writing', () => {
    fc.assert(fc.property(fc.integer(), fc.nat(999_999), (whole, broken) => {
      const text = parseNumber(`${whole},${String(broken).padStart(6, '0')}`);
      expect(Number(text)).toBeCloseTo(Number(`${whole}.${String(broken).padStart(6, '0')}`), 5);
    }));
  });
});

describe('several fields', () => {
  const required = [field({ key: 'a', isRequired: true }), field({ key: 'b', type: 'NUMBER' })];
  it('asks for what is required, unless only other fields change', () => {
    expect(parseCustomValues(required, { b: 'x' })).toEqual({ values: {}, errors: { a: 'errors.required', b: 'errors.number' } });
    expect(parseCustomValues(required, { b: '5' }, { requireAll: false })).toEqual({ values: { a: null, b: '5' }, errors: {} });
  });
  it('says in a form where an error stands', () => {
    const result = customValuesSchema(required).safeParse({ b: 'x' });
    expect(result.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([['a', 'errors.required'], ['b', 'errors.number']]);
    expect(customValuesSchema(required).parse({ a: 'да', unknown: 'x' })).toEqual({ a: 'да', b: null });
  });
  it('keeps the values of fields that the change does not name', () => {
    expect(mergeCustomValues({ old: 'x', a: '1', vip: false }, { a: null, b: '2' })).toEqual({ old: 'x', vip: false, b: '2' });
    expect(readCustomValues({ a: 'x', b: true, c: 5, d: null })).toEqual({ a: 'x', b: true });
    expect(readCustomValues(['a'])).toEqual({});
  });
});

test.each([
  ['Размер участка', [], 'razmer_uchastka'],
  ['Площадь, м²', ['ploschad_m'], 'ploschad_m_2'],
  ['2-й телефон', [], 'y_telefon'],
  ['???', ['field'], 'field_2'],
  ['constructor', [], 'field'],
])('the key of %j beside %j is %s', (label, taken, key) => {
  expect(keyFromLabel(label, taken)).toBe(key);
});

it('always makes a key that may be used and is not taken', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (label) => {
    const key = keyFromLabel(label);
    expect(isFieldKey(key)).toBe(true);
    const second = keyFromLabel(label, [key]);
    expect(second).not.toBe(key);
    expect(isFieldKey(second)).toBe(true);
  }));
});

describe('conditions in an address', () => {
  const read = (search: string) => parseCustomConditions(new URLSearchParams(search), fields);
  it('reads each kind of field', () => {
    expect(read('cf.note=сад&cf.area.from=6&cf.since=2026-01-05&cf.soil=Глина&cf.soil=Щебень&cf.vip=no')).toEqual([
      { key: 'note', type: 'TEXT', text: 'сад' },
      { key: 'area', type: 'NUMBER', from: '6', to: null },
      { key: 'since', type: 'DATE', from: '2026-01-05', to: '2026-01-05' },
      { key: 'soil', type: 'CHOICE', options: ['Глина'] },
      { key: 'vip', type: 'YES_NO', value: false },
    ]);
  });
  it('leaves out what is broken, unknown or archived', () => {
    expect(read('cf.area=много&cf.since.from=2026-02-31&cf.soil=Щебень&cf.vip=maybe&cf.other=1')).toEqual([]);
    expect(parseCustomConditions(new URLSearchParams('cf.note=x'), [field({ key: 'note', isArchived: true })])).toEqual([]);
  });
  it('comes back from its own address', () => {
    const searches = fc.record({
      'cf.note': fc.string({ unit: 'grapheme' }), 'cf.area.from': fc.integer().map(String), 'cf.area.to': fc.integer().map(String),
      'cf.since.to': fc.constantFrom('2026-01-01', 'x'), 'cf.soil': fc.constantFrom('Глина', 'Песок', ''), 'cf.vip': fc.constantFrom('yes', 'no', ''),
    }, { requiredKeys: [] });
    fc.assert(fc.property(searches, (search) => {
      const conditions = parseCustomConditions(new URLSearchParams(search), fields);
      const params = new URLSearchParams();
      setCustomParams(params, conditions);
      expect(parseCustomConditions(params, fields)).toEqual(conditions);
    }));
  });
});
