import { NO_PERIOD } from '~/domain/periods/period';
import { AGES, periodOfAge } from '../ageing';
import { clientFigures, type ClientTotals } from '../clients.server';
import { ordersSearch } from '../report-links';
import type { Report, ReportCell } from '../report-sheet';
import type { ReportRequest } from '../report-request.server';

/** More are in the table as a file. */
const SHOWN = 100;

/** What clients brought, and what they owe. @param isWhole without a limit of rows, for a table as a file */
export async function clientsReport({ staff, viewer, filter, now, today, t, base }: ReportRequest, isWhole = false): Promise<Report> {
  const options = { viewer, filter, now };
  const { clients, total } = await clientFigures(staff.db, options, isWhole ? null : SHOWN);
  const cells = ({ orders, revenue, due, ages }: Omit<ClientTotals, 'clients'>, contactId: string | null): ReportCell[] => {
    const of = contactId ? { ...filter, contactId } : filter;
    const done = `${base}/orders?${ordersSearch(of, filter.period)}`;
    const owed = (age: (typeof AGES)[number] | null) => `${base}/orders?${ordersSearch(of, age ? periodOfAge(age, today) : NO_PERIOD, { due: 'yes', on: age ? 'completed' : null })}`;
    return [{ value: String(orders), to: done }, { value: revenue, to: done }, { value: due, to: owed(null) }, ...AGES.map((age) => ({ value: ages[age], to: owed(age) }))];
  };
  return {
    name: 'clients',
    title: t('tabs.clients'),
    basis: [t('basis.revenue'), t('basis.due'), ...(total.clients > clients.length ? [t('basis.clientsShown', { count: clients.length, total: total.clients })] : [])],
    cards: [
      { name: 'clients-revenue', label: t('clients.revenue'), value: total.revenue, kind: 'money', change: null, to: cells(total, null)[1]?.to },
      { name: 'clients-due', label: t('clients.due'), value: total.due, kind: 'money', change: null, to: cells(total, null)[2]?.to, note: t('clients.dueNote') },
      { name: 'clients-old', label: t('clients.oldDue'), value: total.ages.old, kind: 'money', change: null, to: cells(total, null).at(-1)?.to },
    ],
    sheets: [
      {
        name: 'clients',
        title: t('clients.title'),
        rowHead: t('clients.client'),
        columns: [
          { key: 'orders', label: t('clients.orders'), kind: 'count' },
          { key: 'revenue', label: t('clients.revenue'), kind: 'money' },
          { key: 'due', label: t('clients.due'), kind: 'money' },
          ...AGES.map((age) => ({ key: age, label: t(`clients.age.${age}`), kind: 'money' as const })),
        ],
        rows: clients.map(({ contactId, name, ...figures }) => ({ id: contactId, label: name, to: `${base}/contacts/${contactId}`, cells: cells(figures, contactId) })),
        total: { id: 'total', label: t('clients.all', { count: total.clients }), cells: cells(total, null) },
        empty: t('clients.empty'),
      },
    ],
  };
}
