import { Prisma } from '~/generated/prisma/client';
import type { DealState } from '~/generated/prisma/enums';
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
}

/** The newest deals of a contact that are not in the trash. */
export function listDealsOfContact(db: OrgDb | OrgTx, contactId: string, limit: number): Promise<DealOfContact[]> {
  return db.deal.findMany({
    where: { contactId, deletedAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: { id: true, title: true, state: true },
  });
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
