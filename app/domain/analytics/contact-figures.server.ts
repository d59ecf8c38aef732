import { Prisma } from '~/generated/prisma/client';
import { contactWhere } from '~/domain/contacts/contact-where.server';
import type { PeriodFilter } from '~/domain/periods/period';
import type { Day } from '~/domain/time/zoned-time';
import type { OrgDb } from '~/platform/db.server';
import type { FigureOptions } from './figures';
import { contactsFilter } from './record-links';

export interface ContactTotals {
  total: number;
  people: number;
  companies: number;
}

/** Live contacts that were made in a period. @param period null: all that there are */
export async function contactTotals(db: OrgDb, { viewer, filter, now }: FigureOptions, period: PeriodFilter | null): Promise<ContactTotals> {
  const where = contactWhere(viewer, contactsFilter(filter, period), now);
  const [row] = await db.$queryRaw<ContactTotals[]>`
    SELECT count(*)::int AS "total", count(*) FILTER (WHERE "kind" = 'PERSON')::int AS "people", count(*) FILTER (WHERE "kind" = 'COMPANY')::int AS "companies"
    FROM "Contact" WHERE ${where}`;
  return row ?? { total: 0, people: 0, companies: 0 };
}

export interface SourceFigure {
  /** Null: nobody wrote down how they came. */
  source: string | null;
  count: number;
  /** Of them with a deal. */
  withDeals: number;
}

/** Contacts that were made in the period by how they came, the most first. */
export async function contactsBySource(db: OrgDb, { viewer, filter, now }: FigureOptions): Promise<SourceFigure[]> {
  const where = contactWhere(viewer, contactsFilter(filter, filter.period), now);
  const withDeals = contactWhere(viewer, contactsFilter(filter, filter.period, { hasDeals: 'yes' }), now);
  return db.$queryRaw<SourceFigure[]>`
    SELECT made."source", made.n::int AS "count", coalesce(buying.n, 0)::int AS "withDeals"
    FROM (SELECT "source", count(*) AS n FROM "Contact" WHERE ${where} GROUP BY 1) AS made
    LEFT JOIN (SELECT "source", count(*) AS n FROM "Contact" WHERE ${withDeals} GROUP BY 1) AS buying ON buying."source" IS NOT DISTINCT FROM made."source"
    ORDER BY 2 DESC, 1`;
}

export interface ContactMonth {
  /** Its first day. */
  month: Day;
  people: number;
  companies: number;
}

/** New contacts in each local month, empty ones too. @param months first days of the first and the last month */
export async function contactsByMonth(db: OrgDb, { viewer, filter, now }: FigureOptions, months: { first: Day; last: Day }): Promise<ContactMonth[]> {
  const where = contactWhere(viewer, contactsFilter(filter, { period: 'custom', from: months.first, to: null }), now);
  return db.$queryRaw<ContactMonth[]>(Prisma.sql`
    SELECT to_char(m.month, 'YYYY-MM-DD') AS "month", coalesce(c.people, 0)::int AS "people", coalesce(c.companies, 0)::int AS "companies"
    FROM generate_series(${months.first}::timestamp, ${months.last}::timestamp, interval '1 month') AS m(month)
    LEFT JOIN (
      SELECT date_trunc('month', "createdAt" AT TIME ZONE ${viewer.timeZone}) AS month,
        count(*) FILTER (WHERE "kind" = 'PERSON') AS people, count(*) FILTER (WHERE "kind" = 'COMPANY') AS companies
      FROM "Contact" WHERE ${where} GROUP BY 1
    ) AS c ON c.month = m.month
    ORDER BY m.month`);
}
