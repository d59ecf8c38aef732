import { activeFields, type CustomField } from '~/domain/custom-fields/custom-field';
import { parseCustomConditions, setCustomParams, type CustomCondition } from '~/domain/custom-fields/custom-filter';
import { isUuid } from '~/domain/leads/lead-filter';
import { NO_PERIOD, parsePeriod, setPeriodParams, type PeriodFilter } from '~/domain/periods/period';
import { CONTACT_KINDS, CONTACT_LIMITS, type ContactKind } from './contact-input';
import { MAX_TAG_LENGTH } from '~/domain/tags/tags';

const PLAIN_SORTS = ['name', '-name', 'created', '-created', 'updated', 'activity'] as const;
/** `cf.<key>` and `-cf.<key>` are orders by a custom field, `relevance` that of a search. */
export type ContactSort = (typeof PLAIN_SORTS)[number] | 'relevance' | `cf.${string}` | `-cf.${string}`;

/** What a list of contacts shows, as its address says it. */
export interface ContactFilter {
  q: string;
  /** The words are looked for by likeness: what a search falls back to when nobody has them. */
  isSimilar: boolean;
  kind: ContactKind | null;
  /** A contact has all of them. */
  tags: string[];
  city: string | null;
  /** A member's id, the signed-in person (`mine`: also what that person made), or nobody. */
  owner: string | null;
  /** NO_SOURCE: nobody has written one down. */
  source: string | null;
  created: PeriodFilter;
  hasDeals: 'yes' | 'no' | null;
  custom: CustomCondition[];
  sort: ContactSort;
}

/** Stands in an address for contacts without a source. */
export const NO_SOURCE = '-';

const QUERY_MAX = 100;
const TAGS_MAX = 10;
/** PostgreSQL refuses NUL in text. */
const UNSTORABLE = /\0|\p{Cs}/gu;

export const EMPTY_CONTACT_FILTER: ContactFilter = {
  q: '', isSimilar: false, kind: null, tags: [], city: null, owner: null, source: null, created: NO_PERIOD, hasDeals: null, custom: [], sort: 'name',
};

/**
 * Reads the address forgivingly: what is unknown or broken counts as not given.
 * @param fields the organisation's custom fields of contacts
 */
export function parseContactFilter(params: URLSearchParams, fields: readonly CustomField[]): ContactFilter {
  const q = text(params.get('q'), QUERY_MAX) ?? '';
  const owner = params.get('owner');
  const hasDeals = params.get('hasDeals');
  const kind = params.get('kind')?.toUpperCase();
  const tags = params.getAll('tag').flatMap((tag) => text(tag, MAX_TAG_LENGTH) ?? []);
  return {
    q,
    isSimilar: q !== '' && params.get('match') === 'similar',
    kind: CONTACT_KINDS.find((known) => known === kind) ?? null,
    tags: [...new Set(tags)].slice(0, TAGS_MAX),
    city: text(params.get('city'), CONTACT_LIMITS.city),
    owner: owner === 'me' || owner === 'mine' || owner === 'nobody' ? owner : isUuid(owner) ? owner.toLowerCase() : null,
    source: text(params.get('source'), CONTACT_LIMITS.source),
    created: parsePeriod(params),
    hasDeals: hasDeals === 'yes' || hasDeals === 'no' ? hasDeals : null,
    custom: parseCustomConditions(params, fields),
    sort: parseSort(params.get('sort'), q, fields),
  };
}

function parseSort(asked: string | null, q: string, fields: readonly CustomField[]): ContactSort {
  const usual = usualSort(q);
  const plain = PLAIN_SORTS.find((sort) => sort === asked);
  if (plain) return plain;
  const custom = activeFields(fields).flatMap(({ key }) => [`cf.${key}`, `-cf.${key}`] as const).find((sort) => sort === asked);
  return custom ?? usual;
}

/** The order without a word in the address: what was looked for first, else by name. */
export function usualSort(q: string): ContactSort {
  return q === '' ? 'name' : 'relevance';
}

/** The shortest address of a filter: what is as usual is left out. Without a page's cursor. */
export function contactSearchParams(filter: ContactFilter): URLSearchParams {
  const params = new URLSearchParams();
  if (filter.q) params.set('q', filter.q);
  if (filter.isSimilar) params.set('match', 'similar');
  if (filter.kind) params.set('kind', filter.kind);
  for (const tag of filter.tags) params.append('tag', tag);
  if (filter.city) params.set('city', filter.city);
  if (filter.owner) params.set('owner', filter.owner);
  if (filter.source) params.set('source', filter.source);
  setPeriodParams(params, filter.created);
  if (filter.hasDeals) params.set('hasDeals', filter.hasDeals);
  setCustomParams(params, filter.custom);
  if (filter.sort !== usualSort(filter.q)) params.set('sort', filter.sort);
  return params;
}

/** Whether anything but all contacts is asked for; the order does not count. */
export function isContactFiltered(filter: ContactFilter): boolean {
  return contactSearchParams({ ...filter, sort: usualSort(filter.q) }).size > 0;
}

function text(value: string | null, max: number): string | null {
  return [...(value ?? '').replace(UNSTORABLE, '').trim()].slice(0, max).join('') || null;
}
