import { isUuid } from '~/domain/leads/lead-filter';
import { NO_PERIOD, parsePeriod, setPeriodParams, type PeriodFilter } from '~/domain/periods/period';

export const LEDGER_SORTS = ['-day', 'day', '-amount', 'amount'] as const;
export type LedgerSort = (typeof LEDGER_SORTS)[number];
export const USUAL_LEDGER_SORT: LedgerSort = '-day';

/** What every list of money can be asked for; the day of a row is a local day of the organisation. */
export interface LedgerFilter {
  /** Words of the order's number, of names and notes. */
  q: string;
  period: PeriodFilter;
  orderId: string | null;
  /** Rows of orders with these facts: reports lead to them. */
  ofOrders: OrderFacts;
  sort: LedgerSort;
}

/** Ids; null: any. */
export interface OrderFacts {
  contactId: string | null;
  managerId: string | null;
  operatorId: string | null;
  /** Something that the order has a line of. */
  itemId: string | null;
}

const ANY_ORDER: OrderFacts = { contactId: null, managerId: null, operatorId: null, itemId: null };
/** Their names in an address. */
export const ORDER_FACT_NAMES = { contactId: 'orderContact', managerId: 'orderManager', operatorId: 'orderOperator', itemId: 'orderItem' } as const satisfies Record<keyof OrderFacts, string>;
const ORDER_FACTS = Object.entries(ORDER_FACT_NAMES) as [keyof OrderFacts, string][];

export const EMPTY_LEDGER_FILTER: LedgerFilter = { q: '', period: NO_PERIOD, orderId: null, ofOrders: ANY_ORDER, sort: USUAL_LEDGER_SORT };

const QUERY_MAX = 100;
/** PostgreSQL refuses NUL in text. */
const UNSTORABLE = /\0|\p{Cs}/gu;

/** Reads the address forgivingly: what is unknown or broken counts as not given. */
export function parseLedgerFilter(params: URLSearchParams): LedgerFilter {
  return {
    q: [...(params.get('q') ?? '').replace(UNSTORABLE, '').trim()].slice(0, QUERY_MAX).join(''),
    period: parsePeriod(params),
    orderId: parseId(params.get('order')),
    ofOrders: Object.fromEntries(ORDER_FACTS.map(([fact, name]) => [fact, parseId(params.get(name))])) as unknown as OrderFacts,
    sort: parseOneOf(LEDGER_SORTS, params.get('sort')) ?? USUAL_LEDGER_SORT,
  };
}

/**
 * The shortest address of a filter: what is as usual is left out. Without a page's cursor.
 * @param conditions further ones by their names in the address, in their order
 */
export function ledgerSearchParams({ q, period, orderId, ofOrders, sort }: LedgerFilter, conditions: Readonly<Record<string, string | null>>): URLSearchParams {
  const params = new URLSearchParams();
  if (q) params.set('q', q);
  const facts = Object.fromEntries(ORDER_FACTS.map(([fact, name]) => [name, ofOrders[fact]]));
  for (const [name, value] of Object.entries({ ...conditions, order: orderId, ...facts })) if (value) params.set(name, value);
  setPeriodParams(params, period);
  if (sort !== USUAL_LEDGER_SORT) params.set('sort', sort);
  return params;
}

/** A record's id of an address, or null. */
export function parseId(value: string | null): string | null {
  return isUuid(value) ? value.toLowerCase() : null;
}

/** One of the known values, whatever the case of its letters. */
export function parseOneOf<T extends string>(values: readonly T[], value: string | null): T | null {
  const asked = value?.toLowerCase();
  return values.find((known) => known.toLowerCase() === asked) ?? null;
}
