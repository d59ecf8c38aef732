import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { localDay } from '~/domain/behavior/local-day';
import { CONTACT_LIMITS, emptyContact, type ContactInput } from '~/domain/contacts/contact-input';
import { findDuplicates } from '~/domain/contacts/duplicates.server';
import { newEmail, newPhone } from '~/domain/contacts/new-contact.schema';
import { orderTable } from '~/domain/exports/order-table.server';
import { cleanLine } from '~/domain/leads/clean-text';
import { moneyText } from '~/domain/money/money';
import { createOrderWithContact } from '~/domain/orders/create-order-with-contact.server';
import { createOrder, duplicateOrder } from '~/domain/orders/create-order.server';
import { exportOrders } from '~/domain/orders/export-orders.server';
import { EDITABLE, missingFor } from '~/domain/orders/lifecycle';
import { countOrders, listOrders, orderCountLimit, type OrderRow } from '~/domain/orders/list-orders.server';
import { moveOrder } from '~/domain/orders/move-order.server';
import { ORDER_DATES, ORDER_SORTS, ORDER_STATE_FILTERS, parseOrderFilter, type OrderFilter } from '~/domain/orders/order-filter';
import { ORDER_ORDERS } from '~/domain/orders/order-order.server';
import { orderActor, orderViewer, type OrderViewer } from '~/domain/orders/order-viewer.server';
import { deleteOrder, restoreOrder } from '~/domain/orders/remove-order.server';
import { updateOrder } from '~/domain/orders/update-order.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { exportQuery, exportSpec, sendTable } from '../ground/export-file';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { orderAnswer, orderChange, orderInput, orderParams, orderRow } from './order-schemas';
import { pageAnswer, pageOf, pageQuery, readPlace } from '../ground/paging';
import { periodQuery } from '../ground/period-query';
import { ApiProblem, conflict } from '../ground/problem';
import { onlySent, readInput } from '../ground/read-input';
import { acceptOrder, readOrder, theOrder, toOrder } from './read-order';
import { created, currency, id, money, text } from '../ground/schemas';

export const ORDERS_TAG = 'Orders';

const filters = {
  q: text(100).optional().openapi({ description: 'Words of the number, the address, the description or the client' }),
  state: z.enum(ORDER_STATE_FILTERS).optional().openapi({ description: 'open when nothing is said, unless what is asked for reaches beyond' }),
  contact: id.optional(),
  deal: id.optional(),
  manager: z.union([id, z.enum(['me', 'mine', 'nobody'])]).optional(),
  operator: z.union([id, z.literal('me')]).optional(),
  item: id.optional().openapi({ description: 'Something of the catalog that stands in a line' }),
  due: z.literal('yes').optional().openapi({ description: 'Agreed and not paid in full' }),
  paid: z.literal('yes').optional().openapi({ description: 'Paid in full' }),
  currency: currency.optional(),
  on: z.enum(ORDER_DATES).optional().openapi({ description: 'Which day the period is about' }),
  ...periodQuery,
};
const listQuery = z.strictObject({ ...pageQuery, ...filters, sort: z.enum(ORDER_SORTS).optional() });
const totals = z
  .object({
    count: z.int(),
    isMore: z.boolean().openapi({ description: 'There are more than were counted' }),
    sums: z.array(z.object({ currency, total: money, due: money })).openapi({ description: 'Empty when there are more than are counted' }),
  })
  .openapi('OrderTotals');

/** The filter of the address. Who sees no prices cannot ask for them either. */
function readFilter(search: URLSearchParams, { canSeeMoney }: OrderViewer): OrderFilter {
  const filter = parseOrderFilter(search);
  if (!canSeeMoney && (filter.debt || filter.sort.endsWith('total'))) throw new ApiProblem('forbidden', { detail: 'Prices of orders are not shown to you.' });
  return filter;
}

function toRow({ total, paid, ...row }: OrderRow, { canSeeMoney }: OrderViewer): z.output<typeof orderRow> {
  return { ...row, total: canSeeMoney ? moneyText(total) : null, paid: canSeeMoney ? moneyText(paid) : null };
}

const clientName = z.string().transform(cleanLine).pipe(z.string().min(1, 'errors.name').max(CONTACT_LIMITS.name, 'errors.tooLong'));
const newContactSchema = z.object({ contact: z.object({ name: clientName, phone: newPhone, email: newEmail }) });

/** A client who is made with the order. @throws {ApiProblem} 403; 409 with those who seem to be the same */
async function readNewContact(caller: ApiCaller, { allowDuplicate, name, phone, email }: NonNullable<z.output<typeof orderInput>['contact']>): Promise<ContactInput> {
  if (!caller.can('contacts', 'create')) throw new ApiProblem('forbidden');
  const { contact } = readInput(newContactSchema, { contact: { name, phone, email } }, 'contacts');
  const ways = { phones: contact.phone ? [contact.phone] : [], emails: contact.email ? [contact.email] : [] };
  const duplicates = allowDuplicate ? [] : await findDuplicates(caller.db, viewerFor(caller, 'contacts'), { ...ways, inn: null });
  if (duplicates.length > 0) throw conflict('duplicates', 'Clients with this phone or e-mail are known. Name one of them, or allow the duplicate.', { duplicates });
  return emptyContact({ name: contact.name, ...ways, ownerId: null });
}

const reads = { resource: 'orders', action: 'read' } as const;

export const orderOperations: Operation[] = [
  staffOperation(reads, { id: 'orders.list', method: 'get', path: '/orders', tag: ORDERS_TAG, summary: 'List orders', description: 'An operator sees the orders that the person carries out, without prices.', query: listQuery, answer: pageOf(orderRow, 'Order') }, async ({ caller, query: { limit }, search, request, now }) => {
    const viewer = orderViewer(caller);
    const filter = readFilter(search, viewer);
    const place = readPlace(search, ORDER_ORDERS[filter.sort]);
    return pageAnswer(request, await listOrders(caller.db, { viewer, filter, now, limit, ...place }), place, (row) => toRow(row, viewer));
  }),
  staffOperation(reads, { id: 'orders.totals', method: 'get', path: '/orders/totals', tag: ORDERS_TAG, summary: 'Count and sum the orders of a filter', query: z.strictObject(filters), answer: totals }, async ({ caller, search, now }) => {
    const viewer = orderViewer(caller);
    const filter = readFilter(search, viewer);
    const { count, sums } = await countOrders(caller.db, { viewer, filter, now });
    const most = orderCountLimit(filter);
    return answer({ count: Math.min(count, most), isMore: count > most, sums });
  }),
  staffOperation(
    reads,
    { ...exportSpec, id: 'orders.export', path: '/orders/export', tag: ORDERS_TAG, summary: 'All orders of a filter as a table', query: z.strictObject({ ...filters, ...exportQuery }) },
    async ({ caller, query: { format }, search, request, now }) => {
      const viewer = orderViewer(caller);
      const { timeZone } = caller.org;
      const [members, t, language] = await Promise.all([listMemberNames(caller.db, 'orders'), getFixedT(request, 'orders'), getLanguage(request)]);
      const orders = exportOrders(caller.db, { viewer, filter: readFilter(search, viewer), now });
      return sendTable(orderTable({ orders, members, t, language, timeZone, canSeeMoney: viewer.canSeeMoney, fileName: `${t('title')} ${localDay(now, timeZone)}` }), format, request);
    },
  ),
  staffOperation(
    { resource: 'orders', action: 'create' },
    {
      id: 'orders.create', method: 'post', path: '/orders', tag: ORDERS_TAG, summary: 'Make an order', description: 'A line with itemId copies name, rates and tax from the catalog. The client is one that exists (contactId) or a new one (contact).',
      body: orderInput, answer: created, status: 201, conflict: 'A client with this phone or e-mail is known', does: ['/orders/new enter', '/orders/new save', '/orders/new create', '/orders/new line.item'],
    },
    async ({ caller, body: { contact, state = 'DRAFT', ...sent }, now }) => {
      if (contact && sent.contactId) throw new ApiProblem('validation', { errors: [{ path: '/contact', code: 'choice', message: 'Name a contact or a new one, not both.' }] });
      const actor = orderActor(caller);
      const input = await readOrder(caller, sent, null);
      const missing = state === 'CREATED' ? missingFor({ state: 'DRAFT', ...input, contactId: contact?.name ?? input.contactId }, 'CREATED') : [];
      if (missing.length > 0) acceptOrder(caller, { ok: false, error: 'missing', missing });
      const made = acceptOrder(caller, contact ? await createOrderWithContact(actor, { ...input, contact: await readNewContact(caller, contact) }, now) : await createOrder(actor, input, now));
      if (state === 'CREATED') acceptOrder(caller, await moveOrder(actor, { orderId: made.id, to: 'CREATED', version: 1 }, now));
      return answer({ id: made.id }, { location: `/orders/${made.id}` });
    },
  ),
  staffOperation(reads, { id: 'orders.read', method: 'get', path: '/orders/{orderId}', tag: ORDERS_TAG, summary: 'Read an order', params: orderParams, answer: orderAnswer }, async ({ caller, params: { orderId } }) => {
    const order = await theOrder(caller, orderId);
    return answer(toOrder(caller, order), { version: order.version });
  }),
  staffOperation(
    { resource: 'orders', action: 'update' },
    {
      id: 'orders.update', method: 'patch', path: '/orders/{orderId}', tag: ORDERS_TAG, summary: 'Change an order', description: 'What is not named stays as it is. Lines and operators are named in full; of a line with the id of an existing one, what is not named stays.',
      params: orderParams, body: orderChange, answer: orderAnswer, needsVersion: true, conflict: 'Its state does not let this be changed, or the new time clashes with another booking (with what could be done instead)',
      does: ['/orders/:order/edit save', '/orders/:order/edit autosave', '/orders/:order/edit line.item'],
    },
    async ({ caller, params: { orderId }, body, version, now }) => {
      const order = await theOrder(caller, orderId);
      const editable = EDITABLE[order.state];
      const frozen = editable === 'everything' ? [] : Object.keys(body).filter((field) => !editable.some((name) => name === field));
      if (editable.length > 0 && frozen.length > 0) throw conflict('notEditable', `An order that is ${order.state} keeps: ${frozen.join(', ')}.`, { fields: frozen });
      const input = onlySent(await readOrder(caller, body, order), body);
      acceptOrder(caller, await updateOrder(orderActor(caller), { id: orderId, version, input }, now));
      const after = await theOrder(caller, orderId);
      return answer(toOrder(caller, after), { version: after.version });
    },
  ),
  staffOperation(
    { resource: 'orders', action: 'delete' },
    { id: 'orders.delete', method: 'delete', path: '/orders/{orderId}', tag: ORDERS_TAG, summary: 'Put an order into the trash', params: orderParams, needsVersion: true, conflict: 'It was approved, or money or documents belong to it', does: ['/orders/:order delete'] },
    async ({ caller, params: { orderId }, version, now }) => {
      acceptOrder(caller, await deleteOrder(orderActor(caller), { orderId, version }, now));
      return done();
    },
  ),
  staffOperation(
    { resource: 'orders', action: 'delete' },
    { id: 'orders.restore', method: 'post', path: '/orders/{orderId}/restore', tag: ORDERS_TAG, summary: 'Take an order out of the trash', params: orderParams, conflict: 'Its client lies in the trash too', does: ['/orders restore', '/orders/:order restore'] },
    async ({ caller, params: { orderId }, now }) => {
      const restored = await restoreOrder({ organizationId: caller.org.id, userId: caller.user.id, isOwnOnly: !caller.can('trash', 'update') }, orderId, now);
      if (!restored.ok && restored.error === 'contactDeleted') throw conflict('contactDeleted', 'Its client lies in the trash and has to come back first.');
      if (!restored.ok) throw new ApiProblem('not-found');
      return done();
    },
  ),
  staffOperation(
    { resource: 'orders', action: 'create' },
    { id: 'orders.duplicate', method: 'post', path: '/orders/{orderId}/duplicate', tag: ORDERS_TAG, summary: 'Make a draft of the same work for the same client', description: 'Without times, so that nothing is promised.', params: orderParams, answer: created, status: 201, does: ['/orders/:order duplicate'] },
    async ({ caller, params: { orderId }, now }) => {
      const copy = await duplicateOrder(orderActor(caller), { orderId }, now);
      if (!copy.ok) throw new ApiProblem('not-found');
      return answer({ id: copy.id }, { location: `/orders/${copy.id}` });
    },
  ),
];
