import type { Prisma } from '~/generated/prisma/client';
import { dealWhere } from '~/domain/deals/deal-where.server';
import type { DealState } from '~/domain/deals/lifecycle';
import type { PeriodFilter } from '~/domain/periods/period';
import type { OrgDb } from '~/platform/db.server';
import type { CurrencySum, FigureOptions } from './figures';
import { dealsFilter } from './record-links';

export interface DealTotals {
  /** Deals made in the period. */
  total: number;
  /** Where they are now; the five states add up to the total. */
  states: Record<DealState, number>;
  /** What they are worth. Deals without an amount count as nothing. */
  amounts: CurrencySum[];
}

/** Deals that were made in a period, by their state now. @param period null: since ever */
export async function dealTotals(db: OrgDb, { viewer, filter, now }: FigureOptions, period: PeriodFilter | null): Promise<DealTotals> {
  const where = dealWhere(viewer, dealsFilter(filter, period), now);
  const rows = await db.$queryRaw<{ state: DealState; currency: string; count: number; amount: Prisma.Decimal }[]>`
    SELECT "state"::text AS "state", "currency", count(*)::int AS "count", coalesce(sum("amount"), 0) AS "amount"
    FROM "Deal" WHERE ${where} GROUP BY "state", "currency"`;
  const states: DealTotals['states'] = { NEW: 0, IN_PROGRESS: 0, WON: 0, LOST: 0, CLOSED: 0 };
  for (const { state, count } of rows) states[state] += count;
  return { total: rows.reduce((sum, { count }) => sum + count, 0), states, amounts: sumByCurrency(rows) };
}

/** Adds up sums of the same currency, the largest share of deals first. */
export function sumByCurrency(rows: readonly { currency: string; count: number; amount: Prisma.Decimal }[]): CurrencySum[] {
  const sums = new Map<string, { amount: Prisma.Decimal; count: number }>();
  for (const { currency, count, amount } of rows) {
    const known = sums.get(currency);
    sums.set(currency, { amount: known ? known.amount.add(amount) : amount, count: (known?.count ?? 0) + count });
  }
  return [...sums]
    .map(([currency, { amount, count }]) => ({ currency, amount: amount.toFixed(2), count }))
    .sort((a, b) => b.count - a.count || a.currency.localeCompare(b.currency));
}
