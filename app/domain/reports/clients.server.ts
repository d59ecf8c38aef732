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

export interface ClientReport {
  /** Those who brought the most first. */
  clients: ClientFigures[];
  /** Of all of them. */
  total: ClientTotals;
}

/** What clients brought in the period and owe now. @param limit of the clients; null: all of them */
export async function clientFigures(db: OrgDb, options: ReportOptions, limit: number | null): Promise<ClientReport> {
  // the first are found before their names: sorting all clients by name would take most of the time
  const rows = await db.$queryRaw<(Sums & { contactId: string | null; name: string | null; clients: number })[]>`
    WITH sums AS MATERIALIZED (${sumsByClient(options)}),
    first AS (SELECT * FROM sums ORDER BY "revenue" DESC, "due" DESC, "contactId" ${limit === null ? Prisma.empty : Prisma.sql`LIMIT ${limit}`})
    SELECT NULL::uuid AS "contactId", NULL AS "name", count(*)::int AS "clients", coalesce(sum("orders"), 0)::int AS "orders", coalesce(sum("revenue"), 0) AS "revenue", coalesce(sum("due"), 0) AS "due",
      coalesce(sum("fresh"), 0) AS "fresh", coalesce(sum("month"), 0) AS "month", coalesce(sum("twoMonths"), 0) AS "twoMonths", coalesce(sum("old"), 0) AS "old" FROM sums
    UNION ALL
    SELECT f."contactId", c."name", 0, f."orders", f."revenue", f."due", f."fresh", f."month", f."twoMonths", f."old"
    FROM first f JOIN "Contact" c ON c."organizationId" = ${options.viewer.organizationId}::uuid AND c."id" = f."contactId"`;
  const whole = rows.find(({ contactId }) => contactId === null);
  if (!whole) throw new Error('an aggregate answers with one row');
  const clients = rows.flatMap(({ contactId, name, clients: _count, ...row }) => (contactId ? [{ contactId, name: name ?? '', ...plain(row) }] : []));
  const order = (one: ClientFigures) => [Number(one.revenue), Number(one.due)] as const;
  const { contactId: _id, name: _name, clients: count, ...sums } = whole;
  return {
    clients: clients.sort((a, b) => order(b)[0] - order(a)[0] || order(b)[1] - order(a)[1] || a.name.localeCompare(b.name, 'ru') || a.contactId.localeCompare(b.contactId)),
    total: { clients: count, ...plain(sums) },
  };
}

/** Orders of the period and orders that are owed for are different ones: each is counted by itself, then both per client. */
function sumsByClient(options: ReportOptions): Prisma.Sql {
  const { viewer, filter, now } = options;
  const today = localDay(now, viewer.timeZone);
  const age = (name: Age) => Prisma.sql`sum("owed") FILTER (WHERE ${endedWithin(name, today)})`;
  return Prisma.sql`
    SELECT coalesce(d."contactId", o."contactId") AS "contactId", coalesce(d.orders, 0) AS "orders", coalesce(d.revenue, 0) AS "revenue", coalesce(o.due, 0) AS "due",
      coalesce(o.fresh, 0) AS "fresh", coalesce(o.month, 0) AS "month", coalesce(o."twoMonths", 0) AS "twoMonths", coalesce(o.old, 0) AS "old"
    FROM (SELECT "contactId", count(*)::int AS orders, sum("total") AS revenue FROM "Order" WHERE ${completedOrders(options, filter.period)} GROUP BY 1) AS d
    FULL JOIN (
      SELECT "contactId", sum("owed") AS due, ${age('fresh')} AS fresh, ${age('month')} AS month, ${age('twoMonths')} AS "twoMonths", ${age('old')} AS old
      FROM (
        SELECT "contactId", "total" - "paid" AS "owed", ("actualEnd" AT TIME ZONE ${viewer.timeZone})::date AS "ended" FROM "Order"
        WHERE "deletedAt" IS NULL AND "state" = 'COMPLETED' AND "total" > "paid" AND "currency" = ${filter.currency} AND ${narrowedOrders({ viewer, filter })}) AS owing
      GROUP BY 1) AS o ON o."contactId" = d."contactId"`;
}

function endedWithin(age: Age, today: Day): Prisma.Sql {
  const { from, to } = periodOfAge(age, today);
  const sides = [...(from ? [Prisma.sql`"ended" >= ${from}::date`] : []), ...(to ? [Prisma.sql`"ended" <= ${to}::date`] : [])];
  return Prisma.join(sides, ' AND ');
}

function plain({ orders, revenue, due, ...ages }: Sums) {
  return { orders, revenue: revenue.toFixed(2), due: due.toFixed(2), ages: Object.fromEntries(AGES.map((age) => [age, ages[age].toFixed(2)])) as Record<Age, string> };
}
