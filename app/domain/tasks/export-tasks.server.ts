import { Prisma } from '~/generated/prisma/client';
import type { OrgDb } from '~/platform/db.server';
import type { TaskFilter } from './task-filter';
import type { TaskPriority, TaskState } from './task-rules';
import { taskWhere, type TaskViewer } from './task-where.server';

export interface ExportedTask {
  id: string;
  title: string;
  description: string | null;
  state: TaskState;
  priority: TaskPriority;
  dueAt: Date | null;
  hasTime: boolean;
  assigneeId: string | null;
  createdAt: Date;
  doneAt: Date | null;
}

const BATCH_SIZE = 1_000;

/** All tasks that a filter shows, oldest first, read in batches while they are taken. */
export async function* exportTasks(db: OrgDb, { viewer, filter, now }: { viewer: TaskViewer; filter: TaskFilter; now: Date }): AsyncGenerator<ExportedTask> {
  for (let after: string | null = null; ; ) {
    const rows: ExportedTask[] = await db.$queryRaw`
      SELECT "id", "title", "description", "state"::text AS "state", "priority"::text AS "priority", "dueAt", "hasTime", "assigneeId", "createdAt", "doneAt"
      FROM "Task" WHERE ${taskWhere(viewer, filter, now)} ${after ? Prisma.sql`AND "id" > ${after}::uuid` : Prisma.empty} ORDER BY "id" LIMIT ${BATCH_SIZE}`;
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH_SIZE) return;
    after = last.id;
  }
}
