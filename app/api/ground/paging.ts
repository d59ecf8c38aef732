import { z } from '@hono/zod-openapi';
import { formatCursor, type Order } from '~/platform/db/keyset';
import type { KeysetPage, Place } from '~/platform/db/keyset-page';
import { parsePlace } from '~/platform/db/list-place';
import { answer, type Answer } from './operation';
import { ApiProblem } from './problem';

export const LIMIT_MAX = 100;
const LIMIT_USUAL = 50;
const CURSOR_MAX = 4_000;

const cursor = z.string().min(1).max(CURSOR_MAX).regex(/^[\w-]+$/).optional();

/** What every list takes beside its filters. */
export const pageQuery = {
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .refine((text) => Number(text) >= 1 && Number(text) <= LIMIT_MAX, `1 to ${LIMIT_MAX}`)
    .optional()
    .transform((text) => Number(text ?? LIMIT_USUAL))
    .openapi({ type: 'integer', minimum: 1, maximum: LIMIT_MAX, default: LIMIT_USUAL, example: LIMIT_USUAL }),
  after: cursor.openapi({ description: 'From `next` of the page before', example: undefined }),
  before: cursor.openapi({ description: 'From `previous` of the page after', example: undefined }),
};

/** The same for lists that are only read forward. */
export const forwardQuery = { limit: pageQuery.limit, after: pageQuery.after };

/** A page of a list. */
export function pageOf<T extends z.ZodType>(item: T, name: string) {
  return z
    .object({
      items: z.array(item),
      next: z.string().nullable().openapi({ description: 'Address of the next page', example: null }),
      previous: z.string().nullable().openapi({ description: 'Address of the page before', example: null }),
    })
    .openapi(`${name}Page`);
}

/** The place that the address names. @throws {ApiProblem} 422 for a cursor of another list or order */
export function readPlace<Row>(search: URLSearchParams, order: Order<Row>): Required<Place> {
  const place = parsePlace(search, order);
  const asked = (['before', 'after'] as const).find((name) => search.has(name));
  if (asked && !place.cursor) throw new ApiProblem('validation', { errors: [{ path: `query.${asked}`, code: 'cursor', message: 'This is no place in this list and order.' }] });
  return place;
}

/** Refuses an order that the list does not know. @param used what its filter made of the asked one @throws {ApiProblem} 422 */
export function checkSort(search: URLSearchParams, used: string): void {
  if (search.has('sort') && search.get('sort') !== used) throw new ApiProblem('validation', { errors: [{ path: 'query.sort', code: 'unknown', message: 'There is no such order.' }] });
}

/** A page as the answer, with the addresses of its neighbours, also as Link headers. */
export function pageAnswer<Row, Item>(request: Request, page: KeysetPage<Row>, place: Required<Place>, toItem: (row: Row) => Item): Answer<{ items: Item[]; next: string | null; previous: string | null }> {
  const isFirst = place.cursor === null;
  const next = page.next && neighbour(request, 'after', formatCursor(page.next));
  const previous = page.previous && !isFirst ? neighbour(request, 'before', formatCursor(page.previous)) : null;
  const links = [next && `<${next}>; rel="next"`, previous && `<${previous}>; rel="prev"`].filter(Boolean).join(', ');
  return answer({ items: page.rows.map(toItem), next, previous }, links ? { headers: { Link: links } } : {});
}

/** A page of a list that is only read forward. @param next what `after` of the following page says; null at the end */
export function forwardPage<Item>(request: Request, items: Item[], next: string | null): Answer<{ items: Item[]; next: string | null; previous: null }> {
  const address = next && neighbour(request, 'after', next);
  return answer({ items, next: address, previous: null }, address ? { headers: { Link: `<${address}>; rel="next"` } } : {});
}

/** A list that is small by nature, as its only page. */
export function wholeList<Item>(items: Item[]): Answer<{ items: Item[]; next: null; previous: null }> {
  return answer({ items, next: null, previous: null });
}

function neighbour(request: Request, name: 'after' | 'before', place: string): string {
  const { pathname, searchParams } = new URL(request.url);
  searchParams.delete('after');
  searchParams.delete('before');
  searchParams.set(name, place);
  return `${pathname}?${searchParams.toString()}`;
}
