import { expect, it } from 'vitest';
import { makeLead, makeOrganization, makeService } from '../../../prisma/factories';
import { db, orgDb } from '~/platform/db.server';
import { parseLeadFilter } from './lead-filter';
import { countLeadsByState } from './lead-states.server';
import { countLeads } from './list-leads.server';

it('counts each state as the list does: local days, no quarantine, one organisation', async () => {
  const organization = await makeOrganization(db);
  const other = await makeOrganization(db);
  const [service, foreign] = [await makeService(db, { organizationId: organization.id }), await makeService(db, { organizationId: other.id })];
  const make = (state: 'NEW' | 'REJECTED', createdAt: string, quarantineReason: string | null = null) =>
    makeLead(db, { organizationId: organization.id, serviceId: service.id, state, createdAt: new Date(createdAt), quarantineReason });
  // 21:30 UTC is the next day in Moscow
  await make('NEW', '2026-03-01T21:30:00Z');
  await make('NEW', '2026-03-02T20:59:00Z');
  await make('REJECTED', '2026-03-02T10:00:00Z');
  await make('NEW', '2026-03-02T10:00:00Z', 'honeypot');
  await make('NEW', '2026-03-02T21:00:00Z');
  await makeLead(db, { organizationId: other.id, serviceId: foreign.id, createdAt: new Date('2026-03-02T10:00:00Z') });

  const viewer = { organizationId: organization.id, timeZone: 'Europe/Moscow', userId: organization.id, reach: 'all' } as const;
  const filter = parseLeadFilter(new URLSearchParams('period=custom&from=2026-03-02&to=2026-03-02'));
  const now = new Date('2026-03-05T00:00:00Z');
  const states = await countLeadsByState(viewer, filter, now);
  expect(states).toEqual([
    { state: 'NEW', count: 2 }, { state: 'IN_PROGRESS', count: 0 }, { state: 'CONVERTED', count: 0 }, { state: 'REJECTED', count: 1 }, { state: 'SPAM', count: 0 },
  ]);
  for (const { state, count } of states) {
    expect(await countLeads(orgDb(organization.id), { viewer, filter: { ...filter, state }, now })).toBe(count);
  }
});
