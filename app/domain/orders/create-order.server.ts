import { Prisma } from '~/generated/prisma/client';
import { localDay } from '~/domain/behavior/local-day';
import { writeSystemActivity } from '~/domain/activities/system-activity.server';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { nextNumber } from '~/domain/numbering/next-number.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { checkOrderInput } from './check-order-input.server';
import type { OrderActor, OrderInputError } from './order-command';
import { EMPTY_ORDER, ORDER_FIELDS, type OrderInput } from './order-input';
import { withDuration } from './order-lines';
import { findOrder } from './order-record.server';
import { mayWritePay, viewerOfActor } from './order-viewer.server';
import { priceOrder } from './pricing';
import { writeLines, writeOperators } from './write-lines.server';

export interface NewOrder {
  id: string;
  /** For example "2026-000123". */
  number: string;
}

/**
 * A new draft within somebody's transaction: its row, lines and operators, its first step, its line of history, its entry
 * in the audit log. The input is trusted to be checked (`orderSchema`, `checkOrderInput`).
 * @param newId the id that it gets, for a form that may be sent twice; null: a new one
 */
export async function createOrderIn(tx: OrgTx, actor: Pick<OrderActor, 'organizationId' | 'userId' | 'role' | 'timeZone' | 'canWritePay'>, input: OrderInput, now: Date, newId: string | null = null): Promise<NewOrder> {
  const { organizationId, userId } = actor;
  const { currency } = await tx.organization.findFirstOrThrow({ where: { id: organizationId }, select: { currency: true } });
  const lines = withDuration(input.lines, input.plannedStart, input.plannedEnd);
  const price = priceOrder(lines);
  const plain = Object.fromEntries(ORDER_FIELDS.map((field) => [field, input[field]])) as Pick<OrderInput, (typeof ORDER_FIELDS)[number]>;
  const number = await nextNumber(tx, { organizationId, kind: 'order', year: Number(localDay(now, actor.timeZone).slice(0, 4)) });
  const { id } = await tx.order.create({
    data: { ...(newId && { id: newId }), ...plain, ...sumsOf(price), organizationId, number, currency, createdById: userId, createdAt: now, updatedAt: now, stateChangedAt: now },
    select: { id: true },
  });
  await writeLines(tx, { organizationId, orderId: id, lines, price, known: [] });
  await writeOperators(tx, { organizationId, orderId: id, operators: input.operators, canWritePay: mayWritePay(actor) });
  await tx.orderStep.create({ data: { organizationId, orderId: id, from: null, to: 'DRAFT', byId: userId, at: now }, select: { id: true } });
  const { leadId } = input;
  await writeSystemActivity(tx, { organizationId, orderId: id, event: 'order.created', data: { number, ...(leadId && { leadId }) }, authorId: userId, now });
  await writeAudit(tx, { organizationId, actorId: userId, action: 'create', resource: 'orders', resourceId: id, label: number, after: { ...plain, number, total: price.total }, facts: { state: 'DRAFT', currency } });
  return { id, number };
}

/** The columns of an order that its price fills. */
export function sumsOf({ subtotal, discount, tax, lateDiscount, total }: ReturnType<typeof priceOrder>) {
  return { subtotal, discount, tax, lateDiscount, total };
}

export type CreateOrderResult = ({ ok: true } & NewOrder) | { ok: false; error: OrderInputError };

/** A new draft. The errors name what the organisation does not have or the person may not use. @param newId see `createOrderIn` */
export function createOrder(actor: OrderActor, input: OrderInput, now: Date, newId: string | null = null): Promise<CreateOrderResult> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const error = await checkOrderInput(tx, actor, input, null);
    return error ? { ok: false as const, error } : { ok: true as const, ...(await createOrderIn(tx, actor, input, now, newId)) };
  }).catch((error: unknown) => answerMade(actor, newId, error));
}

/** The person's own order that a form has made already; null: none. */
export function findMadeOrder({ organizationId, userId }: Pick<OrderActor, 'organizationId' | 'userId'>, id: string): Promise<NewOrder | null> {
  return orgDb(organizationId).order.findFirst({ where: { id, createdById: userId, deletedAt: null }, select: { id: true, number: true } });
}

/** The order that the same form made at the same moment, whose id was taken therefore; other errors go on. */
export async function answerMade(actor: OrderActor, newId: string | null, error: unknown): Promise<{ ok: true } & NewOrder> {
  const made = newId && error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002' ? await findMadeOrder(actor, newId) : null;
  if (!made) throw error;
  return { ok: true, ...made };
}

/** A new draft of the same work for the same client; without times, so that nothing is promised. What left the catalog since stays as it was written. */
export function duplicateOrder(actor: OrderActor, { orderId }: { orderId: string }, now: Date): Promise<({ ok: true } & NewOrder) | { ok: false; error: 'notFound' }> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const order = await findOrder(tx, viewerOfActor(actor), orderId);
    if (!order) return { ok: false, error: 'notFound' };
    const { contactId, address, latitude, longitude, description, dealId } = order;
    const lines = order.lines.map(({ id: _id, position: _position, price: _price, fuelLitres: _litres, fuelCost: _fuel, repairCost: _repair, repairNote: _note, ...line }) => line);
    const input = { ...EMPTY_ORDER, contactId, address, latitude, longitude, description, dealId, lines, managerId: order.managerId };
    return { ok: true, ...(await createOrderIn(tx, actor, input, now)) };
  });
}
