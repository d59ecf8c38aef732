import { createCookie } from '@remix-run/node';
import { z } from 'zod';

/** How a list was last looked at, and which saved view that began with. */
export interface LastList {
  search: string;
  viewId: string | null;
}

const SEARCH_MAX = 2_500;
/** A working day: the next one begins with the person's default view. */
const HOURS = 12;
const shape = z.object({ s: z.string().max(SEARCH_MAX), v: z.string().nullable() });

/** Known to one list of one organisation only: the cookie goes to its own path. */
function cookieOf(path: string) {
  return createCookie('last-list', { path, sameSite: 'lax', httpOnly: true, maxAge: HOURS * 3_600 });
}

/** How this person last looked at the list that the request asks for; null when not lately. */
export async function readLastList(request: Request): Promise<LastList | null> {
  const header = request.headers.get('Cookie');
  if (!header?.includes('last-list=')) return null;
  const value = shape.safeParse(await cookieOf('/').parse(header));
  return value.success ? { search: value.data.s, viewId: value.data.v } : null;
}

/** The Set-Cookie value that keeps this. An address too long for a cookie is forgotten. */
export async function keepLastList(path: string, { search, viewId }: LastList): Promise<string> {
  return search.length > SEARCH_MAX ? cookieOf(path).serialize('', { maxAge: 0 }) : cookieOf(path).serialize({ s: search, v: viewId });
}
