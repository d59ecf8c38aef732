import { Prisma } from '~/generated/prisma/client';
import { localDay } from '~/domain/behavior/local-day';
import { daysOfPeriod, type PeriodFilter } from './period';

/**
 * The condition that a timestamptz column lies in the period, in days of the time zone; TRUE without a period.
 * @param timeZone IANA name
 */
export function periodWhere(column: Prisma.Sql, period: PeriodFilter, timeZone: string, now: Date): Prisma.Sql {
  const { from, to } = daysOfPeriod(period, localDay(now, timeZone));
  const sides = [
    ...(from ? [Prisma.sql`${column} >= (${from}::date)::timestamp AT TIME ZONE ${timeZone}`] : []),
    ...(to ? [Prisma.sql`${column} < (${to}::date + 1)::timestamp AT TIME ZONE ${timeZone}`] : []),
  ];
  return sides.length > 0 ? Prisma.join(sides, ' AND ') : Prisma.sql`TRUE`;
}
