import type { Prisma } from '~/generated/prisma/client';
import { dealWhere } from '~/domain/deals/deal-where.server';
import type { OrgDb } from '~/platform/db.server';
import { sumByCurrency } from './deal-totals.server';
import type { CurrencySum, FigureOptions } from './figures';
import { dealsFilter } from './record-links';

export interface LostReasonFigure {
  id: string;
  name: string;
  count: number;
  amounts: CurrencySum[];
}

/** Why deals were lost in the period, the most frequent first. */
export async function lostReasons(db: OrgDb, { viewer, filter, now }: FigureOptions): Promise<LostReasonFigure[]> {
  const where = dealWhere(viewer, dealsFilter(filter, filter.period, { on: 'lost', outcome: 'lost' }), now);
  const rows = await db.$queryRaw<{ id: string; name: string; currency: string; count: number; amount: Prisma.Decimal }[]>`
    SELECT r."id", r."name", l."currency", l.n::int AS "count", l.amount AS "amount"
    FROM (SELECT "lostReasonId", "currency", count(*) AS n, coalesce(sum("amount"), 0) AS amount FROM "Deal" WHERE ${where} GROUP BY 1, 2) l
    JOIN "LostReason" r ON r."organizationId" = ${viewer.organizationId}::uuid AND r."id" = l."lostReasonId"
    ORDER BY r."position", r."id"`;
  const ids = [...new Set(rows.map(({ id }) => id))];
  return ids
    .map((id) => {
      const of = rows.filter((row) => row.id === id);
      return { id, name: of[0]?.name ?? '', count: of.reduce((sum, { count }) => sum + count, 0), amounts: sumByCurrency(of) };
    })
    .sort((a, b) => b.count - a.count);
}
