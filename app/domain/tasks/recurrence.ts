import { z } from 'zod';
import { addDays, addMonths, weekdayOf, type Day } from '~/domain/time/zoned-time';
import { DEFAULT_REMINDER, dueInstant, REMINDERS, type Due } from './task-due';

export const REPEATS = ['day', 'workday', 'week', 'month', 'year'] as const;
export type Repeat = (typeof REPEATS)[number];
export const INTERVAL_MAX = 99;

/** How a task comes back. All days are days of the organisation, so a clock change moves no appointment. */
export const recurrenceSchema = z.object({
  every: z.enum(REPEATS),
  /** Every second week: 2. Working days know no interval. */
  interval: z.int().min(1).max(INTERVAL_MAX),
  /** Of a week, 1 Monday … 7 Sunday, ascending; none: the weekday of the due day. */
  weekdays: z.array(z.int().min(1).max(7)).max(7),
  /** The wished day of the month, kept although a shorter month has clamped it. Of months and years. */
  monthDay: z.int().min(1).max(31).nullable(),
  /** The last day on which it may come. */
  until: z.iso.date().nullable(),
  /** Each occurrence is reminded of like the first. */
  reminder: z.enum(REMINDERS).default(DEFAULT_REMINDER),
});
export type Recurrence = z.infer<typeof recurrenceSchema>;

/** The rule as it is stored: what does not belong to its kind is dropped, the wished day of the month is noted. */
export function makeRecurrence({ every, interval = 1, weekdays = [], monthDay = null, until = null, reminder = DEFAULT_REMINDER }: Pick<Recurrence, 'every'> & Partial<Recurrence>, due: Day | null): Recurrence {
  const isMonthly = every === 'month' || every === 'year';
  return {
    every,
    interval: every === 'workday' ? 1 : interval,
    weekdays: every === 'week' ? [...new Set(weekdays)].sort((a, b) => a - b) : [],
    monthDay: isMonthly ? (monthDay ?? (due ? Number(due.slice(8)) : null)) : null,
    until,
    reminder,
  };
}

/** A stored rule; null when there is none, or none that this version understands. */
export function readRecurrence(stored: unknown): Recurrence | null {
  return recurrenceSchema.safeParse(stored).data ?? null;
}

/** The day of the rule that follows `day`, which is one of its days. Knows no end. */
export function followingDay({ every, interval, weekdays, monthDay }: Recurrence, day: Day): Day {
  switch (every) {
    case 'day':
      return addDays(day, interval);
    case 'workday':
      return addDays(day, weekdayOf(day) < 5 ? 1 : 8 - weekdayOf(day));
    case 'week':
      return followingWeekday(day, weekdays, interval);
    case 'month':
      return addMonths(day, interval, monthDay ?? undefined);
    case 'year':
      return addMonths(day, 12 * interval, monthDay ?? undefined);
  }
}

function followingWeekday(day: Day, weekdays: readonly number[], interval: number): Day {
  const today = weekdayOf(day);
  const later = weekdays.find((weekday) => weekday > today);
  if (later) return addDays(day, later - today);
  return addDays(day, 7 * interval + (weekdays[0] ?? today) - today);
}

/** The first day of the rule that is not before `day`. */
export function firstDay({ every, weekdays, monthDay }: Recurrence, day: Day): Day {
  const weekday = weekdayOf(day);
  if (every === 'workday') return weekday > 5 ? addDays(day, 8 - weekday) : day;
  if (every === 'week' && weekdays.length > 0) {
    const later = weekdays.find((wanted) => wanted >= weekday) ?? (weekdays[0] ?? weekday) + 7;
    return addDays(day, later - weekday);
  }
  if (every === 'month' && monthDay) {
    const thisMonth = addMonths(day, 0, monthDay);
    return thisMonth >= day ? thisMonth : addMonths(day, 1, monthDay);
  }
  return day;
}

/** Beyond what any due day needs: every day for fifty years. */
const STEPS_MAX = 20_000;

/**
 * When the task comes back after it was done: the next day of the rule whose time is still to come, so that a task done
 * three weeks late does not return three times. Null when the rule ends before.
 */
export function nextDue(rule: Recurrence, due: Due, { now, timeZone }: { now: Date; timeZone: string }): Due | null {
  let { day } = due;
  for (let step = 0; step < STEPS_MAX; step++) {
    day = followingDay(rule, day);
    if (rule.until && day > rule.until) return null;
    const next = { day, minutes: due.minutes };
    if (dueInstant(next, timeZone) > now) return next;
  }
  return null;
}
