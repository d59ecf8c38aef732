import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { listMembers } from '~/domain/accounts/members/list-members.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { localDay } from '~/domain/behavior/local-day';
import { isUuid } from '~/domain/leads/lead-filter';
import { parseOneOf } from '~/domain/money/ledger-filter';
import { formatMoney } from '~/domain/money/money-text';
import { findPaidOrder } from '~/domain/payments/payment-record.server';
import { PAY_KINDS } from '~/domain/payroll/pay-amount';
import { payViewer } from '~/domain/payroll/list-pay.server';
import { findShownPay } from '~/domain/payroll/pay-record.server';
import { PAY_TRANSITIONS } from '~/domain/payroll/pay-states';
import { listPayTerms } from '~/domain/payroll/pay-terms.server';
import { parseDay } from '~/domain/periods/period';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatDateTime, formatDay } from '~/ui/format';
import { sayHow } from './load-payroll.server';

/** An empty form; `?person=` fills in the terms of that member, `?order=`, `?kind=` and `?day=` what they say. */
export async function loadNewPay(request: Request, staff: Staff) {
  const { db, org } = staff;
  const params = new URL(request.url).searchParams;
  const orderId = params.get('order');
  const [order, members, t] = await Promise.all([isUuid(orderId) ? findPaidOrder(db, org.id, orderId) : null, listMembers(db), getFixedT(request, 'money')]);
  const person = members.find(({ id }) => id === params.get('person'));
  const terms = person ? (await listPayTerms(db, [person.id])).get(person.id) : undefined;
  const list = `/o/${org.slug}/money/payroll`;
  return {
    title: `${t('payroll.new')} · ${org.name}`,
    list,
    ordersUrl: `/resources/o/${org.slug}/money-orders`,
    people: members.map(({ id, name }) => ({ id, name })),
    order: order && { id: order.id, label: order.number },
    returnTo: safeRedirect(params.get('returnTo'), list),
    values: {
      userId: person?.id ?? '',
      orderId: order?.id ?? '',
      kind: terms?.kind ?? parseOneOf(PAY_KINDS, params.get('kind')) ?? 'HOURLY',
      rate: terms?.rate ?? '',
      quantity: '',
      day: parseDay(params.get('day')) ?? localDay(new Date(), org.timeZone),
      note: '',
    },
  };
}

/** A row of pay with its form while it is pending. Throws 404, also for another's where only the own may be seen. */
export async function loadPayForm(request: Request, staff: Staff, id: string | undefined) {
  const { db, org, can } = staff;
  const row = isUuid(id) ? await findShownPay(db, payViewer(staff, new Date()), id) : null;
  if (!row) throw data(null, 404);
  const update = can('payroll', 'update') === 'all';
  const [members, names, t, language] = await Promise.all([update ? listMembers(db) : [], listMemberNames(db), getFixedT(request, 'money'), getLanguage(request)]);
  const list = `/o/${org.slug}/money/payroll`;
  const base = `/o/${org.slug}`;
  const nameOf = (userId: string | null) => names.find((member) => member.id === userId)?.name ?? t('system');
  const step = (key: string, at: Date | null, byId: string | null) => (at ? [t(key, { when: formatDateTime(at, language, org.timeZone), who: nameOf(byId) })] : []);
  const isHere = members.some((member) => member.id === row.userId);
  return {
    title: `${row.personName} · ${t('payroll.title')}`,
    list,
    name: t('payroll.named', { person: row.personName, amount: formatMoney(row.amount, row.currency, language) }),
    id: row.id,
    version: row.version,
    state: row.state,
    moves: update ? PAY_TRANSITIONS[row.state] : [],
    facts: {
      how: sayHow(row, t, language),
      day: formatDay(new Date(`${row.day}T00:00:00Z`), language, 'UTC'),
      order: row.orderId && row.orderNumber ? { number: row.orderNumber, to: `${base}/orders/${row.orderId}` } : null,
      note: row.note,
      steps: [...step('payroll.approvedBy', row.approvedAt, row.approvedById), ...step('payroll.paidBy', row.paidAt, row.paidById)],
    },
    ordersUrl: `/resources/o/${org.slug}/money-orders`,
    // somebody who has left stays named in the own rows
    people: [...members.map((member) => ({ id: member.id, name: member.name })), ...(isHere ? [] : [{ id: row.userId, name: row.personName }])],
    order: row.orderId && row.orderNumber ? { id: row.orderId, label: row.orderNumber } : null,
    returnTo: safeRedirect(new URL(request.url).searchParams.get('returnTo'), list),
    values: { userId: row.userId, orderId: row.orderId ?? '', kind: row.kind, quantity: row.quantity ?? '', rate: row.rate, day: row.day, note: row.note ?? '' },
    rights: { update: update && row.state === 'PENDING', delete: Boolean(can('payroll', 'delete')) && row.state === 'PENDING' },
  };
}

export type PayPage = Awaited<ReturnType<typeof loadPayForm>>;
