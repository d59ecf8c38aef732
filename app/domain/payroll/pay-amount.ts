import { Decimal } from 'decimal.js';
import type { PayKind } from '~/generated/prisma/enums';
import { moneyText, shareOfMoney, toMoney } from '~/domain/money/money';

export const PAY_KINDS = ['HOURLY', 'FIXED', 'PERCENT'] as const satisfies readonly PayKind[];
export type { PayKind };

const PERCENT = 100;

export interface PayTerms {
  kind: PayKind;
  /** Money per hour, money per order, or percent of the order's subtotal; plain decimal text. */
  rate: string;
}

export interface Pay {
  /** Hours, 1, or the sum that the percentage is of; plain text with two decimals. */
  quantity: string;
  /** Plain text with two decimals, rounded half-up. */
  amount: string;
}

/**
 * What a person earns with an order by these terms; null where nothing is earned (no hours, no rate).
 * @param work decimal text
 */
export function payFor({ kind, rate }: PayTerms, work: { hours: string | null; subtotal: string }): Pay | null {
  const quantity = { HOURLY: new Decimal(work.hours ?? 0), FIXED: new Decimal(1), PERCENT: new Decimal(work.subtotal) }[kind];
  const amount = payAmount({ kind, rate }, quantity);
  return amount.isPositive() && !amount.isZero() ? { quantity: moneyText(quantity), amount: moneyText(amount) } : null;
}

/** quantity × rate; of a percentage its share. */
export function payAmount({ kind, rate }: PayTerms, quantity: Decimal.Value): Decimal {
  return kind === 'PERCENT' ? shareOfMoney(quantity, new Decimal(rate).div(PERCENT)) : toMoney(new Decimal(quantity).times(rate));
}
