import { Prisma } from '~/generated/prisma/client';
import { taskWhere } from '~/domain/tasks/task-where.server';
import type { Day } from '~/domain/time/zoned-time';
import type { OrgDb } from '~/platform/db.server';
import type { FigureOptions } from './figures';
import { tasksFilter } from './task-links';

export interface TaskMonth {
  /** Its first day. */
  month: Day;
  made: number;
  done: number;
}

/** Tasks made and done in each local month, empty ones too. @param months first days of the first and the last month */
export async function tasksByMonth(db: OrgDb, { viewer, filter, now }: FigureOptions, months: { first: Day; last: Day }): Promise<TaskMonth[]> {
  const counted = (what: 'created' | 'done', column: Prisma.Sql) => Prisma.sql`
    SELECT ${what}::text AS what, date_trunc('month', ${column} AT TIME ZONE ${viewer.timeZone}) AS month, count(*) AS n
    FROM "Task" WHERE ${taskWhere(viewer, tasksFilter(filter, { period: 'custom', from: months.first, to: null }, { on: what }), now)} GROUP BY 2`;
  return db.$queryRaw<TaskMonth[]>`
    WITH counted AS (${counted('created', Prisma.sql`"createdAt"`)} UNION ALL ${counted('done', Prisma.sql`"doneAt"`)})
    SELECT to_char(m.month, 'YYYY-MM-DD') AS "month", coalesce(sum(c.n) FILTER (WHERE c.what = 'created'), 0)::int AS "made",
      coalesce(sum(c.n) FILTER (WHERE c.what = 'done'), 0)::int AS "done"
    FROM generate_series(${months.first}::timestamp, ${months.last}::timestamp, interval '1 month') AS m(month)
    LEFT JOIN counted c ON c.month = m.month
    GROUP BY m.month ORDER BY m.month`;
}
