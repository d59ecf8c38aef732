import { createCookie } from '@remix-run/node';
import { z } from 'zod';
import type { ViewResource } from './saved-view';

/** How a list was last looked at, and which saved view that began with. */
export interface LastList {
  search: string;
  viewId: string | null;
}

/** Four lists' cookies go with every request of an organisation's pages. */
const SEARCH_MAX = 1_000;
/** A working day: the next one begins with the person's default view. */
const HOURS = 12;
const shape = z.object({ s: z.string().max(SEARCH_MAX), v: z.string().nullable() });

/** Which list of which organisation, by its address's name. */
export interface ListKey {
  orgSlug: string;
  resource: ViewResource;
}

// the path is the organisation's, not the list's: in the browser data are fetched from a path with an ending of its own
function cookieOf({ orgSlug, resource }: ListKey) {
  return createCookie(`last-${resource}`, { path: `/o/${orgSlug}`, sameSite: 'lax', httpOnly: true, maxAge: HOURS * 3_600 });
}

/** How this device's person last looked at the list; null when not lately. */
export async function readLastList(request: Request, key: ListKey): Promise<LastList | null> {
  const value = shape.safeParse(await cookieOf(key).parse(request.headers.get('Cookie')));
  return value.success ? { search: value.data.s, viewId: value.data.v } : null;
}

/** The Set-Cookie value that keeps this. An address too long for a cookie is forgotten. */
export async function keepLastList(key: ListKey, { search, viewId }: LastList): Promise<string> {
  return search.length > SEARCH_MAX ? cookieOf(key).serialize('', { maxAge: 0 }) : cookieOf(key).serialize({ s: search, v: viewId });
}
