import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '~/platform/db.server';
import { makeContact } from '../../../prisma/deal-factories';
import { makeItem, makeOrder, type OrderSpec } from '../../../prisma/order-factories';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';

let api: TestApi;
let world: ApiWorld;
let owner: string;
let contactId: string;

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  owner = world.people.OWNER.token;
  contactId = (await makeContact(db, { organizationId: world.organizationId, name: 'ООО «Свая»' })).id;
});

type Made = { id: string };
type Rows = { items: (Made & { amount: string })[] };
const call = <T = Record<string, unknown>>(id: string, request: object = {}) => api.call<T>(id, { as: owner, ...request });
const addOrder = (spec: Partial<OrderSpec> = {}) => makeOrder(db, { organizationId: world.organizationId, contactId, state: 'APPROVED', ...spec });
const closeBooks = (day: string | null) => db.organization.update({ where: { id: world.organizationId }, data: { booksClosedThrough: day && new Date(`${day}T00:00:00Z`) } });
const csvOf = async (operation: string, query: Record<string, string>) => new TextDecoder().decode((await call<Uint8Array>(operation, { query, headers: { 'Accept-Language': 'en' } })).body);

/** Nothing of a closed day is made, changed, deleted or brought back. */
async function refusesClosedBooks(list: 'payments' | 'expenses' | 'payroll', params: Record<string, string>, body: object, change: object) {
  await closeBooks('2026-11-30');
  const answers = await Promise.all([
    call(`${list}.create`, { body }),
    call(`${list}.update`, { params, version: 1, body: change }),
    call(`${list}.delete`, { params }),
  ]);
  await closeBooks(null);
  for (const answer of answers) expect(answer.body).toMatchObject({ status: 409, code: 'booksClosed', through: '2026-11-30' });
}

describe('payments', () => {
  it('are made, changed, taken out and brought back, and move the balance', async () => {
    const { id: orderId, total } = await addOrder();
    const body = { orderId, method: 'CASH', amount: '1000.50', day: '2026-11-20', note: 'Аванс' };
    const { body: made, status } = await call<Made>('payments.create', { body });
    expect(status).toBe(201);
    const params = { paymentId: made.id };
    expect((await call('payments.read', { params })).body).toMatchObject({ orderId, kind: 'RECEIVED', method: 'CASH', amount: '1000.50', day: '2026-11-20', note: 'Аванс', contactName: 'ООО «Свая»', version: 1 });
    await refusesClosedBooks('payments', params, body, { amount: '5' });
    const changed = await call('payments.update', { params, version: 1, body: { amount: '900', note: null } });
    expect(changed.body).toMatchObject({ amount: '900.00', method: 'CASH', note: null, version: 2 });
    expect((await call('payments.update', { params, version: 1, body: { amount: '1' } })).body).toMatchObject({ status: 412, current: { amount: '900.00' } });
    expect((await call('payments.balanceOfOrder', { params: { orderId } })).body).toMatchObject({ paid: '900.00', kind: 'due', total: Number(total).toFixed(2) });
    await call('payments.create', { body: { ...body, kind: 'REFUNDED', amount: '100' } });
    expect((await call('payments.delete', { params })).body).toMatchObject({ status: 409, code: 'refundTooLarge', paid: '800.00' });
    expect((await call('payments.create', { body: { ...body, kind: 'REFUNDED', amount: '801' } })).body).toMatchObject({ status: 422, errors: [{ path: '/amount', code: 'refundTooLarge' }] });
    expect((await call<Rows>('payments.list', { query: { order: orderId, sort: '-amount' } })).body.items.map(({ amount }) => amount)).toEqual(['900.00', '100.00']);
    expect((await call('payments.totals', { query: { order: orderId } })).body).toMatchObject({ sums: [{ key: 'RECEIVED', count: 1, amount: '900.00' }, { key: 'REFUNDED', amount: '100.00' }] });
    expect(await csvOf('payments.export', { order: orderId })).toContain('-100');
  });

  it('are one, however often a program repeats itself, also at once', async () => {
    const { id: orderId } = await addOrder();
    const pay = () => call<Made>('payments.create', { body: { orderId, method: 'ONLINE', amount: '700', day: '2026-11-20' }, headers: { 'Idempotency-Key': `pay-${orderId}` } });
    const first = await Promise.all([pay(), pay(), pay()]);
    expect(new Set([...first, await pay()].flatMap(({ status, body }) => (status === 201 ? [body.id] : []))).size).toBe(1);
    expect(await db.payment.count({ where: { orderId } })).toBe(1);
  });

  it('come and go', async () => {
    const { id: orderId } = await addOrder();
    const { body: made } = await call<Made>('payments.create', { body: { orderId, method: 'CARD', amount: '10', day: '2026-11-20' } });
    const params = { paymentId: made.id };
    expect((await call('payments.delete', { params })).status).toBe(204);
    expect((await call('payments.read', { params })).status).toBe(404);
    expect((await call('payments.restore', { params })).status).toBe(204);
    expect((await call('payments.read', { params })).status).toBe(200);
  });

  it('are refused with a path for each fault', async () => {
    const { id: orderId } = await addOrder({ state: 'DRAFT' });
    const body = { orderId, method: 'CASH', amount: '1', day: '2026-11-20' };
    expect((await call('payments.create', { body })).body).toMatchObject({ status: 409, code: 'orderState' });
    expect((await call('payments.create', { body: { ...body, orderId: world.organizationId } })).status).toBe(404);
    expect((await call('payments.create', { body: { ...body, amount: '0.00', day: '2026-02-30' } })).status).toBe(422);
    expect((await call('payments.create', { body: { ...body, amount: '0.00' } })).body).toMatchObject({ errors: [{ path: '/amount', code: 'notPositive' }] });
    expect((await call('payments.list', { query: { period: 'someday' } })).status).toBe(422);
  });
});

describe('expenses', () => {
  it('are made, changed, taken out and brought back', async () => {
    const { id: orderId } = await addOrder();
    const { id: itemId } = await makeItem(db, { organizationId: world.organizationId, code: 'EX-09' });
    const body = { kind: 'FUEL', amount: '5400', day: '2026-11-20', orderId, itemId };
    const { body: made } = await call<Made>('expenses.create', { body });
    const params = { expenseId: made.id };
    expect((await call('expenses.read', { params })).body).toMatchObject({ kind: 'FUEL', amount: '5400.00', orderId, itemId, currency: 'RUB', source: null, version: 1 });
    await refusesClosedBooks('expenses', params, body, { amount: '5' });
    expect((await call('expenses.update', { params, version: 1, body: { orderId: null, amount: '5000.10' } })).body).toMatchObject({ orderId: null, itemId, amount: '5000.10', version: 2 });
    expect((await call('expenses.update', { params, version: 1, body: { amount: '1' } })).status).toBe(412);
    expect((await call<Rows>('expenses.list', { query: { kind: 'FUEL', item: itemId } })).body.items).toMatchObject([{ id: made.id }]);
    expect((await call('expenses.totals', { query: { item: itemId } })).body).toEqual({ sums: [{ currency: 'RUB', key: 'FUEL', count: 1, amount: '5000.10' }] });
    expect(await csvOf('expenses.export', { item: itemId })).toContain('5000.1');
    expect((await call('expenses.create', { body: { ...body, itemId: orderId } })).body).toMatchObject({ errors: [{ path: '/itemId' }] });
    expect((await call('expenses.delete', { params })).status).toBe(204);
    expect((await call('expenses.read', { params })).status).toBe(404);
    expect((await call('expenses.restore', { params })).status).toBe(204);
    expect((await call('expenses.list', { as: world.people.SALES.token })).status).toBe(403);
  });
});

describe('pay', () => {
  const input = () => ({ userId: world.people.OPERATOR.id, kind: 'HOURLY', quantity: '8', rate: '700', day: '2026-11-20' });

  it('is made, changed while it waits, approved and paid', async () => {
    const { body: made } = await call<Made>('payroll.create', { body: input() });
    const params = { payrollRowId: made.id };
    expect((await call('payroll.read', { params })).body).toMatchObject({ amount: '5600.00', state: 'PENDING', quantity: '8.00', rate: '700' });
    await refusesClosedBooks('payroll', params, input(), { rate: '5' });
    expect((await call('payroll.update', { params, version: 1, body: { quantity: '9.5' } })).body).toMatchObject({ amount: '6650.00', version: 2 });
    expect((await call('payroll.update', { params, version: 1, body: { rate: '1' } })).status).toBe(412);
    const ids = [made.id];
    expect((await call('payroll.pay', { body: { ids } })).body).toEqual({ moved: 0, skipped: 1, closed: 0 });
    expect((await call('payroll.approve', { body: { ids } })).body).toEqual({ moved: 1, skipped: 0, closed: 0 });
    expect((await call('payroll.unapprove', { body: { ids } })).body).toMatchObject({ moved: 1 });
    expect((await call('payroll.approve', { body: { filter: { person: world.people.OPERATOR.id, state: 'PENDING' } } })).body).toMatchObject({ moved: 1 });
    expect((await call('payroll.update', { params, version: 5, body: { rate: '1' } })).body).toMatchObject({ status: 409, code: 'notPending' });
    expect((await call('payroll.pay', { body: { ids } })).body).toMatchObject({ moved: 1 });
    expect((await call('payroll.delete', { params })).body).toMatchObject({ status: 409, code: 'notPending' });
    expect((await call('payroll.read', { params })).body).toMatchObject({ state: 'PAID', paidById: world.people.OWNER.id });
    expect((await call('payroll.totals', { query: { state: 'PAID' } })).body).toEqual({ sums: [{ currency: 'RUB', key: 'PAID', count: 1, amount: '6650.00' }] });
    expect(await csvOf('payroll.export', { state: 'PAID' })).toContain('6650');
  });

  it('is taken out and brought back while it waits', async () => {
    const { body: made } = await call<Made>('payroll.create', { body: { ...input(), kind: 'FIXED', quantity: null } });
    const params = { payrollRowId: made.id };
    expect((await call('payroll.delete', { params })).status).toBe(204);
    expect((await call('payroll.restore', { params })).status).toBe(204);
    expect((await call('payroll.read', { params })).body).toMatchObject({ amount: '700.00', kind: 'FIXED' });
    expect((await call('payroll.create', { body: { ...input(), kind: 'PERCENT', rate: '101' } })).body).toMatchObject({ errors: [{ path: '/rate', code: 'percent' }] });
    expect((await call('payroll.create', { body: { ...input(), userId: contactId } })).body).toMatchObject({ errors: [{ path: '/userId' }] });
  });

  it('shows operators their own, without the prices of orders', async () => {
    const { body: own } = await call<Made>('payroll.create', { body: { ...input(), kind: 'PERCENT', quantity: '50000', rate: '10' } });
    const { body: other } = await call<Made>('payroll.create', { body: { ...input(), userId: world.people.MANAGER.id } });
    const as = world.people.OPERATOR.token;
    expect((await call('payroll.read', { as, params: { payrollRowId: own.id } })).body).toMatchObject({ amount: '5000.00', quantity: null });
    expect((await call('payroll.read', { as, params: { payrollRowId: other.id } })).status).toBe(404);
    const list = await call<Rows>('payroll.list', { as });
    expect(list.body.items).toContainEqual(expect.objectContaining({ id: own.id, quantity: null }));
    expect(list.body.items.map(({ id }) => id)).not.toContain(other.id);
  });

  it('of a completed order is written for its operators', async () => {
    const operators = [{ userId: world.people.OPERATOR.id, payKind: 'HOURLY', payRate: '700', hours: '8' }] as const;
    const { id: orderId } = await addOrder({ state: 'COMPLETED', operators });
    await db.payrollRow.deleteMany({ where: { orderId } });
    expect((await call('payroll.accrue', { params: { orderId } })).body).toEqual({ rows: 1 });
    expect((await call<Rows>('payroll.list', { query: { order: orderId } })).body.items).toMatchObject([{ amount: '5600.00', state: 'PENDING' }]);
    const { id: open } = await addOrder();
    expect((await call('payroll.accrue', { params: { orderId: open } })).body).toMatchObject({ status: 409, code: 'notCompleted' });
  });
});
