import type { Viewer } from '~/domain/accounts/reach';
import { eraseActivitiesOfContacts } from '~/domain/activities/activities-of-contacts.server';
import { writeSystemActivity } from '~/domain/activities/system-activity.server';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { countDealsOfContacts, listDealsOfContact, type DealOfContact } from '~/domain/deals/deals-of-contacts.server';
import { eraseFilesOfContacts } from '~/domain/files/files-of-contacts.server';
import { countOrdersOfContacts, listOrdersOf } from '~/domain/orders/orders-of-contacts.server';
import { countPaymentsOfContacts } from '~/domain/payments/payments-of-contacts.server';
import { unlinkLeadsOfContacts } from '~/domain/leads/leads-of-contacts.server';
import { unlinkTasksOfContacts } from '~/domain/tasks/tasks-of-contacts.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { isWithinScope, type ContactActor, type ContactCommand } from './contact-command';
import { lockContact } from './contact-record.server';

const NAMED = 5;

export interface DeleteContact extends ContactCommand {
  contactId: string;
  /** Which deals may be named to the person; null: none. */
  dealViewer: Viewer | null;
}

export type DeleteContactResult =
  | { ok: true; name: string }
  | { ok: false; error: 'notFound' | 'forbidden' }
  /** `deals` are the newest that the person may see, `count` all of them. */
  | { ok: false; error: 'hasDeals'; name: string; count: number; deals: DealOfContact[] }
  /** The newest of them are named. */
  | { ok: false; error: 'hasOrders'; name: string; count: number; orders: { id: string; number: string }[] };

/**
 * Puts a contact into the trash, unless deals or orders are linked to it. What is being made at this moment holds the contact
 * (`lockContact` with "link"), so either it is counted here or it finds the contact gone.
 */
export async function deleteContact({ actor, viewer, contactId, dealViewer, now }: DeleteContact): Promise<DeleteContactResult> {
  const { organizationId, userId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    const contact = await lockContact(tx, viewer, contactId, 'remove');
    if (!contact) return { ok: false, error: 'notFound' };
    if (!isWithinScope(actor, contact)) return { ok: false, error: 'forbidden' };
    const count = await countDealsOfContacts(tx, [contactId]);
    if (count > 0) {
      const deals = dealViewer ? await listDealsOfContact(tx, dealViewer, contactId, NAMED) : [];
      return { ok: false, error: 'hasDeals', name: contact.name, count, deals };
    }
    const orders = await countOrdersOfContacts(tx, [contactId]);
    if (orders > 0) return { ok: false, error: 'hasOrders', name: contact.name, count: orders, orders: await listOrdersOf(tx, { contactId }, NAMED) };
    await tx.contact.updateMany({ where: { id: contactId }, data: { deletedAt: now, deletedById: userId, version: { increment: 1 }, updatedAt: now } });
    await writeSystemActivity(tx, { organizationId, contactId, authorId: userId, event: 'contact.deleted', now });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'delete', resource: 'contacts', resourceId: contactId, label: contact.name });
    return { ok: true, name: contact.name };
  });
}

/** Takes a contact out of the trash. Null: there is none of this id in it. */
export async function restoreContact({ organizationId, userId }: Pick<ContactActor, 'organizationId' | 'userId'>, contactId: string, now = new Date()): Promise<{ name: string } | null> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const [contact] = await tx.contact.updateManyAndReturn({
      where: { id: contactId, deletedAt: { not: null }, mergedIntoId: null },
      data: { deletedAt: null, deletedById: null, version: { increment: 1 }, updatedAt: now },
      select: { name: true },
    });
    if (!contact) return null;
    await writeSystemActivity(tx, { organizationId, contactId, authorId: userId, event: 'contact.restored', now });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'restore', resource: 'contacts', resourceId: contactId, label: contact.name });
    return contact;
  });
}

export interface PurgeContact {
  organizationId: string;
  /** Null: the trash empties itself. */
  actorId: string | null;
  contactId: string;
}

/**
 * Erases a contact of the trash with what was merged into it, its history and its files. Tasks and requests stay without
 * it. Deals and orders in the trash hold it back: they go first; so do payments, for good.
 */
export async function purgeContact(tx: OrgTx, { organizationId, actorId, contactId }: PurgeContact): Promise<'purged' | 'hasDeals' | 'hasOrders' | 'notFound'> {
  const [contact] = await tx.$queryRaw<{ name: string }[]>`
    SELECT "name" FROM "Contact"
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${contactId}::uuid AND "deletedAt" IS NOT NULL FOR UPDATE`;
  if (!contact) return 'notFound';
  const ids = await withMerged(tx, organizationId, contactId);
  if ((await countDealsOfContacts(tx, ids, { withDeleted: true })) > 0) return 'hasDeals';
  if ((await countOrdersOfContacts(tx, ids, { withDeleted: true })) + (await countPaymentsOfContacts(tx, ids)) > 0) return 'hasOrders';
  await eraseActivitiesOfContacts(tx, ids);
  await eraseFilesOfContacts(tx, ids);
  await unlinkTasksOfContacts(tx, ids);
  await unlinkLeadsOfContacts(tx, ids);
  await tx.contactMerge.deleteMany({ where: { OR: [{ winnerId: { in: ids } }, { loserId: { in: ids } }] } });
  await tx.contactDistinction.deleteMany({ where: { OR: [{ aId: { in: ids } }, { bId: { in: ids } }] } });
  // in one statement, because the merged ones point to each other
  await tx.contact.deleteMany({ where: { id: { in: ids } } });
  await writeAudit(tx, { organizationId, actorId, action: 'purge', resource: 'contacts', resourceId: contactId, label: contact.name });
  return 'purged';
}

/** The contact and all that became part of it, also by way of another. */
async function withMerged(tx: OrgTx, organizationId: string, contactId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE "all" AS (
      SELECT ${contactId}::uuid AS "id"
      UNION
      SELECT c."id" FROM "Contact" c JOIN "all" ON c."mergedIntoId" = "all"."id" WHERE c."organizationId" = ${organizationId}::uuid)
    SELECT "id" FROM "all"`;
  return rows.map(({ id }) => id);
}
