import { Prisma } from '~/generated/prisma/client';
import type { Viewer } from '~/domain/accounts/reach';
import { reachWhere } from '~/domain/accounts/reach.server';
import { customFieldWhere } from '~/domain/custom-fields/custom-where.server';
import { localDay } from '~/domain/behavior/local-day';
import { foundByWord, searchWords } from '~/domain/contacts/client-search.server';
import { daysOfPeriod, type RecordPeriod } from '~/domain/periods/period';
import { periodWhere } from '~/domain/periods/period.server';
import type { DealDate, DealFilter, DealOutcome, DealStateFilter } from './deal-filter';
import type { DealState } from './lifecycle';
import { exitWhere, passedWhere } from './stage-exit-where.server';

const NONE: ReadonlySet<string> = new Set();

/** Literals, so that the planner knows how many rows a state has. */
const STATES: Record<DealState, Prisma.Sql> = {
  NEW: Prisma.sql`"state" = 'NEW'`,
  IN_PROGRESS: Prisma.sql`"state" = 'IN_PROGRESS'`,
  WON: Prisma.sql`"state" = 'WON'`,
  LOST: Prisma.sql`"state" = 'LOST'`,
  CLOSED: Prisma.sql`"state" = 'CLOSED'`,
};

const OUTCOMES: Record<DealOutcome, Prisma.Sql> = {
  won: Prisma.sql`"wonAt" IS NOT NULL`,
  lost: Prisma.sql`"lostAt" IS NOT NULL`,
  ended: Prisma.sql`("wonAt" IS NOT NULL OR "lostAt" IS NOT NULL)`,
};

/**
 * The condition of a filter on the table "Deal".
 * @param common words of the search that very many contacts have (`findCommonWords`); the result is the same without
 */
export function dealWhere(viewer: Viewer, filter: DealFilter, now: Date, common: ReadonlySet<string> = NONE): Prisma.Sql {
  const conditions = [visibleDeals(viewer)];
  const add = (condition: Prisma.Sql) => conditions.push(condition);
  const state = stateWhere(filter.state);
  if (state) add(state);
  if (filter.pipelineId) add(Prisma.sql`"pipelineId" = ${filter.pipelineId}::uuid`);
  if (filter.stageId) add(Prisma.sql`"stageId" = ${filter.stageId}::uuid`);
  if (filter.outcome) add(OUTCOMES[filter.outcome]);
  if (filter.owner === 'nobody') add(Prisma.sql`"ownerId" IS NULL`);
  else if (filter.owner === 'mine') add(Prisma.sql`("ownerId" = ${viewer.userId}::uuid OR "createdById" = ${viewer.userId}::uuid)`);
  else if (filter.owner) add(Prisma.sql`"ownerId" = ${filter.owner === 'me' ? viewer.userId : filter.owner}::uuid`);
  if (filter.contactId) add(Prisma.sql`"contactId" = ${filter.contactId}::uuid`);
  if (filter.lostReasonId) add(Prisma.sql`"lostReasonId" = ${filter.lostReasonId}::uuid`);
  if (filter.isRotting) add(isRotting(now));
  if (filter.currency) add(Prisma.sql`"currency" = ${filter.currency}`);
  if (filter.tags.length > 0) add(Prisma.sql`"tags" @> ${filter.tags}::varchar[]`);
  if (filter.period.period) add(dateWhere(filter, viewer.timeZone, now));
  if (filter.passedStageId) add(filter.left ? exitWhere(filter.passedStageId, filter.left) : passedWhere(filter.passedStageId));
  if (filter.minAmount) add(Prisma.sql`"amount" >= ${filter.minAmount}::numeric`);
  if (filter.maxAmount) add(Prisma.sql`"amount" <= ${filter.maxAmount}::numeric`);
  if (filter.custom.length > 0) add(customFieldWhere(Prisma.sql`"custom"`, filter.custom));
  for (const word of searchWords(filter.q)) add(foundByWord(word, { table: Prisma.sql`"Deal"`, text: Prisma.sql`lower("title")`, viewer, common, now }));
  return Prisma.join(conditions, ' AND ');
}

/** Deals that are not deleted and that the viewer may see. The literal makes the partial indexes known. */
export function visibleDeals(viewer: Pick<Viewer, 'organizationId' | 'userId' | 'reach'>): Prisma.Sql {
  const live = Prisma.sql`"organizationId" = ${viewer.organizationId}::uuid AND "deletedAt" IS NULL`;
  if (viewer.reach === 'all') return live;
  return Prisma.sql`${live} AND ${reachWhere(viewer, [Prisma.sql`"ownerId"`, Prisma.sql`"createdById"`])}`;
}

/** The condition of being in a state; null for all. */
export function stateWhere(state: DealStateFilter): Prisma.Sql | null {
  if (state === 'all') return null;
  return state === 'open' ? Prisma.sql`"state" IN ('NEW', 'IN_PROGRESS')` : STATES[state];
}

/** Nobody has changed the deal or done anything about it for longer than its stage allows. */
export function isRotting(now: Date): Prisma.Sql {
  return Prisma.sql`("state" = 'IN_PROGRESS' AND EXISTS (
    SELECT FROM "DealStage" s WHERE s."organizationId" = "Deal"."organizationId" AND s."id" = "Deal"."stageId"
      AND GREATEST("Deal"."updatedAt", "Deal"."lastActivityAt") < ${now}::timestamptz - s."rotDays" * interval '24 hours'))`;
}

const INSTANTS: Record<Exclude<DealDate, 'close' | 'request'>, Prisma.Sql> = {
  created: Prisma.sql`"createdAt"`,
  won: Prisma.sql`"wonAt"`,
  lost: Prisma.sql`"lostAt"`,
  ended: Prisma.sql`COALESCE("wonAt", "lostAt")`,
  closed: Prisma.sql`"closedAt"`,
};

function dateWhere({ on, period }: DealFilter, timeZone: string, now: Date): Prisma.Sql {
  if (on === 'ended') {
    // two columns with an index each
    const of = (column: Prisma.Sql) => Prisma.sql`(${column} IS NOT NULL AND ${periodWhere(column, period, timeZone, now)})`;
    return Prisma.sql`(${of(INSTANTS.won)} OR ${of(INSTANTS.lost)})`;
  }
  if (on === 'request') {
    return Prisma.sql`EXISTS (
      SELECT FROM "Lead" request WHERE request."organizationId" = "Deal"."organizationId" AND request."id" = "Deal"."leadId"
        AND ${periodWhere(Prisma.sql`request."createdAt"`, period, timeZone, now)})`;
  }
  if (on !== 'close') return Prisma.sql`(${INSTANTS[on]} IS NOT NULL AND ${periodWhere(INSTANTS[on], period, timeZone, now)})`;
  const { from, to } = daysOfPeriod(period, localDay(now, timeZone));
  const sides = [
    ...(from ? [Prisma.sql`"expectedCloseDay" >= ${from}::date`] : []),
    // what is expected of a month lies in the days to come as well
    ...(to ? [Prisma.sql`"expectedCloseDay" <= ${lastDay(period.period, to)}`] : []),
  ];
  return Prisma.join(sides, ' AND ');
}

function lastDay(period: RecordPeriod | null, to: string): Prisma.Sql {
  if (period !== 'month' && period !== 'quarter' && period !== 'year') return Prisma.sql`${to}::date`;
  return Prisma.sql`(date_trunc(${period}::text, ${to}::date::timestamp) + ${`1 ${period === 'quarter' ? 'month' : period}`}::interval * ${period === 'quarter' ? 3 : 1}::int - interval '1 day')::date`;
}
