import { parseContactFilter, type ContactFilter } from '~/domain/contacts/contact-filter';
import { parseDealFilter, type DealFilter } from '~/domain/deals/deal-filter';
import { parseOrderFilter, type OrderFilter } from '~/domain/orders/order-filter';
import { setPeriodParams, type PeriodFilter } from '~/domain/periods/period';
import type { AnalyticsFilter } from './analytics-filter';

export type Words = Record<string, string | null | undefined>;

/**
 * The search of the list of deals behind a figure. Every figure is counted through the filter that its own link is read
 * as, so that the two cannot part.
 * @param words what the figure asks for besides the owner
 */
export function dealsSearch({ owner }: Pick<AnalyticsFilter, 'owner'>, period: PeriodFilter | null, words: Words = {}): URLSearchParams {
  return recordsSearch({ state: 'all', owner, ...words }, period);
}

export function dealsFilter(filter: Pick<AnalyticsFilter, 'owner'>, period: PeriodFilter | null, words: Words = {}): DealFilter {
  return parseDealFilter(dealsSearch(filter, period, words));
}

/** The search of the list of contacts behind a figure. */
export function contactsSearch({ owner }: Pick<AnalyticsFilter, 'owner'>, period: PeriodFilter | null, words: Words = {}): URLSearchParams {
  return recordsSearch({ owner, ...words }, period);
}

export function contactsFilter(filter: Pick<AnalyticsFilter, 'owner'>, period: PeriodFilter | null, words: Words = {}): ContactFilter {
  return parseContactFilter(contactsSearch(filter, period, words), []);
}

/** The filter of the list of orders behind a figure; its search is `recordsSearch(words, period)`. */
export function ordersFilter(period: PeriodFilter | null, words: Words): OrderFilter {
  return parseOrderFilter(recordsSearch(words, period));
}

/** An address's words that are there, and its period. */
export function recordsSearch(words: Words, period: PeriodFilter | null): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(words)) if (value) params.set(name, value);
  if (period) setPeriodParams(params, period);
  return params;
}
