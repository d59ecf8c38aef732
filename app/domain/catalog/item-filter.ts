import { activeFields, type CustomField } from '~/domain/custom-fields/custom-field';
import { parseCustomConditions, setCustomParams, type CustomCondition } from '~/domain/custom-fields/custom-filter';
import { isUuid } from '~/domain/leads/lead-filter';
import { parseDecimal, UNIT_PRICE } from '~/domain/orders/decimal-field';
import { EQUIPMENT_STATUSES, MATERIAL_KINDS, parseKind, type CatalogKind, type EquipmentStatus, type MaterialKind } from './item-kinds';

export const ITEM_SORTS = ['name', '-name', 'code', '-code', 'price', '-price'] as const;
export type ItemSort = (typeof ITEM_SORTS)[number];

/** Stands in an address for items without a category. */
export const NO_CATEGORY = '-';
const QUERY_MAX = 100;
const UNSTORABLE = /\0|\p{Cs}/gu;

/** What the catalog's list shows, as its address says it. */
export interface ItemFilter {
  q: string;
  kind: CatalogKind | null;
  /** A category with all its branches, or NO_CATEGORY. */
  category: string | null;
  /** What is not for sale any more is shown only when asked for. */
  active: 'yes' | 'no' | 'all';
  status: EquipmentStatus | null;
  materialKind: MaterialKind | null;
  /** Of one unit, of a shift, or of an hour where that is all there is. */
  priceFrom: string | null;
  priceTo: string | null;
  custom: CustomCondition[];
  sort: ItemSort;
}

export const EMPTY_ITEM_FILTER: ItemFilter = {
  q: '', kind: null, category: null, active: 'yes', status: null, materialKind: null, priceFrom: null, priceTo: null, custom: [], sort: 'name',
};

/** Reads the address forgivingly: what is unknown or broken counts as not given. */
export function parseItemFilter(params: URLSearchParams, fields: readonly CustomField[]): ItemFilter {
  const upper = (name: string) => params.get(name)?.toUpperCase();
  const category = params.get('category');
  const active = params.get('active');
  const price = (name: string) => parseDecimal(params.get(name) ?? '', UNIT_PRICE);
  const [from, to] = [price('priceFrom'), price('priceTo')];
  const isTurned = from !== null && to !== null && Number(to) < Number(from);
  return {
    q: [...(params.get('q') ?? '').replace(UNSTORABLE, '').trim()].slice(0, QUERY_MAX).join(''),
    kind: parseKind(params.get('kind')),
    category: category === NO_CATEGORY ? category : isUuid(category) ? category.toLowerCase() : null,
    active: active === 'no' || active === 'all' ? active : 'yes',
    status: EQUIPMENT_STATUSES.find((status) => status === upper('status')) ?? null,
    materialKind: MATERIAL_KINDS.find((kind) => kind === upper('materialKind')) ?? null,
    priceFrom: isTurned ? to : from,
    priceTo: isTurned ? from : to,
    custom: parseCustomConditions(params, activeFields(fields)),
    sort: ITEM_SORTS.find((sort) => sort === params.get('sort')) ?? 'name',
  };
}

/** The shortest address of a filter: what is as usual is left out. Without a page's cursor. */
export function itemSearchParams({ custom, ...filter }: ItemFilter): URLSearchParams {
  const params = new URLSearchParams();
  const usual = { ...EMPTY_ITEM_FILTER, custom: undefined };
  for (const [name, value] of Object.entries(filter)) {
    if (value && value !== usual[name as keyof typeof filter] && name !== 'sort') params.set(name, value);
  }
  setCustomParams(params, custom);
  if (filter.sort !== EMPTY_ITEM_FILTER.sort) params.set('sort', filter.sort);
  return params;
}
