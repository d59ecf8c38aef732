import { addDays, firstOfMonth, type Day } from '~/domain/behavior/local-day';

/** Periods that lists and figures are asked for by name; `custom` is named by its days. */
export const RECORD_PERIODS = ['today', '7d', '30d', 'month', 'quarter', 'year', 'custom'] as const;
export type RecordPeriod = (typeof RECORD_PERIODS)[number];

/** A period as an address says it: local days of the organisation, both included, only with `custom`. */
export interface PeriodFilter {
  period: RecordPeriod | null;
  from: Day | null;
  to: Day | null;
}

export const NO_PERIOD: PeriodFilter = { period: null, from: null, to: null };

const DAY = /^\d{4}-\d\d-\d\d$/;

/** Reads `period`, `from` and `to` forgivingly: what is unknown or broken counts as not given, days the wrong way round are turned. */
export function parsePeriod(params: URLSearchParams, prefix = ''): PeriodFilter {
  const [from, to] = orderDays(parseDay(params.get(`${prefix}from`)), parseDay(params.get(`${prefix}to`)));
  const asked = params.get(`${prefix}period`)?.toLowerCase();
  const named = RECORD_PERIODS.find((period) => period === asked) ?? null;
  if (named && named !== 'custom') return { period: named, from: null, to: null };
  return from || to ? { period: 'custom', from, to } : NO_PERIOD;
}

export function setPeriodParams(params: URLSearchParams, { period, from, to }: PeriodFilter, prefix = ''): void {
  if (period) params.set(`${prefix}period`, period);
  if (from) params.set(`${prefix}from`, from);
  if (to) params.set(`${prefix}to`, to);
}

/** First and last day of a period (both included), null on a side that is open. The named ones end with what is still to come. */
export function daysOfPeriod({ period, from, to }: PeriodFilter, today: Day): { from: Day | null; to: Day | null } {
  switch (period) {
    case 'today':
      return { from: today, to: today };
    case '7d':
      return { from: addDays(today, -6), to: today };
    case '30d':
      return { from: addDays(today, -29), to: today };
    case 'month':
      return { from: firstOfMonth(today), to: today };
    case 'quarter':
      return { from: firstOfQuarter(today), to: today };
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today };
    default:
      return { from, to };
  }
}

/** A day of an address, or null when it is none: 2026-02-30 is not a day. */
export function parseDay(value: string | null | undefined): Day | null {
  if (!value || !DAY.test(value) || value < '1900-01-01' || value > '2999-12-31') return null;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? value : null;
}

function firstOfQuarter(day: Day): Day {
  const month = Number(day.slice(5, 7));
  return `${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
}

function orderDays(from: Day | null, to: Day | null): [Day | null, Day | null] {
  return from && to && to < from ? [to, from] : [from, to];
}
