import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import type { Action } from '~/domain/accounts/permissions';
import { REPEATS, INTERVAL_MAX, type Recurrence } from '~/domain/tasks/recurrence';
import type { TaskRow } from '~/domain/tasks/list-tasks.server';
import type { TaskActor, TaskLinks } from '~/domain/tasks/task-command';
import { findTask, type TaskDetail } from '~/domain/tasks/task-detail.server';
import { REMINDERS, toDue, type Due } from '~/domain/tasks/task-due';
import { DUE_FILTERS, parseTaskFilter, PERIOD_FIELDS, TASK_SORTS, TASK_STATE_FILTERS } from '~/domain/tasks/task-filter';
import { listLinkNames, type LinkNames } from '~/domain/tasks/task-links.server';
import { allowedTaskStates, DESCRIPTION_MAX, isOverdue, TASK_PRIORITIES, TASK_STATES, TITLE_MAX } from '~/domain/tasks/task-rules';
import { formatTimeOfDay } from '~/domain/time/zoned-time';
import { periodQuery } from '../ground/period-query';
import { ApiProblem } from '../ground/problem';
import { day, filled, id, moment, several, text } from '../ground/schemas';

export const LINKS = ['contactId', 'dealId', 'leadId', 'orderId'] as const satisfies readonly (keyof TaskLinks)[];

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .openapi({ example: '10:00' });
const linkId = id.nullable().openapi({ example: null });
export const links = { contactId: linkId, dealId: linkId, leadId: linkId, orderId: linkId };
export const due = { dueDay: day.nullable().openapi({ example: '2030-03-01', description: 'Of the organisation' }), dueTime: timeOfDay.nullable() };
export const priority = z.enum(TASK_PRIORITIES).openapi({ example: 'NORMAL' });
const title = filled(TITLE_MAX).openapi({ example: 'Позвонить поставщику' });
const description = text(DESCRIPTION_MAX).nullable();
const assigneeId = id.nullable().openapi({ example: null });

const rule = { every: z.enum(REPEATS), interval: z.int().min(1).max(INTERVAL_MAX), weekdays: z.array(z.int().min(1).max(7)).max(7).openapi({ description: 'Of a week, 1 Monday … 7 Sunday', example: [1] }), until: day.nullable().openapi({ example: null }) };
export const recurrence = z.object({ ...rule, monthDay: z.int().min(1).max(31).nullable() }).openapi('TaskRecurrence');
const recurrenceInput = z.strictObject(rule).partial({ interval: true, weekdays: true, until: true }).openapi('TaskRecurrenceInput', { example: { every: 'week', interval: 1, weekdays: [1] } });

const facts = { title, ...due, priority, assigneeId, ...links };
const known = { dueAt: moment.nullable().openapi({ description: 'The moment after which it is overdue' }), isOverdue: z.boolean(), state: z.enum(TASK_STATES), createdById: id.nullable(), doneAt: moment.nullable(), createdAt: moment, version: z.int() };
/** What lists show of a task. A link to a record that the caller does not see is null. */
export const taskRow = z.object({ id, ...facts, ...known, isRecurring: z.boolean() }).openapi('TaskRow');
export const task = z
  .object({
    id, ...facts, description, ...known,
    recurrence: z.union([recurrence, z.null()]), occurrence: z.int().nullable().openapi({ description: 'Which of its series' }),
    remindAt: moment.nullable(), doneById: id.nullable(), allowedStates: z.array(z.enum(TASK_STATES)),
  })
  .openapi('Task');

/** What a change of a task may name. */
export const taskChange = z
  .strictObject({ ...facts, description, reminder: z.enum(REMINDERS).openapi({ description: 'Before it is due', example: '15m' }), recurrence: z.union([recurrenceInput, z.null()]).openapi({ example: null }) })
  .partial();
export const taskInput = taskChange.required({ title: true });
export type TaskChange = z.output<typeof taskChange>;

const assigneeQuery = z.union([id, z.enum(['me', 'mine', 'nobody'])]);
export const taskFilterQuery = {
  q: text(100).optional().openapi({ description: 'Words of its title', example: undefined }),
  state: z.enum(TASK_STATE_FILTERS).optional().openapi({ description: 'open (the usual): TODO and IN_PROGRESS' }),
  assignee: assigneeQuery.optional().openapi({ description: 'mine: assigned to me or made by me' }),
  due: z.enum(DUE_FILTERS).optional(),
  on: z.enum(PERIOD_FIELDS).optional().openapi({ description: 'Which moment the period is about' }),
  ...periodQuery,
  priority: several(z.enum(TASK_PRIORITIES), TASK_PRIORITIES.length).openapi({ type: 'array', items: { type: 'string', enum: [...TASK_PRIORITIES] } }),
  contact: id.optional(),
  deal: id.optional(),
  lead: id.optional(),
  order: id.optional(),
};
export const taskSortQuery = { sort: z.enum(TASK_SORTS).optional() };

export function readTaskFilter(search: URLSearchParams) {
  return { ...parseTaskFilter(search), view: 'list' as const };
}

export function taskViewer({ org, user }: ApiCaller) {
  return { organizationId: org.id, userId: user.id, timeZone: org.timeZone };
}

/** The caller as one who changes tasks. @throws {ApiProblem} 403 */
export function taskActor(caller: ApiCaller, action: Action): TaskActor {
  const scope = caller.can('tasks', action);
  if (!scope) throw new ApiProblem('forbidden');
  return { ...taskViewer(caller), scope, reach: caller.reach };
}

/** A task of the organisation. @throws {ApiProblem} 404 */
export async function requireTask({ db, org }: ApiCaller, taskId: string): Promise<TaskDetail> {
  const found = await findTask(db, taskId, org.timeZone);
  if (!found) throw new ApiProblem('not-found');
  return found;
}

/** Names of the records that tasks are linked to, those that the caller sees. */
export function linksOf({ db, org, user, reach }: ApiCaller, rows: readonly TaskLinks[]): Promise<LinkNames> {
  return listLinkNames(db, { organizationId: org.id, userId: user.id, reach }, rows);
}

/** Of a task's links those that the caller sees. */
export function seenLinks({ contactId, dealId, leadId, orderId }: TaskLinks, names: LinkNames): TaskLinks {
  const seen = (known: ReadonlyMap<string, string>, one: string | null) => (one && known.has(one) ? one : null);
  return { contactId: seen(names.contacts, contactId), dealId: seen(names.deals, dealId), leadId: seen(names.leads, leadId), orderId: seen(names.orders, orderId) };
}

export function sayDue(known: Due | null): { dueDay: string | null; dueTime: string | null } {
  return { dueDay: known?.day ?? null, dueTime: known?.minutes == null ? null : formatTimeOfDay(known.minutes) };
}

export function sayRule(known: Recurrence | null): z.output<typeof recurrence> | null {
  if (!known) return null;
  const { every, interval, weekdays, until, monthDay } = known;
  return { every, interval, weekdays, until, monthDay };
}

interface Telling {
  names: LinkNames;
  timeZone: string;
  now: Date;
}

export function toTaskRow(row: TaskRow, { names, timeZone, now }: Telling): z.output<typeof taskRow> {
  const { hasTime: _hasTime, rank: _rank, dueOrNever: _never, ...plain } = row;
  return { ...plain, ...sayDue(toDue(row, timeZone)), ...seenLinks(row, names), isOverdue: isOverdue(row, now) };
}

/** Rows of one answer, the names of their links read once. */
export async function tellTasks(caller: ApiCaller, rows: readonly TaskRow[], now: Date): Promise<(row: TaskRow) => z.output<typeof taskRow>> {
  const telling = { names: await linksOf(caller, rows), timeZone: caller.org.timeZone, now };
  return (row) => toTaskRow(row, telling);
}

/** All of a task, as it stands now. */
export async function readTask(caller: ApiCaller, taskId: string, now: Date): Promise<z.output<typeof task>> {
  const found = await requireTask(caller, taskId);
  const { personZone: _zone, hasTime: _hasTime, seriesId: _series, ...plain } = found;
  return {
    ...plain,
    ...sayDue(toDue(found, caller.org.timeZone)),
    ...seenLinks(found, await linksOf(caller, [found])),
    recurrence: sayRule(found.recurrence),
    isOverdue: isOverdue(found, now),
    allowedStates: [...allowedTaskStates(found.state)],
  };
}
