import { beforeEach, describe, expect, it } from 'vitest';
import { contactData, dealData, taskData } from '../../../prisma/crm-factories';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import { makeItem } from '../../../prisma/order-factories';
import { deleteContact } from '~/domain/contacts/remove-contact.server';
import { db, orgDb } from '~/platform/db.server';
import type { Cursor } from '~/platform/db/keyset';
import { purgeTrash } from './purge-trash.server';
import { daysLeft, TRASH_KINDS, type TrashKind } from './trash';
import { countTrashed, listTrash, purgeFromTrash, restoreFromTrash, type TrashActor } from './trash.server';

const NOW = new Date('2026-11-20T12:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * 3_600_000);

let actor: TrashActor;
let pipelineId: string;

beforeEach(async () => {
  const organizationId = (await makeOrganization(db)).id;
  const userId = (await makeMember(db, { organizationId, role: 'ADMIN' })).user.id;
  pipelineId = (await db.pipeline.create({ data: { organizationId, name: 'Продажи' }, select: { id: true } })).id;
  actor = { organizationId, userId, timeZone: 'Europe/Moscow' };
});

const own = () => orgDb(actor.organizationId);
const rows = async (kind: TrashKind, now = NOW) => (await listTrash(own(), { organizationId: actor.organizationId, kind, now })).rows.map(({ label }) => label);
const deleted = (at: Date | null) => ({ organizationId: actor.organizationId, deletedAt: at, deletedById: at && actor.userId });

const addContact = (name: string, at: Date | null) => db.contact.create({ data: { ...contactData({ ...deleted(at), kind: 'PERSON' }), name }, select: { id: true } });
const addDeal = (title: string, contactId: string, at: Date | null) => db.deal.create({ data: { ...dealData({ ...deleted(at), contactId, pipelineId, state: 'NEW', stageId: null }), title }, select: { id: true } });
const addTask = (title: string, at: Date | null) => db.task.create({ data: { ...taskData({ ...deleted(at) }), title }, select: { id: true } });

describe('the trash', () => {
  it('shows what was deleted in the last 30 days, the last first, page by page, and nothing of others', async () => {
    for (let day = 1; day <= 9; day += 1) await addTask(`Задача ${day}`, daysAgo(day));
    await addTask('Живая', null);
    await addTask('Слишком давно', daysAgo(31));
    const other = await makeOrganization(db);
    await db.task.create({ data: taskData({ organizationId: other.id, title: 'Чужая', deletedAt: daysAgo(1) }), select: { id: true } });
    const labels: string[] = [];
    let cursor: Cursor | null = null;
    do {
      const page: Awaited<ReturnType<typeof listTrash>> = await listTrash(own(), { organizationId: actor.organizationId, kind: 'tasks', now: NOW, cursor, limit: 4 });
      labels.push(...page.rows.map(({ label }) => label));
      cursor = page.next;
    } while (cursor);
    expect(labels).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((day) => `Задача ${day}`));
    expect(await countTrashed(own(), actor.organizationId, NOW)).toMatchObject({ contacts: 0, deals: 0, orders: 0, tasks: 9 });
  });

  it('gives each kind back, also when two ask at once', async () => {
    const contact = await addContact('Анна', daysAgo(1));
    const task = await addTask('Позвонить', daysAgo(1));
    const both = await Promise.all([1, 2].map(() => restoreFromTrash(actor, { kind: 'contacts', id: contact.id, now: NOW })));
    expect(both.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(1);
    expect(await restoreFromTrash(actor, { kind: 'tasks', id: task.id, now: NOW })).toEqual({ ok: true });
    expect(await rows('contacts')).toEqual([]);
    expect(await own().contact.count({ where: { deletedAt: null } })).toBe(1);
    expect((await own().auditLog.findMany({ where: { action: 'restore' }, select: { label: true } })).map(({ label }) => label).sort()).toEqual(['Анна', 'Позвонить']);
  });

  it('gives no deal back before its client, and erases no client before its deals', async () => {
    const contact = await addContact('ООО «Бур»', daysAgo(1));
    const deal = await addDeal('Скважина', contact.id, daysAgo(2));
    expect(await restoreFromTrash(actor, { kind: 'deals', id: deal.id, now: NOW })).toEqual({ ok: false, error: 'contactDeleted' });
    expect(await purgeFromTrash(actor, { kind: 'contacts', id: contact.id })).toEqual({ ok: false, error: 'hasDeals' });
    expect(await purgeFromTrash(actor, { kind: 'deals', id: deal.id })).toEqual({ ok: true });
    expect(await purgeFromTrash(actor, { kind: 'contacts', id: contact.id })).toEqual({ ok: true });
    expect(await own().contact.count()).toBe(0);
  });

  it.each(TRASH_KINDS)('finds no %s of another organisation and none that is not deleted', async (kind) => {
    const elsewhere = (await makeOrganization(db)).id;
    const pipeline = await db.pipeline.create({ data: { organizationId: elsewhere, name: 'Продажи' }, select: { id: true } });
    const contact = await db.contact.create({ data: contactData({ organizationId: elsewhere, deletedAt: daysAgo(1) }), select: { id: true } });
    const ids = {
      contacts: contact.id,
      deals: (await db.deal.create({ data: dealData({ organizationId: elsewhere, contactId: contact.id, pipelineId: pipeline.id, state: 'NEW', stageId: null, deletedAt: daysAgo(1) }), select: { id: true } })).id,
      orders: (await db.order.create({ data: { organizationId: elsewhere, number: '2026-000001', currency: 'RUB', deletedAt: daysAgo(1) }, select: { id: true } })).id,
      tasks: (await db.task.create({ data: taskData({ organizationId: elsewhere, deletedAt: daysAgo(1) }), select: { id: true } })).id,
      catalog: (await makeItem(db, { organizationId: elsewhere, deletedAt: daysAgo(1) })).id,
    };
    expect(await restoreFromTrash(actor, { kind, id: ids[kind], now: NOW })).toEqual({ ok: false, error: 'notFound' });
    expect(await purgeFromTrash(actor, { kind, id: ids[kind] })).toEqual({ ok: false, error: 'notFound' });
    const alive = await addContact('Живая', null);
    expect(await purgeFromTrash(actor, { kind: 'contacts', id: alive.id })).toEqual({ ok: false, error: 'notFound' });
  });

  it('empties itself after 30 days: deals before their clients, and only those', async () => {
    const old = await addContact('Давно', daysAgo(31));
    await addDeal('Давняя сделка', old.id, daysAgo(32));
    await db.order.create({ data: { ...deleted(daysAgo(33)), number: '2026-000007', currency: 'RUB', contactId: old.id }, select: { id: true } });
    await addTask('Давняя задача', daysAgo(40));
    await addContact('Недавно', daysAgo(29));
    await addContact('Живой', null);
    await purgeTrash(NOW);
    expect(await own().contact.findMany({ orderBy: { name: 'asc' }, select: { name: true } })).toEqual([{ name: 'Живой' }, { name: 'Недавно' }]);
    expect(await own().deal.count()).toBe(0);
    expect(await own().order.count()).toBe(0);
    expect(await own().task.count()).toBe(0);
    const log = await own().auditLog.findMany({ where: { action: 'purge' }, select: { actorId: true, label: true } });
    expect(log.map(({ label }) => label).sort()).toEqual(['2026-000007', 'Давно', 'Давняя задача', 'Давняя сделка']);
    expect(log.every(({ actorId }) => actorId === null)).toBe(true);
    expect(await purgeTrash(NOW)).toBe(0);
  });

  it('takes in what the commands delete', async () => {
    const { id } = await addContact('Пётр', null);
    const viewer = { ...actor, reach: 'all' as const };
    expect(await deleteContact({ actor: { ...actor, scope: 'all' }, viewer, contactId: id, dealViewer: viewer, now: NOW })).toMatchObject({ ok: true });
    expect(await rows('contacts')).toEqual(['Пётр']);
  });
});

it.each([
  [0, 30],
  [0.5, 30],
  [1, 29],
  [29, 1],
  [29.9, 1],
  [30, 1],
])('%d days after deletion %d are left', (days, left) => {
  expect(daysLeft(daysAgo(days), NOW)).toBe(left);
});
