import { beforeEach, describe, expect, it } from 'vitest';
import { contactData } from '../../../prisma/crm-factories';
import { makeDeal, makePipeline } from '../../../prisma/deal-factories';
import { makeLead, makeMember, makeOrganization, makeService } from '../../../prisma/factories';
import type { Viewer } from '~/domain/accounts/reach';
import { db, orgDb } from '~/platform/db.server';
import type { MergeChoices } from './combine-contacts';
import type { ContactActor } from './contact-command';
import { declareDistinct, undoDistinct } from './distinctions.server';
import { GROUPS_SHOWN, listDuplicateGroups } from './duplicate-groups.server';
import { mergeContacts, unmergeContacts } from './merge-contacts.server';
import { updateContact } from './update-contact.server';

const NOW = new Date('2026-11-20T12:00:00Z');

let organizationId: string;
let actor: ContactActor;
let viewer: Viewer;
let pipelineId: string;

type Overrides = Partial<Parameters<typeof contactData>[0]>;
const bare: Overrides = { kind: 'PERSON', phones: [], emails: [], tags: [], notes: null, address: null, city: null, source: null };
const add = async (overrides: Overrides = {}) => (await db.contact.create({ data: contactData({ ...bare, ...overrides, organizationId }), select: { id: true } })).id;
const read = (id: string) => db.contact.findUniqueOrThrow({ where: { id } });
const command = () => ({ actor, viewer, now: NOW });
const merge = (winnerId: string, loserId: string, choices: MergeChoices = {}, versions = [1, 1]) =>
  mergeContacts({ ...command(), winner: { id: winnerId, version: versions[0] ?? 1 }, loser: { id: loserId, version: versions[1] ?? 1 }, choices });
const mergeIdOf = async (winnerId: string, loserId: string) => {
  const done = await merge(winnerId, loserId);
  if (!done.ok) throw new Error(done.error);
  return done.mergeId;
};

beforeEach(async () => {
  organizationId = (await makeOrganization(db)).id;
  const { user } = await makeMember(db, { organizationId, role: 'MANAGER' });
  actor = { organizationId, userId: user.id, scope: 'all' };
  viewer = { organizationId, timeZone: 'Europe/Moscow', userId: user.id, reach: 'all' };
  pipelineId = (await makePipeline(db, organizationId)).id;
});

async function addRelated(contactId: string) {
  const { id: serviceId } = await makeService(db, { organizationId });
  const order = await db.order.create({ data: { organizationId, contactId, number: `2026-${contactId.slice(-6)}`, currency: 'RUB' }, select: { id: true } });
  const [deal, task, activity, lead, file, payment] = await Promise.all([
    makeDeal(db, { organizationId, contactId, pipelineId }),
    db.task.create({ data: { organizationId, title: 'Позвонить', contactId } }),
    db.activity.create({ data: { organizationId, contactId, kind: 'SYSTEM', event: 'contact.created' } }),
    makeLead(db, { organizationId, serviceId, contactId }),
    db.file.create({ data: { organizationId, contactId, key: `k-${contactId}`, name: 'Смета.pdf', contentType: 'application/pdf', size: 1, sha256: 'a'.repeat(64) } }),
    db.payment.create({ data: { organizationId, contactId, orderId: order.id, kind: 'RECEIVED', method: 'CASH', amount: '100', currency: 'RUB', day: NOW } }),
  ]);
  return { deal: deal.id, task: task.id, activity: activity.id, lead: lead.id, file: file.id, order: order.id, payment: payment.id };
}

async function placesOf({ deal, task, activity, lead, file, order, payment }: Awaited<ReturnType<typeof addRelated>>) {
  const rows = await Promise.all([
    db.deal.findUniqueOrThrow({ where: { id: deal } }), db.task.findUniqueOrThrow({ where: { id: task } }), db.activity.findUniqueOrThrow({ where: { id: activity } }),
    db.lead.findUniqueOrThrow({ where: { id: lead } }), db.file.findUniqueOrThrow({ where: { id: file } }),
    db.order.findUniqueOrThrow({ where: { id: order } }), db.payment.findUniqueOrThrow({ where: { id: payment } }),
  ]);
  return [...new Set(rows.map(({ contactId }) => contactId))];
}

describe('merge', () => {
  it('makes one of two, with all that belongs to both, and unmerge makes two again', async () => {
    const winner = await add({ name: 'Иванов', phones: ['+79160000001'], city: 'Тула', custom: { area: '1' }, notes: 'а' });
    const loser = await add({ name: 'Иванов И.', phones: ['+79160000002', '+79160000001'], emails: ['a@example.com'], city: 'Тверь', address: 'ул. Мира, 1', custom: { soil: 'Глина' }, notes: 'б', lastActivityAt: NOW });
    const [before, other] = [await read(winner), await read(loser)];
    const related = await addRelated(loser);
    const mergeId = await mergeIdOf(winner, loser);
    expect(await read(winner)).toMatchObject({
      name: 'Иванов', phones: ['+79160000001', '+79160000002'], emails: ['a@example.com'], city: 'Тула', address: 'ул. Мира, 1', notes: 'а\n\nб', custom: { area: '1', soil: 'Глина' }, version: 2, lastActivityAt: NOW,
    });
    expect(await read(loser)).toMatchObject({ mergedIntoId: winner });
    expect(await placesOf(related)).toEqual([winner]);
    expect(await db.contactKey.findMany({ where: { contactId: loser } })).toEqual([]);

    const done = await unmergeContacts({ ...command(), mergeId });
    expect(done).toMatchObject({ ok: true, winnerId: winner, loserId: loser, kept: [], left: 0 });
    const same = ({ version: _v, updatedAt: _u, lastActivityAt: _l, ...row }: Awaited<ReturnType<typeof read>>) => row;
    expect(same(await read(winner))).toEqual(same(before));
    expect(same(await read(loser))).toEqual(same(other));
    expect(await placesOf(related)).toEqual([loser]);
    const history = await db.activity.findMany({ where: { organizationId, event: { in: ['contact.merged', 'contact.unmerged'] } }, orderBy: { id: 'asc' } });
    expect(history.map(({ contactId, event, data }) => [contactId, event, data])).toEqual([
      [winner, 'contact.merged', { name: 'Иванов И.' }],
      [winner, 'contact.unmerged', { name: 'Иванов И.' }],
      [loser, 'contact.unmerged', { name: 'Иванов' }],
    ]);
    expect((await db.auditLog.findMany({ where: { organizationId }, orderBy: { id: 'asc' } })).map(({ action }) => action)).toEqual(['merge', 'unmerge']);
    expect(await unmergeContacts({ ...command(), mergeId })).toEqual({ ok: false, error: 'notFound' });
    expect(await merge(winner, loser, {}, [3, 3])).toMatchObject({ ok: true });
  });

  it('keeps what was chosen', async () => {
    const winner = await add({ name: 'Первый', phones: ['+79160000001'], city: 'Тула', custom: { area: '1' } });
    const loser = await add({ name: 'Второй', phones: ['+79160000002'], city: null, custom: { area: '2' } });
    await merge(winner, loser, { name: 'loser', phones: 'loser', city: 'loser', 'custom.area': 'loser', kind: 'both' });
    expect(await read(winner)).toMatchObject({ name: 'Второй', phones: ['+79160000002'], city: null, custom: { area: '2' }, kind: 'PERSON' });
  });

  it('keeps what was edited and moved since, and says so', async () => {
    const winner = await add({ name: 'Первый', city: null });
    const loser = await add({ name: 'Второй', city: 'Тула', source: 'Авито' });
    const third = await add();
    const related = await addRelated(loser);
    const mergeId = await mergeIdOf(winner, loser);
    await updateContact({ ...command(), contactId: winner, change: { city: 'Рязань' }, version: 2 });
    await db.deal.updateMany({ where: { id: related.deal }, data: { contactId: third } });
    expect(await unmergeContacts({ ...command(), mergeId })).toMatchObject({ ok: true, kept: ['city'], left: 1 });
    expect(await read(winner)).toMatchObject({ city: 'Рязань', source: null });
    expect(await db.deal.findUniqueOrThrow({ where: { id: related.deal } })).toMatchObject({ contactId: third });
  });

  it('refuses what was changed since the page was drawn, itself, what is gone and what is foreign', async () => {
    const [a, b] = [await add(), await add()];
    expect(await merge(a, b, {}, [1, 2])).toMatchObject({ ok: false, error: 'stale', loser: { id: b, version: 1 } });
    expect(await merge(a, a)).toEqual({ ok: false, error: 'notFound' });
    const foreign = await db.contact.create({ data: contactData({ organizationId: (await makeOrganization(db)).id }) });
    expect(await merge(a, foreign.id)).toEqual({ ok: false, error: 'notFound' });
    expect(await mergeContacts({ ...command(), viewer: { ...viewer, reach: 'own' }, winner: { id: a, version: 1 }, loser: { id: b, version: 1 }, choices: {} })).toEqual({ ok: false, error: 'notFound' });
    const mergeId = await mergeIdOf(a, b);
    const c = await add();
    await merge(c, a, {}, [1, 2]);
    expect(await unmergeContacts({ ...command(), mergeId })).toEqual({ ok: false, error: 'gone' });
    expect(await unmergeContacts({ ...command(), actor: { ...actor, organizationId: foreign.organizationId }, mergeId })).toEqual({ ok: false, error: 'notFound' });
  });

  it('lets one of many merges of a pair win, whichever way round', async () => {
    const [a, b] = [await add(), await add()];
    const results = await Promise.all(Array.from({ length: 10 }, (_, index) => (index % 2 ? merge(a, b) : merge(b, a))));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db.contact.count({ where: { organizationId, mergedIntoId: null } })).toBe(1);
    expect(await db.contactMerge.count({ where: { organizationId } })).toBe(1);
  });

  it('either comes before an edit at the same moment or is told of it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = [await add({ city: 'Тула' }), await add()];
      const [merged, edited] = await Promise.all([merge(a, b), updateContact({ ...command(), contactId: a, change: { city: 'Тверь' }, version: 1 })]);
      expect([merged, edited].filter(({ ok }) => ok)).toHaveLength(1);
      const lost = merged.ok ? edited : merged;
      expect(lost).toMatchObject({ ok: false, error: 'stale' });
      expect((await read(a)).city).toBe(edited.ok ? 'Тверь' : 'Тула');
    }
  });

  it('is taken apart once, however many ask', async () => {
    const [a, b] = [await add(), await add()];
    const mergeId = await mergeIdOf(a, b);
    const results = await Promise.all(Array.from({ length: 6 }, () => unmergeContacts({ ...command(), mergeId })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe('suspected duplicates', () => {
  const groups = async (who = viewer) => (await listDuplicateGroups(orgDb(organizationId), who, null)).groups.map(({ value, members }) => [value, members.map(({ name }) => name)]);

  it('stand once each, by what they share, without those declared different', async () => {
    const a = await add({ name: 'А', phones: ['+79160000001'], emails: ['a@example.com'], createdAt: new Date('2026-01-01') });
    const b = await add({ name: 'Б', phones: ['+79160000001'], emails: ['a@example.com'], createdAt: new Date('2026-01-02') });
    await add({ name: 'В', phones: ['+79160000009'] });
    expect(await groups()).toEqual([['a@example.com', ['А', 'Б']]]);
    const c = await add({ name: 'Г', emails: ['a@example.com'], createdAt: new Date('2026-01-03') });
    expect(await groups()).toEqual([['a@example.com', ['А', 'Б', 'Г']]]);
    expect(await declareDistinct({ ...command(), ids: [a, b, c] })).toBe(true);
    expect(await groups()).toEqual([]);
    await undoDistinct({ actor, ids: [a, b] });
    expect(await groups()).toEqual([['a@example.com', ['А', 'Б']]]);
    expect(await groups({ ...viewer, reach: 'own' })).toEqual([]);
    expect(await declareDistinct({ ...command(), ids: [a, a] })).toBe(false);
  });

  it('come page by page, none twice', async () => {
    for (let index = 0; index < GROUPS_SHOWN + 5; index += 1) {
      const phones = [`+7916000${String(index).padStart(4, '0')}`];
      await add({ phones });
      await add({ phones });
    }
    const first = await listDuplicateGroups(orgDb(organizationId), viewer, null);
    const second = await listDuplicateGroups(orgDb(organizationId), viewer, first.next);
    expect(first.groups).toHaveLength(GROUPS_SHOWN);
    expect(second.groups).toHaveLength(5);
    expect(second.next).toBeNull();
    expect(new Set([...first.groups, ...second.groups].map(({ value }) => value)).size).toBe(GROUPS_SHOWN + 5);
  });
});
