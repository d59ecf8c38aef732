import { releaseHistoryOfDeal } from '~/domain/activities/activities-of-deals.server';
import { writeSystemActivity } from '~/domain/activities/system-activity.server';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { releaseFilesOfDeal } from '~/domain/files/files-of-deals.server';
import { releaseOrdersOfDeal } from '~/domain/orders/orders-of-deals.server';
import { releaseTasksOfDeal } from '~/domain/tasks/tasks-of-deals.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import type { DealActor, DealRefusal } from './deal-command';
import { auditFields, lockDeal } from './deal-record.server';

export interface DeleteDeal {
  actor: DealActor;
  dealId: string;
  /** The version that the person saw; null for whatever it is now (bulk). */
  version: number | null;
  now: Date;
  batchId?: string;
}

/** Puts a deal into the trash; `restoreDeal` brings it back as it was. */
export async function deleteDeal({ actor, ...deletion }: DeleteDeal): Promise<{ ok: true } | DealRefusal> {
  return orgDb(actor.organizationId).$transaction((tx) => deleteDealIn(tx, { actor, ...deletion }));
}

/** The same within somebody's transaction. */
export async function deleteDealIn(tx: OrgTx, { actor, dealId, version, now, batchId }: DeleteDeal): Promise<{ ok: true } | DealRefusal> {
  const found = await lockDeal(tx, actor, dealId, version);
  if (!found.deal) return found.refusal;
  const { organizationId, userId } = actor;
  await tx.deal.updateMany({ where: { id: dealId }, data: { deletedAt: now, deletedById: userId, version: { increment: 1 }, updatedAt: now } });
  await writeSystemActivity(tx, { organizationId, dealId, event: 'deal.deleted', authorId: userId, now, ...(batchId && { batchId }) });
  await writeAudit(tx, { organizationId, actorId: userId, action: 'delete', resource: 'deals', resourceId: dealId, label: found.deal.title, before: auditFields(found.deal) });
  return { ok: true };
}

interface Restore {
  organizationId: string;
  userId: string;
}

/**
 * Brings a deal back from the trash. `contactDeleted`: its client lies there too and has to come back first. Who may do it
 * is the caller's to check. A deal that is there already is no error.
 */
export async function restoreDeal({ organizationId, userId }: Restore, dealId: string, now = new Date()): Promise<{ ok: true } | { ok: false; error: 'notFound' | 'contactDeleted' }> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const [deal] = await tx.$queryRaw<{ title: string; contactId: string; isDeleted: boolean }[]>`
      SELECT "title", "contactId", "deletedAt" IS NOT NULL AS "isDeleted" FROM "Deal"
      WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${dealId}::uuid FOR NO KEY UPDATE`;
    if (!deal) return { ok: false, error: 'notFound' };
    if (!deal.isDeleted) return { ok: true };
    const contact = await tx.$queryRaw<object[]>`
      SELECT 1 FROM "Contact" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${deal.contactId}::uuid AND "deletedAt" IS NULL FOR KEY SHARE`;
    if (contact.length === 0) return { ok: false, error: 'contactDeleted' };
    await tx.deal.updateMany({ where: { id: dealId }, data: { deletedAt: null, deletedById: null, version: { increment: 1 }, updatedAt: now } });
    await writeSystemActivity(tx, { organizationId, dealId, event: 'deal.restored', authorId: userId, now });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'restore', resource: 'deals', resourceId: dealId, label: deal.title, after: { title: deal.title } });
    return { ok: true };
  });
}

/**
 * Removes a deal of the trash for good: its stays on the board go with it, its tasks, its orders and its history stay with the client.
 * @param actorId null when the trash empties itself
 * @returns whether there was such a deal in the trash
 */
export async function purgeDeal(tx: OrgTx, { organizationId, dealId, actorId }: { organizationId: string; dealId: string; actorId: string | null }): Promise<boolean> {
  const deal = await tx.deal.findFirst({ where: { id: dealId, deletedAt: { not: null } }, select: { title: true, contactId: true } });
  if (!deal) return false;
  await releaseHistoryOfDeal(tx, dealId);
  await releaseOrdersOfDeal(tx, dealId);
  await releaseTasksOfDeal(tx, dealId, deal.contactId);
  await releaseFilesOfDeal(tx, dealId, deal.contactId);
  await tx.deal.deleteMany({ where: { id: dealId } });
  await writeAudit(tx, { organizationId, actorId, action: 'purge', resource: 'deals', resourceId: dealId, label: deal.title, before: { title: deal.title } });
  return true;
}
