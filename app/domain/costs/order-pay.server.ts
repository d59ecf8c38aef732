import type { Prisma } from '~/generated/prisma/client';
import { answerClosedBooks, type ClosedBooks } from '~/domain/books/books.server';
import { localDay } from '~/domain/behavior/local-day';
import { moneyText } from '~/domain/money/money';
import { replaceSourcedPay } from '~/domain/payroll/sourced-pay.server';
import { orgDb, type OrgDb } from '~/platform/db.server';
import { completionPrefix, payRows, PayTooLarge, type CompletedOperator } from './completion-rows';
import { withTerms } from './write-completion-costs.server';

export interface WriteOrderPay {
  organizationId: string;
  actorId: string;
  orderId: string;
  /** IANA name: the pay is of the local day on which the work ended. */
  timeZone: string;
  now: Date;
}

interface CompletedOrder {
  id: string;
  number: string;
  currency: string;
  subtotal: Prisma.Decimal;
  actualEnd: Date;
}

/**
 * Writes the pay of a completed order's operators, for a completion by somebody who may not write pay. Who may do it is
 * the caller's to check. Rows that are there already stay as `writeCompletionCosts` leaves them.
 * @returns how many rows there are now; `notCompleted`: pay is of completed orders only; `tooLarge`: it does not fit
 */
export async function writeOrderPay({ organizationId, actorId, orderId, timeZone, now }: WriteOrderPay): Promise<{ ok: true; rows: number } | ClosedBooks | { ok: false; error: 'notCompleted' } | { ok: false; error: 'tooLarge' }> {
  return orgDb(organizationId).$transaction(async (tx): Promise<{ ok: true; rows: number } | { ok: false; error: 'notCompleted' }> => {
    const [order] = await tx.$queryRaw<CompletedOrder[]>`
      SELECT "id", "number", "currency", "subtotal", "actualEnd" FROM "Order"
      WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${orderId}::uuid AND "deletedAt" IS NULL AND "state" = 'COMPLETED' FOR NO KEY UPDATE`;
    if (!order) return { ok: false, error: 'notCompleted' };
    const found = await tx.orderOperator.findMany({ where: { orderId }, select: { userId: true, payKind: true, payRate: true, hours: true } });
    const operators: CompletedOperator[] = found.map(({ userId, payKind, payRate, hours }) => ({ userId, payKind, payRate: payRate?.toFixed() ?? null, hours: hours?.toFixed() ?? null }));
    const facts = { id: order.id, number: order.number, currency: order.currency, subtotal: moneyText(order.subtotal), day: localDay(order.actualEnd, timeZone) };
    const rows = payRows({ order: facts, operators: await withTerms(tx, operators) });
    await replaceSourcedPay(tx, { organizationId, actorId, prefix: completionPrefix(orderId), now }, rows);
    return { ok: true, rows: rows.length };
  }).catch((error: unknown) => (error instanceof PayTooLarge ? { ok: false as const, error: 'tooLarge' as const } : answerClosedBooks(error)));
}

/** How many operators of a completed order have no pay of its completion. */
export async function countUnpaidOperators(db: OrgDb, organizationId: string, orderId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "OrderOperator" o JOIN "Order" r ON r."organizationId" = o."organizationId" AND r."id" = o."orderId"
    WHERE o."organizationId" = ${organizationId}::uuid AND o."orderId" = ${orderId}::uuid AND r."state" = 'COMPLETED' AND NOT EXISTS (
      SELECT FROM "PayrollRow" p WHERE p."organizationId" = o."organizationId" AND p."orderId" = o."orderId" AND p."userId" = o."userId" AND p."deletedAt" IS NULL)`;
  return row?.count ?? 0;
}
