import { beforeAll, describe, expect, it } from 'vitest';
import { makeLead, makeMember, makeOrganization, makeService } from '../../../prisma/factories';
import { assignLeads, changeLeadStates } from '~/domain/leads/bulk-leads.server';
import { changeLeadState } from '~/domain/leads/change-state.server';
import { findLead } from '~/domain/leads/lead-detail.server';
import { parseLeadFilter } from '~/domain/leads/lead-filter';
import { countLeadsByState } from '~/domain/leads/lead-states.server';
import { countLeads, hasAnyLead, listLeads } from '~/domain/leads/list-leads.server';
import { db, orgDb, type OrgDb } from '~/platform/db.server';
import { listRolesThatSeeAll } from './access.server';
import type { Reach, Viewer } from './reach';

const now = new Date('2026-11-20T12:00:00Z');
const everything = parseLeadFilter(new URLSearchParams('state=all'));

let organizationId: string;
let client: OrgDb;
let people: Record<'me' | 'mate' | 'formerMate' | 'stranger', string>;
/** Ids of requests by whose they are. */
let leads: Record<'me' | 'mate' | 'formerMate' | 'stranger' | 'nobody', string>;

beforeAll(async () => {
  organizationId = (await makeOrganization(db)).id;
  client = orgDb(organizationId);
  const team = await db.team.create({ data: { organizationId, name: 'Север' } });
  const join = async (teamId: string | null, removedAt: Date | null = null) => (await makeMember(db, { organizationId, role: 'MANAGER', teamId, removedAt })).user.id;
  people = { me: await join(team.id), mate: await join(team.id), formerMate: await join(team.id, now), stranger: await join(null) };
  const { id: serviceId } = await makeService(db, { organizationId });
  const lead = async (assigneeId: string | null) => (await makeLead(db, { organizationId, serviceId, assigneeId, createdAt: now })).id;
  leads = { me: await lead(people.me), mate: await lead(people.mate), formerMate: await lead(people.formerMate), stranger: await lead(people.stranger), nobody: await lead(null) };
});

const viewer = (reach: Reach, userId = people.me): Viewer => ({ organizationId, timeZone: 'Europe/Moscow', userId, reach });
const seen: Record<Reach, (keyof typeof leads)[]> = { own: ['me'], team: ['formerMate', 'mate', 'me'], all: ['formerMate', 'mate', 'me', 'nobody', 'stranger'] };
const nameOf = (id: string) => Object.entries(leads).find(([, leadId]) => leadId === id)?.[0];

describe.each(['own', 'team', 'all'] as const)('who sees %s', (reach) => {
  it('finds just these requests in the list, its count, its figures and by id', async () => {
    const { rows } = await listLeads(client, { viewer: viewer(reach), filter: everything, now });
    expect(rows.map(({ id }) => nameOf(id)).sort()).toEqual(seen[reach]);
    expect(await countLeads(client, { viewer: viewer(reach), filter: everything, now })).toBe(seen[reach].length);
    expect((await countLeadsByState(viewer(reach), everything, now)).reduce((sum, { count }) => sum + count, 0)).toBe(seen[reach].length);
    for (const [whose, id] of Object.entries(leads)) {
      expect((await findLead(client, viewer(reach), id)) !== null, whose).toBe(seen[reach].includes(whose as keyof typeof leads));
    }
  });

  it('changes nothing beyond, neither one by one nor in bulk', async () => {
    const hidden = Object.keys(leads).filter((whose) => !seen[reach].includes(whose as keyof typeof leads)).map((whose) => leads[whose as keyof typeof leads]);
    const actor = { organizationId, userId: people.me, scope: 'all', reach } as const;
    for (const leadId of hidden) {
      expect(await changeLeadState({ actor, leadId, to: 'IN_PROGRESS', reason: null, version: 1, now })).toEqual({ ok: false, error: 'notFound' });
    }
    expect(await changeLeadStates({ actor, ids: hidden, to: 'SPAM', reason: null, now })).toMatchObject({ ok: true, changed: 0, skipped: hidden.length });
    expect(await assignLeads({ actor, ids: hidden, assigneeId: people.me, now })).toMatchObject({ ok: true, changed: 0 });
  });
});

it('a person without a team sees their own as the team’s', async () => {
  const { rows } = await listLeads(client, { viewer: viewer('team', people.stranger), filter: everything, now });
  expect(rows.map(({ id }) => nameOf(id))).toEqual(['stranger']);
  expect(await hasAnyLead(client, viewer('team', people.stranger))).toBe(true);
});

it('another organisation’s team of the same person opens nothing here', async () => {
  const { id: other } = await makeOrganization(db);
  const team = await db.team.create({ data: { organizationId: other, name: 'Север' } });
  for (const userId of [people.me, people.stranger]) await makeMember(db, { organizationId: other, userId, teamId: team.id });
  const { rows } = await listLeads(client, { viewer: viewer('team'), filter: everything, now });
  expect(rows.map(({ id }) => nameOf(id)).sort()).toEqual(seen.team);
});

it('only roles that see everything are told of any new request', async () => {
  const { id } = await makeOrganization(db);
  expect(await listRolesThatSeeAll(orgDb(id), 'leads')).toEqual(['OWNER', 'ADMIN', 'MANAGER', 'SALES', 'VIEWER']);
  await db.accessRule.createMany({ data: [{ organizationId: id, role: 'SALES', leads: 'TEAM' }, { organizationId: id, role: 'VIEWER', deals: 'OWN' }] });
  expect(await listRolesThatSeeAll(orgDb(id), 'leads')).toEqual(['OWNER', 'ADMIN', 'MANAGER', 'VIEWER']);
});
