import { Decimal } from 'decimal.js';
import type { SourcedExpense } from '~/domain/expenses/sourced-expense';
import { fitsMoney, moneyText } from '~/domain/money/money';
import { payFor, type PayKind } from '~/domain/payroll/pay-amount';
import type { SourcedPay } from '~/domain/payroll/sourced-pay';

/** What a completion says of an order's costs. Sums and quantities are decimal texts. */
export interface CompletionCosts {
  order: { id: string; number: string; currency: string; subtotal: string; /** Local day of the organisation. */ day: string };
  lines: readonly CompletedLine[];
  operators: readonly CompletedOperator[];
}

export interface CompletedLine {
  lineId: string;
  itemId: string | null;
  fuelCost: string | null;
  repairCost: string | null;
  repairNote: string | null;
}

export interface CompletedOperator {
  userId: string;
  /** Null: by the terms of the member. */
  payKind: PayKind | null;
  payRate: string | null;
  hours: string | null;
}

/** All rows of an order's completion have keys that begin so: one row per source, however often it runs. */
export function completionPrefix(orderId: string): string {
  return `completion:${orderId}:`;
}

const isSpent = (cost: string | null): cost is string => cost !== null && new Decimal(cost).greaterThan(0);

/** Fuel and repair of each line as expenses; what cost nothing makes no row. Rule: costs are never billed. */
export function expenseRows({ order, lines }: Pick<CompletionCosts, 'order' | 'lines'>): SourcedExpense[] {
  const prefix = completionPrefix(order.id);
  const shared = { orderId: order.id, currency: order.currency, day: order.day };
  return lines.flatMap(({ lineId, itemId, fuelCost, repairCost, repairNote }) => [
    ...(isSpent(fuelCost) ? [{ ...shared, sourceKey: `${prefix}fuel:${lineId}`, kind: 'FUEL' as const, amount: moneyText(fuelCost), itemId, note: null }] : []),
    ...(isSpent(repairCost) ? [{ ...shared, sourceKey: `${prefix}repair:${lineId}`, kind: 'REPAIR' as const, amount: moneyText(repairCost), itemId, note: repairNote }] : []),
  ]);
}

/** Somebody would earn more than a column of money holds. Takes the transaction back. */
export class PayTooLarge extends Error {
  override name = 'PayTooLarge';
}

/**
 * The pay of each operator with known terms: hours × rate, a fixed sum, or a percentage of the order's subtotal.
 * @throws PayTooLarge
 */
export function payRows({ order, operators }: Pick<CompletionCosts, 'order' | 'operators'>): SourcedPay[] {
  const shared = { orderId: order.id, currency: order.currency, day: order.day };
  return operators.flatMap(({ userId, payKind, payRate, hours }) => {
    const pay = payKind && payRate ? payFor({ kind: payKind, rate: payRate }, { hours, subtotal: order.subtotal }) : null;
    if (pay && !fitsMoney(pay.amount)) throw new PayTooLarge(`the pay of an operator of order ${order.number} is too large`);
    return pay && payKind && payRate ? [{ ...shared, sourceKey: `${completionPrefix(order.id)}pay:${userId}`, userId, kind: payKind, rate: payRate, ...pay }] : [];
  });
}
