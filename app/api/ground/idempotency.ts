import type { MiddlewareHandler } from 'hono';
import { createHash } from 'node:crypto';
import { keepAnswer, releaseKey, takeKey } from '~/platform/idempotency.server';
import type { ApiEnv } from './api-env';
import { ApiProblem } from './problem';

const SHAPE = /^[\x21-\x7e]{1,200}$/;
const KEPT_HEADERS = ['Cache-Control', 'Content-Type', 'ETag', 'Location'];
const KEPT_BYTES = 1024 * 1024;

/**
 * With an Idempotency-Key, a POST happens once: whoever repeats it within a day gets the first one's answer, also while
 * that one is still at work. A request of which nothing came may be tried again with the same key.
 * @param isUpload the body is files: only their length counts for telling requests apart
 */
export function answerOnce(isUpload: boolean): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const key = c.req.header('Idempotency-Key');
    if (key === undefined) return next();
    if (!SHAPE.test(key)) throw new ApiProblem('malformed', { detail: 'An Idempotency-Key has 1 to 200 printable characters.' });
    const { pathname, search } = new URL(c.req.url);
    const hash = createHash('sha256').update(`POST ${pathname}${search}\n`);
    hash.update(isUpload ? (c.req.header('Content-Length') ?? '') : new Uint8Array(await c.req.arrayBuffer()));
    const taken = { owner: c.get('owner'), key };
    const found = await takeKey({ ...taken, requestHash: hash.digest('hex') });
    if (found.kind === 'reused') throw new ApiProblem('idempotency-key-reused');
    if (found.kind === 'busy') throw new ApiProblem('busy', { headers: { 'Retry-After': '5' } });
    if (found.kind === 'answered') {
      const { status, headers, body } = found.answer;
      return new Response(body.length > 0 ? new Uint8Array(body) : null, { status, headers: { ...headers, 'Idempotent-Replay': 'true' } });
    }
    const held = { ...taken, lockedUntil: found.lockedUntil };
    let isKept = false;
    try {
      await next();
      const body = c.res.ok ? new Uint8Array(await c.res.clone().arrayBuffer()) : null;
      if (!body || body.length > KEPT_BYTES) return;
      const headers = Object.fromEntries(KEPT_HEADERS.flatMap((name) => c.res.headers.get(name) ? [[name, c.res.headers.get(name) ?? '']] : []));
      await keepAnswer(held, { status: c.res.status, headers, body });
      isKept = true;
    } finally {
      if (!isKept) await releaseKey(held);
    }
  };
}
