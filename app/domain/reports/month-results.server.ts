import { monthsOf } from '~/domain/analytics/analytics-filter';
import { addMoney, moneyText } from '~/domain/money/money';
import type { ReportAsked } from './report-request.server';
import { resultsByMonth } from './results-by-month.server';

/** Revenue, costs and margin of each month; costs only for those who may see them all. */
export async function monthFigures({ staff, viewer, filter, now, today }: ReportAsked) {
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
    })),
  };
}
