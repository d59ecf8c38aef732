import { Prisma } from '~/generated/prisma/client';
import { dealWhere } from '~/domain/deals/deal-where.server';
import type { Day } from '~/domain/time/zoned-time';
import type { OrgDb } from '~/platform/db.server';
import type { FigureOptions } from './figures';
import { dealsFilter } from './record-links';

export interface DealMonth {
  /** Its first day. */
  month: Day;
  made: number;
  won: number;
  lost: number;
  /** In the asked currency, plain decimal text. */
  wonAmount: string;
  madeAmount: string;
  lostAmount: string;
}

type Amount = 'madeAmount' | 'wonAmount' | 'lostAmount';
type Row = Omit<DealMonth, Amount> & Record<Amount, Prisma.Decimal>;

/**
 * Deals made, won and lost in each local month, empty ones too. The counts are of all currencies, the amounts of one.
 * @param months first days of the first and the last month
 */
export async function dealsByMonth(db: OrgDb, { viewer, filter, now }: FigureOptions, months: { first: Day; last: Day }, currency: string): Promise<DealMonth[]> {
  const counted = (what: 'made' | 'won' | 'lost') => {
    const column = { made: Prisma.sql`"createdAt"`, won: Prisma.sql`"wonAt"`, lost: Prisma.sql`"lostAt"` }[what];
    const span = { period: 'custom', from: months.first, to: null } as const;
    const words = what === 'made' ? {} : { on: what, outcome: what };
    return Prisma.sql`
      SELECT ${what}::text AS what, date_trunc('month', ${column} AT TIME ZONE ${viewer.timeZone}) AS month, count(*) AS n,
        coalesce(sum("amount") FILTER (WHERE "currency" = ${currency}), 0) AS amount
      FROM "Deal" WHERE ${dealWhere(viewer, dealsFilter(filter, span, words), now)} GROUP BY 2`;
  };
  const rows = await db.$queryRaw<Row[]>`
    WITH counted AS (${counted('made')} UNION ALL ${counted('won')} UNION ALL ${counted('lost')})
    SELECT to_char(m.month, 'YYYY-MM-DD') AS "month",
      coalesce(sum(c.n) FILTER (WHERE c.what = 'made'), 0)::int AS "made", coalesce(sum(c.n) FILTER (WHERE c.what = 'won'), 0)::int AS "won",
      coalesce(sum(c.n) FILTER (WHERE c.what = 'lost'), 0)::int AS "lost", coalesce(sum(c.amount) FILTER (WHERE c.what = 'made'), 0) AS "madeAmount",
      coalesce(sum(c.amount) FILTER (WHERE c.what = 'won'), 0) AS "wonAmount", coalesce(sum(c.amount) FILTER (WHERE c.what = 'lost'), 0) AS "lostAmount"
    FROM generate_series(${months.first}::timestamp, ${months.last}::timestamp, interval '1 month') AS m(month)
    LEFT JOIN counted c ON c.month = m.month
    GROUP BY m.month ORDER BY m.month`;
  return rows.map((row) => ({ ...row, madeAmount: row.madeAmount.toFixed(2), wonAmount: row.wonAmount.toFixed(2), lostAmount: row.lostAmount.toFixed(2) }));
}
