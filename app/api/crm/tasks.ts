import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { localDay } from '~/domain/behavior/local-day';
import { taskTable } from '~/domain/exports/work-tables.server';
import { deleteTask, restoreTask } from '~/domain/tasks/delete-task.server';
import { exportTasks } from '~/domain/tasks/export-tasks.server';
import { listTasks, TASK_ORDERS } from '~/domain/tasks/list-tasks.server';
import { readMyDay } from '~/domain/tasks/my-day.server';
import { createTask, updateTask } from '~/domain/tasks/save-task.server';
import type { TaskInput } from '~/domain/tasks/task-command';
import type { TaskDetail } from '~/domain/tasks/task-detail.server';
import { DEFAULT_REMINDER, toDue } from '~/domain/tasks/task-due';
import { taskSearchParams } from '~/domain/tasks/task-filter';
import { listTaskHistory } from '~/domain/tasks/task-history.server';
import { taskSchema } from '~/domain/tasks/task.schema';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { auditEntry } from '../workspace/audit-log';
import { bulkChangesOperation } from '../ground/bulk-changes';
import { BULK_RECORD, bulkOperation, bulkRow } from '../ground/bulk';
import { exportQuery, exportSpec, sendTable } from '../ground/export-file';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { pageAnswer, pageOf, pageQuery, readPlace, wholeList } from '../ground/paging';
import { accept, onlySent, readInput } from '../ground/read-input';
import { created, id } from '../ground/schemas';
import {
  LINKS, linksOf, readTask, readTaskFilter, requireTask, sayDue, seenLinks, task, taskActor, taskChange, taskFilterQuery, taskInput, taskRow, taskSortQuery, taskViewer, tellTasks, type TaskChange,
} from './task-shapes';

const TAG = 'Tasks';
const params = z.object({ taskId: id });
const reads = { resource: 'tasks', action: 'read' } as const;
const rows = z.array(taskRow);

/** A task as its form has it. */
function formOf({ recurrence, ...plain }: TaskChange): Record<string, unknown> {
  if (!recurrence) return plain;
  const { every, interval, weekdays, until } = recurrence;
  return { ...plain, every, interval, weekdays, until };
}

function readForm(sent: TaskChange) {
  return readInput(taskSchema, formOf(sent), 'tasks', { '/every': '/recurrence/every', '/interval': '/recurrence/interval', '/until': '/recurrence/until' });
}

/** Where the command's refusals stand in the body. */
function fieldsOf(sent: TaskChange): Record<string, string> {
  return { duePast: '/dueDay', recurrenceWithoutDue: '/dueDay', notAssignable: '/assigneeId', linkNotFound: `/${LINKS.find((link) => sent[link]) ?? 'contactId'}` };
}

async function create(caller: ApiCaller, sent: TaskChange, now: Date): Promise<string> {
  const actor = taskActor(caller, 'create');
  return accept(await createTask({ actor, input: readForm(sent), now }), fieldsOf(sent)).id;
}

/** What was sent, checked together with what the task has. Links that the caller does not see are not the caller's to take away. */
async function changeOf(caller: ApiCaller, known: TaskDetail, sent: TaskChange): Promise<Partial<TaskInput>> {
  const due = sayDue(toDue(known, caller.org.timeZone));
  // without a day there is no time of it
  const whole = { ...known, ...due, ...(sent.dueDay === null && { dueTime: null }), reminder: known.recurrence?.reminder ?? DEFAULT_REMINDER, ...sent };
  const { title, description, dueDay, dueTime, priority, assigneeId, reminder, recurrence, contactId, dealId, leadId, orderId } = whole;
  const checked = readForm({ title, description, dueDay, dueTime, priority, assigneeId, reminder, recurrence, contactId, dealId, leadId, orderId });
  const input: Partial<TaskInput> = onlySent(checked, sent);
  if ('dueDay' in sent || 'dueTime' in sent) input.due = checked.due;
  if ('dueDay' in sent) input.recurrence = checked.recurrence;
  else if ('reminder' in sent && !('recurrence' in sent) && known.recurrence) input.recurrence = { ...known.recurrence, reminder: checked.reminder };
  const seen = seenLinks(known, await linksOf(caller, [known]));
  for (const link of LINKS) if (known[link] && !seen[link] && !input[link]) delete input[link];
  return input;
}

/** @param version null: whichever it has now */
async function change(caller: ApiCaller, taskId: string, { sent, version, now }: { sent: TaskChange; version: number | null; now: Date }): Promise<void> {
  const actor = taskActor(caller, 'update');
  const known = await requireTask(caller, taskId);
  accept(await updateTask({ actor, taskId, version: version ?? known.version, input: await changeOf(caller, known, sent), now }), fieldsOf(sent));
}

export const taskOperations: Operation[] = [
  staffOperation(reads, { id: 'tasks.list', method: 'get', path: '/tasks', tag: TAG, summary: 'List tasks', query: z.strictObject({ ...pageQuery, ...taskFilterQuery, ...taskSortQuery }), answer: pageOf(taskRow, 'Task') }, async ({ caller, query: { limit }, search, request, now }) => {
    const filter = readTaskFilter(search);
    const place = readPlace(search, TASK_ORDERS[filter.sort]);
    const page = await listTasks(caller.db, { viewer: taskViewer(caller), filter, now, limit, ...place });
    return pageAnswer(request, page, place, await tellTasks(caller, page.rows, now));
  }),
  staffOperation(
    reads,
    {
      id: 'tasks.myDay', method: 'get', path: '/tasks/my-day', tag: TAG, summary: 'Read what a person has to do', description: 'Mine, or those of the named person.', query: z.strictObject({ assignee: id.optional() }),
      answer: z.object({ overdue: rows, today: rows, coming: rows.openapi({ description: 'The six days after today' }), undated: rows, doneToday: rows, hasMore: z.boolean().openapi({ description: 'Some are left out: the list has all' }) }).openapi('MyDay'),
    },
    async ({ caller, query: { assignee }, now }) => {
      const { hasMore, overdue, today, coming, undated, doneToday } = await readMyDay(caller.db, taskViewer(caller), assignee ?? caller.user.id, now);
      const tell = await tellTasks(caller, [...overdue, ...today, ...coming, ...undated, ...doneToday], now);
      return answer({ overdue: overdue.map(tell), today: today.map(tell), coming: coming.map(tell), undated: undated.map(tell), doneToday: doneToday.map(tell), hasMore });
    },
  ),
  staffOperation(reads, { ...exportSpec, id: 'tasks.export', path: '/tasks/export', tag: TAG, summary: 'Take the tasks of a filter as a file', query: z.strictObject({ ...exportQuery, ...taskFilterQuery }) }, async ({ caller, query: { format }, search, request, now }) => {
    const [members, t, language] = await Promise.all([listMemberNames(caller.db, 'tasks'), getFixedT(request, 'exports'), getLanguage(request)]);
    const { timeZone } = caller.org;
    const tasks = exportTasks(caller.db, { viewer: taskViewer(caller), filter: readTaskFilter(search), now });
    return sendTable(taskTable({ tasks, members, t, language, timeZone, fileName: `${t('tasks')} ${localDay(now, timeZone)}` }), format, request);
  }),
  staffOperation(
    { resource: 'tasks', action: 'create' },
    { id: 'tasks.create', method: 'post', path: '/tasks', tag: TAG, summary: 'Make a task', description: 'A due date in the past is refused. Without an assignee it is nobody’s.', body: taskInput.openapi('TaskInput'), answer: created, status: 201, does: ['/tasks/new'] },
    async ({ caller, body, now }) => {
      const taskId = await create(caller, body, now);
      return answer({ id: taskId }, { location: `/tasks/${taskId}` });
    },
  ),
  staffOperation(reads, { id: 'tasks.read', method: 'get', path: '/tasks/{taskId}', tag: TAG, summary: 'Read a task', params, answer: task }, async ({ caller, params: { taskId }, now }) => {
    const found = await readTask(caller, taskId, now);
    return answer(found, { version: found.version });
  }),
  staffOperation(reads, { id: 'tasks.history', method: 'get', path: '/tasks/{taskId}/history', tag: TAG, summary: 'List the latest changes of a task', description: 'The newest first; links to other records are left out.', params, answer: pageOf(auditEntry, 'TaskChangeEntry') }, async ({ caller, params: { taskId }, now }) => {
    const { id: known } = await requireTask(caller, taskId);
    return wholeList(await listTaskHistory(caller.db, { organizationId: caller.org.id, timeZone: caller.org.timeZone, taskId: known, now }));
  }),
  staffOperation(
    { resource: 'tasks', action: 'update' },
    { id: 'tasks.update', method: 'patch', path: '/tasks/{taskId}', tag: TAG, summary: 'Change a task', description: 'What is not named stays as it is; its state changes by itself.', params, body: taskChange.openapi('TaskChange'), answer: task, needsVersion: true, does: ['/tasks/:task'] },
    async ({ caller, params: { taskId }, body, version, now }) => {
      await change(caller, taskId, { sent: body, version, now });
      const after = await readTask(caller, taskId, now);
      return answer(after, { version: after.version });
    },
  ),
  staffOperation({ resource: 'tasks', action: 'delete' }, { id: 'tasks.delete', method: 'delete', path: '/tasks/{taskId}', tag: TAG, summary: 'Put a task into the trash', params, does: ['/tasks task-do'] }, async ({ caller, params: { taskId }, now }) => {
    accept(await deleteTask({ actor: taskActor(caller, 'delete'), taskId, now }));
    return done();
  }),
  staffOperation({ resource: 'tasks', action: 'delete' }, { id: 'tasks.restore', method: 'post', path: '/tasks/{taskId}/restore', tag: TAG, summary: 'Take a task out of the trash', params, does: ['/tasks task-do'] }, async ({ caller, params: { taskId }, now }) => {
    accept(await restoreTask({ actor: taskActor(caller, 'delete'), taskId, now }));
    return done();
  }),
  bulkChangesOperation({
    resource: 'tasks', tag: TAG, query: z.strictObject(taskFilterQuery),
    toSearch: (_caller, search) => Promise.resolve(taskSearchParams(readTaskFilter(search))),
    does: ['/tasks bulk.owner', '/tasks bulk.priority', '/tasks bulk.taskState'],
  }),
  bulkOperation({
    id: 'tasks.bulk', path: '/tasks', tag: TAG, need: reads,
    row: bulkRow(taskInput, taskChange, BULK_RECORD),
    does: ['/tasks bulk.trash'],
    async run({ caller, now }, row) {
      if (row.do === 'create') {
        const { do: _do, ...sent } = row;
        return { id: await create(caller, sent, now) };
      }
      if (row.do === 'delete') accept(await deleteTask({ actor: taskActor(caller, 'delete'), taskId: row.id, version: row.version, now }));
      else {
        const { do: _do, id: taskId, version, ...sent } = row;
        await change(caller, taskId, { sent, version: version ?? null, now });
      }
      return { id: row.id };
    },
  }),
];
