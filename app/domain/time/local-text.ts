import { formatTimeOfDay, localDay, minutesAt } from './zoned-time';

/** A moment as an input of the type datetime-local wants it in a zone: "2026-11-21T14:30"; seconds are left out. */
export function toLocalText(instant: Date, timeZone: string): string {
  return `${localDay(instant, timeZone)}T${formatTimeOfDay(minutesAt(instant, timeZone))}`;
}
