import { Decimal } from 'decimal.js';
import { moneyText } from '~/domain/money/money';
import { columnDay } from '~/domain/periods/day-column';
import type { PayKind } from './pay-amount';

/** What of a row of pay is compared and kept in the audit log. */
export const PAY_FACTS = { id: true, userId: true, kind: true, state: true, quantity: true, rate: true, amount: true, day: true, note: true } as const;

interface Facts {
  userId: string;
  kind: PayKind;
  quantity: { toString: () => string };
  rate: { toString: () => string };
  amount: { toString: () => string };
  /** As a day's text, or as the column of days gives it. */
  day: Date | string;
  note: string | null;
}

/** The same facts as plain texts, whether they come from the database or from a form. */
export function payFacts({ userId, kind, quantity, rate, amount, day, note }: Facts) {
  return {
    userId,
    kind,
    quantity: moneyText(quantity.toString()),
    rate: new Decimal(rate.toString()).toFixed(),
    amount: moneyText(amount.toString()),
    day: typeof day === 'string' ? day : columnDay(day),
    note,
  };
}
