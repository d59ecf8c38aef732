import { beforeAll, describe, expect, it } from 'vitest';
import { makeMember, makeOrganization, makeServices, leadData } from '../../../prisma/factories';
import { createRandom } from '../../../prisma/random';
import { db, orgDb, type OrgDb } from '~/platform/db.server';
import { LEAD_SORTS, parseLeadFilter } from './lead-filter';
import { countLeads, findNeighbours, listLeads } from './list-leads.server';
import type { LeadViewer } from './lead-where.server';
import { cursorOf, formatCursor, parseCursor, type Cursor } from '~/platform/db/keyset';
import { LEAD_ORDERS } from './lead-order';

const NOW = new Date('2026-11-20T12:00:00Z');
const HOUR = 3_600_000;
const random = createRandom(7);

let client: OrgDb;
let viewer: LeadViewer;
let memberId: string;
let services: { id: string }[];

async function addLeads(organizationId: string, count: number) {
  const states = ['NEW', 'NEW', 'IN_PROGRESS', 'CONVERTED', 'REJECTED', 'SPAM'] as const;
  const rows = Array.from({ length: count }, () => {
    const createdAt = new Date(NOW.getTime() - random.int(0, 40) * 12 * HOUR);
    return leadData(
      {
        organizationId,
        serviceId: random.pick(services).id,
        createdAt,
        state: random.pick(states),
        lastName: random.pick(['Белов', 'Волков', 'Ёлкина']),
        assigneeId: random.chance(0.4) ? memberId : null,
        responseDueAt: random.chance(0.8) ? new Date(createdAt.getTime() + random.int(1, 4) * HOUR) : null,
        respondedAt: random.chance(0.4) ? createdAt : null,
        quarantineReason: random.chance(0.1) ? 'too_fast' : null,
      },
      random,
    );
  });
  await db.lead.createMany({ data: rows });
}

beforeAll(async () => {
  const organization = await makeOrganization(db);
  services = await makeServices(db, organization.id);
  memberId = (await makeMember(db, { organizationId: organization.id, role: 'SALES' })).user.id;
  client = orgDb(organization.id);
  viewer = { organizationId: organization.id, timeZone: 'Europe/Moscow', userId: memberId, reach: 'all' };
  await addLeads(organization.id, 140);
  const other = await makeOrganization(db);
  const [service] = await makeServices(db, other.id);
  await db.lead.create({ data: leadData({ organizationId: other.id, serviceId: service?.id ?? '', createdAt: NOW }) });
});

/** Walks the whole list page by page, as a person with the address in hand. */
async function walk(search: string, options: { limit?: number; direction?: 'after' | 'before'; between?: () => Promise<void>; viewer?: LeadViewer } = {}) {
  const { limit = 11, direction = 'after', between } = options;
  const filter = parseLeadFilter(new URLSearchParams(search));
  const ids: string[] = [];
  let cursor: Cursor | null = direction === 'before' ? await lastPlace(search) : null;
  for (let page = 0; page < 100; page++) {
    const { rows, next, previous } = await listLeads(client, { viewer: options.viewer ?? viewer, filter, now: NOW, cursor, direction, limit });
    if (direction === 'after') ids.push(...rows.map(({ id }) => id));
    else ids.unshift(...rows.map(({ id }) => id));
    const place = direction === 'after' ? next : previous;
    if (!place) return ids;
    cursor = parseCursor(formatCursor(place), LEAD_ORDERS[filter.sort]);
    expect(cursor).toEqual(place);
    await between?.();
  }
  throw new Error('the list has no end');
}

async function lastPlace(search: string) {
  const filter = parseLeadFilter(new URLSearchParams(search));
  const { rows } = await listLeads(client, { viewer, filter, now: NOW, limit: 1_000 });
  const last = rows.at(-1);
  return last ? cursorOf(last, LEAD_ORDERS[filter.sort]) : null;
}

const filters = [
  '', 'state=all', 'state=REJECTED', 'priority=low', 'priority=high&priority=low&state=all', 'period=7d&state=all', 'from=2026-11-05&to=2026-11-09&state=all',
  'assignee=me', 'assignee=nobody&state=all', 'q=волк&state=all', 'answer=overdue', 'answer=inTime&state=all',
];

describe.each(filters)('the list "%s"', (search) => {
  it.each(LEAD_SORTS)('is the same page by page as at once, in the order %s', async (sort) => {
    const filter = parseLeadFilter(new URLSearchParams(search));
    const whole = await listLeads(client, { viewer, filter: { ...filter, sort }, now: NOW, limit: 1_000 });
    const ids = whole.rows.map(({ id }) => id);
    const address = `${search}&sort=${sort}`;
    expect(await walk(address)).toEqual(ids);
    expect(await countLeads(client, { viewer, filter, now: NOW })).toBe(ids.length);
    if (ids.length > 1) expect(await walk(address, { direction: 'before' })).toEqual(ids.slice(0, -1));
    const plain = await db.lead.count({ where: { id: { in: ids }, organizationId: viewer.organizationId, quarantineReason: null } });
    expect(plain).toBe(new Set(ids).size);
  });
});

describe('the list', () => {
  it('puts the highest score first, then the oldest', async () => {
    const { rows } = await listLeads(client, { viewer, filter: parseLeadFilter(new URLSearchParams('state=all')), now: NOW, limit: 1_000 });
    const sorted = [...rows].sort((a, b) => b.score - a.score || a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));
    expect(rows.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
  });

  it('puts by time left the overdue first and the answered last', async () => {
    const { rows } = await listLeads(client, { viewer, filter: parseLeadFilter(new URLSearchParams('sort=due')), now: NOW, limit: 1_000 });
    const ranks = rows.map((row) => (row.respondedAt ? 2 : row.responseDueAt ? 0 : 1));
    expect(ranks).toEqual([...ranks].sort());
    const due = rows.filter((row) => !row.respondedAt && row.responseDueAt).map((row) => row.responseDueAt?.getTime() ?? 0);
    expect(due).toEqual([...due].sort((a, b) => a - b));
  });

  it('neither repeats nor skips a row while requests arrive', async () => {
    const before = await walk('state=all');
    const seen = await walk('state=all', { between: () => addLeads(viewer.organizationId, 3) });
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => before.includes(id))).toEqual(before);
  });

  it('shows a person with own requests only these, also counted', async () => {
    const own: LeadViewer = { ...viewer, reach: 'own' };
    const filter = parseLeadFilter(new URLSearchParams('state=all'));
    const ids = await walk('state=all', { viewer: own });
    expect(ids.length).toBeGreaterThan(5);
    expect(await db.lead.count({ where: { id: { in: ids }, assigneeId: memberId } })).toBe(ids.length);
    expect(await countLeads(client, { viewer: own, filter, now: NOW })).toBe(ids.length);
  });

  it('finds by part of a name, a phone in any grouping, and takes % and _ as they are', async () => {
    const lead = leadData({ organizationId: viewer.organizationId, serviceId: services[0]?.id ?? '', createdAt: NOW, firstName: '100%_я', phone: '+79261234567' });
    await db.lead.create({ data: lead });
    for (const q of ['100%_Я', '8 926 123-45-67', '+7 (926) 123', 'Волк', '%%%%', `' OR 1=1 --`, '\\']) {
      const filter = parseLeadFilter(new URLSearchParams({ q, state: 'all' }));
      const { rows } = await listLeads(client, { viewer, filter, now: NOW, limit: 1_000 });
      const isExpected = q.startsWith('100') || q.includes('926');
      expect(rows.some(({ firstName }) => firstName === '100%_я'), q).toBe(isExpected);
      if (isExpected) expect(rows, q).toHaveLength(1);
    }
  });

  it('knows the neighbours of a request in the order it was opened from', async () => {
    const filter = parseLeadFilter(new URLSearchParams('state=all&sort=due'));
    const { rows } = await listLeads(client, { viewer, filter, now: NOW, limit: 30 });
    for (const [index, row] of rows.slice(0, 20).entries()) {
      const found = await findNeighbours(client, { viewer, filter, now: NOW, cursor: cursorOf(row, LEAD_ORDERS[filter.sort]) });
      expect(found).toEqual({ previous: rows[index - 1]?.id ?? null, next: rows[index + 1]?.id ?? null });
    }
  });
});
