import type { Viewer } from '~/domain/accounts/reach';
import type { LeadState } from '~/generated/prisma/enums';
import type { OrgDb, OrgTx } from '~/platform/db.server';
import { leadsWithin } from './lead-reach.server';

export interface LeadOfContact {
  id: string;
  reference: string;
  service: string;
  state: LeadState;
  createdAt: Date;
}

/** The newest requests of a contact that the viewer sees. */
export function listLeadsOfContact(db: OrgDb, viewer: Viewer, contactId: string, limit: number): Promise<LeadOfContact[]> {
  return db.$queryRaw<LeadOfContact[]>`
    SELECT "Lead"."id", "reference", s."name" AS "service", "state"::text AS "state", "Lead"."createdAt" FROM "Lead"
    JOIN "CatalogItem" s ON s."organizationId" = "Lead"."organizationId" AND s."id" = "Lead"."serviceId"
    WHERE "Lead"."organizationId" = ${viewer.organizationId}::uuid AND "contactId" = ${contactId}::uuid AND "quarantineReason" IS NULL AND ${leadsWithin(viewer)}
    ORDER BY "Lead"."createdAt" DESC, "Lead"."id" DESC LIMIT ${limit}`;
}


/** Gives the requests of one contact to another. Returns their ids. */
export async function moveLeadsOfContact(tx: OrgTx, fromId: string, toId: string): Promise<string[]> {
  const rows = await tx.lead.updateManyAndReturn({ where: { contactId: fromId }, data: { contactId: toId }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** Gives these requests back, as far as they are still with the contact that got them. Returns how many went. */
export async function returnLeadsToContact(tx: OrgTx, ids: readonly string[], { fromId, toId }: { fromId: string; toId: string }): Promise<number> {
  const { count } = await tx.lead.updateMany({ where: { id: { in: [...ids] }, contactId: fromId }, data: { contactId: toId } });
  return count;
}

/** Leaves requests of contacts that are erased without one. */
export async function unlinkLeadsOfContacts(tx: OrgTx, contactIds: readonly string[]): Promise<void> {
  await tx.lead.updateMany({ where: { contactId: { in: [...contactIds] } }, data: { contactId: null } });
}
