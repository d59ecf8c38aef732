import { can } from '~/domain/accounts/permissions';
import { releaseHistoryOfOrder } from '~/domain/activities/activities-of-orders.server';
import { writeSystemActivity } from '~/domain/activities/system-activity.server';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { releaseFilesOfOrder } from '~/domain/files/files-of-orders.server';
import { releaseTasksOfOrder } from '~/domain/tasks/tasks-of-orders.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import type { OrderActor, OrderRefusal } from './order-command';
import { auditFields, lockOrder } from './order-record.server';
import { DELETABLE } from './removal';

export type DeleteOrderResult =
  | { ok: true }
  | OrderRefusal
  /** Its state, or money and documents that belong to it. */
  | { ok: false; error: 'kept'; because: 'state' | 'money' };

/** Puts an order into the trash; `restoreOrder` brings it back as it was. */
export function deleteOrder(actor: OrderActor, { orderId, version }: { orderId: string; version: number }, now: Date): Promise<DeleteOrderResult> {
  const { organizationId, userId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    const found = await lockOrder(tx, actor, orderId, version);
    if (!found.order) return found.refusal;
    const { order } = found;
    if (can(actor.role, 'orders', 'delete') !== 'all') return { ok: false, error: 'forbidden' };
    if (!DELETABLE.includes(order.state)) return { ok: false, error: 'kept', because: 'state' };
    if (await hasMoney(tx, organizationId, orderId, { live: true })) return { ok: false, error: 'kept', because: 'money' };
    await tx.order.updateMany({ where: { id: orderId }, data: { deletedAt: now, deletedById: userId, version: { increment: 1 }, updatedAt: now } });
    await writeSystemActivity(tx, { organizationId, orderId, event: 'order.deleted', data: { number: order.number }, authorId: userId, now });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'delete', resource: 'orders', resourceId: orderId, label: order.number, before: auditFields(order) });
    return { ok: true };
  });
}

/**
 * Brings an order back from the trash. `contactDeleted`: its client lies there too and has to come back first. Who may do
 * it is the caller's to check. An order that is there already is no error.
 * @param isOwnOnly for who may undo the own deletion alone: what others deleted is not found
 */
export function restoreOrder({ organizationId, userId, isOwnOnly = false }: Pick<OrderActor, 'organizationId' | 'userId'> & { isOwnOnly?: boolean }, orderId: string, now = new Date()): Promise<{ ok: true } | { ok: false; error: 'notFound' | 'contactDeleted' }> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const [order] = await tx.$queryRaw<{ number: string; contactId: string | null; isDeleted: boolean; deletedById: string | null }[]>`
      SELECT "number", "contactId", "deletedById", "deletedAt" IS NOT NULL AS "isDeleted" FROM "Order"
      WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${orderId}::uuid FOR NO KEY UPDATE`;
    if (!order) return { ok: false, error: 'notFound' };
    if (!order.isDeleted) return { ok: true };
    if (isOwnOnly && order.deletedById !== userId) return { ok: false, error: 'notFound' };
    const contact = order.contactId
      ? await tx.$queryRaw<object[]>`SELECT 1 FROM "Contact" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${order.contactId}::uuid AND "deletedAt" IS NULL FOR KEY SHARE`
      : [order];
    if (contact.length === 0) return { ok: false, error: 'contactDeleted' };
    const { number } = order;
    await tx.order.updateMany({ where: { id: orderId }, data: { deletedAt: null, deletedById: null, version: { increment: 1 }, updatedAt: now } });
    await writeSystemActivity(tx, { organizationId, orderId, event: 'order.restored', data: { number }, authorId: userId, now });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'restore', resource: 'orders', resourceId: orderId, label: number, after: { number } });
    return { ok: true };
  });
}

/**
 * Removes an order of the trash for good; its tasks, its history and its files stay with the client. Money and documents
 * that name it, deleted ones too, hold it back: the books stay complete.
 * @param actorId null when the trash empties itself
 */
export async function purgeOrder(tx: OrgTx, { organizationId, orderId, actorId }: { organizationId: string; orderId: string; actorId: string | null }): Promise<'purged' | 'hasMoney' | 'notFound'> {
  const order = await tx.order.findFirst({ where: { id: orderId, deletedAt: { not: null } }, select: { number: true, contactId: true } });
  if (!order) return 'notFound';
  if (await hasMoney(tx, organizationId, orderId, { live: false })) return 'hasMoney';
  await releaseHistoryOfOrder(tx, orderId);
  await releaseTasksOfOrder(tx, orderId, order.contactId);
  await releaseFilesOfOrder(tx, orderId, order.contactId);
  await tx.order.deleteMany({ where: { id: orderId } });
  await writeAudit(tx, { organizationId, actorId, action: 'purge', resource: 'orders', resourceId: orderId, label: order.number, before: { number: order.number } });
  return 'purged';
}

/** Whether payments, costs, pay or documents name the order. @param live deleted ones do not count */
async function hasMoney(tx: OrgTx, organizationId: string, orderId: string, { live }: { live: boolean }): Promise<boolean> {
  const [found] = await tx.$queryRaw<{ has: boolean }[]>`
    SELECT EXISTS (SELECT FROM "Payment" WHERE "organizationId" = ${organizationId}::uuid AND "orderId" = ${orderId}::uuid AND (NOT ${live} OR "deletedAt" IS NULL))
      OR EXISTS (SELECT FROM "Expense" WHERE "organizationId" = ${organizationId}::uuid AND "orderId" = ${orderId}::uuid AND (NOT ${live} OR "deletedAt" IS NULL))
      OR EXISTS (SELECT FROM "PayrollRow" WHERE "organizationId" = ${organizationId}::uuid AND "orderId" = ${orderId}::uuid AND (NOT ${live} OR "deletedAt" IS NULL))
      OR EXISTS (SELECT FROM "Document" WHERE "organizationId" = ${organizationId}::uuid AND "orderId" = ${orderId}::uuid) AS "has"`;
  return found?.has ?? false;
}
