import fc from 'fast-check';
import { Decimal } from 'decimal.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeContact } from '../../../prisma/deal-factories';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import { makeOrder, type OrderSpec } from '../../../prisma/order-factories';
import { db, orgDb } from '~/platform/db.server';
import { balanceOfContact } from './contact-balance.server';
import { listPayments, sumPayments } from './list-payments.server';
import { changePayment, deletePayment, recordPayment, restorePayment, type PaymentActor } from './payment-commands.server';
import { EMPTY_PAYMENT_FILTER, parsePaymentFilter, paymentSearchParams, type PaymentFilter } from './payment-filter';
import type { PaymentInput } from './payment-input';
import { searchMoneyOrders } from './search-orders.server';

const NOW = new Date('2026-11-20T12:00:00Z');

let actor: PaymentActor;
let contactId: string;

const viewer = () => ({ organizationId: actor.organizationId, timeZone: 'Europe/Moscow', now: NOW });
const input = (change: Partial<PaymentInput> = {}): PaymentInput => ({ kind: 'RECEIVED', method: 'CASH', amount: '1000.00', day: '2026-11-20', note: null, ...change });
const add = (orderId: string, change: Partial<PaymentInput> = {}, submissionKey: string | null = null) => recordPayment(actor, { orderId, submissionKey, ...input(change) }, NOW);
const refund = (orderId: string, amount: string) => add(orderId, { kind: 'REFUNDED', amount });
const addOrder = (spec: Partial<OrderSpec> = {}) => makeOrder(db, { organizationId: actor.organizationId, contactId, state: 'APPROVED', ...spec });
const paid = async (id: string) => (await db.order.findUniqueOrThrow({ where: { id } })).paid.toFixed(2);

async function made(result: ReturnType<typeof recordPayment>) {
  const done = await result;
  if (!done.ok) throw new Error(done.error);
  return done.id;
}

/** What the live rows come to. */
async function sumOf(orderId: string): Promise<string> {
  const rows = await db.payment.findMany({ where: { orderId, deletedAt: null } });
  return rows.reduce((sum, { kind, amount }) => (kind === 'RECEIVED' ? sum.plus(amount.toFixed()) : sum.minus(amount.toFixed())), new Decimal(0)).toFixed(2);
}

beforeEach(async () => {
  const { id: organizationId } = await makeOrganization(db);
  const { user } = await makeMember(db, { organizationId, role: 'MANAGER', user: { name: 'Мария' } });
  actor = { organizationId, userId: user.id };
  contactId = (await makeContact(db, { organizationId, name: 'ООО «Свая»' })).id;
});

describe('a payment', () => {
  it('raises what its order has received, and is in the audit log', async () => {
    const order = await addOrder();
    const id = await made(add(order.id, { amount: '1500.50' }));
    expect(await paid(order.id)).toBe('1500.50');
    expect(await db.payment.findUniqueOrThrow({ where: { id } })).toMatchObject({ contactId, currency: 'RUB', createdById: actor.userId, version: 1 });
    expect(await db.auditLog.findFirst({ where: { resourceId: id } })).toMatchObject({ action: 'create', resource: 'payments', label: order.number, actorName: 'Мария' });
    expect((await db.order.findUniqueOrThrow({ where: { id: order.id } })).version).toBe(order.version);
  });

  it('posted twice is one payment, also at once', async () => {
    const order = await addOrder();
    const results = await Promise.all([1, 2, 3].map(() => made(add(order.id, {}, 'form-1'))));
    expect(new Set(results).size).toBe(1);
    expect(await paid(order.id)).toBe('1000.00');
  });

  it('of a cancelled order does not grow and does not come back; a smaller sum is put right', async () => {
    const order = await addOrder();
    const id = await made(add(order.id));
    await db.order.update({ where: { id: order.id }, data: { state: 'CANCELLED', cancelReason: 'x' } });
    const { kind: _kind, ...change } = input({ amount: '1500.00' });
    expect(await changePayment(actor, { id, version: 1, change }, NOW)).toEqual({ ok: false, error: 'orderState' });
    expect(await changePayment(actor, { id, version: 1, change: { ...change, amount: '900.00' } }, NOW)).toMatchObject({ ok: true });
    expect(await deletePayment(actor, id, NOW)).toMatchObject({ ok: true });
    expect(await restorePayment(actor, id, NOW)).toEqual({ ok: false, error: 'orderState' });
  });

  it('of a client is found by the name in any case', async () => {
    const order = await addOrder();
    const found = await searchMoneyOrders(orgDb(actor.organizationId), actor.organizationId, 'СВАЯ\0', 5);
    expect(found.map(({ id }) => id)).toEqual([order.id]);
  });

  it.each([['DRAFT', 'RECEIVED'], ['DRAFT', 'REFUNDED'], ['CANCELLED', 'RECEIVED']] as const)('of a %s order, %s, is refused', async (state, kind) => {
    const order = await addOrder({ state });
    expect(await add(order.id, { kind })).toEqual({ ok: false, error: 'orderState' });
    expect(await paid(order.id)).toBe('0.00');
  });

  it('is given back at most as far as it was received, also for a cancelled order', async () => {
    const order = await addOrder({ state: 'CREATED' });
    await made(add(order.id));
    await db.order.update({ where: { id: order.id }, data: { state: 'CANCELLED', cancelReason: 'x' } });
    expect(await refund(order.id, '1000.01')).toMatchObject({ ok: false, error: 'refundTooLarge', paid: '1000.00' });
    await made(refund(order.id, '400.00'));
    expect(await paid(order.id)).toBe('600.00');
    const both = await Promise.all([refund(order.id, '600.00'), refund(order.id, '600.00')]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await paid(order.id)).toBe('0.00');
  });

  it('of an unknown order, one in the trash and one of other people is not found', async () => {
    const other = await makeOrganization(db);
    const theirs = await makeOrder(db, { organizationId: other.id, contactId: (await makeContact(db, { organizationId: other.id })).id, state: 'CREATED' });
    const gone = await addOrder({ deletedAt: NOW });
    for (const orderId of [theirs.id, gone.id, crypto.randomUUID()]) expect(await add(orderId)).toEqual({ ok: false, error: 'notFound' });
  });
});

describe('a change', () => {
  it('keeps the sum; of two from one version one wins', async () => {
    const order = await addOrder();
    const id = await made(add(order.id));
    const { kind: _kind, ...rest } = input({ amount: '250.00', method: 'CARD' });
    const results = await Promise.all([1, 2].map(() => changePayment(actor, { id, version: 1, change: rest }, NOW)));
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: 'stale', current: { amount: '250.00', version: 2 } });
    expect(await paid(order.id)).toBe('250.00');
  });

  it('and a deletion never leave more given back than received', async () => {
    const order = await addOrder();
    const id = await made(add(order.id));
    await made(refund(order.id, '800.00'));
    const { kind: _kind, ...rest } = input({ amount: '700.00' });
    expect(await changePayment(actor, { id, version: 1, change: rest }, NOW)).toMatchObject({ error: 'refundTooLarge' });
    expect(await deletePayment(actor, id, NOW)).toMatchObject({ error: 'refundTooLarge' });
    expect(await paid(order.id)).toBe('200.00');
  });

  it('is undone: deleted and brought back', async () => {
    const order = await addOrder();
    const id = await made(add(order.id));
    await made(deletePayment(actor, id, NOW));
    await made(deletePayment(actor, id, NOW));
    expect(await paid(order.id)).toBe('0.00');
    await made(restorePayment(actor, id, NOW));
    expect(await paid(order.id)).toBe('1000.00');
    expect(await db.auditLog.count({ where: { resourceId: id } })).toBe(3);
  });
});

it('whatever happens, an order has received what its payments come to', async () => {
  const step = fc.record({ what: fc.constantFrom('add', 'refund', 'change', 'delete', 'restore'), cents: fc.integer({ min: 1, max: 500_000 }), which: fc.nat(5), together: fc.boolean() });
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
    const order = await addOrder();
    let running: Promise<unknown>[] = [];
    for (const { what, cents, which, together } of steps) {
      const amount = (cents / 100).toFixed(2);
      const rows = await db.payment.findMany({ where: { orderId: order.id }, orderBy: { id: 'asc' } });
      const row = rows[which % Math.max(rows.length, 1)];
      if (what === 'add') running.push(add(order.id, { amount }));
      else if (what === 'refund') running.push(refund(order.id, amount));
      else if (row && what === 'change') running.push(changePayment(actor, { id: row.id, version: row.version, change: { method: 'CARD', amount, day: '2026-11-19', note: null } }, NOW));
      else if (row) running.push((what === 'delete' ? deletePayment : restorePayment)(actor, row.id, NOW));
      if (!together) {
        await Promise.all(running);
        running = [];
      }
    }
    await Promise.all(running);
    expect(await paid(order.id)).toBe(await sumOf(order.id));
    expect(new Decimal(await paid(order.id)).isNegative()).toBe(false);
  }), { numRuns: 15 });
});

describe('the list', () => {
  it('shows what the filter says, and its sums are those of its rows', async () => {
    const first = await addOrder({ number: '2026-000777' });
    const second = await addOrder({ contactId: (await makeContact(db, { organizationId: actor.organizationId, name: 'Иванов' })).id });
    await made(add(first.id, { amount: '100.10', day: '2026-11-01' }));
    await made(add(first.id, { amount: '200.20', day: '2026-11-10', method: 'CARD', note: 'аванс 50%' }));
    await made(refund(first.id, '50.05'));
    await made(add(second.id, { amount: '1000.00', day: '2026-10-31' }));
    const amounts = async (search: string) => {
      const filter = parsePaymentFilter(new URLSearchParams(search));
      const [page, sums] = await Promise.all([listPayments(orgDb(actor.organizationId), { viewer: viewer(), filter }), sumPayments(orgDb(actor.organizationId), { viewer: viewer(), filter })]);
      const signed = page.rows.reduce((sum, row) => sum.plus(row.kind === 'RECEIVED' ? row.amount.toFixed() : `-${row.amount.toFixed()}`), new Decimal(0));
      expect(sums.reduce((sum, { key, amount }) => sum.plus(key === 'RECEIVED' ? amount : `-${amount}`), new Decimal(0)).toFixed(2)).toBe(signed.toFixed(2));
      return page.rows.map(({ amount }) => amount.toFixed(2));
    };
    expect(await amounts('')).toEqual(['50.05', '200.20', '100.10', '1000.00']);
    expect(await amounts('sort=-amount')).toEqual(['1000.00', '200.20', '100.10', '50.05']);
    expect(await amounts('period=month&sort=day')).toEqual(['100.10', '200.20', '50.05']);
    expect(await amounts('kind=refunded')).toEqual(['50.05']);
    expect(await amounts('method=CARD')).toEqual(['200.20']);
    expect(await amounts('q=000777')).toHaveLength(3);
    expect(await amounts('q=иванов')).toEqual(['1000.00']);
    expect(await amounts('q=50%25')).toEqual(['200.20']);
    expect(await amounts(`contact=${contactId}`)).toHaveLength(3);
    expect(await amounts(`order=${second.id}`)).toEqual(['1000.00']);
    expect(await amounts('period=custom&from=2026-10-31&to=2026-11-01')).toEqual(['100.10', '1000.00']);
  });

  it('has a filter that comes back from its own address', () => {
    const filters = fc.record({
      q: fc.constantFrom('', 'аванс'), kind: fc.constantFrom(null, 'RECEIVED' as const), method: fc.constantFrom(null, 'ONLINE' as const), contactId: fc.option(fc.uuid(), { nil: null }), ofOrders: fc.constant({ ...EMPTY_PAYMENT_FILTER.ofOrders, managerId: crypto.randomUUID() }), orderId: fc.option(fc.uuid(), { nil: null }),
      sort: fc.constantFrom('-day' as const, 'amount' as const), period: fc.constant(EMPTY_PAYMENT_FILTER.period),
    });
    fc.assert(fc.property(filters, (filter: PaymentFilter) => {
      expect(parsePaymentFilter(paymentSearchParams(filter))).toEqual(filter);
    }));
  });
});

it('a client owes for approved orders, and has in advance what came for others', async () => {
  const lines = [{ kind: 'SERVICE' as const, quantity: '1', unitPrice: '10000' }];
  const owed = await addOrder({ lines });
  const early = await addOrder({ state: 'CREATED', lines });
  await addOrder({ state: 'COMPLETED', lines });
  await addOrder({ state: 'DRAFT', lines });
  await made(add(owed.id, { amount: '3000.00' }));
  await made(add(early.id, { amount: '2500.00' }));
  expect(await balanceOfContact(orgDb(actor.organizationId), actor.organizationId, contactId)).toEqual([{ currency: 'RUB', due: '17000.00', advance: '2500.00', total: '20000.00', paid: '5500.00', dueOrders: 2 }]);
  const [best] = await searchMoneyOrders(orgDb(actor.organizationId), actor.organizationId, owed.number, 5);
  expect(best).toMatchObject({ id: owed.id, contactName: 'ООО «Свая»', balance: '7000.00' });
});
