import type { TFunction } from 'i18next';
import { pathOf, type Branch } from '~/domain/catalog/category-tree';
import { NO_CATEGORY, type ItemFilter } from '~/domain/catalog/item-filter';
import { sayUnitPrice } from '~/domain/catalog/say-price';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import type { FilterChip } from '~/ui/list/filter-chips';
import { sayCondition } from '../__contacts/say-condition';

interface Context {
  filter: ItemFilter;
  toSearch: (filter: ItemFilter) => string;
  t: TFunction;
  language: string;
  currency: string;
  categories: readonly Branch[];
  fields: readonly CustomField[];
}

/** The conditions of a filter as the words of a sentence, each with the way to drop it. The kind stands in the tabs. */
export function describeItemFilter({ filter, toSearch, t, language, currency, categories, fields }: Context): FilterChip[] {
  const chips: FilterChip[] = [];
  const add = (text: string, change: Partial<ItemFilter>) => chips.push({ text, without: toSearch({ ...filter, ...change }) });
  if (filter.category === NO_CATEGORY) add(t('chip.noCategory'), { category: null });
  else if (filter.category) add(t('chip.category', { name: pathOf(categories, filter.category).join(' › ') || '?' }), { category: null });
  if (filter.active !== 'yes') add(t(`chip.active.${filter.active}`), { active: 'yes' });
  if (filter.status) add(t(`chip.status.${filter.status}`), { status: null });
  if (filter.materialKind) add(t(`materialKind.${filter.materialKind}`), { materialKind: null });
  const say = (price: string) => sayUnitPrice(price, currency, language);
  if (filter.priceFrom !== null) add(t('chip.priceFrom', { price: say(filter.priceFrom) }), { priceFrom: null });
  if (filter.priceTo !== null) add(t('chip.priceTo', { price: say(filter.priceTo) }), { priceTo: null });
  for (const condition of filter.custom) {
    add(sayCondition(condition, { t, language, fields }), { custom: filter.custom.filter((other) => other !== condition) });
  }
  if (filter.q) add(t('chip.q', { q: filter.q }), { q: '' });
  return chips;
}
