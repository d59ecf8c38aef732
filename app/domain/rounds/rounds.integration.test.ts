import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db, pool } from '~/platform/db.server';
import { contactData } from '../../../prisma/crm-factories';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import { makeItem, makeOrder } from '../../../prisma/order-factories';
import { makeRound } from './round.server';
import { startRounds } from './round-clock.server';

/** A Monday, 10:00 in Moscow. */
const now = new Date('2026-11-23T07:00:00Z');
const day = '2026-11-23';
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

let organizationId: string;
let owner: string;
let manager: string;

beforeAll(async () => {
  // making the queues takes its time
  await startRounds(new Date(0));
});

beforeEach(async () => {
  ({ id: organizationId } = await makeOrganization(db));
  owner = (await makeMember(db, { organizationId, role: 'OWNER' })).user.id;
  manager = (await makeMember(db, { organizationId, role: 'MANAGER' })).user.id;
});

interface Facts {
  state?: 'DRAFT' | 'CREATED' | 'APPROVED' | 'IN_PROGRESS' | 'COMPLETED';
  plannedEnd?: Date;
  completedAt?: Date;
  due?: number;
  managerId?: string | null;
  isDeleted?: boolean;
}

async function order({ state = 'APPROVED', plannedEnd = daysAgo(-9), completedAt, due = 0, managerId = manager, isDeleted = false }: Facts): Promise<string> {
  const contact = await db.contact.create({ data: contactData({ organizationId }), select: { id: true } });
  const { id } = await makeOrder(db, { organizationId, state, managerId, contactId: contact.id, address: 'Тверь', plannedStart: daysAgo(10), plannedEnd: daysAgo(9), actualStart: daysAgo(10), actualEnd: daysAgo(9) });
  await pool.query(
    `UPDATE "Order" SET "plannedEnd" = $2, "plannedStart" = $2::timestamptz - interval '8 hours', "completedAt" = $3, "total" = 100, "paid" = 100 - $4::numeric, "deletedAt" = CASE WHEN $5 THEN now() END WHERE "id" = $1`,
    [id, plannedEnd, completedAt ?? null, due, isDeleted],
  );
  return id;
}

const told = async () => {
  const rows = await db.notification.findMany({ where: { organizationId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], select: { event: true, userId: true, path: true } });
  return rows.map(({ event, userId, path }) => `${event} ${userId === owner ? 'owner' : userId === manager ? 'manager' : 'other'} ${path.split('/').at(-1)}`);
};
const round = () => makeRound({ organizationId, day, now });

describe('the morning round', () => {
  it('tells the manager of an order that should have ended, once, and again of a new end that passed', async () => {
    const id = await order({ plannedEnd: daysAgo(1) });
    await order({ plannedEnd: daysAgo(-1) });
    await order({ plannedEnd: daysAgo(1), state: 'DRAFT' });
    await order({ plannedEnd: daysAgo(1), isDeleted: true });
    await order({ plannedEnd: daysAgo(31) });
    expect(await round()).toBe(1);
    expect(await round()).toBe(0);
    expect(await told()).toEqual([`order.overdue manager ${id}`]);
    await pool.query(`UPDATE "Order" SET "plannedEnd" = $2 WHERE "id" = $1`, [id, daysAgo(0.5)]);
    expect(await round()).toBe(1);
  });

  it('turns to the owner where nobody manages the order any more', async () => {
    const [orphan, left] = [await order({ plannedEnd: daysAgo(2), managerId: null }), await order({ plannedEnd: daysAgo(1) })];
    await db.membership.updateMany({ where: { organizationId, userId: manager }, data: { removedAt: now } });
    await round();
    expect(await told()).toEqual([`order.overdue owner ${orphan}`, `order.overdue owner ${left}`]);
  });

  it('tells of a balance when its time to pay has run out', async () => {
    await db.organization.update({ where: { id: organizationId }, data: { unpaidAfterDays: 5 }, select: { id: true } });
    const id = await order({ state: 'COMPLETED', completedAt: daysAgo(5), due: 40 });
    await order({ state: 'COMPLETED', completedAt: daysAgo(4.9), due: 40 });
    await order({ state: 'COMPLETED', completedAt: daysAgo(6), due: 0 });
    await order({ state: 'COMPLETED', completedAt: daysAgo(60), due: 40 });
    expect(await round()).toBe(1);
    expect(await round()).toBe(0);
    expect(await told()).toEqual([`order.unpaid manager ${id}`]);
  });

  it('tells of maintenance that comes near and again when it is late, by day or by meter', async () => {
    const machine = async (next: object, meterHours: string | null = null) => {
      const { id: itemId } = await makeItem(db, { organizationId, kind: 'EQUIPMENT', meterHours });
      const plan = await db.maintenancePlan.create({ data: { organizationId, itemId, title: 'ТО-250', ...next }, select: { id: true } });
      return { itemId, planId: plan.id };
    };
    const byDay = await machine({ everyDays: 90, nextDay: new Date('2026-11-28') });
    const byHours = await machine({ everyHours: '250', nextHours: '1000' }, '990');
    await machine({ everyDays: 90, nextDay: new Date('2026-12-20') });
    await machine({ everyHours: '250', nextHours: '1000' }, '100');
    await machine({ everyDays: 90, nextDay: new Date('2026-11-01'), isActive: false });
    expect(await round()).toBe(4);
    expect(await round()).toBe(0);
    expect(new Set(await told())).toEqual(new Set(['owner', 'manager'].flatMap((who) => [byDay, byHours].map(({ itemId }) => `maintenance.due ${who} ${itemId}`))));
    await db.catalogItem.update({ where: { id: byHours.itemId }, data: { meterHours: '1001' }, select: { id: true } });
    expect(await round()).toBe(2);
  });

  it('of two at once tells everybody once', async () => {
    for (let count = 0; count < 5; count += 1) await order({ plannedEnd: daysAgo(count + 1) });
    const counts = await Promise.all([round(), round()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(5);
    expect(await told()).toHaveLength(5);
  });
});

describe('the clock of rounds', () => {
  const jobs = async () => (await pool.query<{ day: string }>(`SELECT "data"->>'day' AS "day" FROM pgboss.job WHERE "name" = 'rounds-morning' AND "data"->>'organizationId' = $1`, [organizationId])).rows.map(({ day: begun }) => begun);
  const lastDay = (text: string) => db.organization.update({ where: { id: organizationId }, data: { lastRoundDay: new Date(text) }, select: { id: true } });

  it('begins a day once, however many ask and how late', async () => {
    await lastDay('2026-11-20');
    await startRounds(new Date('2026-11-23T05:59:00Z'));
    expect(await jobs()).toEqual([]);
    await Promise.all([startRounds(now), startRounds(now), startRounds(now)]);
    expect(await jobs()).toEqual([day]);
    await startRounds(new Date('2026-11-23T20:00:00Z'));
    expect(await jobs()).toEqual([day]);
    await startRounds(new Date('2026-11-24T20:00:00Z'));
    expect((await jobs()).sort()).toEqual([day, '2026-11-24']);
  });

  it('leaves a new organisation alone on its first day', async () => {
    await startRounds(new Date());
    expect(await jobs()).toEqual([]);
  });
});

describe('the questions of the round', () => {
  it('are answered by their indexes', async () => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('SET LOCAL enable_seqscan = off');
      await client.query('SET LOCAL enable_bitmapscan = off');
      await client.query('SET LOCAL enable_sort = off');
      const plan = async (sql: string) => (await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, [organizationId, daysAgo(30), now])).rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(await plan(`SELECT "id" FROM "Order" o WHERE o."organizationId" = $1::uuid AND o."deletedAt" IS NULL AND o."state" IN ('CREATED', 'APPROVED', 'IN_PROGRESS') AND o."plannedEnd" IS NOT NULL AND (o."plannedEnd", o."id") > ($2, '00000000-0000-0000-0000-000000000000'::uuid) AND o."plannedEnd" < $3 ORDER BY o."plannedEnd", o."id" LIMIT 200`)).toContain('Order_overdue_idx');
      expect(await plan(`SELECT "id" FROM "Order" o WHERE o."organizationId" = $1::uuid AND o."deletedAt" IS NULL AND o."state" = 'COMPLETED' AND o."total" > o."paid" AND (o."completedAt", o."id") > ($2, '00000000-0000-0000-0000-000000000000'::uuid) AND o."completedAt" <= $3 ORDER BY o."completedAt", o."id" LIMIT 200`)).toContain('Order_unpaid_idx');
      await client.query('ROLLBACK');
    } finally {
      client.release();
    }
  });
});
