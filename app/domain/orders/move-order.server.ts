import type { Prisma } from '~/generated/prisma/client';
import { freeOrder } from '~/domain/bookings/book.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { answerClash, bookPlan } from './book-plan.server';
import { allowedStates, findTransition, missingFor, type Doer, type OrderState } from './lifecycle';
import { noteStep } from './note-step.server';
import type { ClashRefusal, LockedOrder, MissingFacts, OrderActor, OrderRefusal } from './order-command';
import { hideMoney, lockOrder } from './order-record.server';
import { viewerOfActor } from './order-viewer.server';
import { takeSnapshot } from './take-snapshot';

/** The steps that need no form of their own: completing and reopening have their commands. */
export const PLAIN_STEPS = ['CREATED', 'APPROVED', 'IN_PROGRESS', 'CANCELLED'] as const satisfies readonly OrderState[];

export interface MoveOrder {
  orderId: string;
  to: OrderState;
  /** The version that the person saw. */
  version: number;
  comment?: string | null;
  /** Why it is cancelled. */
  cancelReason?: string | null;
  /** When the work began; now when nothing else is said. */
  actualStart?: Date | null;
}

export type MoveOrderResult = { ok: true; from: OrderState; version: number } | OrderRefusal | MissingFacts | ClashRefusal;

/**
 * Brings an order one step on. Approving freezes its snapshot and books its machines and people in the same transaction;
 * cancelling gives them back. Of several steps from the same version one wins, the others are told what it has become.
 */
export function moveOrder(actor: OrderActor, move: MoveOrder, now: Date): Promise<MoveOrderResult> {
  const { organizationId } = actor;
  return answerClash(organizationId, orgDb(organizationId).$transaction((tx) => moveOrderIn(tx, actor, move, now)));
}

async function moveOrderIn(tx: OrgTx, actor: OrderActor, { orderId, to, version, comment = null, cancelReason = null, actualStart = null }: MoveOrder, now: Date): Promise<MoveOrderResult> {
  const { organizationId } = actor;
  const found = await lockOrder(tx, actor, orderId, version);
  if (!found.order) return found.refusal;
  const { order, doer } = found;
  const refusal = refuseStep(actor, order, doer, to);
  if (refusal) return refusal;
  const reason = cancelReason?.trim() || null;
  const startedAt = to === 'IN_PROGRESS' ? (actualStart ?? now) : order.actualStart;
  const missing = missingFor({ ...order, actualStart: startedAt, cancelReason: reason }, to);
  if (missing.length > 0) return { ok: false, error: 'missing', missing };
  if (to === 'APPROVED') await bookPlan(tx, organizationId, order);
  if (to === 'CANCELLED') await freeOrder(tx, organizationId, orderId);
  const change = { ...momentsOf(to, now), ...(to === 'IN_PROGRESS' && { actualStart: startedAt }), ...(to === 'CANCELLED' && { cancelReason: reason }) };
  await tx.order.updateMany({
    where: { id: orderId },
    data: {
      ...change,
      ...(to === 'APPROVED' && { approvedSnapshot: takeSnapshot(order, now) as unknown as Prisma.InputJsonObject }),
      state: to, stateChangedAt: now, updatedAt: now, version: { increment: 1 },
    },
  });
  await noteStep(tx, { actor, order, to, comment: reason ?? (comment?.trim() || null), before: { actualStart: order.actualStart }, after: { actualStart: startedAt }, now });
  return { ok: true, from: order.state, version: order.version + 1 };
}

/** Why the person cannot bring the order there: the rules know no such step, or not for this person. */
function refuseStep(actor: OrderActor, order: LockedOrder, doer: Doer, to: OrderState): OrderRefusal | null {
  const allowed = allowedStates(order.state, doer);
  const isPlain = PLAIN_STEPS.some((step) => step === to) && order.state !== 'COMPLETED';
  if (!isPlain || !findTransition(order.state, to)) return { ok: false, error: 'notAllowed', current: hideMoney(order, viewerOfActor(actor)), allowed };
  return allowed.includes(to) ? null : { ok: false, error: 'forbidden' };
}

/** The times that an order notes when it comes to a state. */
function momentsOf(to: OrderState, now: Date) {
  if (to === 'CREATED') return { createdStateAt: now };
  if (to === 'APPROVED') return { approvedAt: now };
  if (to === 'IN_PROGRESS') return { startedAt: now };
  return to === 'CANCELLED' ? { cancelledAt: now } : {};
}
