import { beforeEach, describe, expect, it, vi } from 'vitest';
import { makeOrganization } from '../../../prisma/factories';
import { deliverAll } from '../../../test/notifications';
import { openOrderDesk, joinAs, NOW, END, type OrderDesk } from '../../../test/order-desk';
import { db, orgDb } from '~/platform/db.server';
import { completeOrder, reopenOrder } from './complete-order.server';
import { duplicateOrder } from './create-order.server';
import { searchOrders, shownSort } from './list-orders.server';
import { moveOrder } from './move-order.server';
import { findOrder } from './order-record.server';
import { viewerOfActor } from './order-viewer.server';
import { deleteOrder, purgeOrder, restoreOrder } from './remove-order.server';
import { readSnapshot } from './snapshot';
import { updateOrder } from './update-order.server';

vi.hoisted(() => {
  process.env.SESSION_SECRET = 'x'.repeat(32);
});

let desk: OrderDesk;
beforeEach(async () => {
  desk = await openOrderDesk();
});

describe('the steps', () => {
  it('freeze the snapshot and book in the same transaction', async () => {
    const { operator, find, bring } = desk;
    const id = await bring('APPROVED');
    const order = await find(id);
    expect(readSnapshot(order.approvedSnapshot)).toMatchObject({ number: order.number, total: '23520.00', lines: [{ name: 'Экскаватор', total: '23520.00' }], operators: [{ id: operator.userId }] });
    expect(await db.booking.count({ where: { orderId: id } })).toBe(2);
    await expect(db.order.update({ where: { id }, data: { approvedSnapshot: {} } })).rejects.toThrow(/cannot be changed/);
    expect((await db.orderStep.findMany({ where: { orderId: id }, orderBy: { at: 'asc' }, select: { to: true } })).map(({ to }) => to).sort()).toEqual(['APPROVED', 'CREATED', 'DRAFT']);
  });

  it('are taken once when two take one at the same moment', async () => {
    const { manager, bring } = desk;
    const id = await bring('CREATED');
    const results = await Promise.all([1, 2].map(() => moveOrder(manager, { orderId: id, to: 'APPROVED', version: 2 }, NOW)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: 'stale', current: { state: 'APPROVED' } });
    expect(await db.booking.count({ where: { orderId: id } })).toBe(2);
  });

  it('do not book what is taken: the order stays as it was, and hears what clashes', async () => {
    const { manager, find, step, bring } = desk;
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
    const { manager, machine, find, bring } = desk;
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
    const { manager, add, step, bring } = desk;
    expect(await step(await add({ contactId: null, address: null }), 'CREATED')).toEqual({ ok: false, error: 'missing', missing: ['contact', 'address'] });
    expect(await step(await bring('CREATED', { plannedEnd: null }), 'APPROVED')).toEqual({ ok: false, error: 'missing', missing: ['plannedEnd'] });
    expect(await step(await add(), 'CANCELLED', manager, { cancelReason: '  ' })).toEqual({ ok: false, error: 'missing', missing: ['cancelReason'] });
    expect(await step(await add(), 'IN_PROGRESS')).toMatchObject({ ok: false, error: 'notAllowed', allowed: ['CREATED', 'CANCELLED'] });
  });

  it('are told by e-mail to those concerned, not to who took them', async () => {
    const { organizationId, operator, step, bring } = desk;
    const id = await bring('CREATED');
    await db.notification.deleteMany({ where: { organizationId } });
    await step(id, 'APPROVED');
    await deliverAll(organizationId);
    const mails = await db.mailMessage.findMany({ where: { organizationId }, select: { kind: true, text: true, to: true } });
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ kind: 'order.approved', to: (await db.user.findUniqueOrThrow({ where: { id: operator.userId } })).email });
    // what operators are told has no prices; the address of the order is random and may hold any digits
    expect(mails[0]?.text.replaceAll(/https?:\S+/g, '')).not.toMatch(/23\s?\d{3}|₽/);
  });
});

describe('who may', () => {
  it('sales: bring own drafts on, and change nothing else', async () => {
    const { sales, add, step } = desk;
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
    const { organizationId, operator, stranger, find, step, bring, completion } = desk;
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
    const { add } = desk;
    const id = await add();
    const outsider = await joinAs((await makeOrganization(db)).id, 'OWNER');
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
    const { organizationId, manager, add } = desk;
    const id = await add();
    const found = async (q: string, clients: 'all' | 'own') => (await searchOrders(orgDb(organizationId), { ...viewerOfActor(manager), clients }, q, 5)).map((order) => order.id);
    expect(await found('ромашка', 'all')).toEqual([id]);
    expect(await found('ромашка', 'own')).toEqual([]);
    expect(await found('садовая', 'own')).toEqual([id]);
  });

  it('does not put orders by what they cost for who sees no prices', () => {
    const { manager, operator } = desk;
    expect([shownSort(viewerOfActor(operator), '-total'), shownSort(viewerOfActor(manager), '-total'), shownSort(viewerOfActor(operator), 'start')]).toEqual(['-created', '-total', 'start']);
  });
});

describe('the trash', () => {
  it('takes drafts and cancelled orders, gives them back, and erases them for good', async () => {
    const { organizationId, manager, owner, contactId, add } = desk;
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
    const { organizationId, manager, contactId, step, bring } = desk;
    const approved = await bring('APPROVED');
    expect(await deleteOrder(manager, { orderId: approved, version: 3 }, NOW)).toEqual({ ok: false, error: 'kept', because: 'state' });
    await step(approved, 'CANCELLED', manager, { cancelReason: 'x' });
    await db.payment.create({ data: { organizationId, orderId: approved, contactId, kind: 'RECEIVED', method: 'CASH', amount: '10', currency: 'RUB', day: NOW } });
    expect(await deleteOrder(manager, { orderId: approved, version: 4 }, NOW)).toEqual({ ok: false, error: 'kept', because: 'money' });
  });
});
