import { z } from '@hono/zod-openapi';
import { can } from '~/domain/accounts/permissions';
import { cleanLine } from '~/domain/leads/clean-text';
import { changeTaskState } from '~/domain/tasks/change-task-state.server';
import { parseQuickAdd } from '~/domain/tasks/quick-add';
import { createTask } from '~/domain/tasks/save-task.server';
import { SNOOZES, snoozeTask } from '~/domain/tasks/snooze-task.server';
import { DEFAULT_REMINDER } from '~/domain/tasks/task-due';
import { allowedTaskStates, TASK_STATES } from '~/domain/tasks/task-rules';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { ApiProblem, invalid } from '../ground/problem';
import { accept } from '../ground/read-input';
import { filled, flag, id } from '../ground/schemas';
import { due, links, LINKS, priority, readTask, recurrence, requireTask, sayDue, sayRule, task, taskActor } from './task-shapes';

const TAG = 'Tasks';
const QUICK_MAX = 500;
const params = z.object({ taskId: id });

const quick = z
  .object({
    id: id.nullable().openapi({ description: 'null with dryRun: nothing was made' }),
    title: z.string().openapi({ example: 'Позвонить поставщику' }),
    ...due,
    priority,
    recurrence: z.union([recurrence, z.null()]),
    understood: z.array(z.object({ start: z.int().min(0), end: z.int().min(1), kind: z.enum(['date', 'time', 'repeat', 'priority']) })).openapi({ description: 'Which parts of the line were read as what, by UTF-16 unit; `end` is the one behind' }),
  })
  .openapi('QuickTask');

export const taskStepOperations: Operation[] = [
  staffOperation(
    { resource: 'tasks', action: 'create' },
    {
      id: 'tasks.quick', method: 'post', path: '/tasks/quick', tag: TAG, summary: 'Make a task of a line as people write it',
      description: '«Позвонить поставщику завтра в 10 !» or "Send the offer every Monday at 9". With dryRun=true it only says how the line is read.',
      query: z.strictObject({ dryRun: flag.optional() }),
      body: z.strictObject({ text: filled(QUICK_MAX).openapi({ example: 'Позвонить поставщику завтра в 10' }), ...links }).partial({ contactId: true, dealId: true, leadId: true, orderId: true }).openapi('QuickTaskInput'),
      answer: quick, does: ['/tasks task-quick'],
    },
    async ({ caller, body, query: { dryRun = false }, now }) => {
      const read = parseQuickAdd(cleanLine(body.text), { now, timeZone: caller.org.timeZone });
      if (!read) throw invalid('/text', 'required', 'Say what is to be done.');
      const { title, priority: urgency, due: when, recurrence: rule, understood } = read;
      const [contactId, dealId, leadId, orderId] = LINKS.map((link) => body[link] ?? null) as [string | null, string | null, string | null, string | null];
      const told = { title, ...sayDue(when), priority: urgency, recurrence: sayRule(rule), understood };
      if (dryRun) return answer({ id: null, ...told });
      // who carries tasks out has made it for oneself
      const assigneeId = can(caller.member.role, 'tasks', 'update') ? caller.user.id : null;
      const input = { title, due: when, priority: urgency, recurrence: rule, description: null, assigneeId, reminder: DEFAULT_REMINDER, contactId, dealId, leadId, orderId };
      const made = accept(await createTask({ actor: taskActor(caller, 'create'), input, now }), { duePast: '/text', linkNotFound: `/${LINKS.find((link) => body[link]) ?? 'contactId'}` });
      return answer({ id: made.id, ...told }, { location: `/tasks/${made.id}` });
    },
  ),
  staffOperation(
    { resource: 'tasks', action: 'update' },
    {
      id: 'tasks.state', method: 'post', path: '/tasks/{taskId}/state', tag: TAG, summary: 'Start, tick off or reopen a task', description: 'The state that it has already is no error. A recurring task that is ticked off comes back once.', params,
      body: z.strictObject({ state: z.enum(TASK_STATES).openapi({ example: 'DONE' }) }).openapi('TaskStateInput'),
      answer: z.object({ task, isChanged: z.boolean(), next: z.union([z.object(due), z.null()]).openapi({ description: 'When a recurring task comes back' }) }).openapi('TaskStep'),
      conflict: 'That state does not follow from its present one', does: ['/tasks task-do'],
    },
    async ({ caller, params: { taskId }, body: { state }, now }) => {
      const result = await changeTaskState({ actor: taskActor(caller, 'update'), taskId, to: state, now });
      if (!result.ok && result.error === 'notAllowed') {
        const current = (await requireTask(caller, taskId)).state;
        throw new ApiProblem('conflict', { extra: { code: 'notAllowed', current: { state: current }, allowed: allowedTaskStates(current) } });
      }
      const { isChanged, next } = accept(result);
      return answer({ task: await readTask(caller, taskId, now), isChanged, next: next && sayDue(next) });
    },
  ),
  staffOperation(
    { resource: 'tasks', action: 'update' },
    { id: 'tasks.snooze', method: 'post', path: '/tasks/{taskId}/snooze', tag: TAG, summary: 'Put a task off', description: 'To tomorrow or to next Monday, at its time of day.', params, body: z.strictObject({ to: z.enum(SNOOZES) }).openapi('TaskSnooze'), answer: task, does: ['/tasks task-do'] },
    async ({ caller, params: { taskId }, body: { to }, now }) => {
      accept(await snoozeTask({ actor: taskActor(caller, 'update'), taskId, to, now }));
      const after = await readTask(caller, taskId, now);
      return answer(after, { version: after.version });
    },
  ),
];
