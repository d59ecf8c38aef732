import { beforeEach, describe, expect, it } from 'vitest';
import { contactData } from '../../../prisma/crm-factories';
import { makeDeal, makePipeline } from '../../../prisma/deal-factories';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import type { Viewer } from '~/domain/accounts/reach';
import { createDeal } from '~/domain/deals/create-deal.server';
import { db, orgDb } from '~/platform/db.server';
import type { ContactActor } from './contact-command';
import { emptyContact } from './contact-input';
import { findContact } from './contact-record.server';
import { createContact } from './create-contact.server';
import { findDuplicates } from './duplicates.server';
import { deleteContact, purgeContact, restoreContact } from './remove-contact.server';
import { updateContact } from './update-contact.server';

const NOW = new Date('2026-11-20T12:00:00Z');

let organizationId: string;
let actor: ContactActor;
let sales: ContactActor;
let viewer: Viewer;

const add = async (overrides: Partial<Parameters<typeof contactData>[0]> = {}) =>
  (await db.contact.create({ data: contactData({ kind: 'PERSON', phones: [], emails: [], ...overrides, organizationId }), select: { id: true } })).id;
const read = (id: string) => db.contact.findUniqueOrThrow({ where: { id } });
const events = async (contactId: string) => (await db.activity.findMany({ where: { contactId }, orderBy: [{ occurredAt: 'asc' }, { id: 'asc' }] })).map(({ event }) => event);
const command = (who = actor) => ({ actor: who, viewer: { ...viewer, userId: who.userId }, now: NOW });
const remove = (contactId: string, who = actor) => deleteContact({ ...command(who), contactId, dealViewer: viewer });

beforeEach(async () => {
  organizationId = (await makeOrganization(db)).id;
  const manager = await makeMember(db, { organizationId, role: 'MANAGER' });
  const seller = await makeMember(db, { organizationId, role: 'SALES' });
  actor = { organizationId, userId: manager.user.id, scope: 'all' };
  sales = { organizationId, userId: seller.user.id, scope: 'own' };
  viewer = { organizationId, timeZone: 'Europe/Moscow', userId: manager.user.id, reach: 'all' };
});

describe('creating and changing', () => {
  const input = emptyContact({ name: 'Иванов', phones: ['+79161234567'], source: 'Авито', custom: { area: '12', soil: null } });

  it('writes the row, its history, the audit log and the keys', async () => {
    const made = await createContact({ actor, input, now: NOW });
    if (!made.ok) throw new Error(made.error);
    expect(await read(made.id)).toMatchObject({ name: 'Иванов', custom: { area: '12' }, createdById: actor.userId, createdAt: NOW, version: 1 });
    expect(await events(made.id)).toEqual(['contact.created']);
    expect(await db.contactKey.findMany({ where: { contactId: made.id } })).toMatchObject([{ key: 'p:+79161234567' }]);
    const [entry] = await db.auditLog.findMany({ where: { organizationId } });
    expect(entry).toMatchObject({ action: 'create', resource: 'contacts', label: 'Иванов', after: { name: 'Иванов', 'custom.area': '12', phones: ['+79161234567'] } });
    expect(entry?.after).not.toHaveProperty('inn');
  });

  it('refuses an owner who cannot work with contacts, one who left and a stranger', async () => {
    const viewerOnly = await makeMember(db, { organizationId, role: 'VIEWER' });
    const gone = await makeMember(db, { organizationId, role: 'SALES', removedAt: NOW });
    const stranger = await makeMember(db, { organizationId: (await makeOrganization(db)).id });
    for (const { user } of [viewerOnly, gone, stranger]) {
      expect(await createContact({ actor, input: { ...input, ownerId: user.id }, now: NOW })).toEqual({ ok: false, error: 'owner' });
    }
  });

  it('changes what is named, keeps the rest, and notes only what differs', async () => {
    const contactId = await add({ name: 'Было', city: 'Тула', custom: { area: '1', old: 'x' } });
    const done = await updateContact({ ...command(), contactId, change: { name: 'Стало', custom: { area: null } }, version: 1 });
    expect(done).toEqual({ ok: true, changed: ['name', 'custom.area'] });
    expect(await read(contactId)).toMatchObject({ name: 'Стало', city: 'Тула', custom: { old: 'x' }, version: 2 });
    expect(await db.auditLog.findFirst({ where: { organizationId } })).toMatchObject({ before: { name: 'Было', 'custom.area': '1' }, after: { name: 'Стало', 'custom.area': null } });
    expect(await updateContact({ ...command(), contactId, change: { name: 'Стало' }, version: 2 })).toEqual({ ok: true, changed: [] });
    expect((await read(contactId)).version).toBe(2);
  });

  it('notes a new owner by name of its own event', async () => {
    const contactId = await add({ ownerId: null });
    await updateContact({ ...command(), contactId, change: { ownerId: sales.userId }, version: 1 });
    expect(await events(contactId)).toEqual(['contact.owner']);
  });

  it('lets one of twenty changes from the same version win and shows the others what it has become', async () => {
    const contactId = await add();
    const results = await Promise.all(Array.from({ length: 20 }, (_, index) => updateContact({ ...command(), contactId, change: { name: `Имя ${index}` }, version: 1 })));
    const [won] = results.filter(({ ok }) => ok);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const { name } = await read(contactId);
    expect(won).toBeDefined();
    for (const result of results) if (!result.ok) expect(result).toMatchObject({ error: 'stale', current: { name, version: 2 } });
    expect(await events(contactId)).toEqual(['contact.updated']);
  });

  it('lets a seller change their own, and finds nothing out of reach or of another organisation', async () => {
    const other = await add({ ownerId: actor.userId });
    const own = await add({ ownerId: sales.userId });
    const made = await add({ createdById: sales.userId });
    const change = { city: 'Тверь' };
    expect(await updateContact({ ...command(sales), contactId: other, change, version: 1 })).toEqual({ ok: false, error: 'forbidden' });
    expect(await updateContact({ ...command(sales), contactId: own, change, version: 1 })).toMatchObject({ ok: true });
    expect(await updateContact({ ...command(sales), contactId: made, change, version: 1 })).toMatchObject({ ok: true });
    const narrow = { ...viewer, userId: sales.userId, reach: 'own' as const };
    expect(await updateContact({ ...command(sales), viewer: narrow, contactId: other, change, version: 1 })).toEqual({ ok: false, error: 'notFound' });
    const foreign = await db.contact.create({ data: contactData({ organizationId: (await makeOrganization(db)).id }) });
    expect(await updateContact({ ...command(), contactId: foreign.id, change, version: 1 })).toEqual({ ok: false, error: 'notFound' });
    expect(await remove(foreign.id)).toEqual({ ok: false, error: 'notFound' });
    expect(await restoreContact(actor, foreign.id)).toBeNull();
  });

  it('shows a team what belongs to the team', async () => {
    const team = await db.team.create({ data: { organizationId, name: 'Север' } });
    await db.membership.updateMany({ where: { organizationId, userId: { in: [actor.userId, sales.userId] } }, data: { teamId: team.id } });
    const ofMate = await add({ ownerId: actor.userId });
    const ofNobody = await add({ ownerId: null });
    const mate = { ...viewer, userId: sales.userId, reach: 'team' as const };
    expect(await findContact(orgDb(organizationId), mate, ofMate)).not.toBeNull();
    expect(await findContact(orgDb(organizationId), mate, ofNobody)).toBeNull();
  });
});

describe('duplicates', () => {
  it('are found by phone, e-mail and INN, not among what is gone, foreign, out of reach or declared different', async () => {
    const id = await add({ name: 'Первый', phones: ['+79161234567'], emails: ['a@example.com'], inn: '7707083893' });
    await add({ phones: ['+79161234567'], deletedAt: NOW });
    await db.contact.create({ data: contactData({ organizationId: (await makeOrganization(db)).id, phones: ['+79161234567'] }) });
    const find = (query: Partial<Parameters<typeof findDuplicates>[2]>, who = viewer) => findDuplicates(orgDb(organizationId), who, { phones: [], emails: [], inn: null, ...query });
    expect(await find({ phones: ['+79161234567'] })).toMatchObject([{ id, name: 'Первый', matched: 'phone', value: '+79161234567' }]);
    expect(await find({ emails: ['a@example.com'], inn: '7707083893' })).toMatchObject([{ id }]);
    expect(await find({ phones: ['+79160000000'] })).toEqual([]);
    expect(await find({ inn: '7707083893', exceptId: id })).toEqual([]);
    expect(await find({ inn: '7707083893' }, { ...viewer, reach: 'own' })).toEqual([]);
    const other = await add({ inn: '7707083893' });
    const [aId = '', bId = ''] = [id, other].sort();
    await db.contactDistinction.create({ data: { organizationId, aId, bId } });
    expect(await find({ inn: '7707083893', exceptId: id })).toEqual([]);
    expect(await find({ inn: '7707083893' })).toHaveLength(2);
  });
});

describe('trash', () => {
  it('takes a contact and gives it back, with history, audit and keys', async () => {
    const contactId = await add({ name: 'Иванов', phones: ['+79161234567'] });
    expect(await remove(contactId)).toEqual({ ok: true, name: 'Иванов' });
    expect(await read(contactId)).toMatchObject({ deletedAt: NOW, deletedById: actor.userId });
    expect(await db.contactKey.count({ where: { contactId } })).toBe(0);
    expect(await remove(contactId)).toEqual({ ok: false, error: 'notFound' });
    expect(await restoreContact(actor, contactId)).toEqual({ name: 'Иванов' });
    expect(await restoreContact(actor, contactId)).toBeNull();
    expect(await db.contactKey.count({ where: { contactId } })).toBe(1);
    expect(await events(contactId)).toEqual(['contact.deleted', 'contact.restored']);
    expect((await db.auditLog.findMany({ where: { organizationId }, orderBy: { id: 'asc' } })).map(({ action }) => action)).toEqual(['delete', 'restore']);
  });

  it('refuses while deals are linked and names them', async () => {
    const { id: pipelineId } = await makePipeline(db, organizationId);
    const contactId = await add({ name: 'Иванов' });
    const deal = await makeDeal(db, { organizationId, contactId, pipelineId, title: 'Сваи' });
    await makeDeal(db, { organizationId, contactId, pipelineId, title: 'Удалённая', deletedAt: NOW });
    expect(await remove(contactId)).toMatchObject({ ok: false, error: 'hasDeals', count: 1, name: 'Иванов', deals: [{ id: deal.id, title: 'Сваи' }] });
    const hidden = await deleteContact({ ...command(), contactId, dealViewer: null });
    expect(hidden).toMatchObject({ error: 'hasDeals', count: 1, deals: [] });
    await db.deal.updateMany({ where: { id: deal.id }, data: { deletedAt: NOW } });
    expect(await remove(contactId)).toMatchObject({ ok: true });
  });

  it('refuses while orders are linked and names them, and stays as long as one lies in the trash', async () => {
    const contactId = await add({ name: 'Иванов' });
    const order = await db.order.create({ data: { organizationId, contactId, number: '2026-000001', currency: 'RUB' }, select: { id: true } });
    expect(await remove(contactId)).toMatchObject({ ok: false, error: 'hasOrders', count: 1, name: 'Иванов', orders: [{ id: order.id, number: '2026-000001' }] });
    await db.order.updateMany({ where: { id: order.id }, data: { deletedAt: NOW } });
    expect(await remove(contactId)).toMatchObject({ ok: true });
    const purge = () => orgDb(organizationId).$transaction((tx) => purgeContact(tx, { organizationId, actorId: actor.userId, contactId }));
    expect(await purge()).toBe('hasOrders');
    await db.order.delete({ where: { id: order.id } });
    expect(await purge()).toBe('purged');
  });

  it('never leaves a live deal with a deleted contact when both happen at once', async () => {
    const { id: pipelineId } = await makePipeline(db, organizationId);
    for (let round = 0; round < 10; round += 1) {
      const contactId = await add();
      const input = { title: 'Сваи', contactId, pipelineId, amount: null, currency: 'RUB', expectedCloseDay: null, ownerId: null, notes: null, tags: [], custom: {} };
      const [deleted, made] = await Promise.all([remove(contactId), createDeal({ actor: { ...actor, reach: 'all' }, contacts: viewer, input, now: NOW })]);
      expect([deleted.ok, made.ok].filter(Boolean)).toHaveLength(1);
      const live = await db.deal.count({ where: { contactId, deletedAt: null } });
      expect((await read(contactId)).deletedAt === null).toBe(live === 1);
    }
  });

  it('erases a contact with its history and leaves tasks and shared lines without it', async () => {
    const { id: pipelineId } = await makePipeline(db, organizationId);
    const contactId = await add();
    const merged = await add({ mergedIntoId: contactId });
    const task = await db.task.create({ data: { organizationId, title: 'Позвонить', contactId } });
    await db.activity.create({ data: { organizationId, contactId, kind: 'NOTE', body: 'x' } });
    const deal = await makeDeal(db, { organizationId, contactId, pipelineId, deletedAt: NOW });
    await remove(contactId);
    const purge = () => orgDb(organizationId).$transaction((tx) => purgeContact(tx, { organizationId, actorId: actor.userId, contactId }));
    expect(await purge()).toBe('hasDeals');
    await db.dealStep.deleteMany({ where: { dealId: deal.id } });
    await db.deal.delete({ where: { id: deal.id } });
    expect(await purge()).toBe('purged');
    expect(await purge()).toBe('notFound');
    expect(await db.contact.count({ where: { id: { in: [contactId, merged] } } })).toBe(0);
    expect(await db.activity.count({ where: { organizationId } })).toBe(0);
    expect(await db.task.findUniqueOrThrow({ where: { id: task.id } })).toMatchObject({ contactId: null });
    expect(await db.auditLog.findFirst({ where: { organizationId, action: 'purge' } })).toMatchObject({ resource: 'contacts', resourceId: contactId });
  });
});
