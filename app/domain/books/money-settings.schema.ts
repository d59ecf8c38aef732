import { z } from 'zod';
import { parseDay } from '~/domain/periods/period';
import { decimalField, PERCENT } from '~/domain/orders/decimal-field';

/** The form of the rules of money; messages are keys of `money` and `common`. */
export const moneySettingsSchema = z.object({
  version: z.coerce.number<string>().int().min(1),
  defaultTaxPercent: decimalField(PERCENT, 'errors.percent').transform((percent) => percent ?? '0'),
  /** Null: no such rule. */
  lateDiscountPercent: decimalField(PERCENT, 'errors.percent'),
  /** When an unpaid order is brought to mind. */
  unpaidAfterDays: z.coerce.number<unknown>({ error: 'errors.unpaidDays' }).int('errors.unpaidDays').min(1, 'errors.unpaidDays').max(365, 'errors.unpaidDays'),
});

const day = z.string().optional().transform((text, context) => {
  const parsed = parseDay(text);
  if (parsed) return parsed;
  context.addIssue({ code: 'custom', message: text ? 'errors.day' : 'errors.required' });
  return z.NEVER;
});
const seen = z.string().optional().transform((text) => parseDay(text));

/** Closing the books is confirmed by a tick. `seen`: the last closed day that the form was drawn with. */
export const closeBooksSchema = z.object({ through: day, seen, confirm: z.literal('on', { error: 'errors.confirm' }) });

/** Opening them again: back to an earlier day, or wholly without one. */
export const reopenBooksSchema = z.object({ through: z.string().optional().transform((text) => parseDay(text)), seen });
