import { z } from '@hono/zod-openapi';
import { localDay } from '~/domain/behavior/local-day';
import { EMPTY_EXPENSE_FILTER } from '~/domain/expenses/expense-filter';
import { EXPENSE_KINDS } from '~/domain/expenses/expense-input';
import { listExpenses } from '~/domain/expenses/list-expenses.server';
import { LEDGER_SORTS, parseOneOf, USUAL_LEDGER_SORT } from '~/domain/money/ledger-filter';
import { LEDGER_ORDERS } from '~/domain/money/ledger-list.server';
import { NOTE_MAX } from '~/domain/money/ledger.schema';
import { moneyText } from '~/domain/money/money';
import { listPayments } from '~/domain/payments/list-payments.server';
import { recordPayment } from '~/domain/payments/payment-commands.server';
import { EMPTY_PAYMENT_FILTER } from '~/domain/payments/payment-filter';
import { PAYMENT_KINDS, PAYMENT_METHODS } from '~/domain/payments/payment-input';
import { findPaidOrder } from '~/domain/payments/payment-record.server';
import { paymentSchema } from '~/domain/payments/payment.schema';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { orderParams } from './order-schemas';
import { ORDERS_TAG } from './orders';
import { pageAnswer, pageOf, pageQuery, readPlace } from '../ground/paging';
import { conflict, invalid } from '../ground/problem';
import { accept, readInput } from '../ground/read-input';
import { theOrder } from './read-order';
import { amount, created, currency, day, id, money, text } from '../ground/schemas';

const query = z.strictObject({ ...pageQuery, sort: z.enum(LEDGER_SORTS).optional() });

const payment = z
  .object({ id, kind: z.enum(PAYMENT_KINDS), method: z.enum(PAYMENT_METHODS), amount: money, currency, day, note: z.string().nullable(), version: z.int() })
  .openapi('OrderPayment');
const paymentInput = z
  .strictObject({
    kind: z.enum(PAYMENT_KINDS).optional().openapi({ description: 'RECEIVED when nothing is said' }),
    method: z.enum(PAYMENT_METHODS).openapi({ example: 'TRANSFER' }),
    amount,
    day: day.optional().openapi({ description: 'Today when nothing is said', example: undefined }),
    note: text(NOTE_MAX).optional().openapi({ example: 'По счёту С-2026-000017' }),
  })
  .openapi('OrderPaymentInput');
const expense = z
  .object({ id, kind: z.enum(EXPENSE_KINDS), amount: money, currency, day, itemId: id.nullable(), itemName: z.string().nullable(), note: z.string().nullable(), version: z.int() })
  .openapi('OrderExpense');

const dayText = (at: Date) => at.toISOString().slice(0, 10);
const sortOf = (search: URLSearchParams) => parseOneOf(LEDGER_SORTS, search.get('sort')) ?? USUAL_LEDGER_SORT;

export const orderMoneyOperations: Operation[] = [
  staffOperation(
    { resource: 'payments', action: 'read', also: { resource: 'orders', action: 'read' } },
    { id: 'orders.payments', method: 'get', path: '/orders/{orderId}/payments', tag: ORDERS_TAG, summary: 'Payments of an order', params: orderParams, query, answer: pageOf(payment, 'OrderPayment') },
    async ({ caller: { db, org, ...caller }, params: { orderId }, query: { limit }, search, request, now }) => {
      await theOrder({ db, org, ...caller }, orderId);
      const sort = sortOf(search);
      const place = readPlace(search, LEDGER_ORDERS[sort]);
      const page = await listPayments(db, { viewer: { organizationId: org.id, timeZone: org.timeZone, now }, filter: { ...EMPTY_PAYMENT_FILTER, orderId, sort }, limit, ...place });
      return pageAnswer(request, page, place, ({ id: paymentId, kind, method, amount: sum, currency: code, day: at, note, version }) => ({ id: paymentId, kind, method, amount: moneyText(sum), currency: code, day: dayText(at), note, version }));
    },
  ),
  staffOperation(
    { resource: 'payments', action: 'create' },
    { id: 'orders.pay', method: 'post', path: '/orders/{orderId}/payments', tag: ORDERS_TAG, summary: 'Write down money that came from the client or went back', params: orderParams, body: paymentInput, answer: created, status: 201, conflict: 'No money is taken of an order in this state, or the books of that day are closed', does: ['/orders/:order/payments'] },
    async ({ caller, params: { orderId }, body, now }) => {
      const { org, user, db } = caller;
      if (!(await findPaidOrder(db, org.id, orderId))) await theOrder(caller, orderId);
      const input = readInput(paymentSchema, { ...body, day: body.day ?? localDay(now, org.timeZone), orderId }, 'money');
      const done = await recordPayment({ organizationId: org.id, userId: user.id }, input, now);
      if (!done.ok && done.error === 'booksClosed') throw conflict('booksClosed', `The books are closed through ${done.through}.`, { through: done.through });
      if (!done.ok && done.error === 'refundTooLarge') throw invalid('/amount', 'refundTooLarge', `Only ${done.paid} ${done.currency} were received.`);
      const made = accept(done, { tooLarge: '/amount', orderState: conflict('orderState', 'No such money is taken of an order in this state.') });
      return answer({ id: made.id }, { location: `/payments/${made.id}` });
    },
  ),
  staffOperation(
    { resource: 'expenses', action: 'read', also: { resource: 'orders', action: 'read' } },
    { id: 'orders.expenses', method: 'get', path: '/orders/{orderId}/expenses', tag: ORDERS_TAG, summary: 'What an order cost', params: orderParams, query, answer: pageOf(expense, 'OrderExpense') },
    async ({ caller, params: { orderId }, query: { limit }, search, request, now }) => {
      const { id: ofOrder } = await theOrder(caller, orderId);
      const sort = sortOf(search);
      const place = readPlace(search, LEDGER_ORDERS[sort]);
      const viewer = { organizationId: caller.org.id, timeZone: caller.org.timeZone, now };
      const page = await listExpenses(caller.db, { viewer, filter: { ...EMPTY_EXPENSE_FILTER, orderId: ofOrder, sort }, limit, ...place });
      return pageAnswer(request, page, place, ({ id: expenseId, kind, amount: sum, currency: code, day: at, itemId, itemName, note, version }) => ({ id: expenseId, kind, amount: moneyText(sum), currency: code, day: dayText(at), itemId, itemName, note, version }));
    },
  ),
];
