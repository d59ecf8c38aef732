import { Prisma } from '~/generated/prisma/client';
import { orgDb } from '~/platform/db.server';
import type { FieldCounts } from './field-lines';
import type { DayRange } from './local-day';

/** Counters of every element that has any, rage and dead clicks among them, over the local days of the range. */
export async function fieldFigures(organizationId: string, { from, to }: DayRange, version?: string): Promise<FieldCounts[]> {
  const within = Prisma.sql`"organizationId" = ${organizationId}::uuid AND day >= ${from}::date AND day < ${to}::date
    AND (${version ?? null}::text IS NULL OR "formVersion" = ${version ?? null}::text)`;
  return orgDb(organizationId).$queryRaw<FieldCounts[]>`
    SELECT key, coalesce(f.clicks, 0) AS clicks, coalesce(f.reached, 0) AS reached, coalesce(f."timeMs", 0) AS "timeMs",
      coalesce(f.corrections, 0) AS corrections, coalesce(f.errors, 0) AS errors,
      coalesce(f.rage, 0) AS rage, coalesce(f.dead, 0) AS dead, coalesce(l.last, 0) AS last
    FROM (
      SELECT "elementKey" AS key, sum(clicks)::int AS clicks, sum(reached)::int AS reached, sum("timeMs")::float8 AS "timeMs",
        sum(corrections)::int AS corrections, sum(errors)::int AS errors, sum(rage)::int AS rage, sum(dead)::int AS dead
      FROM "FieldDay" WHERE ${within} GROUP BY 1
    ) f FULL JOIN (
      SELECT "lastField" AS key, count(*)::int AS last FROM "FormView"
      WHERE ${within} AND started AND "sentAt" IS NULL AND "lastField" IS NOT NULL GROUP BY 1
    ) l USING (key)
    ORDER BY key`;
}
