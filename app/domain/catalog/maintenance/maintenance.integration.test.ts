import { beforeEach, describe, expect, it } from 'vitest';
import { makeMember, makeOrganization } from '../../../../prisma/factories';
import { makeItem } from '../../../../prisma/order-factories';
import { db, orgDb } from '~/platform/db.server';
import { plannedSchema, type DoneInput } from './maintenance.schema';
import { countPlans, createPlan, endPlan, listPlans } from './plans.server';
import { cancelMaintenance, finishMaintenance, listMaintenance, planMaintenance } from './records.server';

const today = '2026-11-20';
const now = new Date('2026-11-20T09:00:00Z');
let organizationId: string;
let userId: string;
let itemId: string;
const actor = () => ({ organizationId, userId });
const own = () => orgDb(organizationId);
const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour));
const plan = (startsAt: Date, endsAt: Date, title = 'ТО-1') => planMaintenance({ actor: actor(), itemId, input: { title, planId: null, startsAt, endsAt, notes: null } });
const finish = (input: Partial<DoneInput>) =>
  finishMaintenance({ actor: actor(), itemId, input: { recordId: null, version: 0, title: 'ТО-1', planId: null, doneDay: today, meterHours: null, cost: null, notes: null, ...input }, currency: 'RUB', today, now });
const busy = () => own().booking.findMany({ orderBy: { startsAt: 'asc' }, select: { startsAt: true, endsAt: true } });

beforeEach(async () => {
  organizationId = (await makeOrganization(db)).id;
  userId = (await makeMember(db, { organizationId, role: 'ADMIN' })).user.id;
  itemId = (await makeItem(db, { organizationId, meterHours: '1000' })).id;
});

describe('maintenance', () => {
  it('keeps the machine while it is planned; of two at one time one is refused', async () => {
    const both = await Promise.all([plan(at(10), at(12)), plan(at(11), at(13))]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, error: 'taken' });
    expect(await plan(at(13), at(14))).toMatchObject({ ok: true });
    expect(await listMaintenance(own(), { itemId, limit: 10 })).toHaveLength(2);
    const [first] = await listMaintenance(own(), { limit: 10 });
    expect(await cancelMaintenance(actor(), { itemId, recordId: first?.id ?? '' })).toEqual({ title: 'ТО-1' });
    expect(await cancelMaintenance(actor(), { itemId, recordId: first?.id ?? '' })).toBeNull();
    expect(await busy()).toHaveLength(1);
  });

  it('done early gives the rest of its time back', async () => {
    const planned = await plan(at(8), at(18));
    const record = planned.ok ? planned.id : '';
    expect(await finish({ recordId: record, version: 1 })).toEqual({ ok: true, id: record });
    expect(await busy()).toEqual([{ startsAt: at(8), endsAt: now }]);
    const ahead = await plan(at(20), at(22));
    await finish({ recordId: ahead.ok ? ahead.id : '', version: 1 });
    expect(await busy()).toHaveLength(1);
  });

  it('put right later leaves the time that it gave back to others', async () => {
    const planned = await plan(at(8), at(18));
    const record = planned.ok ? planned.id : '';
    await finish({ recordId: record, version: 1 });
    const other = await plan(at(14), at(16), 'ТО-2');
    expect(other).toMatchObject({ ok: true });
    const late = await finishMaintenance({ actor: actor(), itemId, input: { recordId: record, version: 2, title: 'ТО-1', planId: null, doneDay: today, meterHours: null, cost: null, notes: 'x' }, currency: 'RUB', today, now: at(17) });
    expect(late).toEqual({ ok: true, id: record });
    expect(await busy()).toEqual([{ startsAt: at(8), endsAt: now }, { startsAt: at(14), endsAt: at(16) }]);
  });

  it('lists what is overdue by its meter first, and counts all', async () => {
    const make = (title: string, everyDays: number | null, everyHours: string | null) => createPlan({ actor: actor(), itemId, today, input: { title, everyDays, everyHours, lastDay: null, lastHours: null } });
    for (const [title, days, hours] of [['later', 90, null], ['soon', 5, null], ['byHours', 80, '900'], ['soonByHours', null, '1020'], ['far', null, '9000']] as const) await make(title, days, hours);
    const scope = { organizationId, today };
    expect((await listPlans(own(), { ...scope, limit: 3 })).map(({ title }) => title).sort()).toEqual(['byHours', 'soon', 'soonByHours']);
    expect(await countPlans(own(), scope)).toEqual({ overdue: 1, soon: 2 });
    const states = (await listPlans(own(), scope)).map(({ due }) => due.state);
    expect(states).toEqual(['overdue', 'soon', 'soon', 'later', 'later']);
  });

  it.each(['2026-13-01T10:00', '2026-02-30T10:00', '2026-11-20T99:99', '2026-11-20T24:00', 'x'])('takes no time like %s', (startsAt) => {
    expect(plannedSchema.safeParse({ title: 'x', startsAt, endsAt: '2027-01-01T10:00' }).success).toBe(false);
  });

  it('counts the plan on, moves the meter forward and never back, and costs once', async () => {
    await createPlan({ actor: actor(), itemId, today, input: { title: 'Масло', everyDays: 90, everyHours: '250', lastDay: null, lastHours: '900' } });
    const [before] = await listPlans(own(), { organizationId, itemId, today });
    expect(before).toMatchObject({ nextDay: '2027-02-18', nextHours: '1150', due: { state: 'later' } });
    const planId = before?.id ?? null;
    const done = await finish({ planId, meterHours: '1040.5', cost: '12500.00' });
    expect(done).toMatchObject({ ok: true });
    const id = done.ok ? done.id : '';
    expect(await listPlans(own(), { organizationId, today: '2027-02-10' })).toMatchObject([{ lastHours: '900', nextDay: '2027-02-18', nextHours: '1290.5', due: { state: 'soon', daysLeft: 8 } }]);
    expect(await finish({ recordId: id, version: 1, planId, meterHours: '1030', cost: '13000.00' })).toEqual({ ok: true, id });
    expect(await finish({ recordId: id, version: 1, planId })).toEqual({ ok: false, error: 'stale' });
    expect((await own().catalogItem.findFirst({ where: { id: itemId }, select: { meterHours: true } }))?.meterHours?.toFixed()).toBe('1040.5');
    const costs = () => own().expense.findMany({ where: { deletedAt: null }, select: { amount: true, sourceKey: true, maintenanceId: true, itemId: true } });
    expect(await costs()).toMatchObject([{ sourceKey: `maintenance:${id}`, maintenanceId: id, itemId }]);
    expect((await costs())[0]?.amount.toFixed(2)).toBe('13000.00');
    await finish({ recordId: id, version: 2, planId });
    expect(await costs()).toEqual([]);
    expect(await endPlan(actor(), { itemId, planId: planId ?? '' })).toBe(true);
    expect(await listPlans(own(), { organizationId, today })).toEqual([]);
  });

  it('writes no cost into closed books', async () => {
    await db.organization.update({ where: { id: organizationId }, data: { booksClosedThrough: new Date('2026-11-30T00:00:00Z') } });
    expect(await finish({ cost: '100.00' })).toEqual({ ok: false, error: 'booksClosed', through: '2026-11-30' });
    expect(await listMaintenance(own(), { itemId, limit: 10 })).toEqual([]);
    expect(await finish({})).toMatchObject({ ok: true });
  });

  it('of another organisation is out of reach', async () => {
    const planned = await plan(at(10), at(12));
    const foreign = { organizationId: (await makeOrganization(db)).id, userId };
    expect(await planMaintenance({ actor: foreign, itemId, input: { title: 'x', planId: null, startsAt: at(1), endsAt: at(2), notes: null } })).toEqual({ ok: false, error: 'notFound' });
    expect(await cancelMaintenance(foreign, { itemId, recordId: planned.ok ? planned.id : '' })).toBeNull();
    expect(await createPlan({ actor: foreign, itemId, today, input: { title: 'x', everyDays: 1, everyHours: null, lastDay: null, lastHours: null } })).toBeNull();
    expect(await listMaintenance(orgDb(foreign.organizationId), { itemId, limit: 10 })).toEqual([]);
  });
});
