import { addDays } from '~/domain/behavior/local-day';
import { LEAD_STATES, type LeadState } from './lifecycle';
import { PRIORITIES, type Priority } from './lead-options';

export const LEAD_SORTS = ['score', 'due', 'newest', 'oldest', 'name'] as const;
export type LeadSort = (typeof LEAD_SORTS)[number];

/** `open` is what somebody still has to work on: NEW and IN_PROGRESS. */
export const STATE_FILTERS = ['open', ...LEAD_STATES, 'all'] as const;
export type StateFilter = 'open' | LeadState | 'all';

/** How a request stands with its response clock. `waiting` is open and not answered yet, `overdue` of these are past their time. */
export const ANSWER_FILTERS = ['waiting', 'overdue', 'answered', 'inTime', 'late'] as const;
export type AnswerFilter = (typeof ANSWER_FILTERS)[number];

export const PERIODS = ['today', '7d', '30d', 'custom'] as const;
export type Period = (typeof PERIODS)[number];

/** What a list of requests shows, as its address says it. */
export interface LeadFilter {
  state: StateFilter;
  /** None: all. In the order of PRIORITIES. */
  priorities: Priority[];
  serviceId: string | null;
  period: Period | null;
  /** Local days of the organisation, yyyy-mm-dd, both included; only with the period `custom`. */
  from: string | null;
  to: string | null;
  /** A member's id, or the signed-in person, or nobody. */
  assignee: string | null;
  /** None: all. */
  answer?: AnswerFilter | null;
  q: string;
  sort: LeadSort;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DAY = /^\d{4}-\d\d-\d\d$/;
const QUERY_MAX = 100;
/** PostgreSQL refuses NUL in text. */
const UNSTORABLE = /\0|\p{Cs}/gu;

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

/** Reads the address forgivingly: what is unknown or broken counts as not given. */
export function parseLeadFilter(params: URLSearchParams): LeadFilter {
  const service = params.get('service');
  const assignee = params.get('assignee');
  const [from, to] = orderDays(dayParam(params.get('from')), dayParam(params.get('to')));
  const named = oneOf(PERIODS, params.get('period'));
  const period = named === 'custom' && !from && !to ? null : (named ?? (from || to ? 'custom' : null));
  const wanted = params.getAll('priority').flatMap((value) => value.split(','));
  const priorities = PRIORITIES.filter((priority) => wanted.includes(priority));
  return {
    state: oneOf(STATE_FILTERS, params.get('state')) ?? 'open',
    priorities: priorities.length === PRIORITIES.length ? [] : priorities,
    serviceId: isUuid(service) ? service.toLowerCase() : null,
    period,
    from: period === 'custom' ? from : null,
    to: period === 'custom' ? to : null,
    assignee: assignee === 'me' || assignee === 'nobody' ? assignee : isUuid(assignee) ? assignee.toLowerCase() : null,
    answer: oneOf(ANSWER_FILTERS, params.get('answer')),
    q: [...(params.get('q') ?? '').replace(UNSTORABLE, '').trim()].slice(0, QUERY_MAX).join(''),
    sort: oneOf(LEAD_SORTS, params.get('sort')) ?? 'score',
  };
}

/** The shortest address of a filter: what is as usual is left out. Without a page's cursor. */
export function toSearchParams(filter: LeadFilter): URLSearchParams {
  const params = new URLSearchParams();
  if (filter.q) params.set('q', filter.q);
  if (filter.state !== 'open') params.set('state', filter.state);
  for (const priority of filter.priorities) params.append('priority', priority);
  if (filter.serviceId) params.set('service', filter.serviceId);
  if (filter.assignee) params.set('assignee', filter.assignee);
  if (filter.answer) params.set('answer', filter.answer);
  if (filter.period) params.set('period', filter.period);
  if (filter.from) params.set('from', filter.from);
  if (filter.to) params.set('to', filter.to);
  if (filter.sort !== 'score') params.set('sort', filter.sort);
  return params;
}

/** Whether anything but the usual open requests is asked for; the order does not count. */
export function isFiltered(filter: LeadFilter): boolean {
  return toSearchParams({ ...filter, sort: 'score' }).size > 0;
}

/** First and last local day of the filter's period; null on a side that is open. `today` is the organisation's, yyyy-mm-dd. */
export function periodDays({ period, from, to }: LeadFilter, today: string): { from: string | null; to: string | null } {
  if (period === 'today') return { from: today, to: null };
  if (period === '7d') return { from: addDays(today, -6), to: null };
  if (period === '30d') return { from: addDays(today, -29), to: null };
  return { from, to };
}

function oneOf<T extends string>(values: readonly T[], value: string | null): T | null {
  const asked = value?.toLowerCase();
  return values.find((known) => known.toLowerCase() === asked) ?? null;
}

function dayParam(value: string | null): string | null {
  if (!value || !DAY.test(value) || value < '1970-01-01' || value > '2999-12-31') return null;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? value : null;
}

function orderDays(from: string | null, to: string | null): [string | null, string | null] {
  return from && to && to < from ? [to, from] : [from, to];
}
