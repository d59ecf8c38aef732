import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, localDay } from '~/domain/behavior/local-day';
import type { LeadFilter } from '~/domain/leads/lead-filter';
import { PRIORITIES } from '~/domain/leads/lead-options';
import { countLeads } from '~/domain/leads/list-leads.server';
import type { LeadViewer } from '~/domain/leads/lead-where.server';
import { db, orgDb } from '~/platform/db.server';
import { leadData, makeMember, makeOrganization, makeService } from '../../../prisma/factories';
import { createRandom } from '../../../prisma/random';
import { DASHBOARD_PERIODS, dashboardFilter, waitingFilter } from './dashboard-filter';
import { countBefore, countByColour, countByService, countWaiting, responseFigures } from './lead-figures.server';

const now = new Date('2026-03-30T21:30:00Z');
const HOUR = 3_600_000;
// clocks go forward in Berlin on 29 March 2026: one of the days has 23 hours
const timeZone = 'Europe/Berlin';
let viewer: LeadViewer;
let services: string[];

beforeAll(async () => {
  const { id: organizationId } = await makeOrganization(db, { timeZone });
  const { user } = await makeMember(db, { organizationId });
  services = [];
  for (let index = 0; index < 3; index++) services.push((await makeService(db, { organizationId })).id);
  viewer = { organizationId, timeZone, userId: user.id, reach: 'all' };
  const random = createRandom(7);
  const leads = Array.from({ length: 400 }, () => {
    const createdAt = new Date(now.getTime() - random.next() ** 2 * 70 * 24 * HOUR);
    const state = random.pick(['NEW', 'NEW', 'IN_PROGRESS', 'CONVERTED', 'REJECTED', 'SPAM'] as const);
    const responseDueAt = new Date(createdAt.getTime() + random.int(1, 48) * HOUR);
    const answeredAt = new Date(createdAt.getTime() + random.int(1, 60) * HOUR);
    const respondedAt = state === 'NEW' || answeredAt > now ? null : answeredAt;
    return leadData(
      {
        organizationId, serviceId: random.pick(services), createdAt, state, responseDueAt, respondedAt,
        assigneeId: random.chance(0.4) ? user.id : null,
        quarantineReason: random.chance(0.06) ? 'links' : null,
      },
      random,
    );
  });
  await db.lead.createMany({ data: leads });
});

const own = () => orgDb(viewer.organizationId);
const listed = (filter: LeadFilter) => countLeads(own(), { viewer, filter, now });

describe.each(['all', 'own'] as const)('figures of a role that sees %s', (scope) => {
  describe.each(DASHBOARD_PERIODS)('%s', (period) => {
    const filter = dashboardFilter(period, scope);
    const options = () => ({ viewer, filter, now });

    it('by colour equal the rows behind them, in sum and in each bucket', async () => {
      const buckets = await countByColour(own(), options());
      for (const priority of PRIORITIES) {
        const sum = buckets.reduce((total, bucket) => total + bucket[priority], 0);
        expect(sum).toBe(await listed({ ...filter, priorities: [priority] }));
      }
      const days = new Set(buckets.map(({ bucket }) => bucket.slice(0, 10)));
      for (const day of days) {
        const sum = buckets.filter(({ bucket }) => bucket.startsWith(day)).reduce((total, { high, medium, low }) => total + high + medium + low, 0);
        expect(sum).toBe(await listed({ ...filter, period: 'custom', from: day, to: day }));
      }
      expect(days.size).toBe({ today: 1, '7d': 7, '30d': 30 }[period]);
    });

    it('by service equal the rows behind them', async () => {
      const counts = await countByService(own(), options());
      for (const id of services) expect(counts.find((service) => service.id === id)?.count ?? 0).toBe(await listed({ ...filter, serviceId: id }));
    });

    it('of speed equal the rows behind them', async () => {
      const figures = await responseFigures(own(), options());
      for (const priority of PRIORITIES) {
        for (const answer of ['answered', 'inTime', 'late', 'overdue'] as const) {
          expect(figures[priority][answer]).toBe(await listed({ ...filter, priorities: [priority], answer }));
        }
        expect(figures[priority].inTime + figures[priority].late).toBe(figures[priority].answered);
      }
    });

    it('of the span before count as many days, up to the same time', async () => {
      const days = { today: 1, '7d': 7, '30d': 30 }[period];
      const first = addDays(localDay(now, timeZone), 1 - days);
      const rows = await db.lead.findMany({ where: { organizationId: viewer.organizationId, quarantineReason: null }, select: { createdAt: true, assigneeId: true } });
      const expected = rows.filter(({ createdAt, assigneeId }) => {
        const day = localDay(createdAt, timeZone);
        return day >= addDays(first, -days) && day < first && createdAt.getTime() <= now.getTime() - days * 24 * HOUR && (scope === 'all' || assigneeId);
      });
      expect(await countBefore(own(), options())).toBe(expected.length);
    });
  });

  it('of what waits equal the rows behind them', async () => {
    const filter = waitingFilter(scope);
    const { waiting, overdue } = await countWaiting(own(), { viewer, filter, now });
    expect(waiting).toBe(await listed(filter));
    expect(overdue).toBe(await listed({ ...filter, answer: 'overdue' }));
    expect(waiting).toBeGreaterThan(overdue);
    expect(overdue).toBeGreaterThan(0);
  });
});

describe('the median', () => {
  it('is that of the delays', async () => {
    const filter = dashboardFilter('30d', 'all');
    const { high } = await responseFigures(own(), { viewer, filter, now });
    const rows = await db.lead.findMany({
      where: { organizationId: viewer.organizationId, quarantineReason: null, priority: 'high', respondedAt: { not: null }, createdAt: { gte: new Date('2026-02-28T23:00:00Z') } },
    });
    const delays = rows.map((row) => row.respondedAt!.getTime() - row.createdAt.getTime()).sort((a, b) => a - b);
    const middle = (delays.length - 1) / 2;
    const median = ((delays[Math.floor(middle)] ?? 0) + (delays[Math.ceil(middle)] ?? 0)) / 2;
    expect(high.p50Ms).toBeCloseTo(median, -1);
  });
});
