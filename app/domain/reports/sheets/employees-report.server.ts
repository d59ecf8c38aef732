import { employeeFigures } from '../employee-figures.server';
import { ordersSearch, paySearch } from '../report-links';
import type { Report } from '../report-sheet';
import type { ReportRequest } from '../report-request.server';

/** Who worked how much, and who manages what. */
export async function employeesReport(request: ReportRequest): Promise<Report> {
  const { viewer: { canSeePay }, filter, t, base } = request;
  const { operators, managers, total } = await employeeFigures(request);
  const orders = (words: Record<string, string>) => `${base}/orders?${ordersSearch(filter, filter.period, words)}`;
  return {
    name: 'employees',
    title: t('tabs.employees'),
    basis: [t('basis.work'), ...(canSeePay ? [t('basis.pay')] : []), t('basis.shared')],
    cards: [],
    sheets: [
      {
        name: 'operators',
        title: t('employees.operators'),
        note: t('employees.operatorsNote'),
        rowHead: t('employees.person'),
        columns: [
          { key: 'orders', label: t('employees.orders'), kind: 'count' },
          { key: 'hours', label: t('employees.hours'), kind: 'amount' },
          { key: 'revenue', label: t('employees.revenue'), kind: 'money' },
          ...(canSeePay ? [{ key: 'pay', label: t('employees.pay'), kind: 'money' as const }] : []),
        ],
        rows: operators.map(({ userId, name, orders: count, hours, revenue, pay }) => {
          const of = orders({ operator: userId });
          const payTo = `${base}/money/payroll?${paySearch({ ...filter, operatorId: userId }, filter.period)}`;
          return { id: userId, label: name, cells: [{ value: String(count), to: of }, { value: hours }, { value: revenue, to: of }, ...(canSeePay ? [{ value: pay, to: payTo }] : [])] };
        }),
        empty: t('employees.empty'),
      },
      {
        name: 'managers',
        title: t('employees.managers'),
        rowHead: t('employees.person'),
        columns: [{ key: 'orders', label: t('employees.orders'), kind: 'count' }, { key: 'revenue', label: t('employees.revenue'), kind: 'money' }],
        rows: managers.map(({ userId, name, orders: count, revenue }) => {
          // a person with own figures sees orders that others manage, because he made them: their list cannot be told by both
          const to = filter.manager === 'mine' ? undefined : orders({ manager: userId ?? 'nobody' });
          return { id: userId ?? 'nobody', label: name ?? t('employees.nobody'), cells: [{ value: String(count), to }, { value: revenue, to }] };
        }),
        total: { id: 'total', label: t('total'), cells: [{ value: String(total.orders), to: orders({}) }, { value: total.revenue, to: orders({}) }] },
        empty: t('employees.empty'),
      },
    ],
  };
}
