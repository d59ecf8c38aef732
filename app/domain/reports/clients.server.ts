import { Prisma } from '~/generated/prisma/client';
import { localDay, type Day } from '~/domain/time/zoned-time';
import type { OrgDb } from '~/platform/db.server';
import { AGES, periodOfAge, type Age } from './ageing';
import type { ReportOptions } from './report-viewer.server';
import { completedOrders, narrowedOrders } from './report-where.server';

/** Sums are plain decimal text. */
export interface ClientFigures {
  contactId: string;
  name: string;
  /** Completed in the period. */
  orders: number;
  revenue: string;
  /** Not of the period: what the client owes now for completed orders. */
  due: string;
  ages: Record<Age, string>;
}

export interface ClientTotals extends Omit<ClientFigures, 'contactId' | 'name'> {
  clients: number;
}

type Sums = { orders: number; revenue: Prisma.Decimal; due: Prisma.Decimal } & Record<Age, Prisma.Decimal>;

/** What clients brought in the period and owe now, those who owe and bring the most first. @param limit null: all of them */
export async function clientFigures(db: OrgDb, options: ReportOptions, limit: number | null): Promise<ClientFigures[]> {
  const rows = await db.$queryRaw<(Sums & { contactId: string; name: string })[]>`
    SELECT s.*, c."name" FROM (${sums(options, Prisma.sql`"contactId"`)}) AS s
    JOIN "Contact" c ON c."organizationId" = ${options.viewer.organizationId}::uuid AND c."id" = s."contactId"
    ORDER BY s."revenue" DESC, s."due" DESC, c."name", c."id" ${limit === null ? Prisma.empty : Prisma.sql`LIMIT ${limit}`}`;
  return rows.map(({ contactId, name, ...row }) => ({ contactId, name, ...plain(row) }));
}

/** The same of all clients together. */
export async function clientTotals(db: OrgDb, options: ReportOptions): Promise<ClientTotals> {
  const [row] = await db.$queryRaw<(Sums & { clients: number })[]>`
    SELECT count(*)::int AS "clients", coalesce(sum(s."orders"), 0)::int AS "orders", ${Prisma.join(['revenue', 'due', ...AGES].map((name) => total(name)))}
    FROM (${sums(options, Prisma.sql`"contactId"`)}) AS s`;
  if (!row) throw new Error('an aggregate answers with one row');
  return { clients: row.clients, ...plain(row) };
}

const COLUMNS: Record<string, Prisma.Sql> = { revenue: Prisma.sql`"revenue"`, due: Prisma.sql`"due"`, fresh: Prisma.sql`"fresh"`, month: Prisma.sql`"month"`, twoMonths: Prisma.sql`"twoMonths"`, old: Prisma.sql`"old"` };
const total = (name: string) => Prisma.sql`coalesce(sum(s.${COLUMNS[name]}), 0) AS ${COLUMNS[name]}`;

/** Orders of the period and orders that are owed for are different ones: each is counted by itself, then both per client. */
function sums(options: ReportOptions, key: Prisma.Sql): Prisma.Sql {
  const { viewer, filter, now } = options;
  const today = localDay(now, viewer.timeZone);
  const age = (name: Age) => Prisma.sql`sum("owed") FILTER (WHERE ${endedWithin(name, today)})`;
  return Prisma.sql`
    WITH done AS (SELECT ${key}, count(*)::int AS orders, sum("total") AS revenue FROM "Order" WHERE ${completedOrders(options, filter.period)} AND ${key} IS NOT NULL GROUP BY 1),
    owed AS (
      SELECT ${key}, sum("owed") AS due, ${age('fresh')} AS fresh, ${age('month')} AS month, ${age('twoMonths')} AS "twoMonths", ${age('old')} AS old
      FROM (
        SELECT ${key}, "total" - "paid" AS "owed", ("actualEnd" AT TIME ZONE ${viewer.timeZone})::date AS "ended" FROM "Order"
        WHERE "deletedAt" IS NULL AND "state" = 'COMPLETED' AND "total" > "paid"
          AND "currency" = ${filter.currency} AND ${narrowedOrders({ viewer, filter })}) AS orders
      GROUP BY 1)
    SELECT coalesce(d.${key}, o.${key}) AS ${key}, coalesce(d.orders, 0) AS "orders", coalesce(d.revenue, 0) AS "revenue", coalesce(o.due, 0) AS "due",
      coalesce(o.fresh, 0) AS "fresh", coalesce(o.month, 0) AS "month", coalesce(o."twoMonths", 0) AS "twoMonths", coalesce(o.old, 0) AS "old"
    FROM done d FULL JOIN owed o ON o.${key} = d.${key}`;
}

function endedWithin(age: Age, today: Day): Prisma.Sql {
  const { from, to } = periodOfAge(age, today);
  const sides = [...(from ? [Prisma.sql`"ended" >= ${from}::date`] : []), ...(to ? [Prisma.sql`"ended" <= ${to}::date`] : [])];
  return Prisma.join(sides, ' AND ');
}

function plain({ orders, revenue, due, ...ages }: Sums) {
  return { orders, revenue: revenue.toFixed(2), due: due.toFixed(2), ages: Object.fromEntries(AGES.map((age) => [age, ages[age].toFixed(2)])) as Record<Age, string> };
}
