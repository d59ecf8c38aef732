import type { PeriodFilter } from '~/domain/periods/period';
import { addDays, type Day } from '~/domain/time/zoned-time';

/** How long a completed order has been waiting for its money. */
export const AGES = ['fresh', 'month', 'twoMonths', 'old'] as const;
export type Age = (typeof AGES)[number];

/** Days since the local day of the actual end: 0–30, 31–60, 61–90, more. */
const DAYS: Record<Age, readonly [least: number, most: number | null]> = { fresh: [0, 30], month: [31, 60], twoMonths: [61, 90], old: [91, null] };

/** The days on which orders of this age ended, both included. */
export function periodOfAge(age: Age, today: Day): PeriodFilter {
  const [least, most] = DAYS[age];
  return { period: 'custom', from: most === null ? null : addDays(today, -most), to: least === 0 ? null : addDays(today, -least) };
}
