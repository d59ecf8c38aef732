import { Prisma } from '~/generated/prisma/client';
import type { OrgDb } from '~/platform/db.server';
import { countUpTo } from '~/platform/db/count-up-to';
import { defineOrder, type KeyStep, type Order } from '~/platform/db/keyset';
import { readKeysetPage, type KeysetPage, type Place } from '~/platform/db/keyset-page';
import type { TaskLinks } from './task-command';
import type { TaskFilter, TaskSort } from './task-filter';
import type { TaskPriority, TaskState } from './task-rules';
import { taskWhere, wordsOf, type TaskViewer } from './task-where.server';

/** One row of a list: just what is shown and sorted by. */
export interface TaskRow extends TaskLinks {
  id: string;
  title: string;
  state: TaskState;
  priority: TaskPriority;
  /** 0 high, 1 normal, 2 low */
  rank: number;
  dueAt: Date | null;
  /** A day that no due date reaches stands for none, where tasks without one follow within an order. */
  dueOrNever: Date;
  hasTime: boolean;
  assigneeId: string | null;
  createdById: string | null;
  isRecurring: boolean;
  doneAt: Date | null;
  createdAt: Date;
  version: number;
}

const DUE_OR_NEVER = Prisma.sql`COALESCE("dueAt", timestamptz '3000-01-01 00:00:00+00')`;
const RANK = Prisma.sql`CASE "priority" WHEN 'HIGH' THEN 0 WHEN 'NORMAL' THEN 1 ELSE 2 END`;

export const TASK_ROW = Prisma.sql`"id", "title", "state"::text AS "state", "priority"::text AS "priority", ${RANK} AS "rank", "dueAt", ${DUE_OR_NEVER} AS "dueOrNever", "hasTime", "assigneeId",
  "createdById", "contactId", "dealId", "leadId", "orderId", "recurrence" IS NOT NULL AS "isRecurring", "doneAt", "createdAt", "version"`;
const TASK = Prisma.sql`"Task"`;

type Step = KeyStep<TaskRow>;
const id: Step = { name: 'id', sql: Prisma.sql`"id"`, type: 'uuid' };
const due: Step = { name: 'dueAt', sql: Prisma.sql`"dueAt"`, type: 'timestamptz', nullable: true };
const dueOrNever: Step = { name: 'dueOrNever', sql: DUE_OR_NEVER, type: 'timestamptz' };
const rank: Step = { name: 'rank', sql: RANK, type: 'int' };
const created: Step = { name: 'createdAt', sql: Prisma.sql`"createdAt"`, type: 'timestamptz' };
const title: Step = { name: 'title', sql: Prisma.sql`"title"`, type: 'text' };

export const TASK_ORDERS: Readonly<Record<TaskSort, Order<TaskRow>>> = {
  due: defineOrder([due, id]),
  '-due': defineOrder([{ ...due, descending: true }, { ...id, descending: true }]),
  priority: defineOrder([rank, dueOrNever, id]),
  created: defineOrder([created, id]),
  '-created': defineOrder([{ ...created, descending: true }, { ...id, descending: true }]),
  title: defineOrder([title, id]),
};

export interface TaskQuery {
  viewer: TaskViewer;
  filter: TaskFilter;
  now: Date;
}

/** One page of the tasks that a filter shows, in its order. */
export function listTasks(db: OrgDb, { viewer, filter, now, limit, cursor, direction }: TaskQuery & Place & { limit?: number }): Promise<KeysetPage<TaskRow>> {
  return readKeysetPage<TaskRow>(db, { order: TASK_ORDERS[filter.sort], cursor, direction, limit, select: TASK_ROW, from: TASK, where: taskWhere(viewer, filter, now) });
}

/** How many tasks a filter shows, counted up to 10,000; one more means more than that. */
export function countTasks(db: OrgDb, { viewer, filter, now }: TaskQuery): Promise<number> {
  const key = JSON.stringify(['tasks', viewer, { ...filter, sort: null }]);
  return countUpTo(db, { from: TASK, where: taskWhere(viewer, filter, now), memory: { key, now } });
}

/** Whether the organisation has any task. */
export async function hasAnyTask(db: OrgDb): Promise<boolean> {
  return (await db.task.findFirst({ where: { deletedAt: null }, select: { id: true } })) !== null;
}

export interface TaskHit {
  id: string;
  label: string;
  isDone: boolean;
  dueAt: Date | null;
  hasTime: boolean;
}

/** Tasks whose title has all the words, open ones first; the latest open ones for no word. */
export async function searchTasks(db: OrgDb, organizationId: string, q: string, limit: number): Promise<TaskHit[]> {
  const words = wordsOf(q).map((word) => Prisma.sql`lower("title") LIKE ${`%${word}%`}`);
  const scope = Prisma.join([Prisma.sql`"organizationId" = ${organizationId}::uuid AND "deletedAt" IS NULL`, ...words, ...(words.length === 0 ? [Prisma.sql`"state" IN ('TODO', 'IN_PROGRESS')`] : [])], ' AND ');
  return db.$queryRaw<TaskHit[]>`
    SELECT "id", "title" AS "label", "state" = 'DONE' AS "isDone", "dueAt", "hasTime" FROM "Task"
    WHERE ${scope} ORDER BY "state" = 'DONE', "createdAt" DESC, "id" LIMIT ${limit}`;
}
