import { XLSX_ROWS_MAX } from '~/domain/exports/export-rows.server';
import { formatMoney } from '~/domain/money/money-text';
import { payByState } from '../costs.server';
import { payLines } from '../pay-of-person.server';
import { paySearch } from '../report-links';
import type { Report } from '../report-sheet';
import { formatNumber } from '~/ui/format';
import type { ReportRequest } from '../report-request.server';

/** Of a year of work; the rest is in the list of pay. */
const SHOWN = 500;

/** What one person earned: by state, and row by row. @param isWhole as many rows as a table as a file takes */
export async function payReport({ staff, viewer, filter, now, t, base, language }: ReportRequest, isWhole = false): Promise<Report> {
  const options = { viewer, filter, now };
  const [states, lines] = await Promise.all([payByState(staff.db, options, filter.period), payLines(staff.db, options, isWhole ? XLSX_ROWS_MAX : SHOWN)]);
  const to = (state?: string) => `${base}/money/payroll?${paySearch(filter, filter.period, { state })}`;
  const count = states.parts.reduce((sum, part) => sum + part.count, 0);
  const counted = ({ kind, quantity, rate }: (typeof lines)[number]) => {
    const money = (amount: string) => formatMoney(Number(amount).toFixed(2), filter.currency, language);
    if (kind === 'HOURLY') return t('pay.hourly', { hours: formatNumber(Number(quantity), language, 2), rate: money(rate) });
    return kind === 'PERCENT' ? t('pay.percent', { percent: formatNumber(Number(rate), language, 2), sum: money(quantity) }) : t('pay.fixed');
  };
  return {
    name: 'pay',
    title: t('tabs.pay'),
    basis: [t('basis.pay'), ...(count > lines.length ? [t('basis.payShown', { count: lines.length, total: count })] : [])],
    cards: [
      { name: 'pay-total', label: t('pay.total'), value: states.amount, kind: 'money', change: null, to: to() },
      ...states.parts.map(({ key, amount }) => ({ name: `pay-${key.toLowerCase()}`, label: t(`payState.${key}`), value: amount, kind: 'money' as const, change: null, to: to(key) })),
    ],
    sheets: [
      {
        name: 'pay',
        title: t('pay.rows'),
        rowHead: t('pay.day'),
        columns: [
          { key: 'order', label: t('pay.order'), kind: 'text' },
          { key: 'how', label: t('pay.how'), kind: 'text' },
          { key: 'state', label: t('pay.state'), kind: 'text' },
          { key: 'amount', label: t('pay.amount'), kind: 'money' },
        ],
        rows: lines.map((line) => ({
          id: line.id, label: line.day,
          cells: [{ value: line.orderNumber, ...(line.orderId && { to: `${base}/orders/${line.orderId}` }) }, { value: counted(line) }, { value: t(`payState.${line.state}`) }, { value: line.amount }],
        })),
        total: { id: 'total', label: t('total'), cells: [{ value: null }, { value: null }, { value: null }, { value: states.amount, to: to() }] },
        empty: t('pay.empty'),
      },
    ],
  };
}
