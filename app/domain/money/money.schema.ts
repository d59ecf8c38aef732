import { z } from 'zod';
import { parseMoney } from './money-text';

/**
 * A money field of a form: typed text in, plain text with two decimals out ("1500000.50"); nothing typed is undefined.
 * Error keys stand in the namespace `common`.
 */
export const moneyField = z.string().optional().transform((text, context) => {
  if (text === undefined || text.trim() === '') return undefined;
  const parsed = parseMoney(text);
  if (parsed.ok) return parsed.amount;
  context.addIssue({ code: 'custom', message: `errors.money.${parsed.error}` });
  return z.NEVER;
});
