import { monthPeriod } from '~/domain/analytics/analytics-filter';
import { monthFigures } from '~/domain/reports/month-results.server';
import { ordersSearch } from '~/domain/reports/report-links';
import type { ReportRequest } from '~/domain/reports/report-request.server';

/** The figures of each month with the orders behind them. */
export async function loadMonths(request: ReportRequest) {
  const { months, ...figures } = await monthFigures(request);
  return { ...figures, months: months.map((month) => ({ ...month, to: `${request.base}/orders?${ordersSearch(request.filter, monthPeriod(month.month))}` })) };
}

export type MonthsData = Awaited<ReturnType<typeof loadMonths>>;
