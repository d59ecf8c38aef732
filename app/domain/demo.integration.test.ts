import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '~/platform/db.server';
import { seedDemo } from './demo.server';

let results: Awaited<ReturnType<typeof seedDemo>>[];

beforeAll(async () => {
  results = await Promise.all([seedDemo(), seedDemo()]);
});

describe('seedDemo', () => {
  it('fills an empty database once, also when two processes start at once', async () => {
    expect(results).toEqual(Array(2).fill({ signIn: 'owner@demo.test / demo-password' }));
    expect(await db.organization.count()).toBe(2);
    expect(await db.organization.findMany({ where: { isDefault: true }, select: { slug: true } })).toEqual([{ slug: 'demo' }]);
    expect(await seedDemo()).not.toBeNull();
    expect(await db.organization.count()).toBe(2);
  });

  it('shows every colour, every state and a quarantine', async () => {
    const demo = await db.organization.findUniqueOrThrow({ where: { slug: 'demo' } });
    const where = { organizationId: demo.id };
    const states = await db.lead.groupBy({ by: ['state'], where, _count: true });
    const colours = await db.lead.groupBy({ by: ['priority'], where, _count: true });
    expect(states.map(({ state }) => state).sort()).toEqual(['CONVERTED', 'IN_PROGRESS', 'NEW', 'REJECTED', 'SPAM']);
    expect(colours).toHaveLength(3);
    for (const { _count } of colours) expect(_count).toBeGreaterThan(20);
    expect(await db.lead.count({ where: { ...where, quarantineReason: { not: null } } })).toBeGreaterThan(2);
    expect(await db.lead.count({ where: { ...where, overrideAt: { not: null } } })).toBeGreaterThan(2);
    expect(await db.lead.count({ where: { ...where, createdAt: { gt: new Date() } } })).toBe(0);
    expect(await db.lead.count({ where: { ...where, respondedAt: { gt: new Date() } } })).toBe(0);
    expect(await db.lead.count({ where: { ...where, state: 'REJECTED', rejectReason: null } })).toBe(0);
  });

  it('has a believable funnel, whose ends fit the requests', async () => {
    const { id: organizationId } = await db.organization.findUniqueOrThrow({ where: { slug: 'demo' } });
    const [views, starts, sent, leads] = await Promise.all([
      db.formView.count({ where: { organizationId } }),
      db.formView.count({ where: { organizationId, started: true } }),
      db.formView.count({ where: { organizationId, sentAt: { not: null } } }),
      db.lead.count({ where: { organizationId } }),
    ]);
    expect(views).toBe(4_000);
    expect(starts / views).toBeCloseTo(0.38, 1);
    expect(sent).toBe(leads);
    expect(await db.fieldDay.count({ where: { organizationId } })).toBeGreaterThan(500);
    expect(await db.heatDelta.count({ where: { organizationId } })).toBeGreaterThan(500);
  });

  it('leaves a database alone that is somebody’s', async () => {
    await db.organization.update({ where: { slug: 'demo' }, data: { slug: 'company', isDemo: false } });
    expect(await seedDemo()).toBeNull();
    expect(await db.organization.count()).toBe(2);
  });
});
