import type { OrgDb } from '~/platform/db.server';
import { readRecurrence } from './recurrence';
import { zoneOf } from './task-record.server';

const taskDetail = {
  id: true, title: true, description: true, state: true, priority: true, dueAt: true, hasTime: true, assigneeId: true, createdById: true,
  contactId: true, dealId: true, leadId: true, orderId: true, remindAt: true, recurrence: true, seriesId: true, occurrence: true, doneAt: true, doneById: true,
  version: true, createdAt: true,
} as const;

/** All that a task's page shows; null for an unknown one, another organisation's, or one in the trash. */
export async function findTask(db: OrgDb, id: string, timeZone: string) {
  const task = await db.task.findFirst({ where: { id, deletedAt: null }, select: taskDetail });
  if (!task) return null;
  const personZone = task.assigneeId ? await zoneOf(db, task.assigneeId, timeZone) : timeZone;
  return { ...task, recurrence: readRecurrence(task.recurrence), personZone };
}

export type TaskDetail = NonNullable<Awaited<ReturnType<typeof findTask>>>;
