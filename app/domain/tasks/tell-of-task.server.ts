import { notify } from '~/domain/notifications/notify.server';
import type { OrgTx } from '~/platform/db.server';
import type { TaskActor } from './task-command';
import type { TaskRecord } from './task-record.server';

/** Tells a person of a task that somebody else has given to them. */
export async function tellOfAssignedTask(tx: OrgTx, { organizationId, userId: actorId }: Pick<TaskActor, 'organizationId' | 'userId'>, task: Pick<TaskRecord, 'id' | 'title' | 'description' | 'dueAt' | 'hasTime' | 'assigneeId'>): Promise<void> {
  const { id: taskId, title, description, dueAt, hasTime, assigneeId } = task;
  if (!assigneeId || assigneeId === actorId) return;
  const actor = await tx.membership.findFirst({ where: { userId: actorId }, select: { user: { select: { name: true } } } });
  const data = { taskId, title, dueAt: dueAt?.toISOString() ?? null, hasTime, description, by: actor?.user.name ?? null };
  await notify(tx, { organizationId, event: 'task.assigned', to: [assigneeId], actorId, data, path: `/tasks/${taskId}` });
}
