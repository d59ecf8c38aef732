import type { PeriodFilter } from '~/domain/periods/period';
import { taskWhere } from '~/domain/tasks/task-where.server';
import type { TaskState } from '~/domain/tasks/task-rules';
import type { OrgDb } from '~/platform/db.server';
import { shareOf } from './analytics-filter';
import type { FigureOptions } from './figures';
import { tasksFilter } from './task-links';

export interface TaskTotals {
  /** Tasks made in the period. */
  total: number;
  /** Where they are now; the three states add up to the total. */
  states: Record<TaskState, number>;
  /** Of them: due before now and not done. */
  overdue: number;
  /** done / total; null when there are none. Rule: CRM, "Analytics". */
  completion: number | null;
}

/** Tasks that were made in a period, by their state now. @param period null: since ever */
export async function taskTotals(db: OrgDb, { viewer, filter, now }: FigureOptions, period: PeriodFilter | null): Promise<TaskTotals> {
  const where = taskWhere(viewer, tasksFilter(filter, period, { on: 'created' }), now);
  const rows = await db.$queryRaw<{ state: TaskState; count: number; overdue: number }[]>`
    SELECT "state"::text AS "state", count(*)::int AS "count", count(*) FILTER (WHERE "state" <> 'DONE' AND "dueAt" < ${now})::int AS "overdue"
    FROM "Task" WHERE ${where} GROUP BY "state"`;
  const states: TaskTotals['states'] = { TODO: 0, IN_PROGRESS: 0, DONE: 0 };
  for (const { state, count } of rows) states[state] += count;
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  return { total, states, overdue: rows.reduce((sum, row) => sum + row.overdue, 0), completion: shareOf(states.DONE, total) };
}
