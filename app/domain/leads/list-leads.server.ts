import { Prisma } from '~/generated/prisma/client';
import type { OrgDb } from '~/platform/db.server';
import { COUNT_MAX, countUpTo } from '~/platform/db/count-up-to';
import type { Cursor } from '~/platform/db/keyset';
import { readKeysetPage, type KeysetPage, type Place } from '~/platform/db/keyset-page';
import type { LeadFilter } from './lead-filter';
import { LEAD_ORDERS } from './lead-order';
import type { LeadState } from './lifecycle';
import type { Priority } from './lead-options';
import { leadsWithin } from './lead-reach.server';
import { leadWhere, type LeadViewer } from './lead-where.server';

/** Words are looked for in the rows themselves, so counting them all would take longer than the list. */
const SEARCH_COUNT_MAX = 1_000;

/** One row of the list: just what is shown and sorted by. */
export interface LeadRow {
  id: string;
  firstName: string;
  lastName: string;
  businessNiche: string | null;
  serviceId: string;
  assigneeId: string | null;
  state: LeadState;
  priority: Priority;
  score: number;
  ruleScore: number;
  isOverridden: boolean;
  budgetPoints: number;
  sizePoints: number;
  urgencyPoints: number;
  scoringVersion: number;
  responseDueAt: Date | null;
  respondedAt: Date | null;
  createdAt: Date;
}

const ROW = Prisma.sql`
  "id", "firstName", "lastName", "businessNiche", "serviceId", "assigneeId", "state"::text AS "state", "priority"::text AS "priority",
  "score", "ruleScore", "overrideAt" IS NOT NULL AS "isOverridden", ("scoreParts"->>'budget')::int AS "budgetPoints",
  ("scoreParts"->>'companySize')::int AS "sizePoints", ("scoreParts"->>'urgency')::int AS "urgencyPoints", "scoringVersion",
  "responseDueAt", "respondedAt", "createdAt"`;

export interface ListOptions extends Place {
  viewer: LeadViewer;
  filter: LeadFilter;
  now: Date;
  limit?: number;
}

const LEADS = Prisma.sql`"Lead"`;

/** One page of the requests that a filter shows, in its order. */
export async function listLeads(db: OrgDb, { viewer, filter, now, ...place }: ListOptions): Promise<KeysetPage<LeadRow>> {
  return readKeysetPage<LeadRow>(db, {
    ...place,
    order: LEAD_ORDERS[filter.sort],
    select: ROW,
    from: LEADS,
    where: leadWhere(viewer, { ...filter, priorities: [] }, now),
    oneOf: filter.priorities.map((priority) => Prisma.sql`"priority" = ${priority}::"LeadPriority"`),
  });
}

/** Whether the person would see any request at all, whatever the filter. */
export async function hasAnyLead(db: OrgDb, viewer: LeadViewer): Promise<boolean> {
  const rows = await db.$queryRaw<object[]>`
    SELECT 1 FROM "Lead" WHERE "organizationId" = ${viewer.organizationId}::uuid AND "quarantineReason" IS NULL AND ${leadsWithin(viewer)} LIMIT 1`;
  return rows.length > 0;
}

/** How many requests a filter shows; one more than `countLimit` means more than that. */
export function countLeads(db: OrgDb, { viewer, filter, now }: Pick<ListOptions, 'viewer' | 'filter' | 'now'>): Promise<number> {
  const key = JSON.stringify(['leads', viewer, { ...filter, sort: null }]);
  return countUpTo(db, { from: LEADS, where: leadWhere(viewer, filter, now), max: countLimit(filter), memory: { key, now } });
}

/** Up to how many requests of this filter are counted. */
export function countLimit({ q }: LeadFilter): number {
  return q ? SEARCH_COUNT_MAX : COUNT_MAX;
}

/** The requests before and after one in a filter's order, whether or not the filter shows it itself. */
export async function findNeighbours(
  db: OrgDb,
  options: Pick<ListOptions, 'viewer' | 'filter' | 'now'> & { cursor: Cursor },
): Promise<{ previous: string | null; next: string | null }> {
  const [before, after] = await Promise.all([
    listLeads(db, { ...options, direction: 'before', limit: 1 }),
    listLeads(db, { ...options, direction: 'after', limit: 1 }),
  ]);
  return { previous: before.rows[0]?.id ?? null, next: after.rows[0]?.id ?? null };
}
