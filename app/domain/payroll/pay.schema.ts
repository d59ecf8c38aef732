import { z } from 'zod';
import { dayField, linkField, noteField } from '~/domain/money/ledger.schema';
import { moneyText } from '~/domain/money/money';
import { decimalField } from '~/domain/orders/decimal-field';
import { PAY_KINDS, type PayKind } from './pay-amount';

const RATE = { whole: 12, decimals: 4 } as const;
const QUANTITY = { whole: 14, decimals: 2 } as const;
const PERCENT_MAX = 100;

/** The rate is a percentage only up to 100. */
export function isRateOf(kind: PayKind, rate: string): boolean {
  return kind !== 'PERCENT' || Number(rate) <= PERCENT_MAX;
}

/** The form of a row of pay by hand: a fixed sum needs no quantity. */
export const paySchema = z.object({
  userId: z.uuid({ error: 'errors.choice' }),
  orderId: linkField,
  kind: z.enum(PAY_KINDS, { error: 'errors.choice' }),
  quantity: decimalField(QUANTITY),
  rate: decimalField(RATE),
  day: dayField,
  note: noteField,
}).transform(({ quantity, rate, ...pay }, context) => {
  const refuse = (field: 'quantity' | 'rate', message: string) => context.addIssue({ code: 'custom', path: [field], message });
  if (rate === null) refuse('rate', 'errors.required');
  else if (!isRateOf(pay.kind, rate)) refuse('rate', 'errors.percent');
  if (quantity === null && pay.kind !== 'FIXED') refuse('quantity', 'errors.required');
  return { ...pay, rate: rate ?? '0', quantity: moneyText(pay.kind === 'FIXED' ? 1 : (quantity ?? 0)) };
});

/** The form of a member's terms; without a kind there are none. */
export const payTermsSchema = z.object({
  payKind: z.enum(PAY_KINDS, { error: 'errors.choice' }).optional(),
  payRate: decimalField(RATE),
}).transform(({ payKind, payRate }, context) => {
  if (!payKind) return null;
  if (payRate === null) context.addIssue({ code: 'custom', path: ['payRate'], message: 'errors.required' });
  else if (!isRateOf(payKind, payRate)) context.addIssue({ code: 'custom', path: ['payRate'], message: 'errors.percent' });
  return { kind: payKind, rate: payRate ?? '0' };
});
