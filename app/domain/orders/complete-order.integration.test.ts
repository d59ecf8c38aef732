import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openOrderDesk, NOW, END, type OrderDesk } from '../../../test/order-desk';
import { db } from '~/platform/db.server';
import { completeOrder, reopenOrder } from './complete-order.server';
import { readSnapshot } from './snapshot';

vi.hoisted(() => {
  process.env.SESSION_SECRET = 'x'.repeat(32);
});

let desk: OrderDesk;
beforeEach(async () => {
  desk = await openOrderDesk();
});

describe('completing', () => {
  it('writes what was worked, the final price and snapshot, costs and pay; and does so once', async () => {
    const { manager, find, bring, completion } = desk;
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
    const { operator, bring, completion } = desk;
    const id = await bring('IN_PROGRESS');
    expect(await completeOrder(operator, await completion(id), NOW)).toEqual({ ok: true, wasDone: false });
    expect(await db.payrollRow.count({ where: { orderId: id } })).toBe(0);
    expect(await db.expense.count({ where: { orderId: id } })).toBe(1);
  });

  it('takes the late rule off the subtotal, and only when it is late', async () => {
    const { organizationId, manager, find, bring, completion } = desk;
    await db.organization.update({ where: { id: organizationId }, data: { lateDiscountPercent: '10' } });
    const id = await bring('IN_PROGRESS');
    await completeOrder(manager, await completion(id, { actualEnd: new Date('2026-12-01T15:00:00Z') }), NOW);
    expect((await find(id)).sums).toMatchObject({ subtotal: '24500.00', lateDiscount: '2450.00', total: '26950.00' });
  });

  it('refuses an end before the start', async () => {
    const { manager, bring, completion } = desk;
    const id = await bring('IN_PROGRESS');
    expect(await completeOrder(manager, await completion(id, { actualEnd: new Date('2026-12-01T05:00:00Z') }), NOW)).toEqual({ ok: false, error: 'endBeforeStart' });
  });

  it('is taken back by owners with a reason, and done anew; the approval stays frozen', async () => {
    const { manager, owner, find, bring, completion } = desk;
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
  const reopen = async (id: string) => reopenOrder(desk.owner, { orderId: id, version: (await desk.find(id)).version, reason: 'Ошибка' }, NOW);
  const ended = { actualEnd: new Date('2026-12-01T12:00:00Z') };

  it('is not taken for the own one', async () => {
    const { manager, operator, bring, completion } = desk;
    const id = await bring('IN_PROGRESS');
    const done = await completion(id);
    await completeOrder(operator, done, NOW);
    expect(await completeOrder(operator, done, NOW)).toEqual({ ok: true, wasDone: true });
    expect(await completeOrder(manager, done, NOW)).toMatchObject({ ok: false, error: 'notAllowed', current: { state: 'COMPLETED' } });
  });

  it('keeps costs that the person does not see; who sees them takes them away', async () => {
    const { manager, operator, find, bring, completion } = desk;
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
    const { manager, operator, find, bring, completion } = desk;
    const id = await bring('IN_PROGRESS');
    const done = await completion(id);
    const twice = { ...done, lines: [...done.lines, ...done.lines.map((line) => ({ ...line, fuelCost: '1.00' }))], operators: [...done.operators, { userId: operator.userId, hours: '99' }] };
    expect(await completeOrder(manager, twice, NOW)).toEqual({ ok: true, wasDone: false });
    expect(await find(id)).toMatchObject({ lines: [{ fuelCost: '2600.00' }], operators: [{ hours: '8' }] });
  });

  it('is refused, not broken, when a sum or somebody\'s pay does not fit', async () => {
    const { manager, operator, bring, completion } = desk;
    const id = await bring('IN_PROGRESS', { operators: [{ userId: operator.userId, payKind: 'HOURLY', payRate: '999999999999' }] });
    const done = await completion(id);
    expect(await completeOrder(manager, { ...done, operators: [{ userId: operator.userId, hours: '99999999' }] }, NOW)).toEqual({ ok: false, error: 'tooLarge' });
    await db.orderLine.updateMany({ where: { orderId: id }, data: { hourlyRate: '999999999999' } });
    expect(await completeOrder(manager, { ...done, lines: done.lines.map((line) => ({ ...line, hours: '99999999' })) }, NOW)).toEqual({ ok: false, error: 'tooLarge' });
  });

  it('neither comes nor goes in closed books, whatever it cost', async () => {
    const { organizationId, manager, bring, completion } = desk;
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
    const { manager, find, bring, completion } = desk;
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
