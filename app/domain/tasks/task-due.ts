import { addDays, endOfDay, instantOf, localDay, minutesAt, type Day } from '~/domain/time/zoned-time';

/** When a task is due: a day of the organisation, with or without a time of it (minutes after midnight). */
export interface Due {
  day: Day;
  minutes: number | null;
}

const MINUTE = 60_000;
/** Reminders of a day without a time come at this hour of the person. */
export const MORNING = 9 * 60;

/** The instant after which it is overdue; without a time the end of that local day. */
export function dueInstant({ day, minutes }: Due, timeZone: string): Date {
  return minutes === null ? endOfDay(day, timeZone) : instantOf(day, minutes, timeZone);
}

/** The day and time of a stored instant. */
export function toDue({ dueAt, hasTime }: { dueAt: Date | null; hasTime: boolean }, timeZone: string): Due | null {
  return dueAt && { day: localDay(dueAt, timeZone), minutes: hasTime ? minutesAt(dueAt, timeZone) : null };
}

/** How long before the due time a reminder comes. For a day without a time only `1d` differs: the morning before. */
export const REMINDERS = ['none', 'onTime', '15m', '1h', '1d'] as const;
export type Reminder = (typeof REMINDERS)[number];
export const DEFAULT_REMINDER: Reminder = '15m';

const LEAD_MINUTES: Record<Exclude<Reminder, 'none'>, number> = { onTime: 0, '15m': 15, '1h': 60, '1d': 1_440 };

export interface ReminderZones {
  /** Of the organisation: due days and times are its. */
  timeZone: string;
  /** Of the person who is reminded: the morning is theirs. */
  personZone: string;
}

/** When to remind; null for no reminder. May lie in the past: then there is nothing to wait for. */
export function reminderInstant(due: Due | null, reminder: Reminder, { timeZone, personZone }: ReminderZones): Date | null {
  if (!due || reminder === 'none') return null;
  if (due.minutes === null) return instantOf(addDays(due.day, reminder === '1d' ? -1 : 0), MORNING, personZone);
  return new Date(dueInstant(due, timeZone).getTime() - LEAD_MINUTES[reminder] * MINUTE);
}

/** Which choice a stored reminder is; the usual one when it fits none, `none` when there is none. */
export function reminderOf(remindAt: Date | null, due: Due | null, zones: ReminderZones): Reminder {
  if (!remindAt || !due) return 'none';
  const order: Reminder[] = [DEFAULT_REMINDER, ...REMINDERS];
  return order.find((reminder) => reminderInstant(due, reminder, zones)?.getTime() === remindAt.getTime()) ?? DEFAULT_REMINDER;
}
