import type { Context, MiddlewareHandler } from 'hono';
import type { IncomingMessage } from 'node:http';

/** So long a body may take that is no upload: 1 MB at 35 KB/s. */
export const BODY_MS = 30_000;
/** So long a page may take in all; each of its statements has a limit of its own. */
export const ANSWER_MS = 60_000;

type Incoming = { Bindings: { incoming?: IncomingMessage } };

/** Ends a connection whose body comes in drops: whoever sends one byte a minute must not keep a place. */
export function limitBodyTime(isUpload: (request: Request) => boolean, bodyMs = BODY_MS): MiddlewareHandler<Incoming> {
  return async (c, next) => {
    const incoming = c.env?.incoming;
    if (!incoming || c.req.method === 'GET' || c.req.method === 'HEAD' || isUpload(c.req.raw)) return next();
    const timer = setTimeout(() => {
      if (incoming.complete || incoming.socket.destroyed) return;
      incoming.socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () => incoming.destroy());
    }, bodyMs);
    await next().finally(() => clearTimeout(timer));
  };
}

/**
 * Answers in the place of work that takes too long. Only for reading: of a change nobody could say whether it was made,
 * and PostgreSQL's limit on statements ends it with the truth.
 */
export function limitAnswerTime(answerLate: (c: Context) => Response | Promise<Response>, answerMs = ANSWER_MS): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next();
    let timer: NodeJS.Timeout | undefined;
    const isLate = new Promise<true>((resolve) => (timer = setTimeout(resolve, answerMs, true)));
    const work = next();
    // its failure comes too late to be anybody's
    work.catch(() => {});
    const late = await Promise.race([work.then(() => false), isLate]).finally(() => clearTimeout(timer));
    if (late) return answerLate(c);
  };
}
