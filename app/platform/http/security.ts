import { randomBytes } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';

/** A fresh value for the scripts of one answer. */
export function createNonce(): string {
  return randomBytes(16).toString('base64');
}

/**
 * The enforced content policy: own files only, scripts only with this answer's nonce or from our own address.
 * Styles may stand in attributes: charts and progress bars set widths there.
 * @param isDevelopment lets the development server's reload socket through
 */
export function contentSecurityPolicy(nonce: string, isDevelopment = false): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ');
}

/** Headers that every answer carries. */
export function securityHeaders(isSecure: boolean): Record<string, string> {
  return {
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'SAMEORIGIN',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(isSecure ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses (403) a changing request that another site's page made. A browser tells its page's address in Origin;
 * a program that sends neither Origin nor Sec-Fetch-Site holds no visitor's cookies.
 */
export function isForeignRequest(request: Request, ownOrigins: string[]): boolean {
  if (safeMethods.has(request.method)) return false;
  const origin = request.headers.get('Origin');
  if (origin !== null) return !ownOrigins.includes(origin);
  const site = request.headers.get('Sec-Fetch-Site');
  return site !== null && site !== 'same-origin' && site !== 'none';
}

/** A body up to this many bytes is read to its end before it is refused: a browser that is still sending sees no answer. */
const DRAIN_BYTES = 64 * 1024 * 1024;
/** A body that does not say its length is kept in memory while it is counted: browsers always say it. */
const UNDECLARED_BYTES = 4 * 1024 * 1024;

/** Answers 413 to a body that says itself that it is too large, without keeping it; bodies without a length are cut while read. */
export function limitBody(maxBytes: (request: Request) => number, refuse: (c: Context) => Response = tooLarge): MiddlewareHandler {
  return async (c, next) => {
    if (safeMethods.has(c.req.method)) return next();
    const limit = maxBytes(c.req.raw);
    const declared = c.req.header('Content-Length');
    if (declared !== undefined && Number(declared) > limit) {
      if (Number(declared) <= DRAIN_BYTES) await c.req.raw.body?.pipeTo(new WritableStream()).catch(() => {});
      return refuse(c);
    }
    if (declared === undefined && c.req.raw.body) {
      const body = await readWithin(c.req.raw.body, Math.min(limit, UNDECLARED_BYTES));
      if (!body) return refuse(c);
      c.req.raw = new Request(c.req.raw, { body });
    }
    return next();
  };
}

const tooLarge = (c: Context) => c.text('Payload too large', 413, { Connection: 'close' });

async function readWithin(stream: ReadableStream<Uint8Array>, limit: number): Promise<Blob | null> {
  const reader = stream.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength;
    if (size > limit) {
      await reader.cancel();
      return null;
    }
    chunks.push(new Uint8Array(next.value));
  }
  return new Blob(chunks);
}
