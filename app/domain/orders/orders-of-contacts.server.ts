import { Prisma } from '~/generated/prisma/client';
import type { OrderState } from '~/generated/prisma/enums';
import type { OrgDb, OrgTx } from '~/platform/db.server';

/** Whether a contact has orders that are not in the trash. @param contact the name of the contact's table in the query */
export function contactHasOrders(contact: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM "Order" o WHERE o."organizationId" = ${contact}."organizationId" AND o."contactId" = ${contact}."id" AND o."deletedAt" IS NULL)`;
}

export interface RelatedOrder {
  id: string;
  number: string;
  state: OrderState;
  plannedStart: Date | null;
  /** Plain decimal text. */
  total: string;
  currency: string;
}

const row = { id: true, number: true, state: true, plannedStart: true, total: true, currency: true } as const;

/** The newest orders of a contact or of a deal that are not in the trash; for those who see all orders. */
export async function listOrdersOf(db: OrgDb | OrgTx, subject: { contactId: string } | { dealId: string }, limit: number): Promise<RelatedOrder[]> {
  const rows = await db.order.findMany({ where: { ...subject, deletedAt: null }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: limit, select: row });
  return rows.map(({ total, ...order }) => ({ ...order, total: total.toFixed(2) }));
}

/** How many orders these contacts have that are not in the trash. */
export function countOrdersOfContacts(db: OrgDb | OrgTx, contactIds: readonly string[], { withDeleted = false } = {}): Promise<number> {
  return db.order.count({ where: { contactId: { in: [...contactIds] }, ...(!withDeleted && { deletedAt: null }) } });
}

/** Gives all orders of one contact to another, those in the trash too. Returns their ids. */
export async function moveOrdersOfContact(tx: OrgTx, fromId: string, toId: string): Promise<string[]> {
  const rows = await tx.order.updateManyAndReturn({ where: { contactId: fromId }, data: { contactId: toId }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** Gives these orders back, as far as they are still with the one that got them. Returns how many went. */
export async function returnOrdersToContact(tx: OrgTx, ids: readonly string[], { fromId, toId }: { fromId: string; toId: string }): Promise<number> {
  const { count } = await tx.order.updateMany({ where: { id: { in: [...ids] }, contactId: fromId }, data: { contactId: toId } });
  return count;
}
