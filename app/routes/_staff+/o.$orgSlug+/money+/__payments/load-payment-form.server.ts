import { randomUUID } from 'node:crypto';
import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { localDay } from '~/domain/behavior/local-day';
import { isUuid } from '~/domain/leads/lead-filter';
import { parseOneOf } from '~/domain/money/ledger-filter';
import { formatMoney } from '~/domain/money/money-text';
import { PAYMENT_KINDS, PAYMENT_METHODS } from '~/domain/payments/payment-input';
import { balanceOf } from '~/domain/payments/balance';
import { findPaidOrder, findPayment, type PaidOrder } from '~/domain/payments/payment-record.server';
import { parseDay } from '~/domain/periods/period';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatDateTime } from '~/ui/format';

/** An empty form; `?order=`, `?kind=`, `?day=` and `?method=` fill it in, the amount with what is still to be received. */
export async function loadNewPayment(request: Request, staff: Staff, orderId: string | null = null) {
  const { db, org } = staff;
  const params = new URL(request.url).searchParams;
  const asked = orderId ?? params.get('order');
  const [order, t, language] = await Promise.all([isUuid(asked) ? findPaidOrder(db, org.id, asked) : null, getFixedT(request, 'money'), getLanguage(request)]);
  if (orderId && !order) throw data(null, 404);
  const kind = parseOneOf(PAYMENT_KINDS, params.get('kind')) ?? 'RECEIVED';
  const base = `/o/${org.slug}`;
  const to = order && `${base}/orders/${order.id}`;
  return {
    title: `${t('payments.new')} · ${org.name}`,
    list: `${base}/money/payments`,
    ordersUrl: `/resources/o/${org.slug}/money-orders`,
    currency: order?.currency ?? org.currency,
    order: order && { id: order.id, label: order.number, detail: [order.contactName, formatMoney(order.total, order.currency, language)].filter(Boolean).join(' · ') },
    fixedOrder: orderId && order && to ? { number: order.number, to } : null,
    returnTo: safeRedirect(params.get('returnTo'), orderId && to ? to : `${base}/money/payments`),
    submissionKey: randomUUID(),
    values: {
      kind,
      orderId: order?.id ?? '',
      method: parseOneOf(PAYMENT_METHODS, params.get('method')) ?? 'TRANSFER',
      amount: order ? usualAmount(order, kind) : '',
      day: parseDay(params.get('day')) ?? localDay(new Date(), org.timeZone),
      note: '',
    },
  };
}

/** What is most likely paid now: the agreed prepayment, else the balance; given back is what was too much. */
export function usualAmount(order: PaidOrder, kind: 'RECEIVED' | 'REFUNDED'): string {
  const balance = balanceOf(order);
  if (kind === 'REFUNDED') return balance.kind === 'over' || balance.kind === 'return' ? balance.amount : order.paid;
  return balance.kind === 'due' ? (balance.prepaymentDue ?? balance.amount) : '';
}

/** The form of a payment that exists. Throws 404. */
export async function loadPaymentForm(request: Request, staff: Staff, id: string | undefined) {
  const { db, org, can } = staff;
  const payment = isUuid(id) ? await findPayment(db, org.id, id) : null;
  if (!payment || payment.isDeleted) throw data(null, 404);
  const [members, t, language] = await Promise.all([listMemberNames(db), getFixedT(request, 'money'), getLanguage(request)]);
  const base = `/o/${org.slug}`;
  const list = `${base}/money/payments`;
  return {
    title: `${t(`paymentKind.${payment.kind}`)} · ${payment.orderNumber}`,
    list,
    name: t('payments.named', { kind: t(`paymentKind.${payment.kind}`), amount: formatMoney(payment.amount, payment.currency, language) }),
    client: payment.contactName,
    made: t('made', { who: members.find((member) => member.id === payment.createdById)?.name ?? t('system'), when: formatDateTime(payment.createdAt, language, org.timeZone) }),
    id: payment.id,
    version: payment.version,
    currency: payment.currency,
    ordersUrl: `/resources/o/${org.slug}/money-orders`,
    fixedOrder: { number: payment.orderNumber, to: `${base}/orders/${payment.orderId}` },
    returnTo: safeRedirect(new URL(request.url).searchParams.get('returnTo'), list),
    values: { kind: payment.kind, orderId: payment.orderId, method: payment.method, amount: payment.amount, day: payment.day, note: payment.note ?? '' },
    rights: { update: Boolean(can('payments', 'update')), delete: Boolean(can('payments', 'delete')) },
  };
}
