import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import { addMoney, moneyText } from '~/domain/money/money';
import { formatMoney } from '~/domain/money/money-text';
import type { LedgerSum } from '~/domain/money/ledger-list.server';
import { hasAnyPayment, listPayments, sumPayments } from '~/domain/payments/list-payments.server';
import { isPaymentFiltered, parsePaymentFilter, paymentSearchParams } from '~/domain/payments/payment-filter';
import type { PaymentKind } from '~/domain/payments/payment-input';
import { ledgerChips, loadLedger, sayDay, sumOf } from '../__ledger/load-ledger.server';

/** All that the list of payments shows. */
export async function loadPayments(request: Request, staff: Staff) {
  const { db, org } = staff;
  const filter = parsePaymentFilter(new URL(request.url).searchParams);
  const viewer = { organizationId: org.id, timeZone: org.timeZone, now: new Date() };
  const { rows, sums, t, language, names, frame } = await loadLedger(request, staff, {
    kind: 'payments',
    filter,
    search: paymentSearchParams(filter).toString(),
    isFiltered: isPaymentFiltered(filter),
    read: (place) => listPayments(db, { viewer, filter, ...place }),
    sum: () => sumPayments(db, { viewer, filter }),
    hasAny: () => hasAnyPayment(db, viewer),
  });
  return {
    filter,
    frame,
    rows: rows.map((row) => ({
      id: row.id,
      to: `${frame.list}/${row.id}`,
      name: row.contactName ?? row.orderNumber,
      order: { number: row.orderNumber, to: `${frame.base}/orders/${row.orderId}` },
      day: sayDay(row.day, language),
      isRefund: row.kind === 'REFUNDED',
      method: t(`method.${row.method}`),
      note: row.note,
      amount: formatMoney(row.amount.toFixed(2), row.currency, language),
    })),
    sums: footerSums(sums, t, language),
    chips: ledgerChips({
      filter, t, language, names, toSearch: paymentSearchParams,
      own: [filter.kind && [t(`paymentKind.${filter.kind}`), { kind: null }], filter.method && [t(`method.${filter.method}`), { method: null }]],
    }),
  };
}

export type PaymentListRow = Awaited<ReturnType<typeof loadPayments>>['rows'][number];

/** Received, given back where there is any, and what is left of it, by currency. */
function footerSums(sums: readonly LedgerSum<PaymentKind>[], t: TFunction, language: string) {
  const currencies = [...new Set(sums.map(({ currency }) => currency))];
  return currencies.flatMap((currency) => {
    const amountOf = (kind: PaymentKind) => sums.find((sum) => sum.currency === currency && sum.key === kind)?.amount ?? '0.00';
    const [received, refunded] = [amountOf('RECEIVED'), amountOf('REFUNDED')];
    const left = moneyText(addMoney(received, `-${refunded}`));
    const has = (kind: PaymentKind) => sums.some((sum) => sum.currency === currency && sum.key === kind);
    return [
      ...(has('RECEIVED') && has('REFUNDED') ? [sumOf('payments-received', t('payments.received'), { currency, amount: received }, language), sumOf('payments-refunded', t('payments.refunded'), { currency, amount: refunded }, language)] : []),
      sumOf('payments-sum', t('sum'), { currency, amount: left }, language),
    ];
  });
}
