import { parseDay } from '~/domain/periods/period';
import { cleanLine } from '~/domain/leads/clean-text';
import type { CustomField, CustomValue, CustomValues } from './custom-field';

export const TEXT_VALUE_MAX = 1_000;

/** Keys of messages in the namespace `fields`. */
export type CustomValueError = 'errors.required' | 'errors.tooLong' | 'errors.number' | 'errors.date' | 'errors.choice' | 'errors.yesNo';
export type ParsedCustomValue = { ok: true; value: CustomValue | null } | { ok: false; error: CustomValueError };

const YES = new Set(['yes', 'true', '1', 'да', 'on', '+', 'y', 'д']);
const NO = new Set(['no', 'false', '0', 'нет', 'off', '-', 'n', 'н']);
/** Fifteen digits before the point and six after it: as much as a person means, and no more than JavaScript can show. */
const NUMBER = /^-?\d{1,15}(\.\d{1,6})?$/;

/** Reads a value as it was typed or stands in a file. Empty text is no value; whether one is required, `parseCustomValues` says. */
export function parseCustomValue({ type, options }: Pick<CustomField, 'type' | 'options'>, typed: string): ParsedCustomValue {
  const text = cleanLine(typed);
  if (text === '') return { ok: true, value: null };
  switch (type) {
    case 'TEXT':
      return text.length > TEXT_VALUE_MAX ? { ok: false, error: 'errors.tooLong' } : { ok: true, value: text };
    case 'NUMBER': {
      const value = parseNumber(text);
      return value === null ? { ok: false, error: 'errors.number' } : { ok: true, value };
    }
    case 'DATE': {
      const value = parseTypedDay(text);
      return value === null ? { ok: false, error: 'errors.date' } : { ok: true, value };
    }
    case 'CHOICE': {
      const value = options.find((option) => option === text) ?? options.find((option) => option.toLowerCase() === text.toLowerCase());
      return value === undefined ? { ok: false, error: 'errors.choice' } : { ok: true, value };
    }
    case 'YES_NO': {
      const word = text.toLowerCase();
      return YES.has(word) ? { ok: true, value: true } : NO.has(word) ? { ok: true, value: false } : { ok: false, error: 'errors.yesNo' };
    }
  }
}

/**
 * Reads the typed values of several fields by their keys. All given fields are in the answer, the empty ones as null;
 * a required field without a value is an error, unless the caller knows better (a change of other fields).
 */
export function parseCustomValues(
  fields: readonly CustomField[],
  typed: Readonly<Record<string, string | undefined>>,
  { requireAll = true } = {},
): { values: CustomValues; errors: Record<string, CustomValueError> } {
  const values: CustomValues = {};
  const errors: Record<string, CustomValueError> = {};
  for (const field of fields) {
    const parsed = parseCustomValue(field, typed[field.key] ?? '');
    if (!parsed.ok) errors[field.key] = parsed.error;
    else if (parsed.value === null && field.isRequired && requireAll) errors[field.key] = 'errors.required';
    else values[field.key] = parsed.value;
  }
  return { values, errors };
}

/** A stored value as its input shows it. */
export function customInputText(value: CustomValue | null | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
}

/** Decimal text with a point, without needless zeros: «1 250,50» is 1250.5. */
export function parseNumber(text: string): string | null {
  const plain = text.replace(/[\s\u00a0\u202f']/g, '').replace(',', '.').replace(/^\u2212/, '-').replace(/^\+/, '');
  if (!NUMBER.test(plain)) return null;
  const [whole = '0', broken = ''] = plain.replace('-', '').split('.');
  const digits = whole.replace(/^0+(?=\d)/, '');
  const rest = broken.replace(/0+$/, '');
  const value = rest ? `${digits}.${rest}` : digits;
  return plain.startsWith('-') && value !== '0' ? `-${value}` : value;
}

/** 2026-11-21, 21.11.2026 or 21/11/2026. */
function parseTypedDay(text: string): string | null {
  const [, day, month, year] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text) ?? [];
  return parseDay(year ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : text.slice(0, 10));
}
