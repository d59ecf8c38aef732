import { beforeAll, describe, expect, it } from 'vitest';
import { checkInn } from '~/domain/contacts/inn';
import { db } from '~/platform/db.server';
import { seedDemo } from '../demo.server';

const now = new Date();
let organizationId: string;
let neighbourId: string;

beforeAll(async () => {
  await seedDemo(now);
  organizationId = (await db.organization.findUniqueOrThrow({ where: { slug: 'demo' } })).id;
  neighbourId = (await db.organization.findFirstOrThrow({ where: { slug: { not: 'demo' } } })).id;
});

describe('the demo organisation at work', () => {
  it('has clients with right numbers, some of them twice', async () => {
    const contacts = await db.contact.findMany({ where: { organizationId }, select: { inn: true, kind: true, createdAt: true, custom: true } });
    expect(contacts).toHaveLength(300);
    expect(contacts.filter(({ kind }) => kind === 'COMPANY').length).toBeGreaterThan(80);
    for (const { inn } of contacts) if (inn) expect(checkInn(inn), inn).toBe(true);
    const shared = await db.contactKey.groupBy({ by: ['key'], where: { organizationId }, having: { key: { _count: { gt: 1 } } } });
    expect(shared.length).toBeGreaterThanOrEqual(4);
    expect(await db.customField.count({ where: { organizationId } })).toBe(3);
    expect(await db.team.count({ where: { organizationId } })).toBe(2);
    expect(await db.savedView.count({ where: { organizationId, isShared: true } })).toBe(5);
  });

  it('has deals of a year with a season, in every state, none from the future', async () => {
    const deals = await db.deal.findMany({ where: { organizationId }, select: { state: true, createdAt: true, stageEnteredAt: true, amount: true, wonAt: true, contact: { select: { createdAt: true } } } });
    expect(deals).toHaveLength(120);
    expect(new Set(deals.map(({ state }) => state)).size).toBe(5);
    for (const { createdAt, stageEnteredAt, contact } of deals) {
      expect(stageEnteredAt <= now && contact.createdAt <= createdAt).toBe(true);
    }
    // a fixed season: April to August hold more than the five months around the new year
    const inMonths = (months: number[]) => deals.filter(({ createdAt }) => months.includes(createdAt.getUTCMonth())).length;
    expect(inMonths([3, 4, 5, 6, 7])).toBeGreaterThan(inMonths([10, 11, 0, 1, 2]));
  });

  it('keeps every deal’s stays, history and state together', async () => {
    const deals = await db.deal.findMany({
      where: { organizationId },
      select: { state: true, stageId: true, stageEnteredAt: true, steps: { orderBy: { enteredAt: 'asc' } }, activities: { where: { kind: 'SYSTEM' }, select: { event: true } } },
    });
    for (const { state, stageId, stageEnteredAt, steps, activities } of deals) {
      const last = steps.at(-1);
      expect([last?.state, last?.stageId, last?.leftAt, last?.enteredAt]).toEqual([state, stageId, null, stageEnteredAt]);
      expect(activities.filter(({ event }) => event === 'deal.state' || event === 'deal.stage')).toHaveLength(steps.length - 1);
    }
  });

  it('ties converted requests to their contacts and deals', async () => {
    const leads = await db.lead.findMany({ where: { organizationId, state: 'CONVERTED' }, select: { contactId: true, convertedAt: true, respondedAt: true, deals: { select: { contactId: true, createdAt: true } } } });
    expect(leads.length).toBeGreaterThan(8);
    for (const { contactId, convertedAt, respondedAt, deals } of leads) {
      expect(deals).toEqual([{ contactId, createdAt: convertedAt }]);
      expect(respondedAt! <= convertedAt!).toBe(true);
    }
  });

  it('has something to do for everybody: late, today, coming, done, and what comes back', async () => {
    const tasks = await db.task.findMany({ where: { organizationId }, select: { state: true, dueAt: true, doneAt: true, recurrence: true, seriesId: true } });
    const open = tasks.filter(({ state }) => state !== 'DONE');
    expect(open.filter(({ dueAt }) => dueAt && dueAt < now).length).toBeGreaterThan(0);
    expect(open.filter(({ dueAt }) => dueAt && dueAt > now).length).toBeGreaterThan(5);
    expect(tasks.filter(({ state }) => state === 'DONE').length).toBeGreaterThan(40);
    for (const { doneAt } of tasks) if (doneAt) expect(doneAt <= now).toBe(true);
    const series = new Set(tasks.flatMap(({ seriesId }) => seriesId ?? []));
    expect(open.filter(({ recurrence }) => recurrence !== null)).toHaveLength(series.size);
  });

  it('has a small neighbour of its own', async () => {
    const where = { where: { organizationId: neighbourId } };
    expect([await db.contact.count(where), await db.deal.count(where)]).toEqual([12, 6]);
    expect(await db.task.count(where)).toBeGreaterThan(0);
  });
});
