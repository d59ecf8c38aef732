import type { Day } from './local-day';

/** An average over fewer views is not shown. */
export const MIN_VIEWS = 5;
/** Longer periods are drawn by week. */
const MAX_DAYS = 45;

export interface TimePoint {
  /** First and last day, both included. */
  from: Day;
  to: Day;
  /** Null below MIN_VIEWS. */
  meanMs: number | null;
  n: number;
}

/** Points of the chart: days, or weeks that end with the last day; a mean of too few views is a gap. */
export function timePoints(days: { day: Day; meanMs: number | null; n: number }[]): { byWeek: boolean; points: TimePoint[] } {
  const byWeek = days.length > MAX_DAYS;
  const length = byWeek ? 7 : 1;
  const first = days.length % length;
  const groups = first > 0 ? [days.slice(0, first)] : [];
  for (let at = first; at < days.length; at += length) groups.push(days.slice(at, at + length));
  return { byWeek, points: groups.map(toPoint) };
}

function toPoint(days: { day: Day; meanMs: number | null; n: number }[]): TimePoint {
  const n = days.reduce((sum, day) => sum + day.n, 0);
  const total = days.reduce((sum, day) => sum + (day.meanMs ?? 0) * day.n, 0);
  return { from: days[0]?.day ?? '', to: days.at(-1)?.day ?? '', meanMs: n < MIN_VIEWS ? null : total / n, n };
}
