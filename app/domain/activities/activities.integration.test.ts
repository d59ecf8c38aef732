import { beforeEach, describe, expect, it } from 'vitest';
import { makeLead, makeMember, makeOrganization, makeService } from '../../../prisma/factories';
import { db, orgDb } from '~/platform/db.server';
import { deleteActivity, editActivity, restoreActivity } from './change-activity.server';
import { listActivities, type TimelineQuery } from './list-activities.server';
import { logActivity, type LogActivity } from './log-activity.server';
import type { Subject } from './subject';
import { writeSystemActivity } from './system-activity.server';

const NOW = new Date('2026-11-20T12:00:00Z');
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

let organizationId: string;
let author: string;
let colleague: string;
let contactId: string;
let dealId: string;
let leadId: string;

beforeEach(async () => {
  organizationId = (await makeOrganization(db)).id;
  author = (await makeMember(db, { organizationId, role: 'SALES' })).user.id;
  colleague = (await makeMember(db, { organizationId, role: 'MANAGER' })).user.id;
  const service = await makeService(db, { organizationId });
  leadId = (await makeLead(db, { organizationId, serviceId: service.id, assigneeId: colleague })).id;
  contactId = (await db.contact.create({ data: { organizationId, name: 'ООО «Ромашка»', ownerId: author } })).id;
  const pipeline = await db.pipeline.create({ data: { organizationId, name: 'Продажи' } });
  dealId = (await db.deal.create({ data: { organizationId, contactId, pipelineId: pipeline.id, title: 'Поставка', currency: 'RUB', ownerId: colleague } })).id;
});

const log = (subject: Subject, more: Partial<LogActivity> = {}) => logActivity({ organizationId, subject, authorId: author, kind: 'CALL', body: 'Да', now: NOW, ...more });
const list = (subject: Subject, more: Partial<TimelineQuery> = {}) =>
  listActivities(orgDb(organizationId), { organizationId, subject, viewer: { userId: author, leads: 'all', deals: 'all' }, kinds: [], cursor: null, ...more });
const change = (id: string, version: number, subject: Subject = { contactId }) => ({ organizationId, userId: author, scope: 'own' as const, id, version, subject, now: NOW });

describe('logging', () => {
  it("shows a deal's lines on its contact too, and notes the time on both", async () => {
    expect(await log({ dealId }, { kind: 'MEETING', body: '', durationMin: 60, occurredAt: at(-30) })).not.toBeNull();
    const { rows } = await list({ contactId });
    expect(rows).toMatchObject([{ kind: 'MEETING', body: null, durationMin: 60, dealTitle: 'Поставка', occurredAt: at(-30) }]);
    expect(await db.deal.findUnique({ where: { id: dealId } })).toMatchObject({ lastActivityAt: at(-30), version: 1 });
    expect(await db.contact.findUnique({ where: { id: contactId } })).toMatchObject({ lastActivityAt: at(-30), version: 1 });
    expect(await db.auditLog.count({ where: { organizationId, resource: 'activities' } })).toBe(1);
  });

  it('finds no record that is deleted, unknown or of another organisation', async () => {
    await db.contact.update({ where: { id: contactId }, data: { deletedAt: NOW } });
    await db.deal.update({ where: { id: dealId }, data: { deletedAt: NOW } });
    const foreign = await makeOrganization(db);
    const other = await db.contact.create({ data: { organizationId: foreign.id, name: 'Чужой' } });
    for (const subject of [{ contactId }, { dealId }, { contactId: other.id }, { leadId: other.id }]) expect(await log(subject)).toBeNull();
    expect(await db.activity.count({ where: { organizationId } })).toBe(0);
  });

  it('does not answer a request before it arrived', async () => {
    const { createdAt } = await db.lead.findUniqueOrThrow({ where: { id: leadId } });
    await log({ leadId }, { now: new Date(createdAt.getTime() + 60_000), occurredAt: new Date(0) });
    expect((await db.lead.findUniqueOrThrow({ where: { id: leadId } })).respondedAt).toEqual(createdAt);
  });
});

describe('the history', () => {
  it('pages back in time, and shows one kind alone', async () => {
    for (let minute = 0; minute < 45; minute++) await log({ contactId }, { kind: minute % 2 ? 'CALL' : 'NOTE', now: at(minute) });
    const first = await list({ contactId });
    const second = await list({ contactId }, { cursor: first.next });
    expect([first.rows.length, second.rows.length, second.next]).toEqual([40, 5, null]);
    expect([...first.rows, ...second.rows].map(({ occurredAt }) => occurredAt)).toEqual(Array.from({ length: 45 }, (_, index) => at(44 - index)));
    expect((await list({ contactId }, { kinds: ['CALL'] })).rows).toHaveLength(22);
  });

  it('hides lines of deals and requests that the person does not see', async () => {
    await log({ dealId });
    await orgDb(organizationId).$transaction((tx) => writeSystemActivity(tx, { organizationId, dealId, event: 'deal.state', data: { from: 'NEW', to: 'IN_PROGRESS' }, authorId: colleague, now: at(1) }));
    await orgDb(organizationId).$transaction((tx) => writeSystemActivity(tx, { organizationId, leadId, contactId, event: 'lead.converted', authorId: colleague, now: at(2) }));
    expect((await list({ contactId })).rows.map(({ event, leadName }) => [event, leadName !== null])).toEqual([['lead.converted', true], ['deal.state', false], [null, false]]);
    expect((await list({ contactId }, { viewer: { userId: author, leads: 'own', deals: 'own' } })).rows).toEqual([]);
    expect((await list({ contactId }, { viewer: { userId: colleague, leads: 'own', deals: 'own' } })).rows).toHaveLength(3);
  });
});

describe('changing', () => {
  const logged = async () => {
    await log({ contactId }, { kind: 'NOTE', body: 'Так' });
    return (await list({ contactId })).rows[0]?.id ?? '';
  };

  it('lets one of two edits win and tells the other what the entry says now', async () => {
    const id = await logged();
    const results = await Promise.all(['Иначе', 'По-другому'].map((body) => editActivity({ ...change(id, 1), body })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const row = await db.activity.findUniqueOrThrow({ where: { id } });
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: 'stale', current: { body: row.body, version: 2, isDeleted: false } });
    expect(row).toMatchObject({ version: 2, editedAt: NOW });
  });

  it('keeps to what the person wrote, on this record', async () => {
    const id = await logged();
    expect(await editActivity({ ...change(id, 1), userId: colleague, body: 'x' })).toEqual({ ok: false, error: 'forbidden' });
    expect(await editActivity({ ...change(id, 1), userId: colleague, scope: 'all', body: 'x' })).toMatchObject({ ok: true });
    expect(await deleteActivity({ ...change(id, 2), userId: colleague })).toEqual({ ok: false, error: 'forbidden' });
    expect(await deleteActivity(change(id, 2, { leadId }))).toEqual({ ok: false, error: 'notFound' });
    expect(await deleteActivity(change(id, 2, { contactId: dealId }))).toEqual({ ok: false, error: 'notFound' });
    expect(await editActivity({ ...change(id, 2), body: '' })).toEqual({ ok: false, error: 'empty' });
  });

  it('deletes softly and brings back', async () => {
    const id = await logged();
    expect(await deleteActivity(change(id, 1))).toEqual({ ok: true, version: 2 });
    expect((await list({ contactId })).rows).toEqual([]);
    expect(await editActivity({ ...change(id, 2), body: 'x' })).toMatchObject({ error: 'stale', current: { isDeleted: true } });
    expect(await restoreActivity(change(id, 2))).toEqual({ ok: true, version: 3 });
    expect(await restoreActivity(change(id, 2))).toMatchObject({ error: 'stale' });
    expect((await list({ contactId })).rows).toMatchObject([{ id, body: 'Так' }]);
    expect((await db.auditLog.findMany({ where: { organizationId, resourceId: id }, orderBy: { id: 'asc' } })).map(({ action }) => action)).toEqual(['create', 'delete', 'restore']);
  });

  it('never touches what the system noted, not even in the database', async () => {
    await orgDb(organizationId).$transaction((tx) => writeSystemActivity(tx, { organizationId, contactId, event: 'contact.created', authorId: author, now: NOW }));
    const { id } = await db.activity.findFirstOrThrow({ where: { contactId } });
    for (const run of [editActivity, deleteActivity]) expect(await run({ ...change(id, 1), scope: 'all', body: 'x' })).toEqual({ ok: false, error: 'notFound' });
    await expect(db.activity.update({ where: { id }, data: { body: 'x' } })).rejects.toThrow(/system event/);
    await expect(db.activity.update({ where: { id }, data: { deletedAt: NOW } })).rejects.toThrow(/system event/);
  });
});
