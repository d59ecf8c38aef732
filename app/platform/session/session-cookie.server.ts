import { createHash, randomBytes } from 'node:crypto';
import { createCookie, type Cookie } from '@remix-run/node';
import { env } from '../env.server';

const TOKEN_BYTES = 32;
const shape = /^[\w-]{43}$/;

let cookie: Cookie | undefined;

function sessionCookie(): Cookie {
  return (cookie ??= createCookie('teplo_session', {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    // the first secret signs, all of them verify: that is how they rotate
    secrets: env().SESSION_SECRET,
  }));
}

/** A new unguessable secret; only the browser keeps it. */
export function newSessionToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** What the database keeps of the secret: SHA-256, hex. Enough for 256 random bits. */
export function hashSessionToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The secret from the request's cookie; null without one or when its signature is not ours. */
export async function readSessionToken(request: Request): Promise<string | null> {
  const header = request.headers.get('Cookie');
  if (!header?.includes('teplo_session=')) return null;
  const token: unknown = await sessionCookie().parse(header);
  return typeof token === 'string' && shape.test(token) ? token : null;
}

/**
 * The Set-Cookie value that carries the secret.
 * @param maxAgeSeconds how long the browser keeps it; without it until the browser closes
 */
export function sessionCookieHeader(token: string, options: { isSecure: boolean; maxAgeSeconds?: number }): Promise<string> {
  return sessionCookie().serialize(token, { secure: options.isSecure, maxAge: options.maxAgeSeconds });
}

/** The Set-Cookie value that makes the browser forget. */
export function clearedSessionCookie(isSecure: boolean): Promise<string> {
  return sessionCookie().serialize('', { secure: isSecure, maxAge: 0, expires: new Date(0) });
}
