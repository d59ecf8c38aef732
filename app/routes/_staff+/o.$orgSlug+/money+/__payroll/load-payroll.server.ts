import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { addMoney, moneyText } from '~/domain/money/money';
import { formatMoney } from '~/domain/money/money-text';
import { hasAnyPay, listPay, payViewer, sumPay, type PayRow } from '~/domain/payroll/list-pay.server';
import { isPayFiltered, parsePayFilter, paySearchParams } from '~/domain/payroll/pay-filter';
import { PAYROLL_STATES } from '~/domain/payroll/pay-states';
import { formatNumber } from '~/ui/format';
import { ledgerChips, loadLedger, sayDay, sumOf } from '../__ledger/load-ledger.server';

/** All that the list of pay shows. */
export async function loadPayroll(request: Request, staff: Staff) {
  const { db } = staff;
  const filter = parsePayFilter(new URL(request.url).searchParams);
  const viewer = payViewer(staff, new Date());
  const [{ rows, sums, t, language, names, frame }, members] = await Promise.all([
    loadLedger(request, staff, {
      kind: 'payroll',
      filter,
      search: paySearchParams(filter).toString(),
      isFiltered: isPayFiltered(filter),
      read: (place) => listPay(db, { viewer, filter, ...place }),
      sum: () => sumPay(db, { viewer, filter }),
      hasAny: () => hasAnyPay(db, viewer),
    }),
    viewer.ownId ? [] : listMemberNames(db),
  ]);
  const currencies = [...new Set(sums.map(({ currency }) => currency))];
  return {
    filter,
    frame,
    people: members.map(({ id, name }) => ({ id, name })),
    rows: rows.map((row) => ({
      id: row.id,
      to: `${frame.list}/${row.id}`,
      person: row.personName,
      order: row.orderId && row.orderNumber ? { number: row.orderNumber, to: `${frame.base}/orders/${row.orderId}` } : null,
      how: sayHow(row, t, language),
      note: row.note,
      state: row.state,
      day: sayDay(row.day, language),
      amount: formatMoney(row.amount.toFixed(2), row.currency, language),
    })),
    sums: currencies.flatMap((currency) => {
      const own = sums.filter((sum) => sum.currency === currency);
      const parts = own.length > 1 ? PAYROLL_STATES.flatMap((state) => own.filter(({ key }) => key === state).map((sum) => sumOf(`payroll-${state}`, t(`payState.${state}`), sum, language))) : [];
      return [...parts, sumOf('payroll-sum', t('sum'), { currency, amount: moneyText(addMoney(...own.map(({ amount }) => amount))) }, language)];
    }),
    chips: ledgerChips({
      filter, t, language, names, toSearch: paySearchParams,
      own: [
        filter.personId ? [members.find(({ id }) => id === filter.personId)?.name ?? t('chip.unknown'), { personId: null }] : null,
        filter.state && [t(`payState.${filter.state}`), { state: null }],
        filter.kind && [t(`payKind.${filter.kind}`), { kind: null }],
      ],
    }),
  };
}

export type PayListRow = Awaited<ReturnType<typeof loadPayroll>>['rows'][number];

/** How a sum of pay came about: "8 ч × 500 ₽". */
export function sayHow({ kind, quantity, rate, currency }: Pick<PayRow, 'kind' | 'currency'> & { quantity: { toString: () => string } | null; rate: { toString: () => string } }, t: TFunction, language: string): string {
  const number = (value: { toString: () => string }) => formatNumber(Number(value.toString()), language, 4);
  if (kind === 'HOURLY') return t('how.HOURLY', { hours: number(quantity ?? 0), rate: formatMoney(rate.toString(), currency, language) });
  if (kind === 'FIXED') return t('how.FIXED');
  return quantity === null ? t('how.share', { percent: number(rate) }) : t('how.PERCENT', { percent: number(rate), sum: formatMoney(quantity.toString(), currency, language) });
}
