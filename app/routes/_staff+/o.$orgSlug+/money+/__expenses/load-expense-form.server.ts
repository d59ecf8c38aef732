import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { localDay } from '~/domain/behavior/local-day';
import { EXPENSE_KINDS } from '~/domain/expenses/expense-input';
import { findExpense } from '~/domain/expenses/expense-record.server';
import { listMachines } from '~/domain/expenses/list-expenses.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { parseOneOf } from '~/domain/money/ledger-filter';
import { formatMoney } from '~/domain/money/money-text';
import { findPaidOrder } from '~/domain/payments/payment-record.server';
import { parseDay } from '~/domain/periods/period';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatDateTime } from '~/ui/format';

/** An empty form; `?order=`, `?item=`, `?kind=` and `?day=` fill it in. */
export async function loadNewExpense(request: Request, staff: Staff) {
  const { db, org } = staff;
  const params = new URL(request.url).searchParams;
  const orderId = params.get('order');
  const [order, machines, t] = await Promise.all([isUuid(orderId) ? findPaidOrder(db, org.id, orderId) : null, listMachines(db), getFixedT(request, 'money')]);
  const list = `/o/${org.slug}/money/expenses`;
  return {
    title: `${t('expenses.new')} · ${org.name}`,
    list,
    ordersUrl: `/resources/o/${org.slug}/money-orders`,
    currency: order?.currency ?? org.currency,
    machines,
    order: order && { id: order.id, label: order.number },
    returnTo: safeRedirect(params.get('returnTo'), list),
    values: {
      kind: parseOneOf(EXPENSE_KINDS, params.get('kind')) ?? 'FUEL',
      orderId: order?.id ?? '',
      itemId: machines.find(({ id }) => id === params.get('item'))?.id ?? '',
      amount: '',
      day: parseDay(params.get('day')) ?? localDay(new Date(), org.timeZone),
      note: '',
    },
  };
}

/** The form of an expense that exists. Throws 404. */
export async function loadExpenseForm(request: Request, staff: Staff, id: string | undefined) {
  const { db, org, can } = staff;
  const expense = isUuid(id) ? await findExpense(db, org.id, id) : null;
  if (!expense || expense.isDeleted) throw data(null, 404);
  const [machines, members, t, language] = await Promise.all([listMachines(db, expense.itemId), listMemberNames(db), getFixedT(request, 'money'), getLanguage(request)]);
  const list = `/o/${org.slug}/money/expenses`;
  const name = t('expenses.named', { kind: t(`expenseKind.${expense.kind}`), amount: formatMoney(expense.amount, expense.currency, language) });
  const who = members.find((member) => member.id === expense.createdById)?.name ?? t('system');
  return {
    title: `${name} · ${org.name}`,
    list,
    name,
    made: t(expense.source ? `madeBy.${expense.source}` : 'made', { who, when: formatDateTime(expense.createdAt, language, org.timeZone) }),
    id: expense.id,
    version: expense.version,
    currency: expense.currency,
    ordersUrl: `/resources/o/${org.slug}/money-orders`,
    machines,
    order: expense.orderId && expense.orderNumber ? { id: expense.orderId, label: expense.orderNumber } : null,
    returnTo: safeRedirect(new URL(request.url).searchParams.get('returnTo'), list),
    values: { kind: expense.kind, orderId: expense.orderId ?? '', itemId: expense.itemId ?? '', amount: expense.amount, day: expense.day, note: expense.note ?? '' },
    rights: { update: Boolean(can('expenses', 'update')), delete: Boolean(can('expenses', 'delete')) },
  };
}
