import { createCookie, type Cookie } from '@remix-run/node';
import { db } from '~/platform/db.server';
import { env } from '~/platform/env.server';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

let cookie: Cookie | undefined;

/** By it the server knows which of the subscribed browsers asks. */
function browserCookie(): Cookie {
  return (cookie ??= createCookie('teplo_push', { path: '/', httpOnly: true, sameSite: 'lax', maxAge: YEAR_SECONDS, secrets: env().SESSION_SECRET }));
}

/** The subscription of the browser that asks; null when it has none. */
export async function thisPushBrowser(request: Request): Promise<string | null> {
  const id: unknown = await browserCookie().parse(request.headers.get('Cookie'));
  return typeof id === 'string' ? id : null;
}

/** The Set-Cookie value that remembers the browser's subscription; null forgets it. */
export function rememberPushBrowser(id: string | null): Promise<string> {
  return id === null ? browserCookie().serialize('', { maxAge: 0 }) : browserCookie().serialize(id);
}

/** Who signs out is not told of anything in this browser any more, and neither is whoever uses it next. */
export async function forgetPushBrowser(request: Request): Promise<void> {
  const id = await thisPushBrowser(request);
  if (id) await db.pushSubscription.deleteMany({ where: { id } });
}
