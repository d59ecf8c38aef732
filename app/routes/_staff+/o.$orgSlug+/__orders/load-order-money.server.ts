import { randomUUID } from 'node:crypto';
import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import { localDay } from '~/domain/behavior/local-day';
import { countUnpaidOperators } from '~/domain/costs/order-pay.server';
import { EMPTY_EXPENSE_FILTER } from '~/domain/expenses/expense-filter';
import { listExpenses, sumExpenses } from '~/domain/expenses/list-expenses.server';
import { addMoney, moneyText } from '~/domain/money/money';
import { formatMoney } from '~/domain/money/money-text';
import { balanceOf, takesPayment } from '~/domain/payments/balance';
import { listPayments } from '~/domain/payments/list-payments.server';
import { EMPTY_PAYMENT_FILTER } from '~/domain/payments/payment-filter';
import { findPaidOrder } from '~/domain/payments/payment-record.server';
import { listPay, sumPay } from '~/domain/payroll/list-pay.server';
import { EMPTY_PAY_FILTER } from '~/domain/payroll/pay-filter';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { sayDay } from '../money+/__ledger/load-ledger.server';
import { usualAmount } from '../money+/__payments/load-payment-form.server';
import { sayHow } from '../money+/__payroll/load-payroll.server';

/** Of each list so many rows stand on the card; the rest is behind its link. */
const SHOWN = 5;

/** How an order stands with its client and what it cost; null for those who see no payments. */
export async function loadOrderMoney(request: Request, staff: Staff, orderId: string) {
  const { db, org, can } = staff;
  if (!can('payments', 'read')) return null;
  const viewer = { organizationId: org.id, timeZone: org.timeZone, now: new Date(), ownId: null };
  const filter = { orderId };
  const costs = can('expenses', 'read');
  const pay = can('payroll', 'read') === 'all';
  const [order, payments, expenses, spent, earned, earnings, unpaid, t, language] = await Promise.all([
    findPaidOrder(db, org.id, orderId),
    listPayments(db, { viewer, filter: { ...EMPTY_PAYMENT_FILTER, ...filter }, limit: SHOWN }),
    costs ? listExpenses(db, { viewer, filter: { ...EMPTY_EXPENSE_FILTER, ...filter }, limit: SHOWN }) : null,
    costs ? sumExpenses(db, { viewer, filter: { ...EMPTY_EXPENSE_FILTER, ...filter } }) : [],
    pay ? listPay(db, { viewer, filter: { ...EMPTY_PAY_FILTER, ...filter }, limit: SHOWN }) : null,
    pay ? sumPay(db, { viewer, filter: { ...EMPTY_PAY_FILTER, ...filter } }) : [],
    can('payroll', 'update') === 'all' ? countUnpaidOperators(db, org.id, orderId) : 0,
    getFixedT(request, 'money'),
    getLanguage(request),
  ]);
  if (!order) return null;
  const balance = balanceOf(order);
  const base = `/o/${org.slug}`;
  const page = `${base}/orders/${orderId}`;
  const back = new URLSearchParams({ returnTo: page }).toString();
  const rowTo = (list: string, id: string) => `${base}/money/${list}/${id}?${back}`;
  const money = (amount: string) => formatMoney(amount, order.currency, language);
  return {
    orderId,
    page,
    currency: order.currency,
    total: { value: order.total, text: money(order.total) },
    paid: { value: order.paid, text: money(order.paid) },
    balance: { kind: balance.kind, value: balance.amount, text: money(balance.amount) },
    prepayment: sayPrepayment(order.prepayment, balance.prepaymentDue, { t, money }),
    payments: payments.rows.map((row) => ({
      id: row.id, to: rowTo('payments', row.id), day: sayDay(row.day, language), isRefund: row.kind === 'REFUNDED', method: t(`method.${row.method}`), note: row.note, amount: money(row.amount.toFixed(2)),
    })),
    hasMorePayments: payments.next !== null,
    expenses: expenses && {
      rows: expenses.rows.map((row) => ({ id: row.id, to: rowTo('expenses', row.id), name: t(`expenseKind.${row.kind}`), detail: row.itemName ?? row.note, amount: formatMoney(row.amount.toFixed(2), row.currency, language) })),
      sum: sumText(spent, order.currency, language),
      all: `${base}/money/expenses?order=${orderId}`,
      add: can('expenses', 'create') ? `${base}/money/expenses/new?order=${orderId}&${back}` : null,
    },
    pay: earned && {
      rows: earned.rows.map((row) => ({ id: row.id, to: rowTo('payroll', row.id), name: row.personName, detail: `${sayHow(row, t, language)} · ${t(`payState.${row.state}`)}`, amount: formatMoney(row.amount.toFixed(2), row.currency, language) })),
      sum: sumText(earnings, order.currency, language),
      all: `${base}/money/payroll?order=${orderId}`,
      add: can('payroll', 'create') ? `${base}/money/payroll/new?order=${orderId}&${back}` : null,
    },
    /** Where the pay of operators can be written who have none yet. */
    accrue: unpaid > 0 ? `${base}/money/payroll` : null,
    allPayments: `${base}/money/payments?order=${orderId}`,
    receive: can('payments', 'create') && takesPayment(order.state, 'RECEIVED') ? { amount: usualAmount(order, 'RECEIVED') } : null,
    refund: can('payments', 'create') && takesPayment(order.state, 'REFUNDED') && Number(order.paid) > 0 ? `${page}/payments?kind=refunded` : null,
    form: { action: `${page}/payments`, day: localDay(viewer.now, org.timeZone), submissionKey: randomUUID() },
  };
}

export type OrderMoneyData = NonNullable<Awaited<ReturnType<typeof loadOrderMoney>>>;

function sayPrepayment(agreed: string | null, due: string | null, { t, money }: { t: TFunction; money: (amount: string) => string }): { isDue: boolean; text: string } | null {
  if (agreed === null || !/[1-9]/.test(agreed)) return null;
  return { isDue: due !== null, text: due ? t('panel.prepaymentDue', { amount: money(agreed), left: money(due) }) : t('panel.prepaymentPaid', { amount: money(agreed) }) };
}

/** What rows in the order's currency come to; null for none. */
function sumText(sums: readonly { currency: string; amount: string }[], currency: string, language: string): { value: string; text: string } | null {
  const own = sums.filter((sum) => sum.currency === currency);
  if (own.length === 0) return null;
  const value = moneyText(addMoney(...own.map(({ amount }) => amount)));
  return { value, text: formatMoney(value, currency, language) };
}
