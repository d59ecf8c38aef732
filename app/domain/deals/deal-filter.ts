import { activeFields, type CustomField } from '~/domain/custom-fields/custom-field';
import { parseCustomConditions, setCustomParams, type CustomCondition } from '~/domain/custom-fields/custom-filter';
import { isUuid } from '~/domain/leads/lead-filter';
import { parseMoney } from '~/domain/money/money-text';
import { NO_PERIOD, parsePeriod, setPeriodParams, type PeriodFilter } from '~/domain/periods/period';
import { MAX_TAG_LENGTH } from '~/domain/tags/tags';
import { DEAL_STATES, type DealState } from './lifecycle';
import { STAGE_EXITS, type StageExit } from './stage-exits';

export const DEAL_VIEWS = ['list', 'board', 'calendar'] as const;
export type DealView = (typeof DEAL_VIEWS)[number];

/** `open` is what somebody still works on: NEW and IN_PROGRESS. */
export const DEAL_STATE_FILTERS = ['open', ...DEAL_STATES, 'all'] as const;
export type DealStateFilter = 'open' | DealState | 'all';

const PLAIN_SORTS = ['created', '-created', 'amount', '-amount', 'close', '-close', 'title', '-title', 'updated'] as const;
export type DealSort = (typeof PLAIN_SORTS)[number] | `cf.${string}` | `-cf.${string}`;
export const USUAL_SORT: DealSort = '-created';

/** Which day of a deal its period is about. `ended` is the day on which it was won or lost, `request` that on which the request it came from arrived. */
export const DEAL_DATES = ['created', 'close', 'won', 'lost', 'ended', 'closed', 'request'] as const;
export type DealDate = (typeof DEAL_DATES)[number];

export const DEAL_OUTCOMES = ['won', 'lost', 'ended'] as const;
export type DealOutcome = (typeof DEAL_OUTCOMES)[number];

/** What list, board and calendar of deals show, as their address says it. */
export interface DealFilter {
  q: string;
  pipelineId: string | null;
  state: DealStateFilter;
  stageId: string | null;
  /** How it ended, whether or not it has been closed since; `ended`: either way. */
  outcome: DealOutcome | null;
  /** A member's id, the signed-in person (`mine`: also what that person made), or nobody. */
  owner: string | null;
  contactId: string | null;
  lostReasonId: string | null;
  isRotting: boolean;
  /** ISO 4217 */
  currency: string | null;
  /** A deal has all of them. */
  tags: string[];
  on: DealDate;
  period: PeriodFilter;
  /** A stage that the deal has been in at some time; `work`: any. */
  passedStageId: string | null;
  /** How it left that stage the last time. */
  left: StageExit | null;
  /** Plain decimal text. */
  minAmount: string | null;
  maxAmount: string | null;
  custom: CustomCondition[];
  sort: DealSort;
}

export const EMPTY_DEAL_FILTER: DealFilter = {
  q: '', pipelineId: null, state: 'open', stageId: null, outcome: null, owner: null, contactId: null, lostReasonId: null, isRotting: false, currency: null,
  tags: [], on: 'created', period: NO_PERIOD, passedStageId: null, left: null, minAmount: null, maxAmount: null, custom: [], sort: USUAL_SORT,
};

const QUERY_MAX = 100;
const TAGS_MAX = 10;
/** PostgreSQL refuses NUL in text. */
const UNSTORABLE = /\0|\p{Cs}/gu;
const MONTH = /^(19|2\d)\d\d-(0[1-9]|1[0-2])$/;

/**
 * Reads the address forgivingly: what is unknown or broken counts as not given.
 * @param fields the organisation's custom fields of deals
 */
export function parseDealFilter(params: URLSearchParams, fields: readonly CustomField[] = []): DealFilter {
  const owner = params.get('owner');
  const id = (name: string) => parseId(params.get(name));
  const tags = params.getAll('tag').flatMap((tag) => text(tag, MAX_TAG_LENGTH) ?? []);
  const period = parsePeriod(params);
  const stageId = id('stage');
  const known = { outcome: oneOf(DEAL_OUTCOMES, params.get('outcome')), stageId } as const;
  return {
    q: text(params.get('q'), QUERY_MAX) ?? '',
    pipelineId: id('pipeline'),
    state: oneOf(DEAL_STATE_FILTERS, params.get('state')) ?? usualState(known),
    ...known,
    owner: owner === 'me' || owner === 'mine' || owner === 'nobody' ? owner : parseId(owner),
    contactId: id('contact'),
    lostReasonId: id('lostReason'),
    isRotting: params.get('rotting') === 'yes',
    currency: /^[A-Z]{3}$/.exec(params.get('currency')?.toUpperCase() ?? '')?.[0] ?? null,
    tags: [...new Set(tags)].slice(0, TAGS_MAX),
    on: period.period ? (oneOf(DEAL_DATES, params.get('on')) ?? 'created') : 'created',
    period,
    passedStageId: params.get('passed') === 'work' ? 'work' : id('passed'),
    left: id('passed') ? oneOf(STAGE_EXITS, params.get('left')) : null,
    minAmount: amount(params.get('minAmount')),
    maxAmount: amount(params.get('maxAmount')),
    custom: parseCustomConditions(params, fields),
    sort: parseSort(params.get('sort'), fields),
  };
}

/** The view that an address asks for; the list when it names none. */
export function parseDealView(params: URLSearchParams): DealView {
  return oneOf(DEAL_VIEWS, params.get('view')) ?? 'list';
}

/** The calendar's month, yyyy-mm; null when the address names none. */
export function parseMonth(params: URLSearchParams): string | null {
  return MONTH.exec(params.get('month') ?? '')?.[0] ?? null;
}

/** Without a word about the state: open deals, unless how they ended is asked for. */
function usualState({ outcome }: Pick<DealFilter, 'outcome'>): DealStateFilter {
  return outcome ? 'all' : 'open';
}

/** The shortest address of a filter: what is as usual is left out. Without view, month and a page's cursor. */
export function dealSearchParams(filter: DealFilter): URLSearchParams {
  const params = new URLSearchParams();
  const set = (name: string, value: string | null) => {
    if (value) params.set(name, value);
  };
  set('q', filter.q);
  set('pipeline', filter.pipelineId);
  if (filter.state !== usualState(filter)) params.set('state', filter.state);
  set('stage', filter.stageId);
  set('outcome', filter.outcome);
  set('owner', filter.owner);
  set('contact', filter.contactId);
  set('lostReason', filter.lostReasonId);
  if (filter.isRotting) params.set('rotting', 'yes');
  set('currency', filter.currency);
  for (const tag of filter.tags) params.append('tag', tag);
  if (filter.period.period && filter.on !== 'created') params.set('on', filter.on);
  setPeriodParams(params, filter.period);
  set('passed', filter.passedStageId);
  set('left', filter.left);
  set('minAmount', filter.minAmount);
  set('maxAmount', filter.maxAmount);
  setCustomParams(params, filter.custom);
  if (filter.sort !== USUAL_SORT) params.set('sort', filter.sort);
  return params;
}

/** Whether anything but all open deals is asked for; the order does not count. */
export function isDealFiltered(filter: DealFilter): boolean {
  return dealSearchParams({ ...filter, sort: USUAL_SORT }).size > 0;
}

function parseSort(asked: string | null, fields: readonly CustomField[]): DealSort {
  const plain = PLAIN_SORTS.find((sort) => sort === asked);
  if (plain) return plain;
  const custom = activeFields(fields).flatMap(({ key }) => [`cf.${key}`, `-cf.${key}`] as const);
  return custom.find((sort) => sort === asked) ?? USUAL_SORT;
}

function parseId(value: string | null): string | null {
  return isUuid(value) ? value.toLowerCase() : null;
}

function amount(value: string | null): string | null {
  const parsed = value ? parseMoney(value) : null;
  return parsed?.ok ? parsed.amount : null;
}

function text(value: string | null, max: number): string | null {
  return [...(value ?? '').replace(UNSTORABLE, '').trim()].slice(0, max).join('') || null;
}

function oneOf<T extends string>(values: readonly T[], value: string | null): T | null {
  const asked = value?.toLowerCase();
  return values.find((known) => known.toLowerCase() === asked) ?? null;
}
