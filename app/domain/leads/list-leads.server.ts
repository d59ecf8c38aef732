import { Prisma } from '~/generated/prisma/client';
import type { OrgDb } from '~/platform/db.server';
import type { LeadFilter } from './lead-filter';
import { cursorOf, LEAD_ORDERS, type LeadCursor, type OrderColumn, type OrderStep } from './lead-order';
import type { LeadState } from './lifecycle';
import type { Priority } from './lead-options';
import { leadWhere, segmentWhere, type LeadViewer } from './lead-where.server';

export const PAGE_SIZE = 50;
const COUNT_MAX = 10_000;
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

export interface LeadPage {
  rows: LeadRow[];
  /** Places to go on from; null where the list ends. */
  previous: LeadCursor | null;
  next: LeadCursor | null;
}

export interface ListOptions {
  viewer: LeadViewer;
  filter: LeadFilter;
  now: Date;
  /** Begin just after (or end just before) this place; without it at the start. */
  cursor?: LeadCursor | null;
  direction?: 'after' | 'before';
  limit?: number;
}

/** One page of the requests that a filter shows, in its order. Never counts and never skips: every page costs the same. */
export async function listLeads(db: OrgDb, options: ListOptions): Promise<LeadPage> {
  const { filter, cursor = null, direction = 'after', limit = PAGE_SIZE } = options;
  const isBackwards = direction === 'before' && cursor !== null;
  const found = await readInOrder(db, { ...options, isBackwards, take: limit + 1 });
  const hasMore = found.length > limit;
  const rows = found.slice(0, limit);
  if (isBackwards) rows.reverse();
  const first = rows.at(0);
  const last = rows.at(-1);
  const hasBefore = isBackwards ? hasMore : cursor !== null;
  const hasAfter = isBackwards ? true : hasMore;
  return {
    rows,
    previous: first && hasBefore ? cursorOf(first, filter.sort) : null,
    next: last && hasAfter ? cursorOf(last, filter.sort) : null,
  };
}

/** Whether the person would see any request at all, whatever the filter. */
export async function hasAnyLead(db: OrgDb, { scope, userId }: LeadViewer): Promise<boolean> {
  const where = { quarantineReason: null, ...(scope === 'own' && { assigneeId: userId }) };
  return (await db.lead.findFirst({ where, select: { id: true } })) !== null;
}

/** How many requests a filter shows; COUNT_MAX + 1 means more than that, for words SEARCH_COUNT_MAX + 1. */
export async function countLeads(db: OrgDb, { viewer, filter, now }: Pick<ListOptions, 'viewer' | 'filter' | 'now'>): Promise<number> {
  const key = JSON.stringify([viewer, { ...filter, sort: null }]);
  const known = manyUntil.get(key);
  const max = countLimit(filter);
  if (known !== undefined && known > now.getTime()) return max + 1;
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count"
    FROM (SELECT 1 FROM "Lead" WHERE ${leadWhere(viewer, filter, now)} LIMIT ${max + 1}) AS "shown"`;
  const count = row?.count ?? 0;
  if (count > max) rememberMany(key, now);
  return count;
}

/** Up to how many requests of this filter are counted. */
export function countLimit({ q }: LeadFilter): number {
  return q ? SEARCH_COUNT_MAX : COUNT_MAX;
}

/** "More than 10,000" stays true for a while: it is not counted again for every page. Smaller numbers always are. */
const manyUntil = new Map<string, number>();
const MANY_MS = 30_000;

function rememberMany(key: string, now: Date): void {
  if (manyUntil.size > 1_000) manyUntil.clear();
  manyUntil.set(key, now.getTime() + MANY_MS);
}

interface Reading extends ListOptions {
  isBackwards: boolean;
  take: number;
}

/** Reads the stretches of the order one after the other until the page is full: mostly that is one query. */
async function readInOrder(db: OrgDb, { viewer, filter, now, cursor, isBackwards, take }: Reading): Promise<LeadRow[]> {
  const segments = LEAD_ORDERS[filter.sort];
  const start = cursor?.segment ?? 0;
  const rest = segments.map((segment, index) => ({ ...segment, index }));
  const route = isBackwards ? rest.slice(0, start + 1).reverse() : rest.slice(start);
  const where = leadWhere(viewer, { ...filter, priorities: [] }, now);
  const rows: LeadRow[] = [];
  for (const { rows: kind, steps, index } of route) {
    const values = cursor && index === start ? cursor.values : null;
    const limit = take - rows.length;
    const scope = Prisma.sql`${where} ${segmentWhere(kind)}`;
    rows.push(...(await db.$queryRaw<LeadRow[]>(segmentQuery({ scope, steps, values, isBackwards, limit, filter }))));
    if (rows.length >= take) break;
  }
  return rows;
}

interface SegmentQuery {
  scope: Prisma.Sql;
  steps: readonly OrderStep[];
  values: LeadCursor['values'] | null;
  isBackwards: boolean;
  limit: number;
  filter: LeadFilter;
}

/**
 * The rows of a stretch after (or before) a place. Every way to lie beyond the place, and every wanted priority, is a
 * branch of its own that one index can walk in order; the branches' few rows are merged.
 */
function segmentQuery({ scope, steps, values, isBackwards, limit, filter }: SegmentQuery): Prisma.Sql {
  const order = Prisma.join(steps.map((step) => (isDescending(step, isBackwards) ? Prisma.sql`${COLUMNS[step.column]} DESC` : COLUMNS[step.column])));
  const beyond = values ? waysBeyond(steps, values, isBackwards) : [Prisma.empty];
  const priorities = filter.priorities.length === 0 ? [Prisma.empty] : filter.priorities.map((priority) => Prisma.sql`AND "priority" = ${priority}::"LeadPriority"`);
  const branches = beyond.flatMap((way) =>
    priorities.map((priority) => Prisma.sql`(SELECT ${ROW} FROM "Lead" WHERE ${scope} ${priority} ${way} ORDER BY ${order} LIMIT ${limit})`),
  );
  if (branches.length === 1) return branches[0] ?? Prisma.empty;
  return Prisma.sql`SELECT * FROM (${Prisma.join(branches, ' UNION ALL ')}) AS "merged" ORDER BY ${order} LIMIT ${limit}`;
}

const COLUMNS: Record<OrderColumn, Prisma.Sql> = {
  score: Prisma.sql`"score"`,
  createdAt: Prisma.sql`"createdAt"`,
  responseDueAt: Prisma.sql`"responseDueAt"`,
  lastName: Prisma.sql`"lastName"`,
  firstName: Prisma.sql`"firstName"`,
  id: Prisma.sql`"id"`,
};

function isDescending(step: OrderStep, isBackwards: boolean): boolean {
  return (step.descending ?? false) !== isBackwards;
}

/**
 * (a, b, c) beyond (x, y, z): a beyond x, or a = x and (b, c) beyond (y, z). Neighbouring columns of one direction are
 * compared as a row, which an index can follow.
 */
function waysBeyond(steps: readonly OrderStep[], values: LeadCursor['values'], isBackwards: boolean): Prisma.Sql[] {
  const ways: Prisma.Sql[] = [];
  const equal: Prisma.Sql[] = [];
  for (let start = 0; start < steps.length; ) {
    const step = steps[start];
    if (!step) break;
    const descending = isDescending(step, isBackwards);
    const run = steps.slice(start).findIndex((other) => isDescending(other, isBackwards) !== descending);
    const end = run === -1 ? steps.length : start + run;
    const columns = steps.slice(start, end).map(({ column }) => COLUMNS[column]);
    const bounds = steps.slice(start, end).map(({ column }, index) => typed(column, values[start + index] ?? ''));
    const operator = descending ? Prisma.sql`<` : Prisma.sql`>`;
    ways.push(Prisma.sql`${equal.length > 0 ? Prisma.sql`AND ${Prisma.join(equal, ' AND ')}` : Prisma.empty} AND (${Prisma.join(columns)}) ${operator} (${Prisma.join(bounds)})`);
    columns.forEach((column, index) => equal.push(Prisma.sql`${column} = ${bounds[index] ?? Prisma.empty}`));
    start = end;
  }
  return ways;
}

function typed(column: OrderColumn, value: string | number): Prisma.Sql {
  if (column === 'score') return Prisma.sql`${value}::int`;
  if (column === 'id') return Prisma.sql`${value}::uuid`;
  return column === 'lastName' || column === 'firstName' ? Prisma.sql`${value}::varchar` : Prisma.sql`${value}::timestamptz`;
}

/** The requests before and after one in a filter's order, whether or not the filter shows it itself. */
export async function findNeighbours(
  db: OrgDb,
  options: Pick<ListOptions, 'viewer' | 'filter' | 'now'> & { cursor: LeadCursor },
): Promise<{ previous: string | null; next: string | null }> {
  const [before, after] = await Promise.all([
    listLeads(db, { ...options, direction: 'before', limit: 1 }),
    listLeads(db, { ...options, direction: 'after', limit: 1 }),
  ]);
  return { previous: before.rows[0]?.id ?? null, next: after.rows[0]?.id ?? null };
}


