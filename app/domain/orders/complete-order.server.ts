import type { Prisma } from '~/generated/prisma/client';
import { can } from '~/domain/accounts/permissions';
import { localDay } from '~/domain/behavior/local-day';
import { shortenBookings } from '~/domain/bookings/book.server';
import { answerClosedBooks, type ClosedBooks } from '~/domain/books/books.server';
import { voidCompletionCosts, writeCompletionCosts } from '~/domain/costs/write-completion-costs.server';
import { fitsMoney } from '~/domain/money/money';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { sumsOf } from './create-order.server';
import { allowedStates, missingFor } from './lifecycle';
import { noteStep } from './note-step.server';
import type { LockedOrder, MissingFacts, OrderActor, OrderRefusal } from './order-command';
import { withDuration } from './order-lines';
import { hideMoney, lockOrder, refuseStale } from './order-record.server';
import { viewerOfActor } from './order-viewer.server';
import { priceOrder } from './pricing';
import { takeSnapshot } from './take-snapshot';
import { writeLines } from './write-lines.server';

/** What a line has really taken; null leaves what was planned. Decimal texts. */
export interface CompletedLine {
  lineId: string;
  shifts: string | null;
  hours: string | null;
  fuelLitres: string | null;
  fuelCost: string | null;
  repairCost: string | null;
  repairNote: string | null;
}

export interface CompleteOrder {
  orderId: string;
  version: number;
  actualStart: Date;
  actualEnd: Date;
  lines: CompletedLine[];
  operators: { userId: string; hours: string | null }[];
  note: string | null;
}

export type CompleteOrderResult =
  /** `wasDone`: somebody, or this form, has completed it before; nothing was changed. */
  | { ok: true; wasDone: boolean }
  | OrderRefusal
  | MissingFacts
  | ClosedBooks
  | { ok: false; error: 'endBeforeStart' | 'tooLarge' };

/**
 * Completes an order: what was really worked, its price counted anew, the final snapshot, its costs and (by those who may)
 * the pay of its operators, each row once. Repeating it changes nothing.
 */
export async function completeOrder(actor: OrderActor, completion: CompleteOrder, now: Date): Promise<CompleteOrderResult> {
  return orgDb(actor.organizationId)
    .$transaction((tx) => completeOrderIn(tx, actor, completion, now))
    .catch(answerClosedBooks);
}

async function completeOrderIn(tx: OrgTx, actor: OrderActor, completion: CompleteOrder, now: Date): Promise<CompleteOrderResult> {
  const { orderId, version, actualStart, actualEnd } = completion;
  const found = await lockOrder(tx, actor, orderId, null);
  if (!found.order) return found.refusal;
  const { order, doer } = found;
  const allowed = allowedStates(order.state, doer);
  if (order.state === 'COMPLETED') return allowedStates('IN_PROGRESS', doer).includes('COMPLETED') ? { ok: true, wasDone: true } : { ok: false, error: 'forbidden' };
  if (order.version !== version) return refuseStale(tx, viewerOfActor(actor), order);
  if (order.state !== 'IN_PROGRESS') return { ok: false, error: 'notAllowed', current: hideMoney(order, viewerOfActor(actor)), allowed };
  if (!allowed.includes('COMPLETED')) return { ok: false, error: 'forbidden' };
  const missing = missingFor({ ...order, actualStart, actualEnd }, 'COMPLETED');
  if (missing.length > 0) return { ok: false, error: 'missing', missing };
  if (actualEnd < actualStart) return { ok: false, error: 'endBeforeStart' };
  const { price, lines } = await countAnew(tx, actor.organizationId, order, completion);
  if (!fitsMoney(price.total)) return { ok: false, error: 'tooLarge' };
  await writeLines(tx, { organizationId: actor.organizationId, orderId, lines, price, known: order.lines.map(({ id }) => id) });
  await writeWork(tx, order, completion);
  const moments = { actualStart, actualEnd, completedAt: now, completionNote: completion.note };
  await tx.order.updateMany({ where: { id: orderId }, data: { ...sumsOf(price), ...moments, state: 'COMPLETED', stateChangedAt: now, updatedAt: now, version: { increment: 1 }, completedSnapshot: await snapshotOf(tx, actor, orderId, { ...moments, sums: price }, now) } });
  await noteStep(tx, { actor, order, to: 'COMPLETED', comment: completion.note?.slice(0, 500) ?? null, before: { total: order.sums.total }, after: { total: price.total, actualStart, actualEnd }, now });
  await shortenBookings(tx, actor.organizationId, orderId, actualEnd);
  await writeCosts(tx, actor, order, completion, price.subtotal, now);
  return { ok: true, wasDone: false };
}

/** The lines with what was really worked, and their price; the late rule is the organisation's of now. */
async function countAnew(tx: OrgTx, organizationId: string, order: LockedOrder, { lines: worked, actualStart, actualEnd }: CompleteOrder) {
  const { lateDiscountPercent } = await tx.organization.findFirstOrThrow({ where: { id: organizationId }, select: { lateDiscountPercent: true } });
  const planned = order.lines.map((line) => {
    const work = worked.find(({ lineId }) => lineId === line.id);
    return line.kind === 'EQUIPMENT' ? { ...line, shifts: work?.shifts ?? line.shifts, hours: work?.hours ?? line.hours } : line;
  });
  const lines = withDuration(planned, actualStart, actualEnd);
  const isLate = order.plannedEnd !== null && actualEnd > order.plannedEnd;
  return { lines, price: priceOrder(lines, { percent: lateDiscountPercent?.toString() ?? null, isLate }) };
}

async function writeWork(tx: OrgTx, order: LockedOrder, { lines, operators }: CompleteOrder): Promise<void> {
  const orderId = order.id;
  for (const { lineId, fuelLitres, fuelCost, repairCost, repairNote } of lines) await tx.orderLine.updateMany({ where: { id: lineId, orderId }, data: { fuelLitres, fuelCost, repairCost, repairNote } });
  for (const { userId, hours } of operators) await tx.orderOperator.updateMany({ where: { orderId, userId }, data: { hours } });
}

/** The final snapshot: the lines as they were just written, the sums and times as they are about to be. */
async function snapshotOf(tx: OrgTx, actor: OrderActor, orderId: string, { sums, ...moments }: Pick<LockedOrder, 'actualStart' | 'actualEnd'> & { sums: ReturnType<typeof priceOrder> }, now: Date) {
  const { order } = await lockOrder(tx, actor, orderId, null);
  if (!order) throw new Error('the order that is being completed is gone');
  return takeSnapshot({ ...order, ...moments, sums: { ...order.sums, ...sumsOf(sums) } }, now) as unknown as Prisma.InputJsonObject;
}

function writeCosts(tx: OrgTx, actor: OrderActor, order: LockedOrder, { lines, operators, actualEnd }: CompleteOrder, subtotal: string, now: Date): Promise<void> {
  const { organizationId, userId, timeZone } = actor;
  const itemOf = (lineId: string) => order.lines.find(({ id }) => id === lineId)?.itemId ?? null;
  return writeCompletionCosts(tx, {
    organizationId,
    actorId: userId,
    canWritePay: can(actor.role, 'payroll', 'create') === 'all',
    order: { id: order.id, number: order.number, currency: order.currency, subtotal, day: localDay(actualEnd, timeZone) },
    lines: lines
      .filter(({ lineId }) => order.lines.some(({ id }) => id === lineId))
      .map(({ lineId, fuelCost, repairCost, repairNote }) => ({ lineId, itemId: itemOf(lineId), fuelCost, repairCost, repairNote })),
    operators: order.operators.map(({ userId: id, payKind, payRate, hours }) => ({ userId: id, payKind, payRate, hours: operators.find((operator) => operator.userId === id)?.hours ?? hours })),
    now,
  });
}

export interface ReopenOrder {
  orderId: string;
  version: number;
  reason: string;
}

export type ReopenOrderResult = { ok: true; version: number } | OrderRefusal | MissingFacts | ClosedBooks;

/** Takes a completion back, for a reason: the final snapshot and what the completion wrote of costs go, for the next completion to write anew. */
export async function reopenOrder(actor: OrderActor, { orderId, version, reason: typed }: ReopenOrder, now: Date): Promise<ReopenOrderResult> {
  const { organizationId, userId } = actor;
  const reason = typed.trim();
  return orgDb(organizationId)
    .$transaction(async (tx): Promise<ReopenOrderResult> => {
      const found = await lockOrder(tx, actor, orderId, version);
      if (!found.order) return found.refusal;
      const { order, doer } = found;
      const allowed = allowedStates(order.state, doer);
      if (order.state !== 'COMPLETED') return { ok: false, error: 'notAllowed', current: hideMoney(order, viewerOfActor(actor)), allowed };
      if (!allowed.includes('IN_PROGRESS')) return { ok: false, error: 'forbidden' };
      const missing = missingFor({ ...order, reopenReason: reason }, 'IN_PROGRESS');
      if (missing.length > 0) return { ok: false, error: 'missing', missing };
      await tx.$executeRaw`
        UPDATE "Order" SET "state" = 'IN_PROGRESS', "completedSnapshot" = NULL, "completedAt" = NULL, "stateChangedAt" = ${now}, "updatedAt" = ${now}, "version" = "version" + 1
        WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${orderId}::uuid`;
      await noteStep(tx, { actor, order, to: 'IN_PROGRESS', comment: reason, now });
      await voidCompletionCosts(tx, { organizationId, actorId: userId, orderId, now });
      return { ok: true, version: order.version + 1 };
    })
    .catch(answerClosedBooks);
}
