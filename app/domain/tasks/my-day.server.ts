import { Prisma } from '~/generated/prisma/client';
import { addDays, localDay, startOfDay } from '~/domain/time/zoned-time';
import type { OrgDb } from '~/platform/db.server';
import { TASK_ROW, type TaskRow } from './list-tasks.server';
import { OPEN_TASK, type TaskViewer } from './task-where.server';

/** Beyond these the list is the place to look. */
const SOON_MAX = 200;
const UNDATED_MAX = 30;
const DONE_MAX = 50;

export interface MyDay {
  overdue: TaskRow[];
  today: TaskRow[];
  /** The six days after today. */
  coming: TaskRow[];
  undated: TaskRow[];
  doneToday: TaskRow[];
  /** Some were left out: the list shows all. */
  hasMore: boolean;
}

/** What a person has to do: overdue, today, in the week to come, without a date; and what was done today. */
export async function readMyDay(db: OrgDb, { organizationId, timeZone }: TaskViewer, assigneeId: string, now: Date): Promise<MyDay> {
  const today = localDay(now, timeZone);
  const start = startOfDay(today, timeZone);
  const [tomorrow, end] = [startOfDay(addDays(today, 1), timeZone), startOfDay(addDays(today, 7), timeZone)];
  const mine = Prisma.sql`"organizationId" = ${organizationId}::uuid AND "assigneeId" = ${assigneeId}::uuid`;
  const [soon, undated, doneToday] = await Promise.all([
    db.$queryRaw<TaskRow[]>`SELECT ${TASK_ROW} FROM "Task" WHERE ${mine} AND ${OPEN_TASK} AND "dueAt" < ${end} ORDER BY "dueAt", "id" LIMIT ${SOON_MAX + 1}`,
    db.$queryRaw<TaskRow[]>`SELECT ${TASK_ROW} FROM "Task" WHERE ${mine} AND ${OPEN_TASK} AND "dueAt" IS NULL ORDER BY "rank", "id" LIMIT ${UNDATED_MAX + 1}`,
    db.$queryRaw<TaskRow[]>`
      SELECT ${TASK_ROW} FROM "Task" WHERE ${mine} AND "deletedAt" IS NULL AND "doneAt" >= ${start} ORDER BY "doneAt" DESC, "id" LIMIT ${DONE_MAX}`,
  ]);
  const dated = soon.slice(0, SOON_MAX);
  const dueOf = ({ dueAt }: TaskRow) => dueAt ?? now;
  return {
    overdue: dated.filter((task) => dueOf(task) < now),
    today: dated.filter((task) => dueOf(task) >= now && dueOf(task) < tomorrow),
    coming: dated.filter((task) => dueOf(task) >= now && dueOf(task) >= tomorrow),
    undated: undated.slice(0, UNDATED_MAX),
    doneToday,
    hasMore: soon.length > SOON_MAX || undated.length > UNDATED_MAX,
  };
}

export interface DayCounts {
  overdue: number;
  today: number;
}

/** How much of a person's open work is overdue, and how much falls due today. */
export async function countMyDay(db: OrgDb, { organizationId, timeZone }: TaskViewer, assigneeId: string, now: Date): Promise<DayCounts> {
  const tomorrow = startOfDay(addDays(localDay(now, timeZone), 1), timeZone);
  const [row] = await db.$queryRaw<DayCounts[]>`
    SELECT count(*) FILTER (WHERE "dueAt" < ${now})::int AS "overdue", count(*) FILTER (WHERE "dueAt" >= ${now})::int AS "today" FROM "Task"
    WHERE "organizationId" = ${organizationId}::uuid AND "assigneeId" = ${assigneeId}::uuid AND ${OPEN_TASK} AND "dueAt" < ${tomorrow}`;
  return row ?? { overdue: 0, today: 0 };
}
