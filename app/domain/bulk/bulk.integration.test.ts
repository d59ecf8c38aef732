import { beforeEach, describe, expect, it } from 'vitest';
import { db, orgDb } from '~/platform/db.server';
import { cancelRun } from '~/domain/background-runs/work-on-run.server';
import { contactData } from '../../../prisma/crm-factories';
import { makeLead, makeMember, makeOrganization, makeService } from '../../../prisma/factories';
import type { BulkActor } from './bulk-adapter';
import type { BulkChange, BulkResource } from './bulk-change';
import { bulkSlice, resumeBulk, startBulk, undoBulk } from './bulk-runs.server';

const NOW = new Date('2026-11-20T09:00:00Z');

let organizationId: string;
let actor: BulkActor;
let colleague: string;

beforeEach(async () => {
  organizationId = (await makeOrganization(db)).id;
  actor = await makeActor('OWNER');
  colleague = (await makeMember(db, { organizationId, role: 'SALES' })).user.id;
});

async function makeActor(role: 'OWNER' | 'SALES'): Promise<BulkActor> {
  const userId = (await makeMember(db, { organizationId, role })).user.id;
  return { organizationId, userId, timeZone: 'Europe/Moscow', scope: role === 'SALES' ? 'own' : 'all', reach: { leads: 'all', contacts: 'all', deals: 'all' } };
}

const addContact = (overrides: Partial<Parameters<typeof contactData>[0]> = {}) =>
  db.contact.create({ data: contactData({ tags: [], city: 'Тверь', ownerId: null, custom: {}, ...overrides, organizationId }) });
const addTask = (title: string, overrides: object = {}) => db.task.create({ data: { organizationId, title, ...overrides } });
async function addDeal(title: string, overrides: object = {}) {
  const contact = await addContact();
  const pipeline = (await db.pipeline.findFirst({ where: { organizationId } })) ?? (await db.pipeline.create({ data: { organizationId, name: 'Продажи' } }));
  return db.deal.create({ data: { organizationId, title, contactId: contact.id, pipelineId: pipeline.id, currency: 'RUB', ...overrides } });
}

async function run(resource: BulkResource, change: BulkChange, what: { ids: string[] } | { search: string }, who = actor, options: object = {}) {
  const started = await startBulk({ actor: who, resource, change, now: NOW, ...what });
  if (!started.ok) return started;
  const { runId } = started;
  while (!(await bulkSlice({ organizationId, runId, signal: new AbortController().signal, now: NOW, ...options })));
  return { ok: true as const, runId, ...(await read(runId)) };
}

async function read(runId: string) {
  const { state, total, done, result } = await db.backgroundRun.findUniqueOrThrow({ where: { id: runId } });
  const rows = await db.runRow.findMany({ where: { runId }, orderBy: { position: 'asc' }, select: { outcome: true, errors: true } });
  const problems = rows.flatMap(({ errors }) => (errors as { code: string }[] | null)?.map(({ code }) => code) ?? []);
  return { state, total, done, counts: (result as { counts: Record<string, number> } | null)?.counts ?? {}, problems };
}

async function undo(runId: string, who = actor) {
  const undone = await undoBulk(who, runId, NOW);
  if (!undone.ok) return undone;
  return { ok: true as const, ...(await read(undone.runId)) };
}

describe('contacts', () => {
  it('all that match a filter get an owner; what comes to match later is left alone', async () => {
    for (const city of ['Тверь', 'Тверь', 'Клин']) await addContact({ city });
    const result = await run('contacts', { kind: 'owner', ownerId: colleague }, { search: 'city=Тверь&owner=nobody' }, actor, { batchSize: 1 });
    expect(result).toMatchObject({ state: 'DONE', total: 2, done: 2, counts: { updated: 2 } });
    expect(await db.contact.count({ where: { organizationId, ownerId: colleague, city: 'Тверь', version: 2 } })).toBe(2);
    expect(await db.activity.count({ where: { organizationId, event: 'contact.owner' } })).toBe(2);
    expect(await db.auditLog.findMany({ where: { organizationId }, select: { action: true, resource: true } })).toEqual([{ action: 'bulk', resource: 'contacts' }]);
  });

  it('tags, texts and own fields, and all of it back', async () => {
    await db.customField.create({ data: { organizationId, entity: 'CONTACT', key: 'area', label: 'Площадь', type: 'NUMBER' } });
    const one = await addContact({ tags: ['опт'], custom: { area: '5' } });
    const two = await addContact({ tags: [] });
    const before = await db.contact.findMany({ where: { organizationId }, orderBy: { id: 'asc' }, omit: { version: true, updatedAt: true } });
    const ids = [one.id, two.id];
    for (const change of [
      { kind: 'addTag', tags: ['Опт', 'сезон'] },
      { kind: 'removeTag', tags: ['ОПТ'] },
      { kind: 'city', text: null },
      { kind: 'custom', key: 'area', value: '1 250,5' },
    ] as const satisfies BulkChange[]) {
      const done = await run('contacts', change as BulkChange, { ids });
      expect(done).toMatchObject({ ok: true, state: 'DONE' });
      if (change.kind === 'custom') expect(await db.contact.findUniqueOrThrow({ where: { id: one.id } })).toMatchObject({ custom: { area: '1250.5' } });
      if (done.ok) await undo(done.runId);
    }
    expect(await db.contact.findMany({ where: { organizationId }, orderBy: { id: 'asc' }, omit: { version: true, updatedAt: true } })).toEqual(before);
  });

  it('refuses what cannot be', async () => {
    const { id } = await addContact();
    await db.customField.create({ data: { organizationId, entity: 'CONTACT', key: 'area', label: 'Площадь', type: 'NUMBER' } });
    const stranger = (await makeMember(db, { organizationId: (await makeOrganization(db)).id })).user.id;
    expect(await run('contacts', { kind: 'owner', ownerId: stranger }, { ids: [id] })).toEqual({ ok: false, error: 'notAssignable' });
    expect(await run('contacts', { kind: 'custom', key: 'area', value: 'много' }, { ids: [id] })).toEqual({ ok: false, error: 'value' });
    expect(await run('contacts', { kind: 'priority', priority: 'HIGH' }, { ids: [id] })).toEqual({ ok: false, error: 'notAllowed' });
    expect(await run('contacts', { kind: 'trash' }, { ids: [] })).toEqual({ ok: false, error: 'none' });
    expect(await run('contacts', { kind: 'trash' }, { ids: Array.from({ length: 501 }, () => crypto.randomUUID()) })).toEqual({ ok: false, error: 'tooMany' });
  });

  it('goes to the trash unless deals are linked, and comes back', async () => {
    const { contactId } = await addDeal('Скважина');
    const { id } = await addContact();
    const result = await run('contacts', { kind: 'trash' }, { ids: [contactId, id, crypto.randomUUID()] });
    expect(result).toMatchObject({ counts: { updated: 1, failed: 2 }, problems: ['hasDeals', 'gone'] });
    expect(await db.contact.findUniqueOrThrow({ where: { id } })).toMatchObject({ deletedById: actor.userId });
    expect(result.ok && (await undo(result.runId))).toMatchObject({ counts: { reverted: 1 } });
    expect(await db.contact.count({ where: { organizationId, deletedAt: null } })).toBe(2);
  });

  it('a seller changes the own ones only, and nobody another organisation', async () => {
    const seller = await makeActor('SALES');
    const mine = await addContact({ ownerId: seller.userId });
    const others = await addContact();
    const foreign = await db.contact.create({ data: contactData({ organizationId: (await makeOrganization(db)).id }) });
    const result = await run('contacts', { kind: 'city', text: 'Уфа' }, { ids: [mine.id, others.id, foreign.id] }, seller);
    expect(result).toMatchObject({ counts: { updated: 1, failed: 2 }, problems: ['notYours', 'gone'] });
  });

  it('what was changed since is a conflict; a run is taken back once, by its person', async () => {
    const [one, two] = [await addContact(), await addContact()];
    const result = await run('contacts', { kind: 'city', text: 'Уфа' }, { ids: [one.id, two.id] });
    await db.contact.update({ where: { id: two.id }, data: { notes: 'правка', version: { increment: 1 } } });
    const runId = result.ok ? result.runId : '';
    expect(await undo(runId, await makeActor('OWNER'))).toEqual({ ok: false, error: 'notFound' });
    const undone = await Promise.all([undoBulk(actor, runId, NOW), undoBulk(actor, runId, NOW)]);
    expect(undone.map(({ ok }) => ok).sort()).toEqual([false, true]);
    const done = undone.find(({ ok }) => ok);
    expect(done?.ok && (await read(done.runId))).toMatchObject({ counts: { reverted: 1, conflict: 1 }, problems: ['edited'] });
    expect((await db.contact.findUniqueOrThrow({ where: { id: one.id } })).city).toBe('Тверь');
  });

  it('stops when asked, goes on when asked, also with two workers', async () => {
    for (let index = 0; index < 5; index++) await addContact();
    const started = await startBulk({ actor, resource: 'contacts', change: { kind: 'city', text: 'Уфа' }, search: '', now: NOW });
    const key = { organizationId, runId: started.ok ? started.runId : '' };
    const slice = (options: object) => bulkSlice({ ...key, signal: new AbortController().signal, now: NOW, batchSize: 2, ...options });
    const stop = AbortSignal.abort();
    expect(await slice({ signal: stop })).toBe(false);
    expect(await cancelRun(orgDb(organizationId), key.runId)).toBe(true);
    expect(await slice({})).toBe(true);
    expect(await read(key.runId)).toMatchObject({ state: 'CANCELLED', total: 5, done: 0 });
    expect(await resumeBulk(key)).toBe(true);
    await Promise.all([slice({}), slice({})]);
    expect(await read(key.runId)).toMatchObject({ state: 'DONE', total: 5, done: 5, counts: { updated: 5 } });
    expect(await db.contact.count({ where: { organizationId, city: 'Уфа', version: 2 } })).toBe(5);
  });
});

it('deals: owner, tags and closing day by their own command, and back', async () => {
  const [one, two] = [await addDeal('Один', { tags: ['опт'] }), await addDeal('Два')];
  const ids = [one.id, two.id];
  for (const change of [{ kind: 'owner', ownerId: colleague }, { kind: 'addTag', tags: ['опт'] }, { kind: 'closeDay', day: '2026-12-01' }] as BulkChange[]) {
    const result = await run('deals', change, { ids });
    expect(result).toMatchObject({ state: 'DONE', done: 2 });
    if (result.ok) await undo(result.runId);
  }
  expect(await db.deal.findMany({ where: { organizationId }, orderBy: { title: 'desc' }, select: { ownerId: true, tags: true, expectedCloseDay: true } })).toEqual([
    { ownerId: null, tags: ['опт'], expectedCloseDay: null },
    { ownerId: null, tags: [], expectedCloseDay: null },
  ]);
  expect(await db.activity.count({ where: { organizationId, event: 'deal.owner' } })).toBe(4);
});

it('tasks: done, priority, assignee and due day by their own rules, and back', async () => {
  const [one, two] = [await addTask('Один', { dueAt: new Date('2026-11-25T10:00:00Z'), hasTime: true }), await addTask('Два', { state: 'DONE', doneAt: NOW })];
  const ids = [one.id, two.id];
  const done = await run('tasks', { kind: 'taskState', state: 'DONE' }, { ids });
  expect(done).toMatchObject({ counts: { updated: 1, unchanged: 1 } });
  expect(done.ok && (await undo(done.runId))).toMatchObject({ counts: { reverted: 1 } });
  expect(await db.task.findUniqueOrThrow({ where: { id: one.id } })).toMatchObject({ state: 'TODO', doneAt: null });
  expect(await run('tasks', { kind: 'due', day: '2026-11-01' }, { ids: [one.id] })).toMatchObject({ problems: ['duePast'] });
  const moved = await run('tasks', { kind: 'due', day: '2026-11-27' }, { ids: [one.id] });
  expect((await db.task.findUniqueOrThrow({ where: { id: one.id } })).dueAt).toEqual(new Date('2026-11-27T10:00:00Z'));
  if (moved.ok) await undo(moved.runId);
  expect((await db.task.findUniqueOrThrow({ where: { id: one.id } })).dueAt).toEqual(new Date('2026-11-25T10:00:00Z'));
  expect(await run('tasks', { kind: 'priority', priority: 'HIGH' }, { search: 'state=all' })).toMatchObject({ total: 2, counts: { updated: 2 } });
  expect(await run('tasks', { kind: 'owner', ownerId: colleague }, { ids: [one.id] })).toMatchObject({ counts: { updated: 1 } });
});

it('requests: given to a person, and back', async () => {
  const { id: serviceId } = await makeService(db, { organizationId });
  const leads = [await makeLead(db, { organizationId, serviceId }), await makeLead(db, { organizationId, serviceId })];
  const result = await run('leads', { kind: 'owner', ownerId: colleague }, { search: 'state=all' });
  expect(result).toMatchObject({ total: 2, counts: { updated: 2 } });
  await db.lead.update({ where: { id: leads[0]?.id }, data: { version: { increment: 1 } } });
  expect(result.ok && (await undo(result.runId))).toMatchObject({ counts: { reverted: 1, conflict: 1 } });
  expect(await db.lead.count({ where: { organizationId, assigneeId: null } })).toBe(1);
});
