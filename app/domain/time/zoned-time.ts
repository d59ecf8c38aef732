import { addDays, localDay, type Day } from '~/domain/behavior/local-day';

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * The instant at which clocks of the zone show this time, both in milliseconds; `local` is the wall-clock time written
 * as if it were UTC. A time that comes twice is its first coming; one that is skipped is the moment of the skip.
 */
export function toInstant(local: number, timeZone: string): number {
  const before = offsetAt(local - DAY, timeZone);
  const after = offsetAt(local + DAY, timeZone);
  if (before === after) return local - before;
  const early = local - Math.max(before, after);
  const late = local - Math.min(before, after);
  if (offsetAt(early, timeZone) === local - early) return early;
  if (offsetAt(late, timeZone) === local - late) return late;
  let [unchanged, changed] = [early, late];
  while (changed - unchanged > 1) {
    const middle = Math.floor((unchanged + changed) / 2);
    if (offsetAt(middle, timeZone) === before) unchanged = middle;
    else changed = middle;
  }
  return changed;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Local time minus UTC at that instant, milliseconds. RangeError for an unknown zone. */
export function offsetAt(instant: number, timeZone: string): number {
  let format = formatters.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(timeZone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

/** The instant of a local day and a time of it in minutes after midnight. */
export function instantOf(day: Day, minutes: number, timeZone: string): Date {
  return new Date(toInstant(Date.parse(day) + minutes * MINUTE, timeZone));
}

/** The first instant of a local day. */
export function startOfDay(day: Day, timeZone: string): Date {
  return instantOf(day, 0, timeZone);
}

/** The last millisecond of a local day: it still belongs to that day. */
export function endOfDay(day: Day, timeZone: string): Date {
  return new Date(startOfDay(addDays(day, 1), timeZone).getTime() - 1);
}

/** Minutes after midnight that clocks of the zone show at an instant. */
export function minutesAt(instant: Date, timeZone: string): number {
  const local = instant.getTime() + offsetAt(instant.getTime(), timeZone);
  return Math.floor((((local % DAY) + DAY) % DAY) / MINUTE);
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(day).getUTCDay() || 7;
}

/** The day `count` months later; the last of a shorter month where that day does not exist, `anchor` being the wished one. */
export function addMonths(day: Day, count: number, anchor = Number(day.slice(8))): Day {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + count, 0));
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(anchor, last.getUTCDate()))).toISOString().slice(0, 10);
}

/** 9:05 → 545; null for what is no time of day. */
export function parseTimeOfDay(text: string): number | null {
  const found = /^(\d{1,2}):(\d\d)$/.exec(text.trim());
  const [hours, minutes] = [Number(found?.[1]), Number(found?.[2])];
  return found && hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

/** 545 → 09:05, as an input of the type time wants it. */
export function formatTimeOfDay(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

export { addDays, localDay, type Day };
