import { type Prisma } from '~/generated/prisma/client';
import { emitEvents } from '~/domain/webhooks/emit-events.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { nextDue, readRecurrence } from './recurrence';
import type { TaskActor, TaskRefusal } from './task-command';
import { dueInstant, toDue, type Due } from './task-due';
import { lockTask, noteTask, remindAtFor, type TaskRecord } from './task-record.server';
import { canMoveTask, type TaskState } from './task-rules';

export interface ChangeTaskState {
  actor: TaskActor;
  taskId: string;
  to: TaskState;
  now: Date;
}

export type ChangeTaskStateResult =
  | { ok: true; isChanged: boolean; from: TaskState; title: string; /** When a recurring task comes back; null when it does not. */ next: Due | null }
  | Extract<TaskRefusal, { error: 'notFound' | 'forbidden' }>
  | { ok: false; error: 'notAllowed' };

/**
 * Starts, ticks off or reopens a task. Asking for the state that it has already changes nothing and is no error, so two
 * who tick it off at once both succeed. A recurring task comes back once, however often it is ticked off.
 */
export async function changeTaskState({ actor, taskId, to, now }: ChangeTaskState): Promise<ChangeTaskStateResult> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const locked = await lockTask(tx, { actor, taskId });
    if (!locked.ok) return locked.error === 'stale' ? { ok: false, error: 'notFound' } : locked;
    return changeStateIn(tx, { actor, task: locked.task, to, now });
  });
}

/** The change itself, to a task that is locked. */
export async function changeStateIn(tx: OrgTx, { actor, task, to, now }: Omit<ChangeTaskState, 'taskId'> & { task: TaskRecord }): Promise<ChangeTaskStateResult> {
  const { title, state: from } = task;
  if (from === to) return { ok: true, isChanged: false, from, title, next: null };
  if (!canMoveTask(from, to)) return { ok: false, error: 'notAllowed' };
  const isDone = to === 'DONE';
  const isReopened = from === 'DONE';
  const remindAt = isDone ? null : isReopened ? await remindAtFor(tx, { due: toDue(task, actor.timeZone), reminder: readRecurrence(task.recurrence)?.reminder ?? '15m', assigneeId: task.assigneeId, timeZone: actor.timeZone, now }) : task.remindAt;
  await tx.task.updateMany({
    where: { id: task.id },
    data: { state: to, doneAt: isDone ? now : null, doneById: isDone ? actor.userId : null, remindAt, version: { increment: 1 }, updatedAt: now },
  });
  const event = isDone ? ('task.done' as const) : isReopened ? ('task.reopened' as const) : undefined;
  await noteTask(tx, { actor, task, action: 'update', before: task, after: { ...task, state: to }, now, ...(event && { event }) });
  if (isReopened) await withdrawNext(tx, actor, task);
  return { ok: true, isChanged: true, from, title, next: isDone ? await createNext(tx, actor, task, now) : null };
}

/** The task's next coming. The database keeps one for each place of a series, so it is made once. */
async function createNext(tx: OrgTx, actor: TaskActor, task: TaskRecord, now: Date): Promise<Due | null> {
  const { organizationId, timeZone } = actor;
  const rule = readRecurrence(task.recurrence);
  const due = toDue(task, timeZone);
  if (!rule || !due || !task.seriesId || task.occurrence === null) return null;
  const next = nextDue(rule, due, { now, timeZone });
  if (!next) return null;
  const { title, description, priority, assigneeId, createdById, contactId, dealId, leadId, orderId, hasTime, seriesId } = task;
  const made = await tx.task.createManyAndReturn({
    data: [
      {
        organizationId, title, description, priority, assigneeId, createdById, contactId, dealId, leadId, orderId, hasTime, seriesId,
        recurrence: rule as Prisma.InputJsonObject,
        occurrence: task.occurrence + 1,
        dueAt: dueInstant(next, timeZone),
        remindAt: await remindAtFor(tx, { due: next, reminder: rule.reminder, assigneeId, timeZone, now }),
        createdAt: now,
      },
    ],
    skipDuplicates: true,
    select: { id: true, dueAt: true },
  });
  const facts = { title, priority, assigneeId, contactId, dealId, leadId, orderId };
  await emitEvents(tx, organizationId, made.map(({ id, dueAt }) => ({ type: 'task.created' as const, data: { id, ...facts, state: 'TODO', dueAt: dueAt?.toISOString() ?? null, actorId: actor.userId } })));
  return next;
}

/** Taking a tick back takes its next coming back too, unless somebody has worked on that already. */
async function withdrawNext(tx: OrgTx, { organizationId }: TaskActor, { seriesId, occurrence }: TaskRecord): Promise<void> {
  if (!seriesId || occurrence === null) return;
  await tx.$executeRaw`
    DELETE FROM "Task" WHERE "organizationId" = ${organizationId}::uuid AND "seriesId" = ${seriesId}::uuid AND "occurrence" = ${occurrence + 1}
      AND "version" = 1 AND "state" = 'TODO' AND "deletedAt" IS NULL`;
}
