import { replaceSourcedExpenses } from '~/domain/expenses/sourced-expenses.server';
import { listPayTerms } from '~/domain/payroll/pay-terms.server';
import { replaceSourcedPay } from '~/domain/payroll/sourced-pay.server';
import type { OrgTx } from '~/platform/db.server';
import { completionPrefix, expenseRows, payRows, type CompletionCosts } from './completion-rows';

export interface WriteCompletionCosts extends CompletionCosts {
  organizationId: string;
  actorId: string | null;
  /** Only those who keep the payroll write pay: a completion by an operator leaves it as it is. */
  canWritePay: boolean;
  now?: Date;
}

/**
 * Writes what a completed order cost, within the completion's transaction, which holds the order: fuel and repair of each
 * line as expenses, the pay of its operators. Each source has one row, so repeating a completion changes nothing, and
 * completing again after a reopening brings the same rows up to date; pay that was approved or paid stays as it is.
 * @throws BooksClosed when the order's day, or that of a row to be changed, is closed; PayTooLarge
 */
export async function writeCompletionCosts(tx: OrgTx, { organizationId, actorId, canWritePay, order, lines, operators, now = new Date() }: WriteCompletionCosts): Promise<void> {
  const source = { organizationId, actorId, prefix: completionPrefix(order.id), now };
  await replaceSourcedExpenses(tx, source, expenseRows({ order, lines }));
  if (canWritePay) await replaceSourcedPay(tx, source, payRows({ order, operators: await withTerms(tx, operators) }));
}

/** Operators without terms of their own on the order are paid by the terms of the member. */
export async function withTerms(tx: OrgTx, operators: CompletionCosts['operators']): Promise<CompletionCosts['operators']> {
  const terms = await listPayTerms(tx, operators.map(({ userId }) => userId));
  return operators.map((operator) => {
    const usual = operator.payKind ? null : terms.get(operator.userId);
    return usual ? { ...operator, payKind: usual.kind, payRate: usual.rate } : operator;
  });
}

export interface VoidCompletionCosts {
  organizationId: string;
  actorId: string | null;
  orderId: string;
  now?: Date;
}

/**
 * Takes back what a completion wrote, for the reopening of its order: expenses and pending pay go, pay that was approved or
 * paid stays. @throws BooksClosed when a row lies in closed books: such an order cannot be reopened
 */
export async function voidCompletionCosts(tx: OrgTx, { organizationId, actorId, orderId, now = new Date() }: VoidCompletionCosts): Promise<void> {
  const source = { organizationId, actorId, prefix: completionPrefix(orderId), now };
  await replaceSourcedExpenses(tx, source, []);
  await replaceSourcedPay(tx, source, []);
}
