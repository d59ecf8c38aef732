import { Prisma } from '~/generated/prisma/client';
import type { Viewer } from '~/domain/accounts/reach';
import { reachWhere } from '~/domain/accounts/reach.server';
import type { OrgDb, OrgTx } from '~/platform/db.server';

type Looker = Pick<Viewer, 'organizationId' | 'userId' | 'reach'>;

/** The condition that a request is one the person sees. Nobody has made a request: it belongs to whom it is assigned. */
export function leadsWithin(viewer: Looker): Prisma.Sql {
  return reachWhere(viewer, [Prisma.sql`"assigneeId"`]);
}

/** Whether the person sees this request, quarantined or not. */
export async function isLeadWithin(db: OrgDb | OrgTx, viewer: Looker, leadId: string): Promise<boolean> {
  if (viewer.reach === 'all') return true;
  const rows = await db.$queryRaw<object[]>`
    SELECT 1 FROM "Lead" WHERE "organizationId" = ${viewer.organizationId}::uuid AND "id" = ${leadId}::uuid AND ${leadsWithin(viewer)}`;
  return rows.length > 0;
}
