import { writeSystemActivity } from '~/domain/activities/system-activity.server';
import { changedFields } from '~/domain/audit/changed-fields';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { freeOrder } from '~/domain/bookings/book.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { announceOrder } from './announce-order.server';
import { answerClash, bookPlan } from './book-plan.server';
import { checkOrderInput } from './check-order-input.server';
import { sumsOf } from './create-order.server';
import { allowedStates, EDITABLE, mayEdit, missingFor } from './lifecycle';
import type { ClashRefusal, LockedOrder, MissingFacts, OrderActor, OrderInputError, OrderRecord, OrderRefusal } from './order-command';
import { ORDER_FIELDS, type OrderInput } from './order-input';
import { withDuration } from './order-lines';
import { auditFields, hideMoney, lockOrder } from './order-record.server';
import { mayWritePay, viewerOfActor } from './order-viewer.server';
import { priceOrder } from './pricing';
import { writeLines, writeOperators } from './write-lines.server';

export interface UpdateOrder {
  id: string;
  /** The version that the person saw. */
  version: number;
  /** What is not named stays; so does what the order's state does not let anybody change (`EDITABLE`). */
  input: Partial<OrderInput>;
}

export type UpdateOrderResult = { ok: true; version: number; changed: string[] } | OrderRefusal | { ok: false; error: OrderInputError } | MissingFacts | ClashRefusal;

/**
 * Changes an order's facts, lines and people; its state only the steps change. Of two changes from the same version one
 * wins. A new time or another operator of an approved order is booked in the same transaction.
 */
export function updateOrder(actor: OrderActor, update: UpdateOrder, now: Date): Promise<UpdateOrderResult> {
  return answerClash(actor.organizationId, orgDb(actor.organizationId).$transaction((tx) => updateOrderIn(tx, actor, update, now)));
}

async function updateOrderIn(tx: OrgTx, actor: OrderActor, { id, version, input: asked }: UpdateOrder, now: Date): Promise<UpdateOrderResult> {
  const found = await lockOrder(tx, actor, id, version);
  if (!found.order) return found.refusal;
  const { order, doer } = found;
  if (EDITABLE[order.state].length === 0) return { ok: false, error: 'notAllowed', current: hideMoney(order, viewerOfActor(actor)), allowed: allowedStates(order.state, doer) };
  if (!mayEdit(order.state, doer)) return { ok: false, error: 'forbidden' };
  const input = { ...inputOf(order), ...onlyEditable(order, asked) };
  const error = await checkOrderInput(tx, actor, input, order);
  if (error) return { ok: false, error };
  // what came this far keeps what it needed to come so far
  const missing = [...(order.state === 'DRAFT' ? [] : missingFor({ ...input, state: 'DRAFT' }, 'CREATED')), ...(order.approvedAt && !input.plannedEnd ? (['plannedEnd'] as const) : [])];
  if (missing.length > 0) return { ok: false, error: 'missing', missing };
  return writeUpdate(tx, actor, order, input, now);
}

async function writeUpdate(tx: OrgTx, actor: OrderActor, order: LockedOrder, input: OrderInput, now: Date): Promise<UpdateOrderResult> {
  const { organizationId, userId } = actor;
  const isPlanning = EDITABLE[order.state] === 'everything';
  // what was approved was agreed in money as well: a new time changes no price
  const lines = isPlanning ? withDuration(input.lines, input.plannedStart, input.plannedEnd) : input.lines;
  const price = priceOrder(lines);
  const plain = Object.fromEntries(ORDER_FIELDS.map((field) => [field, input[field]])) as Pick<OrderInput, (typeof ORDER_FIELDS)[number]>;
  await tx.order.updateMany({ where: { id: order.id }, data: { ...plain, ...(isPlanning && sumsOf(price)), version: { increment: 1 }, updatedAt: now } });
  if (isPlanning) await writeLines(tx, { organizationId, orderId: order.id, lines, price, known: order.lines.map((line) => line.id) });
  await writeOperators(tx, { organizationId, orderId: order.id, operators: input.operators, canWritePay: mayWritePay(actor) });
  // read anew: as the columns hold it
  const again = await lockOrder(tx, actor, order.id, null);
  const after = again.order ?? order;
  const changed = Object.keys(changedFields(auditFields(order), auditFields(after)).after ?? {});
  if (changed.length === 0) return { ok: true, version: after.version, changed };
  if (order.state === 'APPROVED' && isMoved(changed)) {
    await freeOrder(tx, organizationId, order.id);
    await bookPlan(tx, organizationId, after);
    const idsOf = ({ operators }: OrderRecord) => operators.map((operator) => operator.userId);
    const [old, fresh] = [idsOf(order), idsOf(after)];
    const [added, removed] = [fresh.filter((one) => !old.includes(one)), old.filter((one) => !fresh.includes(one))];
    await announceOrder(tx, { organizationId, orderId: order.id, actorId: userId, what: 'changed', added, removed });
  }
  const { number } = order;
  // the timeline is read by those too who see no pay
  const told = changed.filter((field) => field !== 'pay');
  if (told.length > 0) await writeSystemActivity(tx, { organizationId, orderId: order.id, event: 'order.changed', data: { number, fields: told }, authorId: userId, now });
  await writeAudit(tx, { organizationId, actorId: userId, action: 'update', resource: 'orders', resourceId: order.id, label: number, before: auditFields(order), after: auditFields(after), facts: { state: order.state, currency: order.currency } });
  return { ok: true, version: after.version, changed };
}

/** What of a change the order's state lets somebody do. */
function onlyEditable(order: OrderRecord, asked: Partial<OrderInput>): Partial<OrderInput> {
  const editable = EDITABLE[order.state];
  if (editable === 'everything') return asked;
  return Object.fromEntries(Object.entries(asked).filter(([field]) => editable.some((name) => name === field)));
}

/** Whether what is booked has changed. */
function isMoved(changed: readonly string[]): boolean {
  return ['plannedStart', 'plannedEnd', 'operators'].some((field) => changed.includes(field));
}

/** An order as the input that would make it. */
export function inputOf({ lines, operators, sums, ...order }: OrderRecord): OrderInput {
  const plain = Object.fromEntries(ORDER_FIELDS.map((field) => [field, field === 'estimate' || field === 'prepayment' ? (sums?.[field] ?? null) : order[field]])) as Pick<OrderInput, (typeof ORDER_FIELDS)[number]>;
  return {
    ...plain,
    lines: lines.map(({ position: _position, price: _price, fuelLitres: _litres, fuelCost: _fuel, repairCost: _repair, repairNote: _note, ...line }) => line),
    operators: operators.map(({ userId, payKind, payRate }) => ({ userId, payKind, payRate })),
  };
}
