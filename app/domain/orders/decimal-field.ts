import { z } from 'zod';

export interface DecimalLimits {
  /** Digits before and behind the point that the column holds. */
  whole: number;
  decimals: number;
  /** Included. */
  max?: number;
}

/** What is wrong with a number that was typed: the message says what to do. */
function explainNumber(text: string, { max, whole }: DecimalLimits): string {
  const plain = text.normalize('NFKC').replace(/[\s'’]/g, '');
  if (max === 100) return 'errors.percent';
  if (/^[-−–]\d/.test(plain)) return 'errors.negative';
  return /^\d+([.,]\d*)?$/.test(plain) && plain.replace(/[.,].*/, '').replace(/^0+/, '').length > whole ? 'errors.numberTooLarge' : 'errors.number';
}

/**
 * Reads a number that is no sum of money as people type it: "12,75", "1 200". Unlike money it has no groups by point or
 * comma: "1.500" is one and a half. Null: no such number.
 */
export function parseDecimal(text: string, { whole, decimals, max }: DecimalLimits): string | null {
  const match = /^(\d*)(?:[.,](\d*))?$/.exec(text.normalize('NFKC').replace(/[\s'’]/g, ''));
  const [units = '', parts = ''] = [match?.[1], match?.[2]?.replace(/0+$/, '')];
  if (!match || (units === '' && !match[2])) return null;
  const digits = units.replace(/^0+(?=\d)/, '') || '0';
  if (digits.length > whole || parts.length > decimals) return null;
  const number = parts ? `${digits}.${parts}` : digits;
  return max !== undefined && Number(number) > max ? null : number;
}

/** A number field of a form: decimal text out; nothing typed is null. Without an own message it says which of its rules was broken. */
export function decimalField(limits: DecimalLimits, error?: string) {
  return z.string().optional().transform((text, context) => {
    if (text === undefined || text.trim() === '') return null;
    const number = parseDecimal(text, limits);
    if (number === null) context.addIssue({ code: 'custom', message: error ?? explainNumber(text, limits) });
    return number;
  });
}

/** What the columns of a line hold. */
export const QUANTITY = { whole: 10, decimals: 4 } as const;
export const UNIT_PRICE = { whole: 12, decimals: 4 } as const;
export const WORK_TIME = { whole: 8, decimals: 2 } as const;
export const PERCENT = { whole: 3, decimals: 4, max: 100 } as const;
