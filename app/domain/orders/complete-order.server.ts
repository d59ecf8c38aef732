import type { Prisma } from '~/generated/prisma/client';
import { localDay } from '~/domain/behavior/local-day';
import { freeOrder, shortenBookings } from '~/domain/bookings/book.server';
import { answerClosedBooks, assertBooksOpen, type ClosedBooks } from '~/domain/books/books.server';
import { PayTooLarge } from '~/domain/costs/completion-rows';
import { voidCompletionCosts, writeCompletionCosts } from '~/domain/costs/write-completion-costs.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { answerClash, bookPlan } from './book-plan.server';
import { sumsOf } from './create-order.server';
import { allowedStates, missingFor } from './lifecycle';
import { noteStep } from './note-step.server';
import type { ClashRefusal, LockedOrder, MissingFacts, OrderActor, OrderRefusal } from './order-command';
import { distinctBy, fitsColumns, withDuration } from './order-lines';
import { hideMoney, lockOrder, refuseStale } from './order-record.server';
import { mayWritePay, viewerOfActor } from './order-viewer.server';
import { priceOrder } from './pricing';
import { takeSnapshot } from './take-snapshot';
import { writeLines } from './write-lines.server';

/** What a line has really taken; null leaves the work as it was planned. Of costs null is none, or what is stored when the person does not see it. Decimal texts. */
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
  /** `wasDone`: the same person has completed it before; nothing was changed. */
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
    .catch((error: unknown): CompleteOrderResult => (error instanceof PayTooLarge ? { ok: false, error: 'tooLarge' } : answerClosedBooks(error)));
}

async function completeOrderIn(tx: OrgTx, actor: OrderActor, asked: CompleteOrder, now: Date): Promise<CompleteOrderResult> {
  const { orderId, version, actualStart, actualEnd } = asked;
  const found = await lockOrder(tx, actor, orderId, null);
  if (!found.order) return found.refusal;
  const { order, doer } = found;
  const allowed = allowedStates(order.state, doer);
  if (order.state === 'COMPLETED') {
    if (!allowedStates('IN_PROGRESS', doer).includes('COMPLETED')) return { ok: false, error: 'forbidden' };
    return (await isCompletedBy(tx, orderId, actor.userId)) ? { ok: true, wasDone: true } : { ok: false, error: 'notAllowed', current: hideMoney(order, viewerOfActor(actor)), allowed };
  }
  if (order.version !== version) return refuseStale(tx, viewerOfActor(actor), order);
  if (order.state !== 'IN_PROGRESS') return { ok: false, error: 'notAllowed', current: hideMoney(order, viewerOfActor(actor)), allowed };
  if (!allowed.includes('COMPLETED')) return { ok: false, error: 'forbidden' };
  const missing = missingFor({ ...order, actualStart, actualEnd }, 'COMPLETED');
  if (missing.length > 0) return { ok: false, error: 'missing', missing };
  if (actualEnd < actualStart) return { ok: false, error: 'endBeforeStart' };
  await assertBooksOpen(tx, actor.organizationId, localDay(actualEnd, actor.timeZone));
  const completion = { ...asked, lines: workedLines(actor, order, asked.lines), operators: distinctBy(asked.operators, ({ userId }) => userId) };
  const { price, lines } = await countAnew(tx, actor.organizationId, order, completion);
  if (!fitsColumns(price)) return { ok: false, error: 'tooLarge' };
  await writeLines(tx, { organizationId: actor.organizationId, orderId, lines, price, known: order.lines.map(({ id }) => id) });
  await writeWork(tx, order, completion);
  const moments = { actualStart, actualEnd, completedAt: now, completionNote: completion.note };
  await tx.order.updateMany({ where: { id: orderId }, data: { ...sumsOf(price), ...moments, state: 'COMPLETED', stateChangedAt: now, updatedAt: now, version: { increment: 1 }, completedSnapshot: await snapshotOf(tx, actor, orderId, { ...moments, sums: price }, now) } });
  await noteStep(tx, { actor, order, to: 'COMPLETED', comment: completion.note?.slice(0, 500) ?? null, before: { total: order.sums.total }, after: { total: price.total, actualStart, actualEnd }, now });
  await shortenBookings(tx, actor.organizationId, orderId, actualEnd);
  await writeCosts(tx, actor, order, completion, price.subtotal, now);
  return { ok: true, wasDone: false };
}

/** Who completed an order: a form that is sent twice is no second completion, that of somebody else is. */
async function isCompletedBy(tx: OrgTx, orderId: string, userId: string): Promise<boolean> {
  const last = await tx.orderStep.findFirst({ where: { orderId, to: 'COMPLETED' }, orderBy: [{ at: 'desc' }, { id: 'desc' }], select: { byId: true } });
  return last?.byId === userId;
}

/** What was said of the order's own lines, each once. Costs that the person does not see stay as they are unless new ones are named. */
function workedLines(actor: OrderActor, order: LockedOrder, asked: readonly CompletedLine[]): CompletedLine[] {
  const { canSeeCosts } = viewerOfActor(actor);
  return distinctBy(asked, ({ lineId }) => lineId).flatMap((work) => {
    const line = order.lines.find(({ id }) => id === work.lineId);
    if (!line) return [];
    if (canSeeCosts) return [work];
    return [{ ...work, fuelLitres: work.fuelLitres ?? line.fuelLitres, fuelCost: work.fuelCost ?? line.fuelCost, repairCost: work.repairCost ?? line.repairCost, repairNote: work.repairNote ?? line.repairNote }];
  });
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
    canWritePay: mayWritePay(actor),
    order: { id: order.id, number: order.number, currency: order.currency, subtotal, day: localDay(actualEnd, timeZone) },
    lines: lines.map(({ lineId, fuelCost, repairCost, repairNote }) => ({ lineId, itemId: itemOf(lineId), fuelCost, repairCost, repairNote })),
    operators: order.operators.map(({ userId: id, payKind, payRate, hours }) => ({ userId: id, payKind, payRate, hours: operators.find((operator) => operator.userId === id)?.hours ?? hours })),
    now,
  });
}

export interface ReopenOrder {
  orderId: string;
  version: number;
  reason: string;
}

export type ReopenOrderResult = { ok: true; version: number } | OrderRefusal | MissingFacts | ClosedBooks | ClashRefusal;

/**
 * Takes a completion back, for a reason: the final snapshot and what the completion wrote of costs go, for the next
 * completion to write anew. What the order gave back by ending early is booked again, or clashes.
 */
export async function reopenOrder(actor: OrderActor, { orderId, version, reason: typed }: ReopenOrder, now: Date): Promise<ReopenOrderResult> {
  const { organizationId, userId } = actor;
  const reason = typed.trim();
  const reopened = orgDb(organizationId)
    .$transaction(async (tx): Promise<ReopenOrderResult> => {
      const found = await lockOrder(tx, actor, orderId, version);
      if (!found.order) return found.refusal;
      const { order, doer } = found;
      const allowed = allowedStates(order.state, doer);
      if (order.state !== 'COMPLETED') return { ok: false, error: 'notAllowed', current: hideMoney(order, viewerOfActor(actor)), allowed };
      if (!allowed.includes('IN_PROGRESS')) return { ok: false, error: 'forbidden' };
      const missing = missingFor({ ...order, reopenReason: reason }, 'IN_PROGRESS');
      if (missing.length > 0) return { ok: false, error: 'missing', missing };
      if (order.actualEnd) await assertBooksOpen(tx, organizationId, localDay(order.actualEnd, actor.timeZone));
      await tx.$executeRaw`
        UPDATE "Order" SET "state" = 'IN_PROGRESS', "completedSnapshot" = NULL, "completedAt" = NULL, "stateChangedAt" = ${now}, "updatedAt" = ${now}, "version" = "version" + 1
        WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${orderId}::uuid`;
      await noteStep(tx, { actor, order, to: 'IN_PROGRESS', comment: reason, now });
      await voidCompletionCosts(tx, { organizationId, actorId: userId, orderId, now });
      await freeOrder(tx, organizationId, orderId);
      await bookPlan(tx, organizationId, order);
      return { ok: true, version: order.version + 1 };
    })
    .catch(answerClosedBooks);
  return answerClash(organizationId, reopened);
}
