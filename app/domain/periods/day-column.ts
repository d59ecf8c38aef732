import type { Day } from '~/domain/behavior/local-day';

/** A local day as a column of days takes it. */
export function dayColumn(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** The local day that a column of days gives. */
export function columnDay(date: Date): Day {
  return date.toISOString().slice(0, 10);
}
