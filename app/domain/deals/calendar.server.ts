import { Prisma } from '~/generated/prisma/client';
import type { Viewer } from '~/domain/accounts/reach';
import { moneyText } from '~/domain/money/money';
import type { OrgDb } from '~/platform/db.server';
import type { DealFilter } from './deal-filter';
import { dealWhere } from './deal-where.server';
import type { CurrencySum } from './list-deals.server';
import type { DealPlace } from './lifecycle';

/** So many deals of a day are shown; the others stand in the list behind it. */
export const DAY_MAX = 4;

export interface CalendarDeal extends DealPlace {
  id: string;
  title: string;
  contactName: string;
  /** Plain decimal text. */
  amount: string | null;
  currency: string;
}

export interface CalendarDay {
  /** yyyy-mm-dd */
  day: string;
  count: number;
  sums: CurrencySum[];
  /** The most valuable first, at most DAY_MAX. */
  deals: CalendarDeal[];
}

interface Query {
  viewer: Viewer;
  filter: DealFilter;
  now: Date;
  /** Days, both included. */
  from: string;
  to: string;
}

/** The days on which deals are expected to close, with the deals: two queries whatever the number of deals. Days without any are left out. */
export async function listCloseDays(db: OrgDb, { viewer, filter, now, from, to }: Query): Promise<CalendarDay[]> {
  const where = Prisma.sql`${dealWhere(viewer, filter, now)} AND "expectedCloseDay" BETWEEN ${from}::date AND ${to}::date`;
  const [totals, rows] = await Promise.all([
    db.$queryRaw<{ day: string; currency: string; count: number; amount: Prisma.Decimal | null }[]>`
      SELECT "expectedCloseDay"::text AS "day", "currency", count(*)::int AS "count", sum("amount") AS "amount"
      FROM "Deal" WHERE ${where} GROUP BY 1, 2 ORDER BY 1, 4 DESC NULLS LAST`,
    db.$queryRaw<(Omit<CalendarDeal, 'amount'> & { day: string; amount: Prisma.Decimal | null })[]>`
      SELECT d.*, c."name" AS "contactName" FROM (
        SELECT "id", "title", "organizationId", "contactId", "state"::text AS "state", "stageId", "amount", "currency", "expectedCloseDay"::text AS "day",
          row_number() OVER (PARTITION BY "expectedCloseDay" ORDER BY "amount" DESC NULLS LAST, "id") AS "rank"
        FROM "Deal" WHERE ${where}) d
      JOIN "Contact" c ON c."organizationId" = d."organizationId" AND c."id" = d."contactId"
      WHERE d."rank" <= ${DAY_MAX} ORDER BY d."day", d."rank"`,
  ]);
  const days = new Map<string, CalendarDay>();
  for (const { day, currency, count, amount } of totals) {
    const known = days.get(day) ?? { day, count: 0, sums: [], deals: [] };
    known.count += count;
    if (amount !== null) known.sums.push({ currency, amount: moneyText(amount) });
    days.set(day, known);
  }
  for (const { day, id, title, contactName, state, stageId, amount, currency } of rows) {
    days.get(day)?.deals.push({ id, title, contactName, state, stageId, amount: amount && moneyText(amount), currency });
  }
  return [...days.values()];
}
