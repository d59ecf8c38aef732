import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import type { Need } from '~/domain/accounts/need';
import { paymentTable } from '~/domain/exports/money-tables.server';
import { LEDGER_ORDERS } from '~/domain/money/ledger-list.server';
import { balanceOf, type BalanceKind } from '~/domain/payments/balance';
import { exportPayments, listPayments, sumPayments, type PaymentRow } from '~/domain/payments/list-payments.server';
import { changePayment, deletePayment, recordPayment, restorePayment } from '~/domain/payments/payment-commands.server';
import { parsePaymentFilter } from '~/domain/payments/payment-filter';
import { PAYMENT_KINDS, PAYMENT_METHODS } from '~/domain/payments/payment-input';
import { findPaidOrder, findPayment, type PaymentRecord } from '~/domain/payments/payment-record.server';
import { paymentChangeSchema, paymentSchema } from '~/domain/payments/payment.schema';
import { columnDay } from '~/domain/periods/day-column';
import { OrderState } from '~/generated/prisma/enums';
import { exportQuery, exportSpec, sendTable } from '../ground/export-file';
import { acceptMoney, ledgerFilters, ledgerSort, ledgerViewer, moneyActor, moneyFacts, moneyWords, orderNumber, totalsOf } from './ledger';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { pageAnswer, pageOf, pageQuery, readPlace } from '../ground/paging';
import { ApiProblem } from '../ground/problem';
import { readInput } from '../ground/read-input';
import { created, currency, id, money, moment } from '../ground/schemas';

const TAG = 'Payments';
const params = z.object({ paymentId: id });
const needs = {
  read: { resource: 'payments', action: 'read' },
  create: { resource: 'payments', action: 'create' },
  update: { resource: 'payments', action: 'update' },
  delete: { resource: 'payments', action: 'delete' },
} as const satisfies Record<string, Need>;

const kind = z.enum(PAYMENT_KINDS);
const method = z.enum(PAYMENT_METHODS).openapi({ example: 'TRANSFER' });
const shared = { id, orderId: id, orderNumber, contactName: z.string().nullable(), kind, method, ...moneyFacts, currency, version: z.int() };
const row = z.object({ ...shared, contactId: id.nullable() }).openapi('PaymentRow');
const payment = z.object({ ...shared, createdById: id.nullable(), createdAt: moment }).openapi('Payment');
const change = z.strictObject({ method, ...moneyFacts }).partial();
const input = change.required({ method: true, amount: true, day: true }).extend({ orderId: id, kind: kind.optional().openapi({ description: 'RECEIVED when nothing is said' }) });

const filters = { ...ledgerFilters, kind: kind.optional(), method: method.optional().openapi({ example: undefined }), contact: id.optional().openapi({ description: 'The client', example: undefined }) };
const balance = z
  .object({
    orderId: id, state: z.enum(OrderState), currency, total: money, paid: money, prepayment: money.nullable(),
    kind: z.enum(['nothing', 'due', 'settled', 'over', 'return'] satisfies BalanceKind[]), amount: money.openapi({ description: 'To be received, paid too much, or to be given back' }), prepaymentDue: money.nullable(),
  })
  .openapi('OrderBalance');

const closed = 'The books of that day are closed, the order takes no such money, or more would be given back than was received';

function showRow({ day, amount, ...rest }: PaymentRow): z.output<typeof row> {
  return { ...rest, day: columnDay(day), amount: amount.toFixed(2) };
}

async function find({ db, org }: ApiCaller, paymentId: string): Promise<PaymentRecord> {
  const found = await findPayment(db, org.id, paymentId);
  if (!found || found.isDeleted) throw new ApiProblem('not-found');
  return found;
}

export const paymentOperations: Operation[] = [
  staffOperation(needs.read, { id: 'payments.list', method: 'get', path: '/payments', tag: TAG, summary: 'List payments', query: z.strictObject({ ...pageQuery, ...filters, ...ledgerSort }), answer: pageOf(row, 'Payment') }, async ({ caller, query: { limit }, search, request, now }) => {
    const filter = parsePaymentFilter(search);
    const place = readPlace<PaymentRow>(search, LEDGER_ORDERS[filter.sort]);
    return pageAnswer(request, await listPayments(caller.db, { viewer: ledgerViewer(caller, now), filter, limit, ...place }), place, showRow);
  }),
  staffOperation(needs.read, { id: 'payments.totals', method: 'get', path: '/payments/totals', tag: TAG, summary: 'What the payments of a filter come to', query: z.strictObject(filters), answer: totalsOf(kind, 'Payment') }, async ({ caller, search, now }) =>
    answer({ sums: await sumPayments(caller.db, { viewer: ledgerViewer(caller, now), filter: parsePaymentFilter(search) }) }),
  ),
  staffOperation(
    needs.read,
    { ...exportSpec, id: 'payments.export', path: '/payments/export', tag: TAG, summary: 'The payments of a filter as a file', query: z.strictObject({ ...exportQuery, ...filters, ...ledgerSort }) },
    async ({ caller, query: { format }, search, request, now }) => {
      const rows = exportPayments(caller.db, { viewer: ledgerViewer(caller, now), filter: parsePaymentFilter(search) });
      return sendTable(paymentTable(rows, await moneyWords(caller, request, { list: 'payments', now })), format, request);
    },
  ),
  staffOperation(
    needs.create,
    { id: 'payments.create', method: 'post', path: '/payments', tag: TAG, summary: 'Write down money that came from a client or went back', body: input.openapi('PaymentInput'), answer: created, status: 201, conflict: closed, does: ['/money/payments/new', '/orders/:order/payments'] },
    async ({ caller, body, now }) => {
      const made = acceptMoney(await recordPayment(moneyActor(caller), readInput(paymentSchema, body, 'money'), now));
      return answer({ id: made.id }, { location: `/payments/${made.id}` });
    },
  ),
  staffOperation(needs.read, { id: 'payments.read', method: 'get', path: '/payments/{paymentId}', tag: TAG, summary: 'Read a payment', params, answer: payment }, async ({ caller, params: { paymentId } }) => {
    const { isDeleted: _deleted, ...found } = await find(caller, paymentId);
    return answer(found, { version: found.version });
  }),
  staffOperation(
    needs.update,
    { id: 'payments.update', method: 'patch', path: '/payments/{paymentId}', tag: TAG, summary: 'Change a payment', description: 'Its order and its kind stay.', params, body: change.openapi('PaymentChange'), answer: payment, needsVersion: true, conflict: closed, does: ['/money/payments/:payment'] },
    async ({ caller, params: { paymentId }, body, version, now }) => {
      const known = await find(caller, paymentId);
      acceptMoney(await changePayment(moneyActor(caller), { id: paymentId, version, change: readInput(paymentChangeSchema, { ...known, ...body }, 'money') }, now));
      const { isDeleted: _deleted, ...after } = await find(caller, paymentId);
      return answer(after, { version: after.version });
    },
  ),
  staffOperation(needs.delete, { id: 'payments.delete', method: 'delete', path: '/payments/{paymentId}', tag: TAG, summary: 'Take a payment out of the ledger', params, conflict: closed, does: ['/money/payments/:payment delete'] }, async ({ caller, params: { paymentId }, now }) => {
    acceptMoney(await deletePayment(moneyActor(caller), paymentId, now), false);
    return done();
  }),
  staffOperation(needs.delete, { id: 'payments.restore', method: 'post', path: '/payments/{paymentId}/restore', tag: TAG, summary: 'Bring a deleted payment back', params, conflict: closed, does: ['/money/payments restore'] }, async ({ caller, params: { paymentId }, now }) => {
    acceptMoney(await restorePayment(moneyActor(caller), paymentId, now), false);
    return done();
  }),
  staffOperation(needs.read, { id: 'payments.balanceOfOrder', method: 'get', path: '/orders/{orderId}/balance', tag: TAG, summary: 'How an order stands', params: z.object({ orderId: id }), answer: balance }, async ({ caller, params: { orderId } }) => {
    const order = await findPaidOrder(caller.db, caller.org.id, orderId);
    if (!order) throw new ApiProblem('not-found');
    const { state, total, paid, prepayment } = order;
    return answer({ orderId, state, currency: order.currency, total, paid, prepayment, ...balanceOf(order) });
  }),
];
