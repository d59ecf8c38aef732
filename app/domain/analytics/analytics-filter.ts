import type { Scope } from '~/domain/accounts/permissions';
import { isUuid } from '~/domain/leads/lead-filter';
import { daysOfPeriod, NO_PERIOD, parsePeriod, setPeriodParams, type PeriodFilter } from '~/domain/periods/period';
import { addDays, addMonths, type Day } from '~/domain/time/zoned-time';

/** Periods that the pages of figures offer; `all` is since ever. */
export const ANALYTICS_PERIODS = ['7d', '30d', 'month', 'quarter', 'year', 'all'] as const;
const USUAL: PeriodFilter = { period: '30d', from: null, to: null };

/** `mine`: owned or created by the signed-in person, all that a role with own figures sees. */
export type OwnerChoice = 'mine' | 'nobody' | string | null;

/** What the pages of figures show, as their address says it. */
export interface AnalyticsFilter {
  /** NO_PERIOD: since ever. */
  period: PeriodFilter;
  owner: OwnerChoice;
  pipelineId: string | null;
}

/** Reads the address forgivingly. Who sees only own figures gets them whatever is asked for. */
export function parseAnalyticsFilter(params: URLSearchParams, scope: Scope): AnalyticsFilter {
  const asked = params.get('owner');
  const pipeline = params.get('pipeline');
  const parsed = parsePeriod(params);
  const period = parsed.period ? parsed : params.get('period') === 'all' ? NO_PERIOD : USUAL;
  const owner = asked === 'nobody' || asked === 'mine' ? asked : isUuid(asked) ? asked.toLowerCase() : null;
  return { period, owner: scope === 'own' ? 'mine' : owner, pipelineId: isUuid(pipeline) ? pipeline.toLowerCase() : null };
}

/** The address of a filter, for the links from one page of figures to another. */
export function analyticsSearch({ period, owner, pipelineId }: AnalyticsFilter): URLSearchParams {
  const params = new URLSearchParams();
  setPeriodParams(params, period);
  if (!period.period) params.set('period', 'all');
  if (owner) params.set('owner', owner);
  if (pipelineId) params.set('pipeline', pipelineId);
  return params;
}

/** As many days just before the period; null where it has no beginning. */
export function previousPeriod(period: PeriodFilter, today: Day): PeriodFilter | null {
  const { from, to } = daysOfPeriod(period, today);
  if (!from) return null;
  const days = Math.round((Date.parse(to ?? today) - Date.parse(from)) / 86_400_000) + 1;
  return days > 0 ? { period: 'custom', from: addDays(from, -days), to: addDays(from, -1) } : null;
}

const MONTHS_LEAST = 12;
const MONTHS_MOST = 36;

/** The whole months that a chart by month shows: those that the period touches, and at least the year that ends with it. */
export function monthsOf(period: PeriodFilter, today: Day, firstRow: Day | null = null): { first: Day; last: Day } {
  const { from, to } = daysOfPeriod(period, today);
  const last = `${(to ?? today).slice(0, 7)}-01`;
  const wished = from ?? firstRow ?? last;
  const [earliest, least] = [addMonths(last, 1 - MONTHS_MOST), addMonths(last, 1 - MONTHS_LEAST)];
  const first = `${wished.slice(0, 7)}-01`;
  return { first: first < earliest ? earliest : first < least ? first : least, last };
}

const BY_DAY_MOST = 62;

/** The days or months that a chart over a period shows: days for up to two months, else months. Both ends are included. */
export function spanOf(period: PeriodFilter, today: Day): { from: Day; to: Day; unit: 'day' | 'month' } {
  const { from, to } = daysOfPeriod(period, today);
  const last = to ?? today;
  if (from && (Date.parse(last) - Date.parse(from)) / 86_400_000 < BY_DAY_MOST) return { from, to: last, unit: 'day' };
  const months = monthsOf(period, today);
  return { from: months.first, to: monthPeriod(months.last).to ?? last, unit: 'month' };
}

/** A month as a period of an address. */
export function monthPeriod(month: Day): PeriodFilter {
  return { period: 'custom', from: month, to: addDays(addMonths(month, 1), -1) };
}

/** Relative change, 0.1 = a tenth more; null when there was nothing before. */
export function changeOf(now: number | null, before: number | null): number | null {
  return now === null || !before ? null : now / before - 1;
}

/** A part of a whole, 0…1; null when there is no whole. */
export function shareOf(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
