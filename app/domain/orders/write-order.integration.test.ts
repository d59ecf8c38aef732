import { beforeEach, describe, expect, it, vi } from 'vitest';
import { makeItem } from '../../../prisma/order-factories';
import { deliverAll } from '../../../test/notifications';
import { makeOrganization } from '../../../prisma/factories';
import { openOrderDesk, NOW, type OrderDesk } from '../../../test/order-desk';
import { db } from '~/platform/db.server';
import { createOrder, duplicateOrder } from './create-order.server';
import type { OrderInput, OrderLineInput } from './order-input';
import { readSnapshot } from './snapshot';
import { updateOrder } from './update-order.server';

vi.hoisted(() => {
  process.env.SESSION_SECRET = 'x'.repeat(32);
});

let desk: OrderDesk;
beforeEach(async () => {
  desk = await openOrderDesk();
});

describe('a new order', () => {
  it('gets the next number of the year, copies of the catalog and its price', async () => {
    const { organizationId, contactId, add, find } = desk;
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
    const { machine, add, find } = desk;
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
    const { organizationId, manager, input } = desk;
    expect(await createOrder(manager, input(more as Partial<OrderInput>), NOW)).toEqual({ ok: false, error });
    expect(await db.order.count({ where: { organizationId } })).toBe(0);
  });

  it('takes nothing of another organisation, and no item as what it is not', async () => {
    const { manager, machine, input } = desk;
    const foreign = await makeItem(db, { organizationId: (await makeOrganization(db)).id });
    expect(await createOrder(manager, input({ lines: [{ ...machine, itemId: foreign.id }] }), NOW)).toEqual({ ok: false, error: 'items' });
    expect(await createOrder(manager, input({ lines: [{ ...machine, kind: 'SERVICE', quantity: '1', unitPrice: '1' }] }), NOW)).toEqual({ ok: false, error: 'items' });
  });

  it('of one form is one order, also when it is sent twice at once', async () => {
    const { organizationId, manager, owner, input } = desk;
    const newId = '0198d2a4-7c1e-4e55-8a5c-0123456789ac';
    const made = await Promise.all([1, 2].map(() => createOrder(manager, input(), NOW, newId)));
    expect(made.map((one) => one.ok && one.id)).toEqual([newId, newId]);
    expect(await db.order.count({ where: { organizationId } })).toBe(1);
    await expect(createOrder(owner, input(), NOW, newId)).rejects.toThrow();
  });

  it('is repeated without its times', async () => {
    const { manager, contactId, find, bring } = desk;
    const copy = await duplicateOrder(manager, { orderId: await bring('APPROVED') }, NOW);
    expect(copy.ok && (await find(copy.id))).toMatchObject({ state: 'DRAFT', plannedStart: null, contactId, sums: { total: '23520.00' }, lines: [{ name: 'Экскаватор' }] });
  });
});

describe('changing', () => {
  it('lets one of two win, and tells the other what the order has become', async () => {
    const { manager, add } = desk;
    const id = await add();
    const results = await Promise.all(['Один', 'Два'].map((description) => updateOrder(manager, { id, version: 1, input: { description } }, NOW)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: 'stale', current: { version: 2, changedBy: expect.any(String) as string } });
  });

  it('keeps lines that stay, and counts anew', async () => {
    const { manager, machine, add, find } = desk;
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
    const { manager, bring } = desk;
    const id = await bring('CREATED');
    expect(await updateOrder(manager, { id, version: 2, input: { address: null } }, NOW)).toEqual({ ok: false, error: 'missing', missing: ['address'] });
  });

  it('leaves what was approved as it was agreed, and books a new time anew', async () => {
    const { manager, find, bring } = desk;
    const id = await bring('APPROVED');
    const later = new Date('2026-12-02T06:00:00Z');
    const done = await updateOrder(manager, { id, version: 3, input: { plannedStart: later, plannedEnd: new Date('2026-12-02T14:00:00Z'), address: 'Нет', lines: [] } }, NOW);
    expect(done).toMatchObject({ ok: true, changed: ['plannedStart', 'plannedEnd'] });
    expect(await find(id)).toMatchObject({ address: 'Москва, Садовая, 1', sums: { total: '23520.00' }, lines: [{ name: 'Экскаватор' }] });
    expect((await db.booking.findMany({ where: { orderId: id }, select: { startsAt: true } })).map(({ startsAt }) => startsAt)).toEqual([later, later]);
  });

  it('of people who may not see pay leaves it as it was', async () => {
    const { sales, operator, add, find } = desk;
    const id = await add({ managerId: sales.userId });
    expect(await updateOrder(sales, { id, version: 1, input: { operators: [{ userId: operator.userId, payKind: null, payRate: null }], description: 'x' } }, NOW)).toMatchObject({ ok: true });
    expect((await find(id)).operators).toMatchObject([{ payKind: 'HOURLY', payRate: '500' }]);
    expect((await find(id, sales)).operators).toMatchObject([{ payKind: null, payRate: null }]);
  });
});

describe('the people of an order', () => {
  it('are told by mail when they no longer are', async () => {
    const { organizationId, manager, operator, bring } = desk;
    const id = await bring('APPROVED');
    await db.notification.deleteMany({ where: { organizationId } });
    await updateOrder(manager, { id, version: 3, input: { operators: [] } }, NOW);
    await deliverAll(organizationId);
    expect(await db.mailMessage.findMany({ where: { organizationId }, select: { kind: true, to: true } })).toEqual([{ kind: 'order.unassigned', to: (await db.user.findUniqueOrThrow({ where: { id: operator.userId } })).email }]);
  });

  it('whose pay alone changes leave a line in the audit log and their bookings as they are', async () => {
    const { organizationId, manager, operator, bring } = desk;
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
    const { sales, find, bring } = desk;
    const id = await bring('APPROVED');
    expect(readSnapshot((await find(id, sales)).approvedSnapshot)).toMatchObject({ total: '23520.00', operators: [{ payKind: null, payRate: null }] });
  });
});

describe('a known line', () => {
  it('does not become another kind of the same item', async () => {
    const { manager, machine, add, find } = desk;
    const id = await add();
    const [line] = (await find(id)).lines;
    const asService = { ...machine, ...(line && { id: line.id }), kind: 'SERVICE' as const, quantity: '1', unitPrice: '1' };
    expect(await updateOrder(manager, { id, version: 1, input: { lines: [asService] } }, NOW)).toEqual({ ok: false, error: 'items' });
  });

  it('stands once, and what is per hour must still fit', async () => {
    const { manager, machine, add, find } = desk;
    const id = await add();
    const [line] = (await find(id)).lines;
    const same = { ...machine, ...(line && { id: line.id }) };
    expect(await updateOrder(manager, { id, version: 1, input: { lines: [same, same] } }, NOW)).toMatchObject({ ok: true });
    expect((await find(id)).lines.map((one) => one.id === line?.id)).toEqual([true, false]);
    const perHour: OrderLineInput = { ...machine, kind: 'SERVICE', itemId: null, name: 'x', perHour: true, quantity: '0', unitPrice: '999999999999', shifts: null, shiftRate: null, hourlyRate: null, taxPercent: null };
    expect(await updateOrder(manager, { id, version: 2, input: { lines: [perHour], plannedEnd: new Date('2027-12-01T06:00:00Z') } }, NOW)).toEqual({ ok: false, error: 'tooLarge' });
  });
});
