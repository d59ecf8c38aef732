import { addMoney, moneyText } from '~/domain/money/money';
import type { PeriodFilter } from '~/domain/periods/period';
import { expensesByKind, payByState, paymentsByKind } from './costs.server';
import type { ReportAsked } from './report-request.server';
import { revenueTotals } from './revenue.server';

/** Everything that a span of days came to; null: not for this person. */
export async function spanFigures({ staff, viewer, filter, now }: ReportAsked, period: PeriodFilter) {
  const options = { viewer, filter, now };
  const [revenue, expenses, pay, payments] = await Promise.all([
    revenueTotals(staff.db, options, period),
    viewer.canSeeExpenses ? expensesByKind(staff.db, options, period) : null,
    viewer.canSeePay ? payByState(staff.db, options, period) : null,
    viewer.canSeePayments ? paymentsByKind(staff.db, options, period) : null,
  ]);
  // margin = revenue - expenses - payroll. Rule: domain "Reports"
  const margin = expenses && pay ? moneyText(addMoney(revenue.total, `-${expenses.amount}`, `-${pay.amount}`)) : null;
  return { revenue, expenses, pay, payments, margin };
}
