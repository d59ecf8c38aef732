import type { Prisma } from '~/generated/prisma/client';
import type { OrgDb } from '~/platform/db.server';
import type { ReportOptions } from './report-viewer.server';
import { completedOrders, reportPay } from './report-where.server';

export interface OperatorWork {
  userId: string;
  name: string;
  orders: number;
  /** Plain decimal text. */
  hours: string;
  /** Totals of the orders with this person; of an order with two people it stands at both. */
  revenue: string;
  /** Pay by its day; of no use to those who may not read the payroll. */
  pay: string;
}

/** Who carried out how much in the period and earned what, the most hours first. */
export async function operatorWork(db: OrgDb, options: ReportOptions): Promise<OperatorWork[]> {
  const { viewer, filter } = options;
  const rows = await db.$queryRaw<{ userId: string; name: string; orders: number; hours: Prisma.Decimal; revenue: Prisma.Decimal; pay: Prisma.Decimal }[]>`
    WITH work AS (
      SELECT p."userId", count(*)::int AS orders, sum(p."hours") AS hours, sum("Order"."total") AS revenue
      FROM "Order" JOIN "OrderOperator" p ON p."organizationId" = ${viewer.organizationId}::uuid AND p."orderId" = "Order"."id"
      WHERE ${completedOrders(options, filter.period)} GROUP BY p."userId"),
    earned AS (SELECT "userId", sum("amount") AS pay FROM "PayrollRow" WHERE ${reportPay(options, filter.period)} GROUP BY "userId")
    SELECT u."id" AS "userId", u."name", coalesce(w.orders, 0) AS "orders", coalesce(w.hours, 0) AS "hours", coalesce(w.revenue, 0) AS "revenue", coalesce(e.pay, 0) AS "pay"
    FROM work w FULL JOIN earned e ON e."userId" = w."userId"
    JOIN "Membership" m ON m."organizationId" = ${viewer.organizationId}::uuid AND m."userId" = coalesce(w."userId", e."userId") JOIN "User" u ON u."id" = m."userId"
    ORDER BY 4 DESC, u."name", u."id"`;
  return rows
    .filter(({ userId }) => !filter.operatorId || userId === filter.operatorId)
    .map(({ hours, revenue, pay, ...row }) => ({ ...row, hours: hours.toFixed(2), revenue: revenue.toFixed(2), pay: pay.toFixed(2) }));
}

export interface ManagerWork {
  /** Null: orders that nobody manages. */
  userId: string | null;
  name: string | null;
  orders: number;
  revenue: string;
}

/** The same orders by who manages them; they add up to the whole. */
export async function managerWork(db: OrgDb, options: ReportOptions): Promise<ManagerWork[]> {
  const rows = await db.$queryRaw<{ userId: string | null; name: string | null; orders: number; revenue: Prisma.Decimal }[]>`
    SELECT w."managerId" AS "userId", u."name", w.orders AS "orders", w.revenue AS "revenue"
    FROM (SELECT "managerId", count(*)::int AS orders, sum("total") AS revenue FROM "Order" WHERE ${completedOrders(options, options.filter.period)} GROUP BY 1) AS w
    LEFT JOIN "Membership" m ON m."organizationId" = ${options.viewer.organizationId}::uuid AND m."userId" = w."managerId" LEFT JOIN "User" u ON u."id" = m."userId"
    ORDER BY 4 DESC, u."name", 1`;
  return rows.map(({ revenue, ...row }) => ({ ...row, revenue: revenue.toFixed(2) }));
}
