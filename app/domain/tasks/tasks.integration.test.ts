import { beforeEach, describe, expect, it, vi } from 'vitest';
import { makeLead, makeMember, makeOrganization, makeService } from '../../../prisma/factories';
import { deliverAll, mute } from '../../../test/notifications';
import { db, orgDb } from '~/platform/db.server';
import { changeTaskState } from './change-task-state.server';
import { deleteTask, purgeTasks, restoreTask } from './delete-task.server';
import { countTasks, listTasks, searchTasks } from './list-tasks.server';
import { readMyDay } from './my-day.server';
import { makeRecurrence } from './recurrence';
import { sendReminders } from './remind.server';
import { createTask, updateTask } from './save-task.server';
import { snoozeTask } from './snooze-task.server';
import type { TaskActor, TaskInput } from './task-command';
import { EMPTY_TASK_FILTER, type TaskFilter } from './task-filter';

vi.stubEnv('SESSION_SECRET', 'a secret of tests that is long enough');

/** Friday, 15:00 in Moscow. */
const NOW = new Date('2026-11-20T12:00:00Z');
const tomorrow = { day: '2026-11-21', minutes: 600 };

let organizationId: string;
let manager: TaskActor;
let sales: TaskActor;
let contactId: string;
let dealId: string;

beforeEach(async () => {
  await db.task.updateMany({ data: { remindAt: null } });
  organizationId = (await makeOrganization(db)).id;
  const join = async (role: 'MANAGER' | 'SALES', scope: 'all' | 'own'): Promise<TaskActor> => {
    const { user } = await makeMember(db, { organizationId, role });
    return { organizationId, userId: user.id, scope, timeZone: 'Europe/Moscow', reach: { leads: 'all', contacts: 'all', deals: 'all' } };
  };
  manager = await join('MANAGER', 'all');
  sales = await join('SALES', 'own');
  contactId = (await db.contact.create({ data: { organizationId, name: 'ООО «Ромашка»' } })).id;
  const pipeline = await db.pipeline.create({ data: { organizationId, name: 'Продажи' } });
  dealId = (await db.deal.create({ data: { organizationId, contactId, pipelineId: pipeline.id, title: 'Поставка', currency: 'RUB', ownerId: manager.userId } })).id;
});

const input = (more: Partial<TaskInput> = {}): TaskInput => ({
  title: 'Позвонить', description: null, priority: 'NORMAL', due: tomorrow, assigneeId: sales.userId, reminder: '15m', recurrence: null, contactId: null, dealId: null, leadId: null, orderId: null, ...more,
});
const add = async (more: Partial<TaskInput> = {}, actor = manager) => {
  const made = await createTask({ actor, input: input(more), now: NOW });
  if (!made.ok) throw new Error(made.error);
  return made.id;
};
const read = (id: string) => db.task.findUniqueOrThrow({ where: { id } });
const done = (taskId: string, to: 'DONE' | 'TODO' = 'DONE', actor = manager, now = NOW) => changeTaskState({ actor, taskId, to, now });

describe('saving', () => {
  it('notes who made it, in the audit log and in the histories of what it is about', async () => {
    const id = await add({ dealId, description: 'Срочно' });
    expect(await read(id)).toMatchObject({ contactId, dealId, state: 'TODO', hasTime: true, dueAt: new Date('2026-11-21T07:00:00Z'), remindAt: new Date('2026-11-21T06:45:00Z'), version: 1, createdById: manager.userId });
    expect(await db.activity.findMany({ where: { contactId } })).toMatchObject([{ event: 'task.created', dealId, data: { taskId: id, title: 'Позвонить' } }]);
    expect(await db.auditLog.findMany({ where: { organizationId } })).toMatchObject([{ action: 'create', resource: 'tasks', resourceId: id, label: 'Позвонить' }]);
  });

  it('refuses a past due date when it is made and when it is changed, but keeps one that has passed', async () => {
    expect(await createTask({ actor: manager, input: input({ due: { day: '2026-11-20', minutes: 840 } }), now: NOW })).toEqual({ ok: false, error: 'duePast' });
    const id = await add();
    const later = new Date('2026-12-01T00:00:00Z');
    expect(await updateTask({ actor: manager, taskId: id, version: 1, input: { title: 'Написать' }, now: later })).toMatchObject({ ok: true, version: 2 });
    expect(await updateTask({ actor: manager, taskId: id, version: 2, input: { due: { day: '2026-11-22', minutes: null } }, now: later })).toEqual({ ok: false, error: 'duePast' });
    expect((await read(id)).title).toBe('Написать');
  });

  it('lets one of two win and shows the other what stands there now', async () => {
    const id = await add();
    const results = await Promise.all(['Раз', 'Два'].map((title) => updateTask({ actor: manager, taskId: id, version: 1, input: { title }, now: NOW })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: 'stale', current: { title: (await read(id)).title, version: 2 } });
  });

  it('is given only to those who may work on it, and linked only to what the person sees', async () => {
    const viewer = await makeMember(db, { organizationId, role: 'VIEWER' });
    const operator = await makeMember(db, { organizationId, role: 'OPERATOR' });
    expect(await createTask({ actor: manager, input: input({ assigneeId: viewer.user.id }), now: NOW })).toEqual({ ok: false, error: 'notAssignable' });
    expect(await createTask({ actor: manager, input: input({ assigneeId: operator.user.id }), now: NOW })).toMatchObject({ ok: true });
    const seller = { ...sales, reach: { leads: 'own', contacts: 'own', deals: 'own' } as const };
    expect(await createTask({ actor: seller, input: input({ dealId }), now: NOW })).toEqual({ ok: false, error: 'linkNotFound' });
    const foreign = await makeOrganization(db);
    const other = await db.contact.create({ data: { organizationId: foreign.id, name: 'Чужой' } });
    expect(await createTask({ actor: manager, input: input({ contactId: other.id }), now: NOW })).toEqual({ ok: false, error: 'linkNotFound' });
    // what somebody else has linked stays
    const id = await add({ dealId });
    expect(await updateTask({ actor: seller, taskId: id, version: 1, input: { title: 'Ещё раз' }, now: NOW })).toMatchObject({ ok: true });
    expect(await read(id)).toMatchObject({ dealId });
  });

  it('keeps people with own tasks to these, and organisations apart', async () => {
    const theirs = await add({ assigneeId: manager.userId });
    const mine = await add();
    const change = (taskId: string, actor: TaskActor) => updateTask({ actor, taskId, version: 1, input: { title: 'x' }, now: NOW });
    expect(await change(theirs, sales)).toEqual({ ok: false, error: 'forbidden' });
    expect(await done(theirs, 'DONE', sales)).toEqual({ ok: false, error: 'forbidden' });
    expect(await deleteTask({ actor: sales, taskId: theirs, now: NOW })).toEqual({ ok: false, error: 'forbidden' });
    expect(await change(mine, sales)).toMatchObject({ ok: true });
    const foreign = { ...manager, organizationId: (await makeOrganization(db)).id };
    for (const result of [await change(mine, foreign), await done(mine, 'DONE', foreign), await deleteTask({ actor: foreign, taskId: mine, now: NOW })]) expect(result).toEqual({ ok: false, error: 'notFound' });
  });

  it('puts off to tomorrow and to Monday at its time of day', async () => {
    const id = await add();
    expect(await snoozeTask({ actor: manager, taskId: id, to: 'nextWeek', now: NOW })).toEqual({ ok: true, due: { day: '2026-11-23', minutes: 600 } });
    expect(await read(id)).toMatchObject({ remindAt: new Date('2026-11-23T06:45:00Z'), version: 2 });
  });
});

describe('ticking off', () => {
  const weekly = () => add({ recurrence: makeRecurrence({ every: 'week' }, tomorrow.day), contactId });

  it('makes one next coming, however many tick it off at once', async () => {
    const id = await weekly();
    const results = await Promise.all(Array.from({ length: 8 }, () => done(id)));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(results.filter((result) => result.ok && result.isChanged)).toHaveLength(1);
    const series = await db.task.findMany({ where: { organizationId }, orderBy: { occurrence: 'asc' } });
    expect(series).toMatchObject([{ state: 'DONE', doneAt: NOW, remindAt: null }, { state: 'TODO', occurrence: 2, dueAt: new Date('2026-11-28T07:00:00Z'), remindAt: new Date('2026-11-28T06:45:00Z') }]);
    expect(await db.activity.count({ where: { contactId, event: 'task.done' } })).toBe(1);
  });

  it('taken back takes the next coming back too, unless somebody has worked on it', async () => {
    const id = await weekly();
    await done(id);
    expect(await done(id, 'TODO')).toMatchObject({ ok: true, from: 'DONE' });
    expect(await db.task.count({ where: { organizationId } })).toBe(1);
    expect(await read(id)).toMatchObject({ state: 'TODO', doneAt: null, remindAt: new Date('2026-11-21T06:45:00Z') });
    await done(id);
    const next = await db.task.findFirstOrThrow({ where: { organizationId, occurrence: 2 } });
    await updateTask({ actor: manager, taskId: next.id, version: 1, input: { title: 'Уже иначе' }, now: NOW });
    await done(id, 'TODO');
    await done(id);
    expect(await db.task.count({ where: { organizationId } })).toBe(2);
  });
});

describe('the trash', () => {
  it('takes, gives back and forgets', async () => {
    const id = await add({ contactId });
    expect(await deleteTask({ actor: manager, taskId: id, version: 1, now: NOW })).toMatchObject({ ok: true, version: 2 });
    expect(await read(id)).toMatchObject({ deletedAt: NOW, remindAt: null });
    expect(await done(id)).toEqual({ ok: false, error: 'notFound' });
    expect(await restoreTask({ actor: manager, taskId: id, now: NOW })).toMatchObject({ ok: true });
    expect(await read(id)).toMatchObject({ deletedAt: null, remindAt: new Date('2026-11-21T06:45:00Z') });
    const purge = () => orgDb(organizationId).$transaction((tx) => purgeTasks(tx, manager, [id]));
    expect(await purge()).toBe(0);
    await deleteTask({ actor: manager, taskId: id, now: NOW });
    expect(await purge()).toBe(1);
    expect((await db.auditLog.findMany({ where: { organizationId }, orderBy: { id: 'asc' } })).map(({ action }) => action)).toEqual(['create', 'delete', 'restore', 'delete', 'purge']);
  });
});

describe('lists', () => {
  const viewer = () => ({ organizationId, userId: sales.userId, timeZone: 'Europe/Moscow' });
  const titles = async (filter: Partial<TaskFilter>) => (await listTasks(orgDb(organizationId), { viewer: viewer(), filter: { ...EMPTY_TASK_FILTER, ...filter }, now: NOW })).rows.map(({ title }) => title);

  it('filter, count and page without repeating or skipping', async () => {
    await add({ title: 'Среда', due: { day: '2026-11-25', minutes: null }, priority: 'LOW' });
    await add({ title: 'Без срока', due: null, assigneeId: null });
    await add({ title: 'Сегодня', due: { day: '2026-11-20', minutes: null }, priority: 'HIGH', dealId });
    const late = await add({ title: 'Вчера', due: { day: '2026-11-20', minutes: 960 } });
    await db.task.update({ where: { id: late }, data: { dueAt: new Date('2026-11-19T12:00:00Z') } });
    await done(await add({ title: 'Сделано' }));
    await deleteTask({ actor: manager, taskId: await add({ title: 'Удалено' }), now: NOW });

    expect(await titles({})).toEqual(['Вчера', 'Сегодня', 'Среда', 'Без срока']);
    expect(await titles({ sort: '-due' })).toEqual(['Среда', 'Сегодня', 'Вчера', 'Без срока']);
    expect(await titles({ sort: 'priority' })).toEqual(['Сегодня', 'Вчера', 'Без срока', 'Среда']);
    expect(await titles({ state: 'all', sort: 'title' })).toHaveLength(5);
    expect(await titles({ due: 'overdue' })).toEqual(['Вчера']);
    expect(await titles({ due: 'today' })).toEqual(['Сегодня']);
    expect(await titles({ due: 'week' })).toEqual(['Сегодня', 'Среда']);
    expect(await titles({ due: 'none' })).toEqual(['Без срока']);
    expect(await titles({ assignee: 'nobody' })).toEqual(['Без срока']);
    expect(await titles({ assignee: 'me', priorities: ['HIGH', 'LOW'] })).toEqual(['Сегодня', 'Среда']);
    expect(await titles({ contactId })).toEqual(['Сегодня']);
    expect(await titles({ q: 'без ср' })).toEqual(['Без срока']);
    expect(await titles({ state: 'DONE', on: 'done', period: { period: 'today', from: null, to: null } })).toEqual(['Сделано']);
    expect(await countTasks(orgDb(organizationId), { viewer: viewer(), filter: EMPTY_TASK_FILTER, now: NOW })).toBe(4);
    expect((await searchTasks(orgDb(organizationId), organizationId, 'сдел', 5)).map(({ label }) => label)).toEqual(['Сделано']);

    const query = { viewer: viewer(), filter: EMPTY_TASK_FILTER, now: NOW, limit: 2 };
    const first = await listTasks(orgDb(organizationId), query);
    const second = await listTasks(orgDb(organizationId), { ...query, cursor: first.next });
    expect([...first.rows, ...second.rows].map(({ title }) => title)).toEqual(['Вчера', 'Сегодня', 'Среда', 'Без срока']);

    const day = await readMyDay(orgDb(organizationId), viewer(), sales.userId, NOW);
    const names = (rows: { title: string }[]) => rows.map(({ title }) => title);
    expect([names(day.overdue), names(day.today), names(day.coming), names(day.undated), names(day.doneToday)]).toEqual([['Вчера'], ['Сегодня'], ['Среда'], [], ['Сделано']]);
  });
});

describe('reminders', () => {
  const at = new Date('2026-11-21T06:45:00Z');
  const mails = () => db.mailMessage.findMany({ where: { organizationId, kind: 'task.reminder' } });

  it('leave once, under several workers at once, in the language of the person', async () => {
    await db.user.update({ where: { id: sales.userId }, data: { locale: 'en', timeZone: 'Asia/Yekaterinburg' } });
    for (let index = 0; index < 20; index++) await add({ title: `Call ${index}`, contactId });
    const sent = await Promise.all(Array.from({ length: 4 }, () => sendReminders(at)));
    expect(sent.reduce((sum, one) => sum + one)).toBe(20);
    await deliverAll(organizationId);
    const found = await mails();
    expect(found).toHaveLength(20);
    expect(found[0]?.subject).toMatch(/^Reminder: Call \d+$/);
    expect(found[0]?.text).toMatch(/Due:? .*21 November.*12:00/);
    expect(found[0]?.text).toContain('/tasks/');
    expect(await sendReminders(at)).toBe(0);
  });

  it('spare what is done, deleted, nobody’s, muted, or of somebody who left', async () => {
    await done(await add({ title: 'Done' }));
    await deleteTask({ actor: manager, taskId: await add({ title: 'Deleted' }), now: NOW });
    await add({ title: 'Nobody', assigneeId: null });
    await add({ title: 'Early' });
    await add({ title: 'Left' });
    expect(await sendReminders(new Date(at.getTime() - 1))).toBe(0);
    await db.membership.updateMany({ where: { organizationId, userId: sales.userId }, data: { removedAt: NOW } });
    await add({ title: 'Muted', assigneeId: manager.userId });
    await mute({ organizationId, userId: manager.userId }, 'task.reminder');
    expect(await sendReminders(at)).toBe(0);
    expect(await mails()).toEqual([]);
    expect(await db.task.count({ where: { organizationId, remindAt: { not: null } } })).toBe(0);
  });

  it('follow the due date, the person and the tick', async () => {
    const id = await add({ due: { day: '2026-11-25', minutes: null } });
    expect((await read(id)).remindAt).toEqual(new Date('2026-11-25T06:00:00Z'));
    await db.user.update({ where: { id: manager.userId }, data: { timeZone: 'Asia/Vladivostok' } });
    await updateTask({ actor: manager, taskId: id, version: 1, input: { assigneeId: manager.userId }, now: NOW });
    expect((await read(id)).remindAt).toEqual(new Date('2026-11-24T23:00:00Z'));
    await updateTask({ actor: manager, taskId: id, version: 2, input: { reminder: 'none' }, now: NOW });
    expect((await read(id)).remindAt).toBeNull();
  });

  it('do not cross a lead of another organisation', async () => {
    const foreign = await makeOrganization(db);
    const service = await makeService(db, { organizationId: foreign.id });
    const lead = await makeLead(db, { organizationId: foreign.id, serviceId: service.id });
    expect(await createTask({ actor: manager, input: input({ leadId: lead.id }), now: NOW })).toEqual({ ok: false, error: 'linkNotFound' });
  });
});
