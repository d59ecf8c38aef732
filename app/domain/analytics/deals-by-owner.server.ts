import { Prisma } from '~/generated/prisma/client';
import { dealWhere } from '~/domain/deals/deal-where.server';
import type { OrgDb } from '~/platform/db.server';
import { shareOf } from './analytics-filter';
import { sumByCurrency } from './deal-totals.server';
import type { CurrencySum, FigureOptions } from './figures';
import { dealsFilter } from './record-links';

export interface OwnerDeals {
  /** Null: deals of nobody. */
  ownerId: string | null;
  made: number;
  won: number;
  lost: number;
  winRate: number | null;
  wonAmounts: CurrencySum[];
  /** Not of the period: what is NEW or IN_PROGRESS now. */
  open: number;
  openAmounts: CurrencySum[];
}

type What = 'made' | 'won' | 'lost' | 'open';
interface Row {
  what: What;
  ownerId: string | null;
  currency: string;
  count: number;
  amount: Prisma.Decimal;
}

/** Deals by who owns them: made, won and lost in the period, and open now; the most winning first. */
export async function dealsByOwner(db: OrgDb, { viewer, filter, now }: FigureOptions): Promise<OwnerDeals[]> {
  const { period } = filter;
  const conditions: Record<What, Prisma.Sql> = {
    made: dealWhere(viewer, dealsFilter(filter, period), now),
    won: dealWhere(viewer, dealsFilter(filter, period, { on: 'won', outcome: 'won' }), now),
    lost: dealWhere(viewer, dealsFilter(filter, period, { on: 'lost', outcome: 'lost' }), now),
    open: dealWhere(viewer, dealsFilter(filter, null, { state: 'open' }), now),
  };
  const counted = Object.entries(conditions).map(
    ([what, where]) => Prisma.sql`
      SELECT ${what}::text AS "what", "ownerId", "currency", count(*)::int AS "count", coalesce(sum("amount"), 0) AS "amount"
      FROM "Deal" WHERE ${where} GROUP BY 2, 3`,
  );
  const rows = await db.$queryRaw<Row[]>(Prisma.join(counted, ' UNION ALL '));
  const owners = [...new Set(rows.map(({ ownerId }) => ownerId))];
  return owners
    .map((ownerId): OwnerDeals => {
      const of = (what: What) => rows.filter((row) => row.ownerId === ownerId && row.what === what);
      const count = (what: What) => of(what).reduce((sum, row) => sum + row.count, 0);
      const [won, lost] = [count('won'), count('lost')];
      return {
        ownerId, made: count('made'), won, lost, winRate: shareOf(won, won + lost), wonAmounts: sumByCurrency(of('won')),
        open: count('open'), openAmounts: sumByCurrency(of('open')),
      };
    })
    .sort((a, b) => b.won - a.won || b.made - a.made || b.open - a.open || (a.ownerId ?? '').localeCompare(b.ownerId ?? ''));
}
