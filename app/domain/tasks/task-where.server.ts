import { Prisma } from '~/generated/prisma/client';
import { periodWhere } from '~/domain/periods/period.server';
import { addDays, localDay, startOfDay } from '~/domain/time/zoned-time';
import type { DueFilter, PeriodField, TaskFilter } from './task-filter';

/** Who looks at which organisation's tasks. */
export interface TaskViewer {
  organizationId: string;
  userId: string;
  /** IANA name: days are of this zone. */
  timeZone: string;
}

const WORDS_MAX = 6;

/** What is still to be done; literal, so that the partial indexes of the list are recognised. */
export const OPEN_TASK = Prisma.sql`"deletedAt" IS NULL AND "state" IN ('TODO', 'IN_PROGRESS')`;

const PERIOD_COLUMN: Record<PeriodField, Prisma.Sql> = { due: Prisma.sql`"dueAt"`, created: Prisma.sql`"createdAt"`, done: Prisma.sql`"doneAt"` };

/** The condition of a filter on "Task". */
export function taskWhere({ organizationId, userId, timeZone }: TaskViewer, filter: TaskFilter, now: Date): Prisma.Sql {
  const conditions = [Prisma.sql`"organizationId" = ${organizationId}::uuid`];
  const add = (condition: Prisma.Sql) => conditions.push(condition);
  if (filter.state === 'open') add(OPEN_TASK);
  else {
    add(Prisma.sql`"deletedAt" IS NULL`);
    if (filter.state !== 'all') add(Prisma.sql`"state" = ${filter.state}::"TaskState"`);
  }
  if (filter.assignee === 'nobody') add(Prisma.sql`"assigneeId" IS NULL`);
  else if (filter.assignee === 'mine') add(Prisma.sql`("assigneeId" = ${userId}::uuid OR "createdById" = ${userId}::uuid)`);
  else if (filter.assignee) add(Prisma.sql`"assigneeId" = ${filter.assignee === 'me' ? userId : filter.assignee}::uuid`);
  if (filter.priorities.length > 0) add(Prisma.sql`"priority" = ANY(${filter.priorities}::"TaskPriority"[])`);
  if (filter.due) add(dueWhere(filter.due, timeZone, now));
  if (filter.period.period) add(Prisma.sql`${PERIOD_COLUMN[filter.on]} IS NOT NULL AND ${periodWhere(PERIOD_COLUMN[filter.on], filter.period, timeZone, now)}`);
  if (filter.contactId) add(Prisma.sql`"contactId" = ${filter.contactId}::uuid`);
  if (filter.dealId) add(Prisma.sql`"dealId" = ${filter.dealId}::uuid`);
  if (filter.leadId) add(Prisma.sql`"leadId" = ${filter.leadId}::uuid`);
  if (filter.orderId) add(Prisma.sql`"orderId" = ${filter.orderId}::uuid`);
  for (const word of wordsOf(filter.q)) add(Prisma.sql`lower("title") LIKE ${`%${word}%`}`);
  return Prisma.join(conditions, ' AND ');
}

function dueWhere(due: DueFilter, timeZone: string, now: Date): Prisma.Sql {
  if (due === 'none') return Prisma.sql`"dueAt" IS NULL`;
  if (due === 'overdue') return Prisma.sql`"dueAt" < ${now} AND "state" IN ('TODO', 'IN_PROGRESS')`;
  const today = localDay(now, timeZone);
  return Prisma.sql`"dueAt" >= ${startOfDay(today, timeZone)} AND "dueAt" < ${startOfDay(addDays(today, due === 'today' ? 1 : 7), timeZone)}`;
}

/** Every word must occur in the title. Ready for LIKE. */
export function wordsOf(q: string): string[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean).slice(0, WORDS_MAX);
  return words.map((word) => word.replace(/[\\%_]/g, '\\$&'));
}
