import type { Prisma } from '~/generated/prisma/client';
import { dealWhere } from '~/domain/deals/deal-where.server';
import type { PeriodFilter } from '~/domain/periods/period';
import type { OrgDb } from '~/platform/db.server';
import { shareOf } from './analytics-filter';
import { sumByCurrency } from './deal-totals.server';
import type { CurrencySum, FigureOptions } from './figures';
import { dealsFilter } from './record-links';

export interface DealResults {
  /** Deals that were won in the period, also those closed since. */
  won: number;
  lost: number;
  wonAmounts: CurrencySum[];
  lostAmounts: CurrencySum[];
  /** won / (won + lost). Null when nothing ended. Rule: CRM, "Analytics". */
  winRate: number | null;
  /** From making a deal to winning it, milliseconds; null when nothing was won. */
  meanMs: number | null;
  medianMs: number | null;
}

interface Row {
  isWon: boolean;
  currency: string;
  count: number;
  amount: Prisma.Decimal;
}

/** How deals ended in a period, whenever they were made. */
export async function dealResults(db: OrgDb, { viewer, filter, now }: FigureOptions, period: PeriodFilter | null): Promise<DealResults> {
  const ended = (words: Record<string, string>) => dealWhere(viewer, dealsFilter(filter, period, words), now);
  const [rows, [speed]] = await Promise.all([
    db.$queryRaw<Row[]>`
      SELECT true AS "isWon", "currency", count(*)::int AS "count", coalesce(sum("amount"), 0) AS "amount"
      FROM "Deal" WHERE ${ended({ on: 'won', outcome: 'won' })} GROUP BY 2
      UNION ALL
      SELECT false, "currency", count(*)::int, coalesce(sum("amount"), 0)
      FROM "Deal" WHERE ${ended({ on: 'lost', outcome: 'lost' })} GROUP BY 2`,
    db.$queryRaw<{ meanMs: number | null; medianMs: number | null }[]>`
      SELECT avg(ms)::float8 AS "meanMs", (percentile_cont(0.5) WITHIN GROUP (ORDER BY ms))::float8 AS "medianMs"
      FROM (SELECT (extract(epoch FROM "wonAt" - "createdAt") * 1000)::float8 AS ms FROM "Deal" WHERE ${ended({ on: 'won', outcome: 'won' })}) AS won`,
  ]);
  const of = (isWon: boolean) => rows.filter((row) => row.isWon === isWon);
  const count = (isWon: boolean) => of(isWon).reduce((sum, row) => sum + row.count, 0);
  const [won, lost] = [count(true), count(false)];
  return {
    won, lost, wonAmounts: sumByCurrency(of(true)), lostAmounts: sumByCurrency(of(false)), winRate: shareOf(won, won + lost),
    meanMs: speed?.meanMs ?? null, medianMs: speed?.medianMs ?? null,
  };
}
