import { minutesAt, localDay, type Day } from '~/domain/time/zoned-time';

const DAY_MS = 86_400_000;
const DAY_MINUTES = 1440;
/** Narrower bars could not be hit with a finger: 24 pixels of the narrowest track. */
export const NARROWEST_PERCENT = 2.8;

/** Where a bar lies in the track of its row, in percent of the track's width, and in which of its lines. */
export interface BarPlace {
  left: number;
  width: number;
  line: number;
}

/**
 * Where a moment lies between the first shown day and the first that is not, in percent. By the clock on the wall, so that
 * every day is as wide as another one, also when clocks change.
 */
export function percentAt(instant: Date, { from, to }: { from: Day; to: Day }, timeZone: string): number {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  const passed = (Date.parse(localDay(instant, timeZone)) - Date.parse(from)) / DAY_MS + minutesAt(instant, timeZone) / DAY_MINUTES;
  return Math.min(100, Math.max(0, (passed / days) * 100));
}

/** Lays bars into as few lines as their least width asks for; bars in the order of their beginning. */
export function layOutBars(bars: readonly { startsAt: Date; endsAt: Date }[], days: { from: Day; to: Day }, timeZone: string): BarPlace[] {
  const lines: number[] = [];
  return bars.map(({ startsAt, endsAt }) => {
    const from = percentAt(startsAt, days, timeZone);
    const width = Math.max(NARROWEST_PERCENT, percentAt(endsAt, days, timeZone) - from);
    const left = Math.min(from, 100 - width);
    const free = lines.findIndex((end) => end <= left);
    const line = free < 0 ? lines.length : free;
    lines[line] = left + width;
    return { left, width, line };
  });
}
