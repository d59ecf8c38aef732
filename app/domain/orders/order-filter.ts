import { isUuid } from '~/domain/leads/lead-filter';
import { NO_PERIOD, parsePeriod, setPeriodParams, type PeriodFilter } from '~/domain/periods/period';
import { ORDER_STATES } from './lifecycle';

/** `open` is what somebody still works on: all but COMPLETED and CANCELLED. */
export const ORDER_STATE_FILTERS = ['open', ...ORDER_STATES, 'all'] as const;
export type OrderStateFilter = (typeof ORDER_STATE_FILTERS)[number];

/** Which day of an order its period is about; `request`: that on which the request it came from arrived. */
export const ORDER_DATES = ['created', 'planned', 'completed', 'request'] as const;
export type OrderDate = (typeof ORDER_DATES)[number];

/** `due`: agreed and not paid in full; `paid`: paid in full. */
export const ORDER_DEBTS = ['due', 'paid'] as const;
export type OrderDebt = (typeof ORDER_DEBTS)[number];

export const ORDER_SORTS = ['-created', 'created', 'start', '-start', '-total', 'total', '-number', 'number'] as const;
export type OrderSort = (typeof ORDER_SORTS)[number];
export const USUAL_SORT: OrderSort = '-created';

/** What the list of orders shows, as its address says it. */
export interface OrderFilter {
  q: string;
  state: OrderStateFilter;
  contactId: string | null;
  dealId: string | null;
  /** A member's id, the signed-in person (`mine`: also what that person made), or nobody. */
  manager: string | null;
  /** A member's id or the signed-in person. */
  operator: string | null;
  /** Something of the catalog that stands in a line. */
  itemId: string | null;
  debt: OrderDebt | null;
  /** ISO 4217 */
  currency: string | null;
  on: OrderDate;
  period: PeriodFilter;
  sort: OrderSort;
}

export const EMPTY_ORDER_FILTER: OrderFilter = {
  q: '', state: 'open', contactId: null, dealId: null, manager: null, operator: null, itemId: null, debt: null, currency: null, on: 'created', period: NO_PERIOD, sort: USUAL_SORT,
};

const QUERY_MAX = 100;
/** PostgreSQL refuses NUL in text. */
const UNSTORABLE = /\0|\p{Cs}/gu;

/** Reads the address forgivingly: what is unknown or broken counts as not given. */
export function parseOrderFilter(params: URLSearchParams): OrderFilter {
  const id = (name: string) => parseId(params.get(name));
  const [manager, operator] = [params.get('manager'), params.get('operator')];
  const period = parsePeriod(params);
  const known = {
    debt: params.get('due') === 'yes' ? ('due' as const) : params.get('paid') === 'yes' ? ('paid' as const) : null,
    on: period.period ? (oneOf(ORDER_DATES, params.get('on')) ?? 'created') : ('created' as const),
  };
  return {
    q: [...(params.get('q') ?? '').replace(UNSTORABLE, '').trim()].slice(0, QUERY_MAX).join(''),
    state: oneOf(ORDER_STATE_FILTERS, params.get('state')) ?? usualState(known),
    contactId: id('contact'),
    dealId: id('deal'),
    manager: manager === 'me' || manager === 'mine' || manager === 'nobody' ? manager : parseId(manager),
    operator: operator === 'me' ? operator : parseId(operator),
    itemId: id('item'),
    currency: /^[A-Z]{3}$/.exec(params.get('currency')?.toUpperCase() ?? '')?.[0] ?? null,
    period,
    sort: oneOf(ORDER_SORTS, params.get('sort')) ?? USUAL_SORT,
    ...known,
  };
}

/** The shortest address of a filter: what is as usual is left out. Without a page's cursor. */
export function orderSearchParams(filter: OrderFilter): URLSearchParams {
  const params = new URLSearchParams();
  const set = (name: string, value: string | null) => {
    if (value) params.set(name, value);
  };
  set('q', filter.q);
  if (filter.state !== usualState(filter)) params.set('state', filter.state);
  set('contact', filter.contactId);
  set('deal', filter.dealId);
  set('manager', filter.manager);
  set('operator', filter.operator);
  set('item', filter.itemId);
  if (filter.debt) params.set(filter.debt, 'yes');
  set('currency', filter.currency);
  if (filter.period.period && filter.on !== 'created') params.set('on', filter.on);
  setPeriodParams(params, filter.period);
  if (filter.sort !== USUAL_SORT) params.set('sort', filter.sort);
  return params;
}

/** Whether anything but all open orders is asked for; the order does not count. */
export function isOrderFiltered(filter: OrderFilter): boolean {
  return orderSearchParams({ ...filter, sort: USUAL_SORT }).size > 0;
}

/** Without a word about the state: open orders, unless what is asked for reaches beyond them. */
function usualState({ debt, on }: Pick<OrderFilter, 'debt' | 'on'>): OrderStateFilter {
  return debt || on === 'completed' || on === 'request' ? 'all' : 'open';
}

function parseId(value: string | null): string | null {
  return isUuid(value) ? value.toLowerCase() : null;
}

function oneOf<T extends string>(values: readonly T[], value: string | null): T | null {
  const asked = value?.toLowerCase();
  return values.find((known) => known.toLowerCase() === asked) ?? null;
}

