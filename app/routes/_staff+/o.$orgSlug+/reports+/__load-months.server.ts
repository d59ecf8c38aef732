import { monthPeriod, monthsOf } from '~/domain/analytics/analytics-filter';
import { addMoney, moneyText } from '~/domain/money/money';
import { ordersSearch } from '~/domain/reports/report-links';
import { resultsByMonth } from '~/domain/reports/results-by-month.server';
import type { ReportRequest } from './__require-report.server';

/** Revenue, costs and margin of each month; costs only for those who may see them all. */
export async function loadMonths({ staff, viewer, filter, now, today, base }: ReportRequest) {
  const months = await resultsByMonth(staff.db, { viewer, filter, now }, monthsOf(filter.period, today));
  const hasCosts = viewer.canSeeExpenses && viewer.canSeePay;
  return {
    currency: filter.currency,
    hasCosts,
    months: months.map(({ month, orders, revenue, expenses, pay }) => ({
      month,
      orders,
      revenue,
      costs: hasCosts ? moneyText(addMoney(expenses, pay)) : null,
      margin: hasCosts ? moneyText(addMoney(revenue, `-${expenses}`, `-${pay}`)) : null,
      to: `${base}/orders?${ordersSearch(filter, monthPeriod(month))}`,
    })),
  };
}

export type MonthsData = Awaited<ReturnType<typeof loadMonths>>;
