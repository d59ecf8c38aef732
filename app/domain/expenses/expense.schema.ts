import { z } from 'zod';
import { amountField, dayField, linkField, noteField } from '~/domain/money/ledger.schema';
import { EXPENSE_KINDS } from './expense-input';

/** The form of an expense. */
export const expenseSchema = z.object({
  kind: z.enum(EXPENSE_KINDS, { error: 'errors.choice' }),
  amount: amountField,
  day: dayField,
  note: noteField,
  orderId: linkField,
  itemId: linkField,
});
