import { Prisma } from '~/generated/prisma/client';
import type { DealState } from '~/generated/prisma/enums';
import type { Viewer } from '~/domain/accounts/reach';
import { reachWhere } from '~/domain/accounts/reach.server';
import type { OrgDb, OrgTx } from '~/platform/db.server';

/** Whether a contact has deals that are not in the trash. @param contact the name of the contact's table in the query */
export function contactHasDeals(contact: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM "Deal" d WHERE d."organizationId" = ${contact}."organizationId" AND d."contactId" = ${contact}."id" AND d."deletedAt" IS NULL)`;
}

export interface DealOfContact {
  id: string;
  title: string;
  state: DealState;
  /** Plain decimal text. */
  amount: string | null;
  currency: string;
  stateChangedAt: Date;
}

/** How many deals these contacts have that are not in the trash. */
export function countDealsOfContacts(db: OrgDb | OrgTx, contactIds: readonly string[], { withDeleted = false } = {}): Promise<number> {
  return db.deal.count({ where: { contactId: { in: [...contactIds] }, ...(!withDeleted && { deletedAt: null }) } });
}

/** The newest deals of a contact that are not in the trash and that the viewer sees. */
export function listDealsOfContact(db: OrgDb | OrgTx, viewer: Viewer, contactId: string, limit: number): Promise<DealOfContact[]> {
  return db.$queryRaw<DealOfContact[]>`
    SELECT "id", "title", "state"::text AS "state", "amount"::text AS "amount", "currency", "stateChangedAt" FROM "Deal"
    WHERE "organizationId" = ${viewer.organizationId}::uuid AND "contactId" = ${contactId}::uuid AND "deletedAt" IS NULL
      AND ${reachWhere(viewer, [Prisma.sql`"ownerId"`, Prisma.sql`"createdById"`])}
    ORDER BY "createdAt" DESC, "id" DESC LIMIT ${limit}`;
}

/** Gives all deals of one contact to another, those in the trash too. Returns their ids. */
export async function moveDealsOfContact(tx: OrgTx, fromId: string, toId: string): Promise<string[]> {
  const rows = await tx.deal.updateManyAndReturn({ where: { contactId: fromId }, data: { contactId: toId }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** Gives these deals back, as far as they are still with the one that got them. Returns how many went. */
export async function returnDealsToContact(tx: OrgTx, ids: readonly string[], { fromId, toId }: { fromId: string; toId: string }): Promise<number> {
  const { count } = await tx.deal.updateMany({ where: { id: { in: [...ids] }, contactId: fromId }, data: { contactId: toId } });
  return count;
}

/** How many deals that are not in the trash each of these contacts has; a contact without any is left out. */
export async function countDealsOf(db: OrgDb | OrgTx, contactIds: readonly string[]): Promise<Map<string, number>> {
  if (contactIds.length === 0) return new Map();
  const rows = await db.deal.groupBy({ by: ['contactId'], where: { contactId: { in: [...contactIds] }, deletedAt: null }, _count: { _all: true } });
  return new Map(rows.map(({ contactId, _count }) => [contactId, _count._all]));
}
