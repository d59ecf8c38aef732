import { z } from 'zod';
import { amountField, dayField, noteField } from '~/domain/money/ledger.schema';
import { PAYMENT_KINDS, PAYMENT_METHODS } from './payment-input';

const KEY_MAX = 64;

/** The form of a change: the kind of a payment and its order stay. */
export const paymentChangeSchema = z.object({
  method: z.enum(PAYMENT_METHODS, { error: 'errors.choice' }),
  amount: amountField,
  day: dayField,
  note: noteField,
});

/** The form of a new payment. */
export const paymentSchema = paymentChangeSchema.extend({
  kind: z.enum(PAYMENT_KINDS, { error: 'errors.choice' }).default('RECEIVED'),
  orderId: z.uuid({ error: 'errors.required' }),
  /** Drawn with the form: a second post of the same form is no second payment. */
  submissionKey: z.string().max(KEY_MAX, 'errors.choice').optional().transform((key) => key || null),
});
