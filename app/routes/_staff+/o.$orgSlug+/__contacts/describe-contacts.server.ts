import type { TFunction } from 'i18next';
import type { MemberName } from '~/domain/accounts/members/members.server';
import { contactSearchParams, NO_SOURCE, type ContactFilter } from '~/domain/contacts/contact-filter';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { NO_PERIOD, type PeriodFilter } from '~/domain/periods/period';
import { formatDay } from '~/ui/format';
import type { FilterChip } from '~/ui/list/filter-chips';
import { sayCondition } from './say-condition';

interface Context {
  filter: ContactFilter;
  /** The address of a filter in this list, with its columns. */
  toSearch: (filter: ContactFilter) => string;
  t: TFunction;
  language: string;
  members: readonly MemberName[];
  fields: readonly CustomField[];
}

/** The conditions of a filter as the words of a sentence, each with the way to drop it. */
export function describeContactFilter({ filter, toSearch, t, language, members, fields }: Context): FilterChip[] {
  const chips: FilterChip[] = [];
  const add = (text: string, change: Partial<ContactFilter>) => chips.push({ text, without: toSearch({ ...filter, ...change }) });
  if (filter.kind) add(t(`chip.${filter.kind}`), { kind: null });
  for (const tag of filter.tags) add(t('chip.tag', { tag }), { tags: filter.tags.filter((other) => other !== tag) });
  if (filter.city) add(t('chip.city', { city: filter.city }), { city: null });
  if (filter.owner) add(sayOwner(filter.owner, { t, members }), { owner: null });
  if (filter.source) add(filter.source === NO_SOURCE ? t('chip.noSource') : t('chip.source', { source: filter.source }), { source: null });
  if (filter.created.period) add(sayPeriod(filter.created, { t, language }), { created: NO_PERIOD });
  if (filter.hasDeals) add(t(filter.hasDeals === 'yes' ? 'chip.withDeals' : 'chip.withoutDeals'), { hasDeals: null });
  for (const condition of filter.custom) {
    add(sayCondition(condition, { t, language, fields }), { custom: filter.custom.filter((other) => other !== condition) });
  }
  if (filter.q) add(t(filter.isSimilar ? 'chip.similar' : 'chip.q', { q: filter.q }), { q: '', isSimilar: false, ...(filter.sort === 'relevance' && { sort: 'name' as const }) });
  return chips;
}

function sayOwner(owner: string, { t, members }: Pick<Context, 't' | 'members'>): string {
  if (owner === 'me' || owner === 'mine' || owner === 'nobody') return t(`chip.${owner}`);
  const member = members.find(({ id }) => id === owner);
  return member ? t('chip.owner', { name: member.name }) : t('chip.unknownPerson');
}

function sayPeriod({ period, from, to }: PeriodFilter, { t, language }: Pick<Context, 't' | 'language'>): string {
  if (period !== 'custom') return t(`chip.${period ?? 'today'}`);
  const day = (value: string) => formatDay(new Date(`${value}T00:00:00Z`), language, 'UTC');
  if (from && to) return t('chip.range', { from: day(from), to: day(to) });
  return from ? t('chip.since', { from: day(from) }) : t('chip.until', { to: day(to ?? '') });
}

/** The canonical address of a list of contacts: filter, order, columns. */
export function contactListSearch(filter: ContactFilter, columns: string | null): string {
  const params = contactSearchParams(filter);
  if (columns) params.set('columns', columns);
  return params.toString();
}
