import { BREAKPOINTS, type Breakpoint } from './batch';
import type { HeatKind } from './cells';
import { addDays, daysUntil, type Day, type DayRange } from './local-day';

export const PERIODS = ['7', '30', '90', 'custom'] as const;
export type Period = (typeof PERIODS)[number];

/** What the heat shows: where pointers were, or where was clicked. */
export const HEAT_KINDS = ['move', 'click'] as const satisfies readonly HeatKind[];

/** Whose views the heat shows; the colours are those of the sent request. */
export const HEAT_SEGMENTS = ['all', 'sent', 'abandoned', 'high', 'medium', 'low'] as const;
export type HeatSegment = (typeof HEAT_SEGMENTS)[number];

/** How far a view came. `abandoned`: begun to fill in, but not sent. */
export const OUTCOMES = ['all', 'started', 'sent', 'abandoned', 'idle'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface PeriodFilter {
  period: Period;
  /** Local days of the organisation, both inclusive, as the address and people name them. */
  from: Day;
  to: Day;
}

export interface HeatFilter extends PeriodFilter {
  /** Null: the one with the most views in the period. */
  breakpoint: Breakpoint | null;
  /** Null: the current version of the form. */
  version: string | null;
  /** Null: the pointer, on a phone clicks. */
  kind: HeatKind | null;
  segment: HeatSegment;
}

export interface ViewsFilter extends PeriodFilter {
  breakpoint: Breakpoint | null;
  outcome: Outcome;
  /** Only views that told an active time, the ones that averages are made of. */
  measured: boolean;
  /** Only views with rage or dead clicks. */
  upset: boolean;
  /** Only views that were left at this field. */
  lastField: string | null;
}

const DEFAULT_PERIOD = '30';
const MAX_DAYS = 400;

/** The half-open days of the filter. */
export function daysOf({ from, to }: PeriodFilter): DayRange {
  return { from, to: addDays(to, 1) };
}

/** Reads the period from an address, forgivingly: wrong days, days to come and reversed ends are put right. */
export function parsePeriod(search: URLSearchParams, today: Day): PeriodFilter {
  const from = parseDay(search.get('from'));
  const to = parseDay(search.get('to'));
  const asked = oneOf(PERIODS, search.get('period'));
  const isCustom = (from ?? to) !== null && (asked === 'custom' || asked === null);
  if (isCustom) {
    const [first = today, last = today] = [from ?? to ?? today, to ?? today].map((day) => (day > today ? today : day)).sort();
    const earliest = addDays(last, 1 - MAX_DAYS);
    return { period: 'custom', from: first < earliest ? earliest : first, to: last };
  }
  const period = asked === null || asked === 'custom' ? DEFAULT_PERIOD : asked;
  return { period, from: daysUntil(today, Number(period)).from, to: today };
}

/** Reads the heatmap's filter; what is not known is the default. */
export function parseHeatFilter(search: URLSearchParams, today: Day): HeatFilter {
  return {
    ...parsePeriod(search, today),
    breakpoint: oneOf(BREAKPOINTS, search.get('width')),
    version: parseVersion(search.get('version')),
    kind: oneOf(HEAT_KINDS, search.get('kind')),
    segment: oneOf(HEAT_SEGMENTS, search.get('who')) ?? 'all',
  };
}

/** Reads the filter of the list of views; what is not known is left out. */
export function parseViewsFilter(search: URLSearchParams, today: Day): ViewsFilter {
  const field = search.get('field') ?? '';
  return {
    ...parsePeriod(search, today),
    breakpoint: oneOf(BREAKPOINTS, search.get('width')),
    outcome: oneOf(OUTCOMES, search.get('outcome')) ?? 'all',
    measured: search.get('measured') === '1',
    upset: search.get('upset') === '1',
    lastField: /^[a-zA-Z][\w-]{0,39}$/.test(field) ? field : null,
  };
}

/** The address part of a filter, without what is the default anyway. */
export function periodSearch({ period, from, to }: PeriodFilter): Record<string, string> {
  if (period === 'custom') return { period, from, to };
  return period === DEFAULT_PERIOD ? {} : { period };
}

/** "?a=b" of what is given and not empty, or an empty string. */
export function toSearch(values: Record<string, string | null | undefined>): string {
  const given = Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : '';
}

function parseDay(text: string | null): Day | null {
  if (!text || !/^(19|20)\d\d-\d\d-\d\d$/.test(text)) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : null;
}

function parseVersion(text: string | null): string | null {
  return text && /^[\w-]{1,16}$/.test(text) ? text : null;
}

function oneOf<T extends string>(values: readonly T[], text: string | null): T | null {
  return values.find((value) => value === text) ?? null;
}
