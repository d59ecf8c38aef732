import { z } from 'zod';
import { Prisma } from '~/generated/prisma/client';
import { changeStateIn } from '~/domain/tasks/change-task-state.server';
import { saveIn } from '~/domain/tasks/save-task.server';
import { toDue } from '~/domain/tasks/task-due';
import type { TaskInput } from '~/domain/tasks/task-command';
import { parseTaskFilter } from '~/domain/tasks/task-filter';
import { lockTask, type TaskRecord } from '~/domain/tasks/task-record.server';
import { TASK_PRIORITIES, TASK_STATES } from '~/domain/tasks/task-rules';
import { taskWhere } from '~/domain/tasks/task-where.server';
import type { OrgTx } from '~/platform/db.server';
import type { BulkAdapter, BulkProblem, BulkResult, BulkWork, RevertResult } from './bulk-adapter';
import type { BulkChange } from './bulk-change';

const beforeSchema = z
  .object({
    assigneeId: z.string().nullable(),
    priority: z.enum(TASK_PRIORITIES),
    due: z.object({ day: z.string(), minutes: z.number().nullable() }).nullable(),
    state: z.enum(TASK_STATES),
  })
  .partial();

/** Tasks are changed one by one through their own commands, which know reminders, series and due dates. */
export const bulkTasks: BulkAdapter = {
  find(actor, search, now) {
    return Promise.resolve({ from: Prisma.sql`"Task"`, where: taskWhere(actor, parseTaskFilter(new URLSearchParams(search)), now) });
  },

  async names(db, _actor, ids) {
    const rows = await db.task.findMany({ where: { id: { in: [...ids] }, deletedAt: null }, select: { id: true, title: true } });
    return new Map(rows.map(({ id, title }) => [id, title]));
  },

  async apply(tx, work, ids) {
    const results: BulkResult[] = [];
    for (const id of ids) results.push(await changeOne(tx, work, id));
    return results;
  },

  async revert(tx, { actor, now }, rows) {
    const results: RevertResult[] = [];
    for (const { id, before, versionAfter } of rows) {
      const locked = await lockTask(tx, { actor: { ...actor, scope: 'all' }, taskId: id, version: versionAfter });
      const past = beforeSchema.safeParse(before);
      const isBack = locked.ok && past.success && (await giveBack(tx, { actor, now }, locked.task, past.data));
      results.push(isBack ? { id, outcome: 'reverted' } : { id, outcome: 'conflict', problem: 'edited' });
    }
    return results;
  },
};

async function changeOne(tx: OrgTx, { actor, change, now }: BulkWork, id: string): Promise<BulkResult> {
  const locked = await lockTask(tx, { actor, taskId: id });
  if (!locked.ok) return { id, outcome: 'failed', problem: locked.error === 'forbidden' ? 'notYours' : 'gone' };
  const { task } = locked;
  if (change.kind === 'taskState') {
    const moved = await changeStateIn(tx, { actor, task, to: change.state, now });
    if (!moved.ok) return { id, outcome: 'failed', problem: 'notAllowed' };
    return moved.isChanged ? { id, outcome: 'updated', versionAfter: task.version + 1, before: { state: task.state } } : { id, outcome: 'unchanged' };
  }
  const past = pastOf(task, actor.timeZone, change);
  const input = inputOf(change, task, actor.timeZone);
  if (!input || !past) return { id, outcome: 'unchanged' };
  const saved = await saveIn(tx, { actor, task, input, now });
  if (!saved.ok) return { id, outcome: 'failed', problem: PROBLEMS[saved.error] ?? 'refused' };
  return { id, outcome: 'updated', versionAfter: saved.version, before: past };
}

const PROBLEMS: Record<string, BulkProblem> = { duePast: 'duePast', notAssignable: 'notAssignable' };

/** What the task's own command is told; null when the task is so already. */
function inputOf(change: BulkChange, task: TaskRecord, timeZone: string): Partial<TaskInput> | null {
  switch (change.kind) {
    case 'owner':
      return task.assigneeId === change.ownerId ? null : { assigneeId: change.ownerId };
    case 'priority':
      return task.priority === change.priority ? null : { priority: change.priority };
    case 'due': {
      const due = toDue(task, timeZone);
      // a task that has a time of day keeps it on the other day
      return (due?.day ?? null) === change.day ? null : { due: change.day === null ? null : { day: change.day, minutes: due?.minutes ?? null } };
    }
    default:
      return null;
  }
}

function pastOf(task: TaskRecord, timeZone: string, { kind }: BulkChange): Prisma.InputJsonObject | null {
  if (kind === 'owner') return { assigneeId: task.assigneeId };
  if (kind === 'priority') return { priority: task.priority };
  return kind === 'due' ? { due: toDue(task, timeZone) as Prisma.InputJsonObject | null } : null;
}

async function giveBack(tx: OrgTx, { actor, now }: Pick<BulkWork, 'actor' | 'now'>, task: TaskRecord, { state, ...input }: z.output<typeof beforeSchema>): Promise<boolean> {
  if (state) return (await changeStateIn(tx, { actor, task, to: state, now })).ok;
  const named = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Partial<TaskInput>;
  return (await saveIn(tx, { actor, task, input: named, now })).ok;
}
