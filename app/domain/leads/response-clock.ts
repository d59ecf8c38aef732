import { offsetAt, toInstant } from '~/domain/time/zoned-time';
import type { Priority } from './lead-options';
import { minutesOfDay, type ResponseClock } from './response-clock.schema';

/** The organisation's clock together with its IANA time zone. */
export interface BusinessClock extends ResponseClock {
  timeZone: string;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Beyond any clock that the schema accepts: one open hour a week, the longest target and every holiday on its day. */
const SEARCH_DAYS = 6000;

/** When a request of this colour must be answered. */
export function leadDueAt(createdAt: Date, priority: Priority, clock: BusinessClock): Date {
  return responseDueAt(createdAt, clock.targets[priority], clock);
}

/**
 * The first instant by which `minutes` (business minutes, fractions allowed) have passed since `createdAt`. Opening hours
 * are wall-clock times of the zone; what passes inside them is real time, so a night of clock change is counted as
 * long as it was. RangeError when the clock is never open.
 */
export function responseDueAt(createdAt: Date, minutes: number, clock: BusinessClock): Date {
  if (minutes <= 0) return createdAt;
  let left = minutes * MINUTE;
  const first = localDay(createdAt.getTime(), clock.timeZone);
  for (let day = first; day < first + SEARCH_DAYS * DAY; day += DAY) {
    for (const { start, end } of openHours(day, clock)) {
      const from = Math.max(start, createdAt.getTime());
      if (from >= end) continue;
      if (left <= end - from) return new Date(from + left);
      left -= end - from;
    }
  }
  throw new RangeError('The response clock is never open');
}

/** Business minutes from `a` to `b`; negative when b is before a. */
export function businessMinutesBetween(a: Date, b: Date, clock: BusinessClock): number {
  if (b < a) return -businessMinutesBetween(b, a, clock);
  let passed = 0;
  const last = localDay(b.getTime(), clock.timeZone);
  for (let day = localDay(a.getTime(), clock.timeZone); day <= last; day += DAY) {
    for (const { start, end } of openHours(day, clock)) {
      passed += Math.max(0, Math.min(end, b.getTime()) - Math.max(start, a.getTime()));
    }
  }
  return passed / MINUTE;
}

/** True within opening hours, their closing minute not included. */
export function isBusinessTime(at: Date, clock: BusinessClock): boolean {
  const time = at.getTime();
  return openHours(localDay(time, clock.timeZone), clock).some(({ start, end }) => start <= time && time < end);
}

/** `day` is a local date written as its UTC midnight, in milliseconds. */
function openHours(day: number, { openings, holidays, timeZone }: BusinessClock): { start: number; end: number }[] {
  const date = new Date(day);
  const weekday = date.getUTCDay() || 7;
  const todays = openings.filter((opening) => opening.day === weekday);
  if (todays.length === 0 || holidays.includes(date.toISOString().slice(0, 10))) return [];
  return todays
    .map(({ opens, closes }) => ({
      start: toInstant(day + minutesOfDay(opens) * MINUTE, timeZone),
      end: toInstant(day + minutesOfDay(closes) * MINUTE, timeZone),
    }))
    .sort((a, b) => a.start - b.start);
}

function localDay(instant: number, timeZone: string): number {
  const local = instant + offsetAt(instant, timeZone);
  return Math.floor(local / DAY) * DAY;
}
