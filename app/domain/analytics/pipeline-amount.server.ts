import type { Prisma } from '~/generated/prisma/client';
import { dealWhere } from '~/domain/deals/deal-where.server';
import type { OrgDb } from '~/platform/db.server';
import type { FigureOptions } from './figures';
import { dealsFilter } from './record-links';

export interface PipelineAmount {
  currency: string;
  count: number;
  /** Plain decimal text, as is the next. */
  amount: string;
  /** Each amount times the probability of its stage; a new deal counts as the first stage of its pipeline. */
  weighted: string;
}

/** Sum of the deals that are NEW or IN_PROGRESS now, whenever they were made. Rule: CRM, "Analytics". */
export async function pipelineAmount(db: OrgDb, { viewer, filter, now }: FigureOptions): Promise<PipelineAmount[]> {
  const where = dealWhere(viewer, dealsFilter(filter, null, { state: 'open' }), now);
  const rows = await db.$queryRaw<{ currency: string; count: number; amount: Prisma.Decimal; weighted: Prisma.Decimal }[]>`
    WITH open AS (SELECT "pipelineId", "stageId", "currency", count(*) AS n, coalesce(sum("amount"), 0) AS amount FROM "Deal" WHERE ${where} GROUP BY 1, 2, 3),
    first AS (
      SELECT DISTINCT ON ("pipelineId") "pipelineId", "probability" FROM "DealStage"
      WHERE "organizationId" = ${viewer.organizationId}::uuid AND "archivedAt" IS NULL ORDER BY "pipelineId", "position", "id")
    SELECT o."currency", sum(o.n)::int AS "count", sum(o.amount) AS "amount",
      round(sum(o.amount * coalesce(s."probability", first."probability", 0) / 100), 2) AS "weighted"
    FROM open o
    LEFT JOIN "DealStage" s ON s."organizationId" = ${viewer.organizationId}::uuid AND s."id" = o."stageId"
    LEFT JOIN first ON first."pipelineId" = o."pipelineId"
    GROUP BY 1 ORDER BY 2 DESC, 1`;
  return rows.map(({ amount, weighted, ...row }) => ({ ...row, amount: amount.toFixed(2), weighted: weighted.toFixed(2) }));
}
