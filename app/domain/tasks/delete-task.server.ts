import { writeAudit } from '~/domain/audit/write-audit.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import type { TaskActor, TaskRefusal } from './task-command';
import { toDue } from './task-due';
import { readRecurrence } from './recurrence';
import { lockTask, noteTask, remindAtFor } from './task-record.server';

export interface TaskKey {
  actor: TaskActor;
  taskId: string;
  /** The version that the person saw; without one whatever stands there. */
  version?: number | undefined;
  now: Date;
}

export type DeleteTaskResult = { ok: true; version: number; title: string } | TaskRefusal;

/** Puts a task into the trash, from where it can be restored. A recurring one does not come back meanwhile. */
export async function deleteTask({ actor, taskId, version, now }: TaskKey): Promise<DeleteTaskResult> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const locked = await lockTask(tx, { actor, taskId, version });
    if (!locked.ok) return locked;
    const { task } = locked;
    await tx.task.updateMany({ where: { id: taskId }, data: { deletedAt: now, deletedById: actor.userId, remindAt: null, version: { increment: 1 }, updatedAt: now } });
    await noteTask(tx, { actor, task, action: 'delete', before: task, event: 'task.deleted', now });
    return { ok: true, version: task.version + 1, title: task.title };
  });
}

/** Takes a task out of the trash. */
export async function restoreTask({ actor, taskId, version, now }: TaskKey): Promise<DeleteTaskResult> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const locked = await lockTask(tx, { actor, taskId, version, isDeleted: true });
    if (!locked.ok) return locked;
    const { task } = locked;
    const reminder = readRecurrence(task.recurrence)?.reminder ?? '15m';
    const remindAt = task.state === 'DONE' ? null : await remindAtFor(tx, { due: toDue(task, actor.timeZone), reminder, assigneeId: task.assigneeId, timeZone: actor.timeZone, now });
    await tx.task.updateMany({ where: { id: taskId }, data: { deletedAt: null, deletedById: null, remindAt, version: { increment: 1 }, updatedAt: now } });
    await noteTask(tx, { actor, task, action: 'restore', after: task, event: 'task.restored', now });
    return { ok: true, version: task.version + 1, title: task.title };
  });
}

/**
 * Removes tasks of the trash for good, within somebody's transaction; others are left alone.
 * @returns how many were removed
 */
export async function purgeTasks(tx: OrgTx, actor: Pick<TaskActor, 'organizationId'> & { userId: string | null }, ids: readonly string[]): Promise<number> {
  const rows = await tx.task.findMany({ where: { id: { in: [...ids] }, deletedAt: { not: null } }, select: { id: true, title: true } });
  const { count } = await tx.task.deleteMany({ where: { id: { in: rows.map(({ id }) => id) }, deletedAt: { not: null } } });
  for (const { id, title } of rows) {
    await writeAudit(tx, { organizationId: actor.organizationId, actorId: actor.userId, action: 'purge', resource: 'tasks', resourceId: id, label: title });
  }
  return count;
}
