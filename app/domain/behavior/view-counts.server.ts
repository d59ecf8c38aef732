import { Prisma } from '~/generated/prisma/client';
import { orgDb } from '~/platform/db.server';
import { addDays, daysUntil, localDay, type Day, type DayRange } from './local-day';

/** Two-sided, of a normal distribution. */
const Z_95 = 1.96;

export interface TimeOnPage {
  /** Mean active time, ms; null when nothing was measured. */
  meanMs: number | null;
  n: number;
  /** 95 % interval of the mean, ms; null for fewer than two views. */
  interval: { lowMs: number; highMs: number } | null;
  /** The same number of days before. */
  previous: { meanMs: number | null; n: number };
  /** Relative change against them, 0.1 = 10 % longer; null when one side is empty. */
  change: number | null;
  range: DayRange;
}

export type TimeSpan = 'day' | 'week' | 'month';
const SPAN_DAYS: Record<TimeSpan, number> = { day: 1, week: 7, month: 30 };

interface TimeSums {
  n: number;
  mean: number | null;
  deviation: number | null;
}

/** Average time on page of today, the last 7 and the last 30 local days, today included. Unmeasured views do not count. */
export async function averageTimeOnPage(organizationId: string, { timeZone, now }: { timeZone: string; now: Date }): Promise<Record<TimeSpan, TimeOnPage>> {
  const today = localDay(now, timeZone);
  const of = (span: TimeSpan) => timeOnPage(organizationId, daysUntil(today, SPAN_DAYS[span]));
  const [day, week, month] = await Promise.all([of('day'), of('week'), of('month')]);
  return { day, week, month };
}

/** Average time on page of a range, with its interval and the change against as many days before. */
export async function timeOnPage(organizationId: string, range: DayRange): Promise<TimeOnPage> {
  const length = (Date.parse(range.to) - Date.parse(range.from)) / 86_400_000;
  const [current, previous] = await Promise.all([
    sumTimes(organizationId, range),
    sumTimes(organizationId, { from: addDays(range.from, -length), to: range.from }),
  ]);
  const { n, mean, deviation } = current;
  const margin = n > 1 && deviation !== null ? (Z_95 * deviation) / Math.sqrt(n) : null;
  return {
    meanMs: mean,
    n,
    interval: mean === null || margin === null ? null : { lowMs: Math.max(0, mean - margin), highMs: mean + margin },
    previous: { meanMs: previous.mean, n: previous.n },
    change: mean === null || !previous.mean ? null : mean / previous.mean - 1,
    range,
  };
}

async function sumTimes(organizationId: string, range: DayRange): Promise<TimeSums> {
  const [sums] = await orgDb(organizationId).$queryRaw<TimeSums[]>`
    SELECT count(*)::int AS n, avg("activeMs")::float8 AS mean, stddev_samp("activeMs")::float8 AS deviation
    FROM "FormView" WHERE ${inDays(organizationId, range)} AND "isMeasured"`;
  return sums ?? { n: 0, mean: null, deviation: null };
}

function inDays(organizationId: string, { from, to }: DayRange): Prisma.Sql {
  return Prisma.sql`"organizationId" = ${organizationId}::uuid AND day >= ${from}::date AND day < ${to}::date`;
}

/** One row for each local day of the range, empty ones too. */
export function timeOnPageSeries(organizationId: string, range: DayRange): Promise<{ day: Day; meanMs: number | null; n: number }[]> {
  return orgDb(organizationId).$queryRaw`
    SELECT d.day::date::text AS day, avg(v."activeMs")::float8 AS "meanMs", count(v.id)::int AS n
    FROM generate_series(${range.from}::date, ${range.to}::date - 1, interval '1 day') AS d(day)
    LEFT JOIN "FormView" v ON v."organizationId" = ${organizationId}::uuid AND v.day = d.day::date AND v."isMeasured"
    GROUP BY d.day ORDER BY d.day`;
}

export interface FormActivity {
  views: number;
  starts: number;
  sent: number;
  /** Views that the script reported: the base of every measured figure. */
  measured: number;
  rage: number;
  dead: number;
}

/** How many views were there, begun and sent. */
export async function formActivity(organizationId: string, range: DayRange): Promise<FormActivity> {
  const [counts] = await orgDb(organizationId).$queryRaw<FormActivity[]>`
    SELECT count(*)::int AS views, count(*) FILTER (WHERE started)::int AS starts, count("sentAt")::int AS sent,
      count(*) FILTER (WHERE "isMeasured")::int AS measured,
      coalesce(sum("rageClicks"), 0)::int AS rage, coalesce(sum("deadClicks"), 0)::int AS dead
    FROM "FormView" WHERE ${inDays(organizationId, range)}`;
  return counts ?? { views: 0, starts: 0, sent: 0, measured: 0, rage: 0, dead: 0 };
}

/** The same by local day, empty ones too. */
export function formActivitySeries(organizationId: string, range: DayRange): Promise<{ day: Day; views: number; starts: number; sent: number }[]> {
  return orgDb(organizationId).$queryRaw`
    SELECT d.day::date::text AS day, count(v.id)::int AS views, count(v.id) FILTER (WHERE v.started)::int AS starts, count(v."sentAt")::int AS sent
    FROM generate_series(${range.from}::date, ${range.to}::date - 1, interval '1 day') AS d(day)
    LEFT JOIN "FormView" v ON v."organizationId" = ${organizationId}::uuid AND v.day = d.day::date
    GROUP BY d.day ORDER BY d.day`;
}

/** Measured views by breakpoint and form version: what the heatmap can be asked for. */
export function viewsByScreen(organizationId: string, range: DayRange): Promise<{ breakpoint: string; version: string; views: number }[]> {
  return orgDb(organizationId).$queryRaw`
    SELECT breakpoint, "formVersion" AS version, count(*)::int AS views
    FROM "FormView" WHERE ${inDays(organizationId, range)} AND "isMeasured"
    GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`;
}

/** How many measured views saw each section or a later one. */
export function sectionReach(organizationId: string, range: DayRange): Promise<{ section: number; views: number }[]> {
  return orgDb(organizationId).$queryRaw`
    SELECT section::int AS section, (sum(n) OVER (ORDER BY section DESC))::int AS views FROM (
      SELECT "furthestSection" AS section, count(*) AS n
      FROM "FormView" WHERE ${inDays(organizationId, range)} AND "isMeasured" GROUP BY 1
    ) AS furthest ORDER BY 1`;
}
