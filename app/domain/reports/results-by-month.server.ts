import { Prisma } from '~/generated/prisma/client';
import type { PeriodFilter } from '~/domain/periods/period';
import type { Day } from '~/domain/time/zoned-time';
import type { OrgDb } from '~/platform/db.server';
import type { ReportOptions } from './report-viewer.server';
import { completedOrders, reportExpenses, reportPay } from './report-where.server';

export interface MonthResult {
  /** Its first day. */
  month: Day;
  orders: number;
  /** Plain decimal text. */
  revenue: string;
  expenses: string;
  pay: string;
}

interface Row {
  month: Day;
  orders: number;
  revenue: Prisma.Decimal;
  expenses: Prisma.Decimal;
  pay: Prisma.Decimal;
}

/** Revenue, expenses and pay of each local month, empty ones too. @param months first days of the first and the last month */
export async function resultsByMonth(db: OrgDb, options: ReportOptions, months: { first: Day; last: Day }): Promise<MonthResult[]> {
  const period: PeriodFilter = { period: 'custom', from: months.first, to: null };
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    WITH counted AS (
      SELECT date_trunc('month', "actualEnd" AT TIME ZONE ${options.viewer.timeZone}) AS month, count(*) AS orders, sum("total") AS revenue, 0::numeric AS expenses, 0::numeric AS pay
      FROM "Order" WHERE ${completedOrders(options, period)} GROUP BY 1
      UNION ALL
      SELECT date_trunc('month', "day"::timestamp), 0, 0, sum("amount"), 0 FROM "Expense" WHERE ${reportExpenses(options, period)} GROUP BY 1
      UNION ALL
      SELECT date_trunc('month', "day"::timestamp), 0, 0, 0, sum("amount") FROM "PayrollRow" WHERE ${reportPay(options, period)} GROUP BY 1)
    SELECT to_char(m.month, 'YYYY-MM-DD') AS "month", coalesce(sum(c.orders), 0)::int AS "orders", coalesce(sum(c.revenue), 0) AS "revenue",
      coalesce(sum(c.expenses), 0) AS "expenses", coalesce(sum(c.pay), 0) AS "pay"
    FROM generate_series(${months.first}::timestamp, ${months.last}::timestamp, interval '1 month') AS m(month)
    LEFT JOIN counted c ON c.month = m.month
    GROUP BY m.month ORDER BY m.month`);
  return rows.map(({ month, orders, revenue, expenses, pay }) => ({ month, orders, revenue: revenue.toFixed(2), expenses: expenses.toFixed(2), pay: pay.toFixed(2) }));
}
