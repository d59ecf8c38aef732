import { addDays, instantOf, localDay, minutesAt, type Day } from '~/domain/time/zoned-time';

/** Minutes after midnight of the person's time zone; over midnight when they begin later than they end. */
export interface QuietHours {
  fromMin: number;
  toMin: number;
}

/**
 * When the quiet hours end in which this moment lies; null outside of them. An end that a change of the clocks skips is
 * the moment of the change; one that comes twice ends them at its first coming.
 */
export function quietUntil(now: Date, quiet: QuietHours | null, timeZone: string): Date | null {
  if (!quiet || quiet.fromMin === quiet.toMin) return null;
  const { fromMin, toMin } = quiet;
  const minute = minutesAt(now, timeZone);
  const today = localDay(now, timeZone);
  const isOver = fromMin < toMin ? minute < fromMin || minute >= toMin : minute >= toMin && minute < fromMin;
  if (isOver) return null;
  const end = instantOf(fromMin > toMin && minute >= fromMin ? addDays(today, 1) : today, toMin, timeZone);
  return end > now ? end : null;
}

/** When something may leave: now, or at the end of the quiet hours; at once what would then come too late. */
export function sendAt(now: Date, { quiet, timeZone, lateAt }: { quiet: QuietHours | null; timeZone: string; lateAt: Date | null }): Date {
  const until = quietUntil(now, quiet, timeZone);
  return until && !(lateAt && lateAt < until) ? until : now;
}

/** The local day whose digest is due, once its minute has come and none was made for it; null when there is nothing to do. */
export function digestDay(now: Date, { atMin, timeZone, lastDay }: { atMin: number; timeZone: string; lastDay: Day | null }): Day | null {
  const today = localDay(now, timeZone);
  return minutesAt(now, timeZone) >= atMin && (lastDay === null || lastDay < today) ? today : null;
}
