import { parseDay } from '~/domain/periods/period';
import { formatTimeOfDay, instantOf, localDay, minutesAt, parseTimeOfDay } from './zoned-time';

/** "2026-11-21T14:30", as an input of the type datetime-local posts it, in a zone; null for anything else. */
export function parseLocalText(text: string, timeZone: string): Date | null {
  const [date, time = ''] = text.trim().split('T');
  const day = parseDay(date);
  const minutes = parseTimeOfDay(time.slice(0, 5));
  return day === null || minutes === null ? null : instantOf(day, minutes, timeZone);
}

/** A moment as an input of the type datetime-local wants it; seconds are left out. */
export function toLocalText(instant: Date, timeZone: string): string {
  return `${localDay(instant, timeZone)}T${formatTimeOfDay(minutesAt(instant, timeZone))}`;
}
