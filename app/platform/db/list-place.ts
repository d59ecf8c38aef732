import { formatCursor, parseCursor, type Cursor, type Order } from './keyset';
import type { KeysetPage, Place } from './keyset-page';

/** The place that a list's address names with `after` or `before`; the start for anything that is no cursor of this order. */
export function parsePlace<Row>(params: URLSearchParams, order: Order<Row>): Required<Place> {
  const before = parseCursor(params.get('before'), order);
  return { cursor: before ?? parseCursor(params.get('after'), order), direction: before ? 'before' : 'after' };
}

/** Searches of the neighbouring pages and of the start; null where there is none. */
export interface PageLinks {
  previous: string | null;
  next: string | null;
  first: string | null;
}

/**
 * Reads the page at a place and makes the links to its neighbours. When the rows there have been dealt with meanwhile, the
 * list begins again.
 * @param search the list's filter without a place
 */
export async function turnPage<Row>(place: Required<Place>, search: string, read: (place: Place) => Promise<KeysetPage<Row>>) {
  const found = await read(place);
  const isGone = place.cursor !== null && found.rows.length === 0;
  const page = isGone ? await read({ cursor: null, direction: 'after' }) : found;
  const isFirst = isGone || place.cursor === null || (place.direction === 'before' && page.previous === null);
  const pages: PageLinks = {
    previous: isFirst ? null : pageLink(search, 'before', page.previous),
    next: pageLink(search, 'after', page.next),
    first: isFirst ? null : search,
  };
  return { rows: page.rows, isFirst, pages };
}

function pageLink(search: string, name: 'after' | 'before', cursor: Cursor | null): string | null {
  if (!cursor) return null;
  const params = new URLSearchParams(search);
  params.set(name, formatCursor(cursor));
  return params.toString();
}
