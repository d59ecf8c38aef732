import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Env } from '../env.server';
import type { RequestContext } from '../load-context';
import { log } from '../log.server';
import { createNonce } from './security';

const requestIdShape = /^[\w.-]{8,64}$/;

/**
 * What is known about a request before any work on it.
 * Forwarded headers are believed only behind a trusted proxy: anyone can write them.
 */
export function createRequestContext(request: Request, incoming: IncomingMessage | undefined, env: Env): RequestContext {
  const header = (name: string) => request.headers.get(name);
  const given = env.TRUST_PROXY ? header('x-request-id') : null;
  const requestId = given && requestIdShape.test(given) ? given : randomUUID();
  const forwardedFor = env.TRUST_PROXY ? header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  const url = new URL(request.url);
  const scheme = (env.TRUST_PROXY ? header('x-forwarded-proto')?.split(',')[0]?.trim() : undefined) ?? url.protocol.slice(0, -1);
  const host = (env.TRUST_PROXY ? header('x-forwarded-host') : null) ?? header('host') ?? url.host;
  const origin = env.APP_URL ? new URL(env.APP_URL).origin : `${scheme}://${host}`;
  return {
    nonce: createNonce(),
    requestId,
    clientAddress: forwardedFor || incoming?.socket.remoteAddress || 'unknown',
    isSecure: origin.startsWith('https:'),
    origin,
    log,
  };
}

/** Addresses under which this server may be posting to itself. */
export function ownOrigins(request: Request, context: RequestContext): string[] {
  const host = request.headers.get('host');
  return [context.origin, ...(host ? [`${context.isSecure ? 'https' : 'http'}://${host}`] : [])];
}
