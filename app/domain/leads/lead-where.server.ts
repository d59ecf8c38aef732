import { Prisma } from '~/generated/prisma/client';
import type { Viewer } from '~/domain/accounts/reach';
import { localDay } from '~/domain/behavior/local-day';
import { periodDays, type AnswerFilter, type LeadFilter } from './lead-filter';
import { leadsWithin } from './lead-reach.server';

/** Who looks at which organisation's requests. */
export type LeadViewer = Viewer;

const WORDS_MAX = 6;

/** The condition of a filter. The open states are literals, so that the partial indexes of the list are recognised. */
export function leadWhere(viewer: LeadViewer, filter: LeadFilter, now: Date): Prisma.Sql {
  const conditions = [Prisma.sql`"organizationId" = ${viewer.organizationId}::uuid AND "quarantineReason" IS NULL`];
  const add = (condition: Prisma.Sql) => conditions.push(condition);
  if (filter.state === 'open') add(Prisma.sql`"state" IN ('NEW', 'IN_PROGRESS')`);
  else if (filter.state !== 'all') add(Prisma.sql`"state" = ${filter.state}::"LeadState"`);
  if (filter.priorities.length > 0) add(Prisma.sql`"priority" = ANY(${filter.priorities}::"LeadPriority"[])`);
  if (filter.serviceId) add(Prisma.sql`"serviceId" = ${filter.serviceId}::uuid`);
  if (viewer.reach !== 'all') add(leadsWithin(viewer));
  if (filter.assignee === 'nobody') add(Prisma.sql`"assigneeId" IS NULL`);
  else if (filter.assignee) add(Prisma.sql`"assigneeId" = ${filter.assignee === 'me' ? viewer.userId : filter.assignee}::uuid`);
  if (filter.answer) add(answerWhere(filter.answer, now));
  const { from, to } = periodDays(filter, localDay(now, viewer.timeZone));
  if (from) add(Prisma.sql`"createdAt" >= (${from}::date)::timestamp AT TIME ZONE ${viewer.timeZone}`);
  if (to) add(Prisma.sql`"createdAt" < (${to}::date + 1)::timestamp AT TIME ZONE ${viewer.timeZone}`);
  for (const word of searchWords(filter.q)) add(Prisma.sql`"searchText" LIKE ${`%${escapeLike(word)}%`}`);
  return Prisma.join(conditions, ' AND ');
}

function answerWhere(answer: AnswerFilter, now: Date): Prisma.Sql {
  switch (answer) {
    case 'waiting':
      return Prisma.sql`"respondedAt" IS NULL AND "state" IN ('NEW', 'IN_PROGRESS')`;
    case 'overdue':
      return Prisma.sql`"respondedAt" IS NULL AND "state" IN ('NEW', 'IN_PROGRESS') AND "responseDueAt" < ${now}`;
    case 'answered':
      return Prisma.sql`"respondedAt" IS NOT NULL`;
    case 'inTime':
      return Prisma.sql`"respondedAt" <= "responseDueAt"`;
    case 'late':
      return Prisma.sql`"respondedAt" > "responseDueAt"`;
  }
}

/** Every word must occur. A phone number, however it is grouped, is looked for by its digits. */
export function searchWords(q: string): string[] {
  const digits = q.replace(/\D/g, '');
  if (digits.length >= 5 && /^\+?[\d\s()-]+$/.test(q)) {
    return [digits.length === 11 && /^[78]/.test(digits) ? digits.slice(1) : digits];
  }
  return q.toLowerCase().split(/\s+/).filter(Boolean).slice(0, WORDS_MAX);
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
