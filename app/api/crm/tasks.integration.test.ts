import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '~/platform/db.server';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';

let api: TestApi;
let world: ApiWorld;
let owner: string;

interface Page<T> {
  items: T[];
  next: string | null;
}

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  owner = world.people.OWNER.token;
});

async function make(more: object = {}, as = owner): Promise<string> {
  const { status, body } = await api.call<{ id: string }>('tasks.create', { as, body: { title: 'Позвонить поставщику', ...more } });
  expect(status).toBe(201);
  return body.id;
}

const read = (taskId: string, as = owner) => api.call('tasks.read', { as, params: { taskId } });
const setState = (taskId: string, state: string, as = owner) => api.call('tasks.state', { as, params: { taskId }, body: { state } });

describe('tasks', () => {
  it('are made, read, changed, put away and taken back', async () => {
    const taskId = await make({ dueDay: '2031-03-10', dueTime: '10:30', priority: 'HIGH', assigneeId: world.people.SALES.id });
    const found = await read(taskId);
    expect(found.body).toMatchObject({ dueDay: '2031-03-10', dueTime: '10:30', priority: 'HIGH', state: 'TODO', isOverdue: false, recurrence: null, allowedStates: ['IN_PROGRESS', 'DONE'], version: 1 });
    const changed = await api.call('tasks.update', { as: owner, params: { taskId }, version: 1, body: { description: 'Счёт', dueTime: null } });
    expect(changed.body).toMatchObject({ description: 'Счёт', dueDay: '2031-03-10', dueTime: null, priority: 'HIGH', assigneeId: world.people.SALES.id, version: 2 });
    const stale = await api.call('tasks.update', { as: owner, params: { taskId }, version: 1, body: { title: 'Иное' } });
    expect(stale.status).toBe(412);
    expect(stale.body).toMatchObject({ current: { version: 2 } });
    const history = await api.call<Page<object>>('tasks.history', { as: owner, params: { taskId } });
    expect(history.body.items).toMatchObject([{ action: 'update', actorId: world.people.OWNER.id, after: { description: 'Счёт' } }, { action: 'create' }]);
    expect((await api.call('tasks.update', { as: owner, params: { taskId }, version: 2, body: { dueDay: null } })).body).toMatchObject({ dueDay: null, dueTime: null });
    expect((await api.call('tasks.delete', { as: owner, params: { taskId } })).status).toBe(204);
    expect((await read(taskId)).status).toBe(404);
    expect((await api.call('tasks.restore', { as: owner, params: { taskId } })).status).toBe(204);
    expect((await read(taskId)).status).toBe(200);
  });

  it('are refused with a path for each fault', async () => {
    const refused = async (body: object) => (await api.call('tasks.create', { as: owner, body: { title: 'x', ...body } })).body.errors;
    expect(await refused({ dueDay: '2020-01-01' })).toEqual([expect.objectContaining({ path: '/dueDay', code: 'duePast' })]);
    expect(await refused({ dueTime: '10:00' })).toEqual([expect.objectContaining({ path: '/dueDay', code: 'dayForTime' })]);
    expect(await refused({ dueDay: '2031-01-02', recurrence: { every: 'day', until: '2031-01-01' } })).toEqual([expect.objectContaining({ path: '/recurrence/until' })]);
    expect(await refused({ dealId: world.people.OWNER.id })).toEqual([expect.objectContaining({ path: '/dealId', code: 'linkNotFound' })]);
    expect(await refused({ assigneeId: world.people.VIEWER.id })).toEqual([expect.objectContaining({ path: '/assigneeId' })]);
  });

  it('come back when they recur', async () => {
    const taskId = await make({ dueDay: '2031-01-31', recurrence: { every: 'month' } });
    expect((await read(taskId)).body).toMatchObject({ recurrence: { every: 'month', interval: 1, monthDay: 31 }, occurrence: 1 });
    const kept = await api.call('tasks.update', { as: owner, params: { taskId }, version: 1, body: { reminder: '1h' } });
    expect(kept.body).toMatchObject({ recurrence: { every: 'month', monthDay: 31 } });
    const ticked = await setState(taskId, 'DONE');
    expect(ticked.body).toMatchObject({ isChanged: true, next: { dueDay: '2031-02-28', dueTime: null }, task: { state: 'DONE', doneById: world.people.OWNER.id } });
    expect((await setState(taskId, 'DONE')).body).toMatchObject({ isChanged: false, next: null });
    expect((await setState(taskId, 'TODO')).body).toMatchObject({ task: { state: 'TODO', doneAt: null } });
    const snoozed = await api.call('tasks.snooze', { as: owner, params: { taskId }, body: { to: 'nextWeek' } });
    expect(snoozed.body.dueDay).not.toBe('2031-01-31');
  });

  it('are made of a line, which can be tried first', async () => {
    const found = async () => (await api.call<Page<object>>('tasks.list', { as: owner, query: { q: 'смету', state: 'all' } })).body.items.length;
    const quick = (query: Record<string, string>) => api.call('tasks.quick', { as: owner, query, body: { text: 'Отправить смету завтра в 10 !' } });
    const tried = await quick({ dryRun: 'true' });
    expect(tried.body).toMatchObject({ id: null, title: 'Отправить смету', dueTime: '10:00', priority: 'HIGH', recurrence: null });
    expect(tried.body.understood).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'date' })]));
    expect(await found()).toBe(0);
    const made = await quick({});
    expect(await found()).toBe(1);
    expect(made.body).toMatchObject({ title: 'Отправить смету', dueTime: '10:00' });
    expect((await read(String(made.body.id))).body).toMatchObject({ assigneeId: world.people.OWNER.id, priority: 'HIGH' });
  });

  it('are listed by filter and order, page after page, and go into a file', async () => {
    const contactId = (await api.call<{ id: string }>('contacts.create', { as: owner, body: { kind: 'PERSON', name: 'Анна' } })).body.id;
    for (const dueDay of ['2031-05-03', '2031-05-01', null]) await make({ title: `Список ${dueDay ?? 'без срока'}`, dueDay, contactId });
    const titles: string[] = [];
    let at: string | null = `/v1/tasks?contact=${contactId}&limit=1`;
    while (at) {
      const response: Response = await api.fetch(at, { headers: { Authorization: `Bearer ${owner}` } });
      const page = (await response.json()) as Page<{ title: string }>;
      titles.push(...page.items.map(({ title }) => title));
      at = page.next?.replace('/api', '') ?? null;
    }
    expect(titles).toEqual(['Список 2031-05-01', 'Список 2031-05-03', 'Список без срока']);
    expect((await api.call<Page<object>>('tasks.list', { as: owner, query: { contact: contactId, due: 'none' } })).body.items).toEqual([expect.objectContaining({ contactId, dueDay: null })]);
    expect((await api.call('tasks.list', { as: owner, query: { sort: 'colour' } })).status).toBe(422);
    const file = await api.call<Uint8Array>('tasks.export', { as: owner, query: { contact: contactId } });
    expect(new TextDecoder().decode(file.body).trim().split('\r\n')).toHaveLength(4);
  });

  it('of a person make a day', async () => {
    const mine = world.people.MANAGER;
    const undated = await make({ assigneeId: mine.id });
    const ticked = await make({ assigneeId: mine.id });
    await setState(ticked, 'DONE');
    const day = await api.call('tasks.myDay', { as: mine.token });
    expect(day.body).toMatchObject({ overdue: [], undated: [{ id: undated }], doneToday: [{ id: ticked }], hasMore: false });
    expect((await api.call('tasks.myDay', { as: owner, query: { assignee: mine.id } })).body).toMatchObject({ undated: [{ id: undated }] });
  });

  it('change many at once, row by row or in one run', async () => {
    const [one, two] = [await make(), await make()];
    const { body } = await api.call<{ results: object[] }>('tasks.bulk', {
      as: owner,
      body: { rows: [{ do: 'create', title: 'Новая' }, { do: 'update', id: one, priority: 'LOW' }, { do: 'update', id: two, version: 5, priority: 'LOW' }, { do: 'delete', id: two }] },
    });
    expect(body.results).toMatchObject([{ ok: true }, { ok: true, id: one }, { ok: false, problem: { status: 412 } }, { ok: true, id: two }]);
    const few = await api.call('tasks.change', { as: owner, body: { change: { kind: 'taskState', state: 'DONE' }, target: { ids: [one] } } });
    expect(few.status).toBe(202);
    expect(few.body).toMatchObject({ state: 'DONE', counts: { updated: 1 } });
    expect((await read(one)).body).toMatchObject({ state: 'DONE', priority: 'LOW' });
  });

  it('of others are changed by those alone who may', async () => {
    const { SALES, OPERATOR } = world.people;
    const taskId = await make();
    expect((await setState(taskId, 'DONE', SALES.token)).status).toBe(403);
    expect((await api.call('tasks.delete', { as: SALES.token, params: { taskId } })).status).toBe(403);
    const theirs = await make({ assigneeId: OPERATOR.id });
    expect((await setState(theirs, 'DONE', OPERATOR.token)).status).toBe(200);
    expect((await api.call('tasks.create', { as: OPERATOR.token, body: { title: 'x' } })).status).toBe(403);
  });

  it('do not name records that the caller does not see, and keep them', async () => {
    const contactId = (await api.call<{ id: string }>('contacts.create', { as: owner, body: { kind: 'PERSON', name: 'Скрытая' } })).body.id;
    const { SALES } = world.people;
    const taskId = await make({ contactId, assigneeId: SALES.id });
    await db.accessRule.create({ data: { organizationId: world.organizationId, role: 'SALES', contacts: 'OWN' } });
    expect((await read(taskId, SALES.token)).body).toMatchObject({ contactId: null });
    await api.call('tasks.update', { as: SALES.token, params: { taskId }, version: 1, body: { contactId: null, title: 'Иначе' } });
    expect((await read(taskId)).body).toMatchObject({ contactId, title: 'Иначе' });
  });
});
