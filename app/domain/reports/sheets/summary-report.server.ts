import { changeOf, previousPeriod } from '~/domain/analytics/analytics-filter';
import { expensesSearch, ordersSearch, paymentsSearch, paySearch } from '../report-links';
import type { Report, ReportCard, ReportSheet } from '../report-sheet';
import { revenueByKind } from '../revenue.server';
import { spanFigures } from '../summary.server';
import { isNarrowed } from '../report-filter';
import type { ReportRequest } from '../report-request.server';

/** What the work brought and cost. */
export async function summaryReport(request: ReportRequest): Promise<Report> {
  const { staff, viewer, filter, now, today, t, base } = request;
  const before = previousPeriod(filter.period, today);
  const [span, spanBefore, kinds] = await Promise.all([spanFigures(request, filter.period), before && spanFigures(request, before), revenueByKind(staff.db, { viewer, filter, now })]);
  const { revenue, expenses, pay, payments, margin } = span;
  const orders = (words = {}) => `${base}/orders?${ordersSearch(filter, filter.period, words)}`;
  const change = (value: string | null | undefined, past: string | null | undefined) => changeOf(value == null ? null : Number(value), past == null ? null : Math.max(0, Number(past)));
  const card = (name: string, value: string, past: string | null | undefined, to?: string, note?: string): ReportCard => ({
    name, label: t(`summary.${name}`), value, kind: 'money', change: change(value, past), ...(to && { to }), ...(note && { note }),
  });
  const cards = [
    card('revenue', revenue.total, spanBefore?.revenue.total, orders(), t('summary.ofOrders', { count: revenue.orders })),
    ...(expenses ? [card('expenses', expenses.amount, spanBefore?.expenses?.amount, `${base}/money/expenses?${expensesSearch(filter, filter.period)}`)] : []),
    ...(pay ? [card('pay', pay.amount, spanBefore?.pay?.amount, `${base}/money/payroll?${paySearch(filter, filter.period)}`)] : []),
    ...(margin === null ? [] : [card('margin', margin, spanBefore?.margin, undefined, t('summary.marginNote'))]),
    ...(payments ? [card('received', payments.amount, spanBefore?.payments?.amount, `${base}/money/payments?${paymentsSearch(filter, filter.period)}`, t('summary.receivedNote'))] : []),
  ];
  const sheets: ReportSheet[] = [
    {
      name: 'revenue-by-kind',
      title: t('summary.byKind'),
      note: t('summary.byKindNote'),
      rowHead: t('summary.kind'),
      columns: [{ key: 'lines', label: t('summary.lines'), kind: 'count' }, { key: 'amount', label: t('summary.amount'), kind: 'money' }],
      rows: [
        ...kinds.filter(({ lines }) => lines > 0).map(({ kind, lines, total }) => ({ id: kind, label: t(`kind.${kind}`), cells: [{ value: String(lines) }, { value: total }] })),
        ...(Number(revenue.lateDiscount) > 0 ? [{ id: 'late', label: t('summary.late'), cells: [{ value: null }, { value: `-${revenue.lateDiscount}` }] }] : []),
      ],
      total: { id: 'total', label: t('summary.revenue'), cells: [{ value: String(kinds.reduce((sum, { lines }) => sum + lines, 0)) }, { value: revenue.total, to: orders() }] },
      empty: t('summary.noRevenue'),
    },
    ...(expenses ? [partSheet('expenses-by-kind', 'summary.expensesByKind', 'expenseKind', expenses, (kind) => `${base}/money/expenses?${expensesSearch(filter, filter.period, { kind })}`)] : []),
    ...(pay ? [partSheet('pay-by-state', 'summary.payByState', 'payState', pay, (state) => `${base}/money/payroll?${paySearch(filter, filter.period, { state })}`)] : []),
  ];
  const basis = [t('basis.revenue'), ...(expenses ? [t('basis.expenses')] : []), ...(pay ? [t('basis.pay')] : []), ...(payments ? [t('basis.payments')] : []), ...(isNarrowed(filter) && expenses ? [t('basis.narrowed')] : [])];
  return { name: 'summary', title: t('tabs.summary'), basis, cards, sheets };

  function partSheet(name: string, title: string, words: string, whole: { amount: string; parts: { key: string; count: number; amount: string }[] }, to: (key?: string) => string): ReportSheet {
    return {
      name,
      title: t(title),
      rowHead: t('summary.kind'),
      columns: [{ key: 'count', label: t('summary.rows'), kind: 'count' }, { key: 'amount', label: t('summary.amount'), kind: 'money' }],
      rows: whole.parts.filter(({ count }) => count > 0).map(({ key, count, amount }) => ({ id: key, label: t(`${words}.${key}`), cells: [{ value: String(count) }, { value: amount, to: to(key) }] })),
      total: { id: 'total', label: t('total'), cells: [{ value: String(whole.parts.reduce((sum, { count }) => sum + count, 0)) }, { value: whole.amount, to: to() }] },
      empty: t('summary.nothing'),
    };
  }
}
