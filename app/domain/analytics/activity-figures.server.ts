import { Prisma } from '~/generated/prisma/client';
import { LOGGED_KINDS, type LoggedKind } from '~/domain/activities/activity-kinds';
import type { Day } from '~/domain/time/zoned-time';
import type { OrgDb } from '~/platform/db.server';
import { activityWhere, type ActivityFilter, type ActivityViewer } from './activity-where.server';

export type KindCounts = Record<LoggedKind, number>;

interface Options {
  viewer: ActivityViewer;
  filter: ActivityFilter;
  now: Date;
}

export interface ActivityTotals {
  total: number;
  /** They add up to the total. */
  kinds: KindCounts;
  /** Minutes of calls and meetings whose length was written down. */
  minutes: number;
}

/** What people logged in a period, by kind. */
export async function activityTotals(db: OrgDb, { viewer, filter, now }: Options): Promise<ActivityTotals> {
  const rows = await db.$queryRaw<{ kind: LoggedKind; count: number; minutes: number }[]>`
    SELECT "kind"::text AS "kind", count(*)::int AS "count", coalesce(sum("durationMin"), 0)::int AS "minutes"
    FROM "Activity" WHERE ${activityWhere(viewer, filter, now)} GROUP BY "kind"`;
  const sum = (key: 'count' | 'minutes') => rows.reduce((total, row) => total + row[key], 0);
  return { total: sum('count'), kinds: kindCounts(rows), minutes: sum('minutes') };
}

export interface PersonActivities {
  /** Null: nobody of the organisation. */
  personId: string | null;
  total: number;
  kinds: KindCounts;
}

/** The same by who logged it, the busiest first. */
export async function activitiesByPerson(db: OrgDb, { viewer, filter, now }: Options): Promise<PersonActivities[]> {
  const rows = await db.$queryRaw<{ personId: string | null; kind: LoggedKind; count: number }[]>`
    SELECT "authorId" AS "personId", "kind"::text AS "kind", count(*)::int AS "count"
    FROM "Activity" WHERE ${activityWhere(viewer, filter, now)} GROUP BY 1, "kind"`;
  return [...new Set(rows.map(({ personId }) => personId))]
    .map((personId) => {
      const of = rows.filter((row) => row.personId === personId);
      return { personId, total: of.reduce((sum, { count }) => sum + count, 0), kinds: kindCounts(of) };
    })
    .sort((a, b) => b.total - a.total || (a.personId ?? '').localeCompare(b.personId ?? ''));
}

export interface ActivityBucket {
  /** Its first day. */
  from: Day;
  kinds: KindCounts;
}

/** The same in each local day or month of a span, empty ones too. @param span its first and last day, both included */
export async function activitiesByTime(db: OrgDb, { viewer, filter, now }: Options, span: { from: Day; to: Day; unit: 'day' | 'month' }): Promise<ActivityBucket[]> {
  const { from, to, unit } = span;
  const where = activityWhere(viewer, { ...filter, period: { period: 'custom', from, to } }, now);
  const rows = await db.$queryRaw<{ from: Day; kind: LoggedKind | null; count: number }[]>(Prisma.sql`
    SELECT to_char(b.at, 'YYYY-MM-DD') AS "from", a.kind AS "kind", coalesce(a.n, 0)::int AS "count"
    FROM generate_series(date_trunc(${unit}, ${from}::timestamp), ${to}::timestamp, ${`1 ${unit}`}::interval) AS b(at)
    LEFT JOIN (
      SELECT date_trunc(${unit}, "occurredAt" AT TIME ZONE ${viewer.timeZone}) AS at, "kind"::text AS kind, count(*) AS n
      FROM "Activity" WHERE ${where} GROUP BY 1, "kind"
    ) AS a ON a.at = b.at
    ORDER BY b.at`);
  const buckets = new Map<Day, { kind: LoggedKind; count: number }[]>();
  for (const { from: day, kind, count } of rows) buckets.set(day, [...(buckets.get(day) ?? []), ...(kind ? [{ kind, count }] : [])]);
  return [...buckets].map(([day, counts]) => ({ from: day, kinds: kindCounts(counts) }));
}

function kindCounts(rows: readonly { kind: LoggedKind; count: number }[]): KindCounts {
  const of = (kind: LoggedKind) => rows.find((row) => row.kind === kind)?.count ?? 0;
  return Object.fromEntries(LOGGED_KINDS.map((kind) => [kind, of(kind)])) as KindCounts;
}
