import { Prisma } from '~/generated/prisma/client';
import type { OrgDb } from '~/platform/db.server';
import { addDays, localDay } from '~/domain/behavior/local-day';
import { periodDays, type LeadFilter } from '~/domain/leads/lead-filter';
import { PRIORITIES, type Priority } from '~/domain/leads/lead-options';
import { leadWhere, type LeadViewer } from '~/domain/leads/lead-where.server';

/** The condition is the list's own, so that a figure equals the rows behind it. */
export interface FigureOptions {
  viewer: LeadViewer;
  filter: LeadFilter;
  now: Date;
}

/** Counting stops here, as the list's does. */
const COUNT_MAX = 10_000;

export type ColourCounts = Record<Priority, number>;

export interface ColourBucket extends ColourCounts {
  /** Local day, yyyy-mm-dd, or local hour, yyyy-mm-ddThh. */
  bucket: string;
}

/** New requests by colour for each local day of the filter's period, or each hour when it is one day; empty ones too. */
export async function countByColour(db: OrgDb, { viewer, filter, now }: FigureOptions): Promise<ColourBucket[]> {
  const today = localDay(now, viewer.timeZone);
  const { from, to } = periodDays(filter, today);
  const first = from ?? today;
  const last = to ?? today;
  const [unit, format] = first === last ? ['hour', 'YYYY-MM-DD"T"HH24'] : ['day', 'YYYY-MM-DD'];
  const rows = await db.$queryRaw<{ bucket: string; priority: Priority | null; count: number }[]>`
    SELECT to_char(b.bucket, ${format}) AS "bucket", l."priority", coalesce(l."count", 0)::int AS "count"
    FROM generate_series(${first}::timestamp, ${addDays(last, 1)}::timestamp - ${`1 ${unit}`}::interval, ${`1 ${unit}`}::interval) AS b(bucket)
    LEFT JOIN (
      SELECT date_trunc(${unit}, "createdAt" AT TIME ZONE ${viewer.timeZone}) AS bucket, "priority"::text AS "priority", count(*) AS "count"
      FROM "Lead" WHERE ${leadWhere(viewer, filter, now)} GROUP BY 1, 2
    ) AS l ON l.bucket = b.bucket
    ORDER BY b.bucket`;
  const buckets = new Map<string, ColourBucket>();
  for (const { bucket, priority, count } of rows) {
    const known = buckets.get(bucket) ?? { bucket, high: 0, medium: 0, low: 0 };
    if (priority) known[priority] += count;
    buckets.set(bucket, known);
  }
  return [...buckets.values()];
}

/** All requests of as many days before the period, up to the same time of day, so that a day that has just begun compares fairly. */
export async function countBefore(db: OrgDb, { viewer, filter, now }: FigureOptions): Promise<number> {
  const today = localDay(now, viewer.timeZone);
  const { from } = periodDays(filter, today);
  if (!from) return 0;
  const days = (Date.parse(today) - Date.parse(from)) / 86_400_000 + 1;
  const until = new Date(now.getTime() - days * 86_400_000);
  const before: LeadFilter = { ...filter, period: 'custom', from: addDays(from, -days), to: addDays(from, -1) };
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "Lead" WHERE ${leadWhere(viewer, before, now)} AND "createdAt" <= ${until}`;
  return row?.count ?? 0;
}

export interface ServiceCount {
  id: string;
  name: string;
  count: number;
}

/** Services by how often they were asked for, the most wanted first. */
export async function countByService(db: OrgDb, { viewer, filter, now }: FigureOptions): Promise<ServiceCount[]> {
  return db.$queryRaw<ServiceCount[]>`
    SELECT s."id", s."name", l."count"::int AS "count"
    FROM (SELECT "serviceId", count(*) AS "count" FROM "Lead" WHERE ${leadWhere(viewer, filter, now)} GROUP BY 1) AS l
    JOIN "CatalogItem" s ON s."organizationId" = ${viewer.organizationId}::uuid AND s."id" = l."serviceId"
    ORDER BY l."count" DESC, s."position", s."id"`;
}

export interface ResponseFigures {
  /** Requests that somebody has answered. */
  answered: number;
  inTime: number;
  late: number;
  /** Not answered, and past their time. */
  overdue: number;
  /** From sending to the first answer, nights and weekends included; null when nothing was answered. */
  p50Ms: number | null;
  p90Ms: number | null;
  /** In time of all whose time has come: answered or overdue. Null for none. */
  share: number | null;
}

interface ResponseRow extends Omit<ResponseFigures, 'share'> {
  priority: Priority;
}

/** Speed to lead of the period's requests, by colour. */
export async function responseFigures(db: OrgDb, { viewer, filter, now }: FigureOptions): Promise<Record<Priority, ResponseFigures>> {
  const delay = Prisma.sql`extract(epoch FROM "respondedAt" - "createdAt") * 1000`;
  const rows = await db.$queryRaw<ResponseRow[]>`
    SELECT "priority"::text AS "priority",
      count("respondedAt")::int AS "answered",
      count(*) FILTER (WHERE "respondedAt" <= "responseDueAt")::int AS "inTime",
      count(*) FILTER (WHERE "respondedAt" > "responseDueAt")::int AS "late",
      count(*) FILTER (WHERE "respondedAt" IS NULL AND "state" IN ('NEW', 'IN_PROGRESS') AND "responseDueAt" < ${now})::int AS "overdue",
      (percentile_cont(0.5) WITHIN GROUP (ORDER BY ${delay}))::float8 AS "p50Ms",
      (percentile_cont(0.9) WITHIN GROUP (ORDER BY ${delay}))::float8 AS "p90Ms"
    FROM "Lead" WHERE ${leadWhere(viewer, filter, now)} GROUP BY 1`;
  const none: ResponseFigures = { answered: 0, inTime: 0, late: 0, overdue: 0, p50Ms: null, p90Ms: null, share: null };
  const of = (wanted: Priority): ResponseFigures => {
    const row = rows.find(({ priority }) => priority === wanted);
    if (!row) return none;
    const { priority: _colour, ...figures } = row;
    const due = row.inTime + row.late + row.overdue;
    return { ...figures, share: due > 0 ? row.inTime / due : null };
  };
  return Object.fromEntries(PRIORITIES.map((priority) => [priority, of(priority)])) as Record<Priority, ResponseFigures>;
}

/** Requests that wait for their first answer, of any age, and those of them that are past their time; 10,001 means more. */
export async function countWaiting(db: OrgDb, { viewer, filter, now }: FigureOptions): Promise<{ waiting: number; overdue: number }> {
  const counted = (answer: 'waiting' | 'overdue') =>
    Prisma.sql`(SELECT count(*)::int FROM (SELECT 1 FROM "Lead" WHERE ${leadWhere(viewer, { ...filter, answer }, now)} LIMIT ${COUNT_MAX + 1}) AS "some")`;
  const [row] = await db.$queryRaw<{ waiting: number; overdue: number }[]>`SELECT ${counted('waiting')} AS "waiting", ${counted('overdue')} AS "overdue"`;
  return row ?? { waiting: 0, overdue: 0 };
}
