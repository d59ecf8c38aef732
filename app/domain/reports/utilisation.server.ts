import { Prisma } from '~/generated/prisma/client';
import type { Day } from '~/domain/time/zoned-time';
import type { OrgDb } from '~/platform/db.server';
import type { ReportViewer } from './report-viewer.server';

export interface Utilisation {
  itemId: string;
  /** Hours. */
  booked: number;
  available: number;
  /** booked / available, 0…1; null where nothing was available. */
  share: number | null;
}

/**
 * How much of the time in which a machine could have worked it was booked for orders. A day offers one shift; maintenance
 * takes its hours off, and no day counts for more than what is left of its shift, so that nights between two days of an
 * order do not count. Rule: domain "Reports", utilisation = booked / available time.
 * @param days first and last local day, both included
 */
export async function machineUtilisation(db: OrgDb, { viewer, days, shiftHours }: { viewer: ReportViewer; days: { from: Day; to: Day }; shiftHours: number }): Promise<Utilisation[]> {
  const { organizationId, timeZone } = viewer;
  const start = Prisma.sql`(${days.from}::date)::timestamp AT TIME ZONE ${timeZone}`;
  const end = Prisma.sql`(${days.to}::date + 1)::timestamp AT TIME ZONE ${timeZone}`;
  const rows = await db.$queryRaw<{ itemId: string; booked: number; care: number }[]>`
    WITH taken AS MATERIALIZED (
      SELECT b."itemId", b."kind", greatest(b."startsAt", ${start}) AS "from", least(b."endsAt", ${end}) AS "to"
      FROM "Booking" b JOIN "CatalogItem" i ON i."organizationId" = ${organizationId}::uuid AND i."id" = b."itemId" AND i."kind" = 'EQUIPMENT'
      WHERE b."organizationId" = ${organizationId}::uuid AND b."startsAt" < ${end} AND b."endsAt" > ${start}),
    hours AS (
      SELECT "itemId", "kind", d.day, extract(epoch FROM least("to", (d.day + interval '1 day') AT TIME ZONE ${timeZone}) - greatest("from", d.day AT TIME ZONE ${timeZone})) / 3600 AS hours
      FROM taken, generate_series(date_trunc('day', "from" AT TIME ZONE ${timeZone}), date_trunc('day', ("to" - interval '1 millisecond') AT TIME ZONE ${timeZone}), interval '1 day') AS d(day)),
    by_day AS (
      SELECT "itemId", day, least(${shiftHours}::float8, coalesce(sum(hours) FILTER (WHERE "kind" = 'MAINTENANCE'), 0)) AS care, coalesce(sum(hours) FILTER (WHERE "kind" = 'ORDER'), 0) AS work
      FROM hours GROUP BY "itemId", day)
    SELECT "itemId", sum(least(work, ${shiftHours}::float8 - care))::float8 AS "booked", sum(care)::float8 AS "care" FROM by_day GROUP BY "itemId"`;
  const offered = shiftHours * (Math.round((Date.parse(days.to) - Date.parse(days.from)) / 86_400_000) + 1);
  return rows.map(({ itemId, booked, care }) => {
    const available = Math.max(0, offered - care);
    return { itemId, booked, available, share: available > 0 ? booked / available : null };
  });
}

/** The first local day on which anything was ever booked; null before that. */
export async function firstBookedDay(db: OrgDb, { organizationId, timeZone }: ReportViewer): Promise<Day | null> {
  const [row] = await db.$queryRaw<{ day: Day | null }[]>`
    SELECT to_char(min("startsAt") AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS "day" FROM "Booking" WHERE "organizationId" = ${organizationId}::uuid`;
  return row?.day ?? null;
}
