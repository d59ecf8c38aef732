import { Decimal } from 'decimal.js';
import { moneyText } from '~/domain/money/money';
import type { OrderState, PaymentKind } from '~/generated/prisma/enums';

/** States of an order in which its client owes what it costs. */
export const OWED_STATES = ['APPROVED', 'IN_PROGRESS', 'COMPLETED'] as const satisfies readonly OrderState[];

/** Whether money of an order may be taken or given back. Rule: received from CREATED on; of a cancelled order only refunds. */
export function takesPayment(state: OrderState, kind: PaymentKind): boolean {
  if (state === 'DRAFT') return false;
  return state !== 'CANCELLED' || kind === 'REFUNDED';
}

/** Sums as plain decimal text. */
export interface OrderSums {
  state: OrderState;
  total: string;
  /** Received less refunded. */
  paid: string;
  prepayment: string | null;
}

/** How an order stands: nothing to pay, something to be received, all paid, too much paid, to be given back. */
export type BalanceKind = 'nothing' | 'due' | 'settled' | 'over' | 'return';

export interface Balance {
  kind: BalanceKind;
  /** What is to be received, or was paid too much, or is to be given back; never below zero. */
  amount: string;
  /** What of the prepayment has not come yet; null where none was agreed on, or it has come. */
  prepaymentDue: string | null;
}

/** Balance of an order. Rule: total less what was received; a cancelled order costs nothing. */
export function balanceOf({ state, total, paid, prepayment }: OrderSums): Balance {
  const isCancelled = state === 'CANCELLED';
  const left = new Decimal(isCancelled ? 0 : total).minus(paid);
  const prepaymentLeft = isCancelled || prepayment === null ? new Decimal(0) : Decimal.min(new Decimal(prepayment).minus(paid), left);
  return { kind: kindOf(left, isCancelled, new Decimal(paid)), amount: moneyText(left.abs()), prepaymentDue: prepaymentLeft.greaterThan(0) ? moneyText(prepaymentLeft) : null };
}

function kindOf(left: Decimal, isCancelled: boolean, paid: Decimal): BalanceKind {
  if (left.greaterThan(0)) return 'due';
  if (left.isZero()) return paid.isZero() ? 'nothing' : 'settled';
  return isCancelled ? 'return' : 'over';
}
