import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import { db, orgDb } from '~/platform/db.server';
import { availability } from './availability.server';
import { bookOrder, freeOrder, shortenBookings } from './book.server';
import { BookingClash } from './booking-clash';
import { equalFreeMachines } from './equal-machines.server';
import { findClashes } from './find-clashes.server';
import { blockForMaintenance, freeMaintenance } from './maintenance-blocks.server';
import { nearestFree } from './nearest-free.server';
import { offerInstead } from './offer-instead.server';

const HOUR = 3_600_000;
const at = (hour: number, minute = 0) => new Date(Date.UTC(2026, 10, 23, hour, minute));

let organizationId: string;
let categoryId: string;
let userId: string;

beforeEach(async () => {
  organizationId = (await makeOrganization(db, { bufferBeforeMin: 30, bufferAfterMin: 15 })).id;
  categoryId = (await db.catalogCategory.create({ data: { organizationId, name: 'Экскаваторы' } })).id;
  userId = (await makeMember(db, { organizationId, role: 'OPERATOR' })).user.id;
});

async function machine(overrides: object = {}) {
  return (await db.catalogItem.create({ data: { organizationId, kind: 'EQUIPMENT', name: 'JCB 3CX', categoryId, ...overrides } })).id;
}

async function order(number = randomUUID().slice(0, 8)) {
  return (await db.order.create({ data: { organizationId, number, currency: 'RUB' } })).id;
}

async function book(itemIds: string[], from: Date, to: Date, userIds: string[] = []) {
  const orderId = await order();
  await orgDb(organizationId).$transaction((tx) => bookOrder(tx, { organizationId, orderId, itemIds, userIds, startsAt: from, endsAt: to }));
  return orderId;
}

const ask = (itemIds: string[], from: Date, to: Date, userIds: string[] = [], exceptOrderId?: string) => ({ organizationId, itemIds, userIds, startsAt: from, endsAt: to, exceptOrderId });

describe('booking', () => {
  it('lets one of fifty have the last machine and tells the others when it is free', async () => {
    const itemId = await machine();
    const [equal, broken] = [await machine({ name: 'Hitachi' }), await machine({ status: 'BROKEN' })];
    const tries = await Promise.allSettled(Array.from({ length: 50 }, () => book([itemId], at(9), at(12), [])));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = tries.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    expect(refused).toHaveLength(49);
    for (const reason of refused) {
      expect(reason).toBeInstanceOf(BookingClash);
      expect((reason as BookingClash).itemIds).toEqual([itemId]);
    }
    expect(await db.booking.count({ where: { organizationId } })).toBe(1);
    const offer = await offerInstead(orgDb(organizationId), ask([itemId], at(9), at(12)));
    expect(offer.clashes).toMatchObject([{ subject: 'item', id: itemId, name: 'JCB 3CX', kind: 'ORDER', freeFrom: at(12, 15) }]);
    expect(offer.nearest).toEqual({ startsAt: at(12, 45), endsAt: at(15, 45) });
    expect(offer.equal).toEqual([{ itemId, machines: [expect.objectContaining({ id: equal })] }]);
    expect(offer.equal[0]?.machines.map(({ id }) => id)).not.toContain(broken);
  });

  it('does not deadlock when two orders name the same machines and people the other way round', async () => {
    const [first, second] = [await machine(), await machine()];
    for (let round = 0; round < 10; round++) {
      const [from, to] = [new Date(at(0).getTime() + round * 24 * HOUR), new Date(at(5).getTime() + round * 24 * HOUR)];
      const tries = await Promise.allSettled([book([first, second], from, to, [userId]), book([second, first], from, to, [userId])]);
      expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const lost = tries.find((result) => result.status === 'rejected');
      expect(lost?.status === 'rejected' && lost.reason).toBeInstanceOf(BookingClash);
    }
    expect(await db.booking.count({ where: { organizationId } })).toBe(30);
  });

  it('books nothing when one of many is taken', async () => {
    const [free, taken] = [await machine(), await machine()];
    await book([taken], at(9), at(12));
    const orderId = await order();
    const attempt = orgDb(organizationId).$transaction((tx) => bookOrder(tx, { organizationId, orderId, itemIds: [free, taken], userIds: [userId], startsAt: at(11), endsAt: at(13) }));
    await expect(attempt).rejects.toMatchObject({ name: 'BookingClash', itemIds: [taken], userIds: [] });
    expect(await db.booking.count({ where: { organizationId, orderId } })).toBe(0);
  });

  it('keeps the buffers of both neighbours, to the minute', async () => {
    const itemId = await machine();
    await book([itemId], at(9), at(12));
    await expect(book([itemId], at(12, 44), at(13))).rejects.toThrow(BookingClash);
    await book([itemId], at(12, 45), at(13));
    await expect(book([itemId], at(6), at(8, 16))).rejects.toThrow(BookingClash);
    await book([itemId], at(6), at(8, 15));
  });

  it('books a machine of two lines once', async () => {
    const itemId = await machine();
    const orderId = await book([itemId, itemId], at(9), at(12), [userId, userId]);
    expect(await db.booking.count({ where: { organizationId, orderId } })).toBe(2);
  });

  it('leaves other organisations their own', async () => {
    const other = (await makeOrganization(db)).id;
    const foreign = (await db.catalogItem.create({ data: { organizationId: other, kind: 'EQUIPMENT', name: 'Чужой' } })).id;
    await expect(book([foreign], at(9), at(12))).rejects.not.toBeInstanceOf(BookingClash);
    expect(await db.booking.count({ where: { itemId: foreign } })).toBe(0);
  });

  it('gives everything back, and early what was not needed', async () => {
    const itemId = await machine();
    const orderId = await book([itemId], at(9), at(18), [userId]);
    await orgDb(organizationId).$transaction((tx) => shortenBookings(tx, organizationId, orderId, at(14)));
    expect(await db.booking.findMany({ where: { orderId }, select: { endsAt: true, blockedTo: true } })).toEqual([1, 2].map(() => ({ endsAt: at(14), blockedTo: at(14, 15) })));
    await orgDb(organizationId).$transaction((tx) => shortenBookings(tx, organizationId, orderId, at(20)));
    expect(await db.booking.count({ where: { orderId, endsAt: at(14) } })).toBe(2);
    await book([itemId], at(14, 45), at(16));
    await orgDb(organizationId).$transaction((tx) => shortenBookings(tx, organizationId, orderId, at(8)));
    expect(await db.booking.count({ where: { orderId } })).toBe(0);
    const another = await book([itemId], at(9), at(10));
    await orgDb(organizationId).$transaction((tx) => freeOrder(tx, organizationId, another));
    expect(await db.booking.count({ where: { orderId: another } })).toBe(0);
  });

  it('keeps a machine for its maintenance', async () => {
    const itemId = await machine();
    const { id: maintenanceId } = await db.maintenanceRecord.create({ data: { organizationId, itemId, title: 'ТО-2' } });
    const block = (from: Date, to: Date) => orgDb(organizationId).$transaction((tx) => blockForMaintenance(tx, { organizationId, maintenanceId, itemId, startsAt: from, endsAt: to }));
    await block(at(9), at(12));
    await block(at(10), at(13));
    expect(await db.booking.findMany({ where: { maintenanceId }, select: { startsAt: true, blockedTo: true } })).toEqual([{ startsAt: at(10), blockedTo: at(13) }]);
    await expect(book([itemId], at(13, 29), at(15))).rejects.toThrow(BookingClash);
    const orderId = await book([itemId], at(13, 30), at(15));
    await expect(block(at(12), at(14))).rejects.toThrow(BookingClash);
    expect(await findClashes(orgDb(organizationId), ask([itemId], at(12), at(16), [], orderId))).toMatchObject([{ kind: 'MAINTENANCE', orderNumber: null, maintenanceTitle: 'ТО-2', freeFrom: at(13) }]);
    await orgDb(organizationId).$transaction((tx) => freeMaintenance(tx, organizationId, maintenanceId));
    expect(await db.booking.count({ where: { maintenanceId } })).toBe(0);
  });
});

describe('what is free', () => {
  it('is told for machines and people, without the order itself', async () => {
    const [first, second] = [await machine({ name: 'Первый' }), await machine({ name: 'Второй' })];
    const orderId = await book([first], at(9), at(12), [userId]);
    const orgClient = orgDb(organizationId);
    const answer = await availability(orgClient, ask([first, second], at(11), at(13), [userId]));
    expect(answer.isFree).toBe(false);
    expect(answer.nearest.startsAt).toEqual(at(12, 45));
    expect(answer.subjects.map(({ id, isFree, equal }) => [id, isFree, equal.length])).toEqual([[first, false, 0], [second, true, 0], [userId, false, 0]]);
    expect((await availability(orgClient, ask([first, second], at(11), at(13), [userId], orderId))).isFree).toBe(true);
    expect(await equalFreeMachines(orgClient, { organizationId, itemIds: [first, second], startsAt: at(11), endsAt: at(13) })).toMatchObject([
      { itemId: first, machines: [{ id: second }] },
      { itemId: second, machines: [] },
    ]);
  });

  it('is the nearest time that fits all at once', async () => {
    const [first, second] = [await machine(), await machine()];
    await book([first], at(9), at(11));
    await book([second], at(12), at(14));
    await book([], at(16), at(18), [userId]);
    const orgClient = orgDb(organizationId);
    const asked = { organizationId, startsAt: at(9), durationMs: 2 * HOUR };
    expect((await nearestFree(orgClient, { ...asked, itemId: first })).startsAt).toEqual(at(11, 45));
    expect((await nearestFree(orgClient, { ...asked, itemId: second })).startsAt).toEqual(at(9));
    expect((await nearestFree(orgClient, { ...asked, itemIds: [first, second] })).startsAt).toEqual(at(14, 45));
    expect((await nearestFree(orgClient, { ...asked, itemIds: [first, second], userIds: [userId] })).startsAt).toEqual(at(18, 45));
    expect((await nearestFree(orgClient, { ...asked, itemId: first, after: at(20, 10) })).startsAt).toEqual(at(20, 10));
  });
});
