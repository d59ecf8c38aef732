import { beforeEach, describe, expect, it, vi } from 'vitest';
import { makeItem } from '../../../prisma/order-factories';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import type { Role } from '~/domain/accounts/permissions';
import { db, orgDb } from '~/platform/db.server';
import { completeOrder, reopenOrder, type CompleteOrder } from './complete-order.server';
import { createOrder, duplicateOrder } from './create-order.server';
import { searchOrders, shownSort } from './list-orders.server';
import { moveOrder } from './move-order.server';
import type { OrderActor } from './order-command';
import { EMPTY_ORDER, type OrderInput, type OrderLineInput } from './order-input';
import { lineOf } from './order-lines';
import { findOrder } from './order-record.server';
import { viewerOfActor } from './order-viewer.server';
import { deleteOrder, purgeOrder, restoreOrder } from './remove-order.server';
import { readSnapshot } from './snapshot';
import { updateOrder } from './update-order.server';

vi.hoisted(() => {
  process.env.SESSION_SECRET = 'x'.repeat(32);
});

const NOW = new Date('2026-11-20T09:00:00Z');
const START = new Date('2026-12-01T06:00:00Z');
const END = new Date('2026-12-01T14:00:00Z');

let organizationId: string;
let manager: OrderActor;
let owner: OrderActor;
let sales: OrderActor;
let operator: OrderActor;
let stranger: OrderActor;
let contactId: string;
let machine: OrderLineInput;

async function join(role: Role): Promise<OrderActor> {
  const { user } = await makeMember(db, { organizationId, role });
  const scope = role === 'SALES' || role === 'OPERATOR' ? ('own' as const) : ('all' as const);
  return { organizationId, userId: user.id, role, scope, reach: { leads: 'all', contacts: 'all', deals: 'all' }, timeZone: 'Europe/Moscow' };
}

beforeEach(async () => {
  organizationId = (await makeOrganization(db)).id;
  [manager, owner, sales, operator, stranger] = [await join('MANAGER'), await join('OWNER'), await join('SALES'), await join('OPERATOR'), await join('OPERATOR')];
  contactId = (await db.contact.create({ data: { organizationId, name: 'ООО «Ромашка»' }, select: { id: true } })).id;
  const item = await makeItem(db, { organizationId, kind: 'EQUIPMENT', name: 'Экскаватор', shiftRate: '19600', hourlyRate: '2450', price: null, taxPercent: '20' });
  machine = lineOf({ id: item.id, kind: 'EQUIPMENT', name: 'Экскаватор', unit: '', price: null, hourlyRate: '2450', shiftRate: '19600', taxPercent: '20', perHour: false });
});

const input = (more: Partial<OrderInput> = {}): OrderInput => ({
  ...EMPTY_ORDER, contactId, address: 'Москва, Садовая, 1', plannedStart: START, plannedEnd: END, managerId: manager.userId,
  operators: [{ userId: operator.userId, payKind: 'HOURLY', payRate: '500' }], lines: [machine], ...more,
});
const add = async (more: Partial<OrderInput> = {}, actor = manager) => {
  const made = await createOrder(actor, input(more), NOW);
  if (!made.ok) throw new Error(made.error);
  return made.id;
};
const find = async (id: string, actor = manager) => {
  const order = await findOrder(orgDb(organizationId), viewerOfActor(actor), id);
  if (!order) throw new Error('no such order');
  return order;
};
const step = async (id: string, to: Parameters<typeof moveOrder>[1]['to'], actor = manager, more: object = {}) =>
  moveOrder(actor, { orderId: id, to, version: (await db.order.findUniqueOrThrow({ where: { id }, select: { version: true } })).version, ...more }, NOW);
/** An order that has come this far. */
const bring = async (to: 'CREATED' | 'APPROVED' | 'IN_PROGRESS', more: Partial<OrderInput> = {}) => {
  const id = await add(more);
  for (const state of ['CREATED', 'APPROVED', 'IN_PROGRESS'] as const) {
    const done = await step(id, state, manager, { actualStart: START });
    if (!done.ok) throw new Error(done.error);
    if (state === to) break;
  }
  return id;
};
const completion = async (id: string, more: Partial<CompleteOrder> = {}): Promise<CompleteOrder> => {
  const order = await find(id);
  return {
    orderId: id, version: order.version, actualStart: START, actualEnd: END, note: 'Готово',
    lines: order.lines.map((line) => ({ lineId: line.id, shifts: '1', hours: '2', fuelLitres: '40', fuelCost: '2600.00', repairCost: null, repairNote: null })),
    operators: [{ userId: operator.userId, hours: '8' }],
    ...more,
  };
};

describe('a new order', () => {
  it('gets the next number of the year, copies of the catalog and its price', async () => {
    const ids = await Promise.all([add(), add(), add()]);
    const numbers = (await db.order.findMany({ where: { id: { in: ids } }, select: { number: true } })).map(({ number }) => number).sort();
    expect(numbers).toEqual(['2026-000001', '2026-000002', '2026-000003']);
    await db.catalogItem.updateMany({ where: { organizationId }, data: { shiftRate: '1', name: 'Другое' } });
    const order = await find(ids[0] ?? '');
    expect(order).toMatchObject({ state: 'DRAFT', version: 1, contactName: 'ООО «Ромашка»', sums: { subtotal: '19600.00', tax: '3920.00', total: '23520.00', paid: '0.00', balance: '23520.00' } });
    expect(order.lines).toMatchObject([{ name: 'Экскаватор', shifts: '1', shiftRate: '19600', price: { gross: '19600.00', total: '23520.00' } }]);
    expect(await db.orderStep.count({ where: { organizationId, to: 'DRAFT' } })).toBe(3);
    expect(await db.activity.findMany({ where: { orderId: order.id }, select: { event: true, contactId: true } })).toEqual([{ event: 'order.created', contactId }]);
    expect(await db.auditLog.count({ where: { organizationId, resource: 'orders', action: 'create' } })).toBe(3);
  });

  it('bills what is per hour by the planned time', async () => {
    const perHour: OrderLineInput = { ...machine, kind: 'SERVICE', itemId: null, name: 'Планировка', perHour: true, quantity: null, unitPrice: '1000', shifts: null, shiftRate: null, hourlyRate: null };
    expect((await find(await add({ lines: [perHour] }))).lines).toMatchObject([{ quantity: '8', price: { net: '8000.00' } }]);
  });

  it.each([
    ['contact', { contactId: '0198d2a4-7c1e-7e55-8a5c-0123456789ab' }],
    ['manager', { managerId: '0198d2a4-7c1e-7e55-8a5c-0123456789ab' }],
    ['deal', { dealId: '0198d2a4-7c1e-7e55-8a5c-0123456789ab' }],
    ['lead', { leadId: '0198d2a4-7c1e-7e55-8a5c-0123456789ab' }],
    ['operators', { operators: [{ userId: '0198d2a4-7c1e-7e55-8a5c-0123456789ab', payKind: null, payRate: null }] }],
  ] as const)('names what the organisation does not have: %s', async (error, more) => {
    expect(await createOrder(manager, input(more as Partial<OrderInput>), NOW)).toEqual({ ok: false, error });
    expect(await db.order.count({ where: { organizationId } })).toBe(0);
  });

  it('takes nothing of another organisation, and no item as what it is not', async () => {
    const foreign = await makeItem(db, { organizationId: (await makeOrganization(db)).id });
    expect(await createOrder(manager, input({ lines: [{ ...machine, itemId: foreign.id }] }), NOW)).toEqual({ ok: false, error: 'items' });
    expect(await createOrder(manager, input({ lines: [{ ...machine, kind: 'SERVICE', quantity: '1', unitPrice: '1' }] }), NOW)).toEqual({ ok: false, error: 'items' });
  });

  it('of one form is one order, also when it is sent twice at once', async () => {
    const newId = '0198d2a4-7c1e-4e55-8a5c-0123456789ac';
    const made = await Promise.all([1, 2].map(() => createOrder(manager, input(), NOW, newId)));
    expect(made.map((one) => one.ok && one.id)).toEqual([newId, newId]);
    expect(await db.order.count({ where: { organizationId } })).toBe(1);
    await expect(createOrder(owner, input(), NOW, newId)).rejects.toThrow();
  });

  it('is repeated without its times', async () => {
    const copy = await duplicateOrder(manager, { orderId: await bring('APPROVED') }, NOW);
    expect(copy.ok && (await find(copy.id))).toMatchObject({ state: 'DRAFT', plannedStart: null, contactId, sums: { total: '23520.00' }, lines: [{ name: 'Экскаватор' }] });
  });
});

describe('changing', () => {
  it('lets one of two win, and tells the other what the order has become', async () => {
    const id = await add();
    const results = await Promise.all(['Один', 'Два'].map((description) => updateOrder(manager, { id, version: 1, input: { description } }, NOW)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: 'stale', current: { version: 2, changedBy: expect.any(String) as string } });
  });

  it('keeps lines that stay, and counts anew', async () => {
    const id = await add();
    const [line] = (await find(id)).lines;
    const hand: OrderLineInput = { ...machine, kind: 'MATERIAL', itemId: null, name: 'Песок', unit: 'м³', quantity: '2', unitPrice: '0.335', shifts: null, taxPercent: null };
    const done = await updateOrder(manager, { id, version: 1, input: { lines: [hand, { ...machine, ...(line && { id: line.id }), shifts: '2', discountPercent: '10' }] } }, NOW);
    expect(done).toMatchObject({ ok: true, changed: ['lines', 'total'] });
    const order = await find(id);
    expect(order.lines.map(({ id: lineId, name }) => [lineId === line?.id, name])).toEqual([[false, 'Песок'], [true, 'Экскаватор']]);
    expect(order.sums).toMatchObject({ subtotal: '35280.67', discount: '3920.00', total: '42336.67' });
  });

  it('does not take away what a state needed', async () => {
    const id = await bring('CREATED');
    expect(await updateOrder(manager, { id, version: 2, input: { address: null } }, NOW)).toEqual({ ok: false, error: 'missing', missing: ['address'] });
  });

  it('leaves what was approved as it was agreed, and books a new time anew', async () => {
    const id = await bring('APPROVED');
    const later = new Date('2026-12-02T06:00:00Z');
    const done = await updateOrder(manager, { id, version: 3, input: { plannedStart: later, plannedEnd: new Date('2026-12-02T14:00:00Z'), address: 'Нет', lines: [] } }, NOW);
    expect(done).toMatchObject({ ok: true, changed: ['plannedStart', 'plannedEnd'] });
    expect(await find(id)).toMatchObject({ address: 'Москва, Садовая, 1', sums: { total: '23520.00' }, lines: [{ name: 'Экскаватор' }] });
    expect((await db.booking.findMany({ where: { orderId: id }, select: { startsAt: true } })).map(({ startsAt }) => startsAt)).toEqual([later, later]);
  });

  it('of people who may not see pay leaves it as it was', async () => {
    const id = await add({ managerId: sales.userId });
    expect(await updateOrder(sales, { id, version: 1, input: { operators: [{ userId: operator.userId, payKind: null, payRate: null }], description: 'x' } }, NOW)).toMatchObject({ ok: true });
    expect((await find(id)).operators).toMatchObject([{ payKind: 'HOURLY', payRate: '500' }]);
    expect((await find(id, sales)).operators).toMatchObject([{ payKind: null, payRate: null }]);
  });
});

describe('the people of an order', () => {
  it('are told by mail when they no longer are', async () => {
    const id = await bring('APPROVED');
    await db.membership.updateMany({ where: { organizationId, userId: operator.userId }, data: { notifyOrders: true } });
    await db.mailMessage.deleteMany({ where: { organizationId } });
    await updateOrder(manager, { id, version: 3, input: { operators: [] } }, NOW);
    expect(await db.mailMessage.findMany({ where: { organizationId }, select: { kind: true, to: true } })).toEqual([{ kind: 'order.changed', to: (await db.user.findUniqueOrThrow({ where: { id: operator.userId } })).email }]);
  });

  it('whose pay alone changes leave a line in the audit log and their bookings as they are', async () => {
    const id = await bring('APPROVED');
    const bookings = () => db.booking.findMany({ where: { orderId: id }, select: { id: true }, orderBy: { id: 'asc' } });
    const before = await bookings();
    expect(await updateOrder(manager, { id, version: 3, input: { operators: [{ userId: operator.userId, payKind: 'FIXED', payRate: '5000' }] } }, NOW)).toMatchObject({ ok: true, changed: ['pay'] });
    expect(await bookings()).toEqual(before);
    const entry = await db.auditLog.findFirstOrThrow({ where: { organizationId, resourceId: id }, orderBy: { id: 'desc' } });
    expect(entry.after).toEqual({ pay: [`${operator.userId} · FIXED · 5000`] });
    expect(await db.activity.count({ where: { orderId: id, event: 'order.changed' } })).toBe(0);
  });

  it('do not show how they are paid to who sees no costs, in snapshots neither', async () => {
    const id = await bring('APPROVED');
    expect(readSnapshot((await find(id, sales)).approvedSnapshot)).toMatchObject({ total: '23520.00', operators: [{ payKind: null, payRate: null }] });
  });
});

describe('a known line', () => {
  it('does not become another kind of the same item', async () => {
    const id = await add();
    const [line] = (await find(id)).lines;
    const asService = { ...machine, ...(line && { id: line.id }), kind: 'SERVICE' as const, quantity: '1', unitPrice: '1' };
    expect(await updateOrder(manager, { id, version: 1, input: { lines: [asService] } }, NOW)).toEqual({ ok: false, error: 'items' });
  });

  it('stands once, and what is per hour must still fit', async () => {
    const id = await add();
    const [line] = (await find(id)).lines;
    const same = { ...machine, ...(line && { id: line.id }) };
    expect(await updateOrder(manager, { id, version: 1, input: { lines: [same, same] } }, NOW)).toMatchObject({ ok: true });
    expect((await find(id)).lines.map((one) => one.id === line?.id)).toEqual([true, false]);
    const perHour: OrderLineInput = { ...machine, kind: 'SERVICE', itemId: null, name: 'x', perHour: true, quantity: '0', unitPrice: '999999999999', shifts: null, shiftRate: null, hourlyRate: null, taxPercent: null };
    expect(await updateOrder(manager, { id, version: 2, input: { lines: [perHour], plannedEnd: new Date('2027-12-01T06:00:00Z') } }, NOW)).toEqual({ ok: false, error: 'tooLarge' });
  });
});

describe('the steps', () => {
  it('freeze the snapshot and book in the same transaction', async () => {
    const id = await bring('APPROVED');
    const order = await find(id);
    expect(readSnapshot(order.approvedSnapshot)).toMatchObject({ number: order.number, total: '23520.00', lines: [{ name: 'Экскаватор', total: '23520.00' }], operators: [{ id: operator.userId }] });
    expect(await db.booking.count({ where: { orderId: id } })).toBe(2);
    await expect(db.order.update({ where: { id }, data: { approvedSnapshot: {} } })).rejects.toThrow(/cannot be changed/);
    expect((await db.orderStep.findMany({ where: { orderId: id }, orderBy: { at: 'asc' }, select: { to: true } })).map(({ to }) => to).sort()).toEqual(['APPROVED', 'CREATED', 'DRAFT']);
  });

  it('are taken once when two take one at the same moment', async () => {
    const id = await bring('CREATED');
    const results = await Promise.all([1, 2].map(() => moveOrder(manager, { orderId: id, to: 'APPROVED', version: 2 }, NOW)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: 'stale', current: { state: 'APPROVED' } });
    expect(await db.booking.count({ where: { orderId: id } })).toBe(2);
  });

  it('do not book what is taken: the order stays as it was, and hears what clashes', async () => {
    const first = await bring('APPROVED');
    const second = await bring('CREATED');
    const refused = await step(second, 'APPROVED');
    expect(refused).toMatchObject({ ok: false, error: 'clash', offers: { nearest: { startsAt: END } } });
    expect(refused.ok || refused.error !== 'clash' || refused.clashes.map(({ orderId }) => orderId)).toEqual([first, first]);
    expect(await find(second)).toMatchObject({ state: 'CREATED', version: 2, approvedSnapshot: null });
    expect(await step(first, 'CANCELLED', manager, { cancelReason: 'Дождь' })).toMatchObject({ ok: true });
    expect(await step(second, 'APPROVED')).toMatchObject({ ok: true });
  });

  it('an edit and an approval at the same moment do not both come through', async () => {
    const id = await bring('CREATED');
    const results = await Promise.all([
      moveOrder(manager, { orderId: id, to: 'APPROVED', version: 2 }, NOW),
      updateOrder(manager, { id, version: 2, input: { lines: [{ ...machine, shifts: '9' }] } }, NOW),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const order = await find(id);
    if (order.state === 'APPROVED') expect(readSnapshot(order.approvedSnapshot)?.total).toBe(order.sums?.total);
  });

  it('say what is lacking, and ask for a reason', async () => {
    expect(await step(await add({ contactId: null, address: null }), 'CREATED')).toEqual({ ok: false, error: 'missing', missing: ['contact', 'address'] });
    expect(await step(await bring('CREATED', { plannedEnd: null }), 'APPROVED')).toEqual({ ok: false, error: 'missing', missing: ['plannedEnd'] });
    expect(await step(await add(), 'CANCELLED', manager, { cancelReason: '  ' })).toEqual({ ok: false, error: 'missing', missing: ['cancelReason'] });
    expect(await step(await add(), 'IN_PROGRESS')).toMatchObject({ ok: false, error: 'notAllowed', allowed: ['CREATED', 'CANCELLED'] });
  });

  it('are told by e-mail to those concerned, not to who took them', async () => {
    const id = await bring('CREATED');
    await db.membership.updateMany({ where: { organizationId, userId: operator.userId }, data: { notifyOrders: true } });
    await db.mailMessage.deleteMany({ where: { organizationId } });
    await step(id, 'APPROVED');
    const mails = await db.mailMessage.findMany({ where: { organizationId }, select: { kind: true, text: true, to: true } });
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ kind: 'order.APPROVED', to: (await db.user.findUniqueOrThrow({ where: { id: operator.userId } })).email });
    expect(mails[0]?.text).not.toContain('23');
  });
});

describe('completing', () => {
  it('writes what was worked, the final price and snapshot, costs and pay; and does so once', async () => {
    const id = await bring('IN_PROGRESS');
    const done = await completion(id, { actualEnd: new Date('2026-12-01T12:00:00Z') });
    const results = await Promise.all([completeOrder(manager, done, NOW), completeOrder(manager, done, NOW)]);
    expect(results.map((result) => result.ok && result.wasDone).sort()).toEqual([false, true]);
    expect(await completeOrder(manager, { ...done, lines: [], note: 'Ещё раз' }, NOW)).toEqual({ ok: true, wasDone: true });
    const order = await find(id);
    expect(order).toMatchObject({ state: 'COMPLETED', completionNote: 'Готово', sums: { subtotal: '24500.00', total: '29400.00' }, lines: [{ hours: '2', fuelCost: '2600.00' }] });
    expect(readSnapshot(order.completedSnapshot)).toMatchObject({ total: '29400.00', lines: [{ hours: '2' }], operators: [{ hours: '8' }] });
    expect(await db.expense.findMany({ where: { orderId: id }, select: { kind: true, amount: true } })).toMatchObject([{ kind: 'FUEL' }]);
    expect((await db.payrollRow.findMany({ where: { orderId: id }, select: { amount: true } })).map(({ amount }) => amount.toFixed(2))).toEqual(['4000.00']);
    expect((await db.booking.findMany({ where: { orderId: id }, select: { endsAt: true } })).map(({ endsAt }) => endsAt)).toEqual([done.actualEnd, done.actualEnd]);
    expect(await db.orderStep.count({ where: { orderId: id, to: 'COMPLETED' } })).toBe(1);
  });

  it('by an operator writes no pay', async () => {
    const id = await bring('IN_PROGRESS');
    expect(await completeOrder(operator, await completion(id), NOW)).toEqual({ ok: true, wasDone: false });
    expect(await db.payrollRow.count({ where: { orderId: id } })).toBe(0);
    expect(await db.expense.count({ where: { orderId: id } })).toBe(1);
  });

  it('takes the late rule off the subtotal, and only when it is late', async () => {
    await db.organization.update({ where: { id: organizationId }, data: { lateDiscountPercent: '10' } });
    const id = await bring('IN_PROGRESS');
    await completeOrder(manager, await completion(id, { actualEnd: new Date('2026-12-01T15:00:00Z') }), NOW);
    expect((await find(id)).sums).toMatchObject({ subtotal: '24500.00', lateDiscount: '2450.00', total: '26950.00' });
  });

  it('refuses an end before the start', async () => {
    const id = await bring('IN_PROGRESS');
    expect(await completeOrder(manager, await completion(id, { actualEnd: new Date('2026-12-01T05:00:00Z') }), NOW)).toEqual({ ok: false, error: 'endBeforeStart' });
  });

  it('is taken back by owners with a reason, and done anew; the approval stays frozen', async () => {
    const id = await bring('IN_PROGRESS');
    await completeOrder(manager, await completion(id), NOW);
    const approved = (await find(id)).approvedSnapshot;
    const version = (await find(id)).version;
    expect(await reopenOrder(manager, { orderId: id, version, reason: 'Ошибка' }, NOW)).toEqual({ ok: false, error: 'forbidden' });
    expect(await reopenOrder(owner, { orderId: id, version, reason: ' ' }, NOW)).toEqual({ ok: false, error: 'missing', missing: ['reopenReason'] });
    const results = await Promise.all([1, 2].map(() => reopenOrder(owner, { orderId: id, version, reason: 'Ошибка' }, NOW)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await find(id)).toMatchObject({ state: 'IN_PROGRESS', completedSnapshot: null, approvedSnapshot: approved });
    expect(await db.payrollRow.count({ where: { orderId: id, deletedAt: null } })).toBe(0);
    const again = await completion(id);
    expect(await completeOrder(manager, { ...again, lines: again.lines.map((line) => ({ ...line, hours: '0' })) }, NOW)).toEqual({ ok: true, wasDone: false });
    expect((await find(id)).sums).toMatchObject({ total: '23520.00' });
    expect(await db.payrollRow.count({ where: { orderId: id, deletedAt: null } })).toBe(1);
  });
});

describe('a completion of others', () => {
  const reopen = async (id: string) => reopenOrder(owner, { orderId: id, version: (await find(id)).version, reason: 'Ошибка' }, NOW);
  const ended = { actualEnd: new Date('2026-12-01T12:00:00Z') };

  it('is not taken for the own one', async () => {
    const id = await bring('IN_PROGRESS');
    const done = await completion(id);
    await completeOrder(operator, done, NOW);
    expect(await completeOrder(operator, done, NOW)).toEqual({ ok: true, wasDone: true });
    expect(await completeOrder(manager, done, NOW)).toMatchObject({ ok: false, error: 'notAllowed', current: { state: 'COMPLETED' } });
  });

  it('keeps costs that the person does not see; who sees them takes them away', async () => {
    const id = await bring('IN_PROGRESS');
    await completeOrder(manager, await completion(id), NOW);
    await reopen(id);
    const again = await completion(id);
    const bare = { ...again, lines: again.lines.map((line) => ({ ...line, fuelLitres: null, fuelCost: null })) };
    await completeOrder(operator, bare, NOW);
    expect((await find(id)).lines).toMatchObject([{ fuelLitres: '40', fuelCost: '2600.00' }]);
    expect(await db.expense.count({ where: { orderId: id, deletedAt: null } })).toBe(1);
    await reopen(id);
    await completeOrder(manager, { ...bare, version: (await find(id)).version }, NOW);
    expect((await find(id)).lines).toMatchObject([{ fuelLitres: null, fuelCost: null }]);
    expect(await db.expense.count({ where: { orderId: id, deletedAt: null } })).toBe(0);
  });

  it('names each line and person once', async () => {
    const id = await bring('IN_PROGRESS');
    const done = await completion(id);
    const twice = { ...done, lines: [...done.lines, ...done.lines.map((line) => ({ ...line, fuelCost: '1.00' }))], operators: [...done.operators, { userId: operator.userId, hours: '99' }] };
    expect(await completeOrder(manager, twice, NOW)).toEqual({ ok: true, wasDone: false });
    expect(await find(id)).toMatchObject({ lines: [{ fuelCost: '2600.00' }], operators: [{ hours: '8' }] });
  });

  it('is refused, not broken, when a sum or somebody\'s pay does not fit', async () => {
    const id = await bring('IN_PROGRESS', { operators: [{ userId: operator.userId, payKind: 'HOURLY', payRate: '999999999999' }] });
    const done = await completion(id);
    expect(await completeOrder(manager, { ...done, operators: [{ userId: operator.userId, hours: '99999999' }] }, NOW)).toEqual({ ok: false, error: 'tooLarge' });
    await db.orderLine.updateMany({ where: { orderId: id }, data: { hourlyRate: '999999999999' } });
    expect(await completeOrder(manager, { ...done, lines: done.lines.map((line) => ({ ...line, hours: '99999999' })) }, NOW)).toEqual({ ok: false, error: 'tooLarge' });
  });

  it('neither comes nor goes in closed books, whatever it cost', async () => {
    const id = await bring('IN_PROGRESS', { operators: [] });
    const done = { ...(await completion(id)), lines: [], operators: [] };
    await db.organization.update({ where: { id: organizationId }, data: { booksClosedThrough: new Date('2026-12-01') } });
    expect(await completeOrder(manager, done, NOW)).toEqual({ ok: false, error: 'booksClosed', through: '2026-12-01' });
    await db.organization.update({ where: { id: organizationId }, data: { booksClosedThrough: null } });
    await completeOrder(manager, done, NOW);
    await db.organization.update({ where: { id: organizationId }, data: { booksClosedThrough: new Date('2026-12-01') } });
    expect(await reopen(id)).toMatchObject({ error: 'booksClosed' });
  });

  it('taken back books the whole plan again, or says what has taken it', async () => {
    const id = await bring('IN_PROGRESS');
    await completeOrder(manager, await completion(id, ended), NOW);
    expect(await reopen(id)).toMatchObject({ ok: true });
    expect((await db.booking.findMany({ where: { orderId: id }, select: { endsAt: true } })).map(({ endsAt }) => endsAt)).toEqual([END, END]);
    await completeOrder(manager, await completion(id, ended), NOW);
    const other = await bring('APPROVED', { plannedStart: ended.actualEnd });
    const refused = await reopen(id);
    expect(refused).toMatchObject({ ok: false, error: 'clash' });
    expect(refused.ok || refused.error !== 'clash' || refused.clashes[0]?.orderId).toBe(other);
    expect(await find(id)).toMatchObject({ state: 'COMPLETED' });
  });
});

describe('who may', () => {
  it('sales: bring own drafts on, and change nothing else', async () => {
    const own = await add({ managerId: null }, sales);
    const other = await add();
    expect(await updateOrder(sales, { id: own, version: 1, input: { description: 'x' } }, NOW)).toMatchObject({ ok: true });
    expect(await updateOrder(sales, { id: other, version: 1, input: { description: 'x' } }, NOW)).toEqual({ ok: false, error: 'forbidden' });
    expect(await step(own, 'CREATED', sales)).toMatchObject({ ok: true });
    expect(await updateOrder(sales, { id: own, version: 3, input: { description: 'y' } }, NOW)).toEqual({ ok: false, error: 'forbidden' });
    for (const to of ['APPROVED', 'CANCELLED'] as const) expect(await step(own, to, sales, { cancelReason: 'x' })).toEqual({ ok: false, error: 'forbidden' });
    expect(await step(other, 'CREATED', sales)).toEqual({ ok: false, error: 'forbidden' });
    expect(await deleteOrder(sales, { orderId: own, version: 3 }, NOW)).toEqual({ ok: false, error: 'forbidden' });
  });

  it('operators: begin and complete their own, find no others, and see no prices', async () => {
    const id = await bring('APPROVED');
    expect(await step(id, 'IN_PROGRESS', stranger)).toEqual({ ok: false, error: 'notFound' });
    expect(await findOrder(orgDb(organizationId), viewerOfActor(stranger), id)).toBeNull();
    const seen = await find(id, operator);
    expect(JSON.stringify(seen)).not.toMatch(/19600|23520|"500"/);
    expect(seen).toMatchObject({ sums: null, approvedSnapshot: null, lines: [{ price: null, shiftRate: null }] });
    expect(await step(id, 'CANCELLED', operator, { cancelReason: 'x' })).toEqual({ ok: false, error: 'forbidden' });
    expect(await step(id, 'IN_PROGRESS', operator)).toMatchObject({ ok: true });
    expect(await completeOrder(operator, await completion(id), NOW)).toMatchObject({ ok: true });
  });

  it('nobody of another organisation', async () => {
    const id = await add();
    organizationId = (await makeOrganization(db)).id;
    const outsider = await join('OWNER');
    for (const result of [
      await moveOrder(outsider, { orderId: id, to: 'CREATED', version: 1 }, NOW),
      await updateOrder(outsider, { id, version: 1, input: {} }, NOW),
      await deleteOrder(outsider, { orderId: id, version: 1 }, NOW),
      await duplicateOrder(outsider, { orderId: id }, NOW),
      await restoreOrder(outsider, id, NOW),
      await reopenOrder(outsider, { orderId: id, version: 1, reason: 'x' }, NOW),
    ]) expect(result).toEqual({ ok: false, error: 'notFound' });
  });
});

describe('a search', () => {
  it('finds orders by clients within the reach of the person, and by their own words in any case', async () => {
    const id = await add();
    const found = async (q: string, clients: 'all' | 'own') => (await searchOrders(orgDb(organizationId), { ...viewerOfActor(manager), clients }, q, 5)).map((order) => order.id);
    expect(await found('ромашка', 'all')).toEqual([id]);
    expect(await found('ромашка', 'own')).toEqual([]);
    expect(await found('садовая', 'own')).toEqual([id]);
  });

  it('does not put orders by what they cost for who sees no prices', () => {
    expect([shownSort(viewerOfActor(operator), '-total'), shownSort(viewerOfActor(manager), '-total'), shownSort(viewerOfActor(operator), 'start')]).toEqual(['-created', '-total', 'start']);
  });
});

describe('the trash', () => {
  it('takes drafts and cancelled orders, gives them back, and erases them for good', async () => {
    const id = await add();
    expect(await deleteOrder(manager, { orderId: id, version: 1 }, NOW)).toEqual({ ok: true });
    expect(await findOrder(orgDb(organizationId), viewerOfActor(manager), id)).toBeNull();
    expect(await restoreOrder(owner, id, NOW)).toEqual({ ok: true });
    await deleteOrder(manager, { orderId: id, version: 3 }, NOW);
    expect(await restoreOrder({ ...owner, isOwnOnly: true }, id, NOW)).toEqual({ ok: false, error: 'notFound' });
    await db.contact.update({ where: { id: contactId }, data: { deletedAt: NOW } });
    expect(await restoreOrder(owner, id, NOW)).toEqual({ ok: false, error: 'contactDeleted' });
    expect(await orgDb(organizationId).$transaction((tx) => purgeOrder(tx, { organizationId, orderId: id, actorId: null }))).toBe('purged');
    expect(await db.order.count({ where: { id } })).toBe(0);
  });

  it('does not take what is agreed, nor what money belongs to', async () => {
    const approved = await bring('APPROVED');
    expect(await deleteOrder(manager, { orderId: approved, version: 3 }, NOW)).toEqual({ ok: false, error: 'kept', because: 'state' });
    await step(approved, 'CANCELLED', manager, { cancelReason: 'x' });
    await db.payment.create({ data: { organizationId, orderId: approved, contactId, kind: 'RECEIVED', method: 'CASH', amount: '10', currency: 'RUB', day: NOW } });
    expect(await deleteOrder(manager, { orderId: approved, version: 4 }, NOW)).toEqual({ ok: false, error: 'kept', because: 'money' });
  });
});
