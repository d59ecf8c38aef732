import { z } from 'zod';
import { cleanLine } from '~/domain/leads/clean-text';
import { parseDay } from '~/domain/periods/period';
import { moneyField } from './money.schema';

export const NOTE_MAX = 500;

/** Fields of the forms of money. Messages are keys of the namespaces `money` and `common`. */
export const amountField = moneyField.transform((amount, context) => {
  if (amount !== undefined && /[1-9]/.test(amount)) return amount;
  context.addIssue({ code: 'custom', message: amount === undefined ? 'errors.money.empty' : 'errors.notPositive' });
  return z.NEVER;
});

export const dayField = z.string().optional().transform((text, context) => {
  const day = parseDay(text);
  if (day) return day;
  context.addIssue({ code: 'custom', message: text ? 'errors.day' : 'errors.required' });
  return z.NEVER;
});

export const noteField = z.string().transform(cleanLine).pipe(z.string().max(NOTE_MAX, 'errors.tooLong')).optional().transform((text) => text || null);
export const linkField = z.uuid({ error: 'errors.choice' }).optional().transform((id) => id ?? null);
/** The version of the row that the form was drawn for. */
export const versionField = z.coerce.number<string>({ error: 'errors.choice' }).int().min(1);
