import { beforeAll, describe, expect, it } from 'vitest';
import { contactData, dealData } from '../../../prisma/crm-factories';
import { leadData, makeMember, makeOrganization, makeService } from '../../../prisma/factories';
import { can, type Role } from '~/domain/accounts/permissions';
import type { Reach } from '~/domain/accounts/reach';
import { db, orgDb } from '~/platform/db.server';
import { HITS_PER_KIND, searchEverything } from './search-everything.server';

let organizationId: string;
let sales: string;
let owner: string;

type Searcher = Parameters<typeof searchEverything>[0];

const as = (role: Role, userId: string, reach: Reach = 'all'): Searcher => ({
  db: orgDb(organizationId),
  org: { id: organizationId, slug: 'x', name: 'x', timeZone: 'Europe/Moscow', currency: 'RUB', isDefault: false, isDemo: false },
  user: { id: userId, name: 'x', email: 'x@example.com', locale: null, timeZone: null },
  can: (resource, action) => can(role, resource, action),
  member: { role },
  reach: { leads: reach, contacts: reach, deals: reach },
});
const labels = async (searcher: Searcher, query: string) => (await searchEverything(searcher, query)).map(({ kind, label }) => `${kind} ${label}`);

async function addRecords(org: string, name: string, ownerId: string | null) {
  const [first = name, last = name] = name.split(' ');
  const service = await makeService(db, { organizationId: org });
  const pipeline = await db.pipeline.create({ data: { organizationId: org, name: 'Продажи' }, select: { id: true } });
  const contact = await db.contact.create({ data: contactData({ organizationId: org, kind: 'PERSON', name, ownerId, createdById: null }), select: { id: true } });
  await db.deal.create({ data: { ...dealData({ organizationId: org, contactId: contact.id, pipelineId: pipeline.id, ownerId, createdById: null, state: 'NEW', stageId: null }), title: `Скважина для ${name}` } });
  await db.lead.create({ data: leadData({ organizationId: org, serviceId: service.id, firstName: first, lastName: last, assigneeId: ownerId, createdAt: new Date() }) });
}

beforeAll(async () => {
  organizationId = (await makeOrganization(db)).id;
  owner = (await makeMember(db, { organizationId, role: 'OWNER' })).user.id;
  sales = (await makeMember(db, { organizationId, role: 'SALES' })).user.id;
  await addRecords(organizationId, 'Зинаида Ведерникова', sales);
  await addRecords(organizationId, 'Клавдия Ведерникова', owner);
  await addRecords((await makeOrganization(db)).id, 'Чужая Ведерникова', null);
});

describe('searchEverything', () => {
  it('finds records of every kind and none of another organisation', async () => {
    const found = await labels(as('OWNER', owner), 'ведерникова');
    expect(found.filter((label) => label.startsWith('contact'))).toHaveLength(2);
    expect(found.filter((label) => label.startsWith('deal'))).toHaveLength(2);
    expect(found.filter((label) => label.startsWith('lead'))).toHaveLength(2);
    expect(found.join()).not.toContain('Чужая');
  });

  it('shows only the own ones to whom only those are shown', async () => {
    const found = await labels(as('SALES', sales, 'own'), 'ведерникова');
    expect(found.sort()).toEqual(['contact Зинаида Ведерникова', 'deal Скважина для Зинаида Ведерникова', 'lead Зинаида Ведерникова']);
  });

  it('asks for no kind that the role may not read', async () => {
    expect((await searchEverything(as('OPERATOR', owner), 'ведерникова')).filter(({ kind }) => kind !== 'task')).toEqual([]);
  });

  it.each(['', ' ', 'в', ' в '])('finds nothing for %j', async (query) => {
    expect(await searchEverything(as('OWNER', owner), query)).toEqual([]);
  });

  it('is bounded, and names come before those that only mention them', async () => {
    const service = await makeService(db, { organizationId });
    for (let n = 0; n < 7; n += 1) await db.lead.create({ data: leadData({ organizationId, serviceId: service.id, firstName: 'Пётр', lastName: 'Рябов', comments: 'Посоветовала Октябрина', createdAt: new Date() }) });
    await db.lead.create({ data: leadData({ organizationId, serviceId: service.id, firstName: 'Октябрина', lastName: 'Лис', createdAt: new Date('2020-01-01') }) });
    const found = await labels(as('OWNER', owner), 'октябрина');
    expect(found).toHaveLength(HITS_PER_KIND);
    expect(found[0]).toBe('lead Октябрина Лис');
  });

  it.each(["'; DROP TABLE", '%%', '\\', '😀😀', '__'])('takes %j as words', async (query) => {
    await expect(searchEverything(as('OWNER', owner), query)).resolves.toBeInstanceOf(Array);
  });
});
