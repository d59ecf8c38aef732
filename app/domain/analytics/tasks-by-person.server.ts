import { taskWhere } from '~/domain/tasks/task-where.server';
import type { OrgDb } from '~/platform/db.server';
import { shareOf } from './analytics-filter';
import type { FigureOptions } from './figures';
import { tasksFilter } from './task-links';

export interface PersonTasks {
  /** Null: tasks of nobody. */
  personId: string | null;
  total: number;
  open: number;
  done: number;
  overdue: number;
  completion: number | null;
}

/** Tasks made in the period by whom they are assigned to, the most first. */
export async function tasksByPerson(db: OrgDb, { viewer, filter, now }: FigureOptions): Promise<PersonTasks[]> {
  const where = taskWhere(viewer, tasksFilter(filter, filter.period, { on: 'created' }), now);
  const rows = await db.$queryRaw<Omit<PersonTasks, 'completion'>[]>`
    SELECT "assigneeId" AS "personId", count(*)::int AS "total", count(*) FILTER (WHERE "state" <> 'DONE')::int AS "open",
      count(*) FILTER (WHERE "state" = 'DONE')::int AS "done", count(*) FILTER (WHERE "state" <> 'DONE' AND "dueAt" < ${now})::int AS "overdue"
    FROM "Task" WHERE ${where} GROUP BY 1 ORDER BY 2 DESC, 1`;
  return rows.map((row) => ({ ...row, completion: shareOf(row.done, row.total) }));
}
