import type { Viewer } from '~/domain/accounts/reach';
import type { OrgDb, OrgTx } from '~/platform/db.server';
import { visibleDeals } from './deal-where.server';

/** Whether the person may open this deal: it is there, and within the reach. */
export async function isDealVisible(db: OrgDb | OrgTx, viewer: Pick<Viewer, 'organizationId' | 'userId' | 'reach'>, dealId: string): Promise<boolean> {
  const rows = await db.$queryRaw<object[]>`SELECT 1 FROM "Deal" WHERE ${visibleDeals(viewer)} AND "organizationId" = ${viewer.organizationId}::uuid AND "id" = ${dealId}::uuid`;
  return rows.length > 0;
}
