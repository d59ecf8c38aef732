import type { TFunction } from 'i18next';
import { orderSearchParams, type OrderFilter } from '~/domain/orders/order-filter';
import { NO_PERIOD } from '~/domain/periods/period';
import { formatDay } from '~/ui/format';
import type { FilterChip } from '~/ui/list/filter-chips';

interface Words {
  filter: OrderFilter;
  t: TFunction;
  language: string;
  members: readonly { id: string; name: string }[];
  /** Of what the filter names; null where the person sees none of this id. */
  contactName: string | null;
  dealTitle: string | null;
  itemName: string | null;
  toSearch: (filter: OrderFilter) => string;
}

/** The conditions of a filter as the words of a sentence, each with the way to drop it. */
export function describeOrders({ filter, t, language, members, contactName, dealTitle, itemName, toSearch }: Words): FilterChip[] {
  const chips: FilterChip[] = [];
  const add = (text: string, change: Partial<OrderFilter>) => chips.push({ text, without: toSearch({ ...filter, ...change }) });
  const nameOf = (id: string) => members.find((member) => member.id === id)?.name ?? t('chip.unknown');
  const { manager, operator } = filter;
  if (filter.contactId) add(t('chip.contact', { name: contactName ?? t('chip.unknown') }), { contactId: null });
  if (filter.dealId) add(t('chip.deal', { name: dealTitle ?? t('chip.unknown') }), { dealId: null });
  if (manager === 'me' || manager === 'mine' || manager === 'nobody') add(t(`chip.manager.${manager}`), { manager: null });
  else if (manager) add(t('chip.manager.named', { name: nameOf(manager) }), { manager: null });
  if (operator) add(operator === 'me' ? t('chip.operatorMe') : t('chip.operator', { name: nameOf(operator) }), { operator: null });
  if (filter.itemId) add(t('chip.item', { name: itemName ?? t('chip.unknown') }), { itemId: null });
  if (filter.debt) add(t(`chip.${filter.debt}`), { debt: null });
  if (filter.currency) add(t('chip.currency', { code: filter.currency }), { currency: null });
  if (filter.period.period) add(t('chip.period', { what: t(`on.${filter.on}`), when: sayPeriod(filter, t, language) }), { period: NO_PERIOD, on: 'created' });
  if (filter.q) add(t('chip.q', { q: filter.q }), { q: '' });
  return chips;
}

function sayPeriod({ period: { period, from, to } }: OrderFilter, t: TFunction, language: string): string {
  if (period !== 'custom') return t(`period.${period ?? 'today'}`);
  const day = (value: string) => formatDay(new Date(`${value}T00:00:00Z`), language, 'UTC');
  if (from && to) return from === to ? day(from) : t('chip.range', { from: day(from), to: day(to) });
  return from ? t('chip.from', { from: day(from) }) : t('chip.to', { to: day(to ?? '') });
}

/** The search of the page: the filter and the columns that differ from the usual ones. */
export function ordersPageSearch(filter: OrderFilter, columns: string | null): string {
  const params = orderSearchParams(filter);
  if (columns) params.set('columns', columns);
  return params.toString();
}
