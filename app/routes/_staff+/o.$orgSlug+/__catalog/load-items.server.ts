import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import { countByCategory, listCategories } from '~/domain/catalog/categories.server';
import { pathOf, showTree, withBranches } from '~/domain/catalog/category-tree';
import { EMPTY_ITEM_FILTER, ITEM_SORTS, itemSearchParams, parseItemFilter, type ItemFilter } from '~/domain/catalog/item-filter';
import { isHardware } from '~/domain/catalog/item-kinds';
import { countItems, hasAnyItem, itemOrder, listItems, type ItemRow } from '~/domain/catalog/list-items.server';
import { sayPrices } from '~/domain/catalog/say-price';
import { activeFields } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { COUNT_MAX } from '~/platform/db/count-up-to';
import { parsePlace, turnPage } from '~/platform/db/list-place';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatNumber } from '~/ui/format';
import { turnSort, withSort } from '~/ui/list/sort-by';
import { loadViews } from '../__views/load-views.server';
import { describeItemFilter } from './describe-items.server';

const SORTED = { name: 'name', code: 'code', price: 'price' } as const;

/** All that the catalog's page shows. The number of queries is the same for every page. */
export async function loadItemList(request: Request, staff: Staff) {
  const { db, org, can } = staff;
  const now = new Date();
  const params = new URL(request.url).searchParams;
  const [allFields, categories, t, language] = await Promise.all([
    listCustomFields(db, 'ITEM'),
    listCategories(db),
    getFixedT(request, 'catalog'),
    getLanguage(request),
  ]);
  const fields = activeFields(allFields);
  const filter = parseItemFilter(params, fields);
  const toSearch = (wanted: ItemFilter) => itemSearchParams(wanted).toString();
  const search = toSearch(filter);
  const views = await loadViews(request, staff, 'catalog', search);
  const categoryIds = filter.category ? withBranches(categories, filter.category) : null;
  const query = { organizationId: org.id, filter, categoryIds };
  const { rows, pages } = await turnPage(parsePlace(params, itemOrder(filter)), search, (at) => listItems(db, { ...query, ...at }));
  const [count, perCategory, hasAny] = await Promise.all([countItems(db, { ...query, now }), countByCategory(db, org.id, filter), rows.length > 0 || hasAnyItem(db)]);
  const shown = formatNumber(Math.min(count, COUNT_MAX), language);
  return {
    title: `${t('title')} · ${org.name}`,
    base: `/o/${org.slug}/catalog`,
    servicesUrl: `/o/${org.slug}/services`,
    headers: views.headers,
    views: views.bar,
    search,
    filter,
    fields,
    chips: describeItemFilter({ filter, toSearch, t, language, categories, fields, currency: org.currency }),
    clear: toSearch({ ...EMPTY_ITEM_FILTER, kind: filter.kind }),
    columns: (['name', 'code', 'category', 'price', 'status'] as const).map((name) => ({ name, sort: columnSort(name, filter, search) })),
    caption: t('caption', { sort: t(`sort.${filter.sort}`) }),
    sorts: ITEM_SORTS.map((value) => ({ value, label: t(`sort.${value}`) })),
    tree: presentTree({ categories, perCategory, filter, toSearch, language }),
    kindSearch: (['EQUIPMENT', 'SERVICE', 'MATERIAL', 'ATTACHMENT', 'PRODUCT'] as const).map((kind) => ({ kind, search: toSearch({ ...filter, kind, status: null, materialKind: null }) })),
    anyKindSearch: toSearch({ ...filter, kind: null }),
    rows: rows.map((row) => presentRow(row, { t, language, currency: org.currency, categories, isOfOneKind: filter.kind !== null })),
    hasAny,
    count: count > COUNT_MAX ? t('countMore', { max: shown }) : t('count', { count, shown }),
    total: count,
    pages,
    rights: { create: Boolean(can('catalog', 'create')), update: Boolean(can('catalog', 'update')) },
  };
}

export type ItemList = Awaited<ReturnType<typeof loadItemList>>;

function columnSort(name: string, filter: ItemFilter, search: string) {
  if (!Object.hasOwn(SORTED, name)) return null;
  const { sort, direction } = turnSort(filter.sort, name);
  return { search: withSort(search, sort, EMPTY_ITEM_FILTER.sort), direction };
}

interface Words {
  t: TFunction;
  language: string;
  currency: string;
  categories: Parameters<typeof pathOf>[0];
  /** The list's tab says of what kind they are. */
  isOfOneKind: boolean;
}

function presentRow({ id, kind, code, name, status, isActive, categoryId, location, ...prices }: ItemRow, { t, language, currency, categories, isOfOneKind }: Words) {
  // where it stands says enough of what is ready
  const hardware = isHardware(kind) ? (status === 'READY' && location ? location : t(`status.${status}`)) : '';
  return {
    id,
    code,
    name,
    detail: isOfOneKind ? '' : t(`kind.${kind}`),
    category: pathOf(categories, categoryId).at(-1) ?? '',
    price: sayPrices({ kind, ...prices }, { currency, language, words: { shift: t('per.shift'), hour: t('per.hour') } }),
    state: isActive ? hardware : t('off'),
    tone: !isActive || status === 'RETIRED' ? ('off' as const) : status === 'BROKEN' ? ('broken' as const) : null,
  };
}

interface TreeContext {
  categories: Awaited<ReturnType<typeof listCategories>>;
  perCategory: Awaited<ReturnType<typeof countByCategory>>;
  filter: ItemFilter;
  toSearch: (filter: ItemFilter) => string;
  language: string;
}

/** The tree beside the list: each branch leads to the same list within it; its count takes in all that is below. */
function presentTree({ categories, perCategory, filter, toSearch, language }: TreeContext) {
  return showTree(categories).map(({ id, name, depth }) => ({
    id,
    name,
    depth,
    count: formatNumber(withBranches(categories, id).reduce((sum, branch) => sum + (perCategory.get(branch) ?? 0), 0), language),
    search: toSearch({ ...filter, category: id }),
    isCurrent: filter.category === id,
  }));
}
