import { managerWork, operatorWork } from './employees.server';
import type { ReportAsked } from './report-request.server';
import { revenueTotals } from './revenue.server';

/** Who worked how much, and who manages what; pay is null for whom it is not. */
export async function employeeFigures({ staff, viewer, filter, now }: ReportAsked) {
  const options = { viewer, filter, now };
  const [operators, managers, whole] = await Promise.all([operatorWork(staff.db, options), managerWork(staff.db, options), revenueTotals(staff.db, options, filter.period)]);
  const { canSeePay } = viewer;
  return {
    operators: operators.filter(({ orders, pay }) => orders > 0 || (canSeePay && Number(pay) > 0)).map((one) => ({ ...one, pay: canSeePay ? one.pay : null })),
    managers,
    total: { orders: whole.orders, revenue: whole.total },
  };
}
