import { Redis } from 'ioredis';
import { env } from './env.server';
import { log } from './log.server';

/** A command that is not answered so soon counts as failed: whoever asked has another way. */
const COMMAND_TIMEOUT_MS = 250;
const CONNECT_TIMEOUT_MS = 2_000;
const RECONNECT_MAX_MS = 2_000;
const WARN_EVERY_MS = 30_000;

let client: Redis | null | undefined;

/** The shared Redis, or null when REDIS_URL is not set. Nothing waits for it: commands fail at once while it is away. */
export function redis(): Redis | null {
  if (client !== undefined) return client;
  const url = env().REDIS_URL;
  client = url ? connectRedis(url) : null;
  return client;
}

/** A client that comes back by itself and never keeps a command for later. */
export function connectRedis(url: string): Redis {
  const made = new Redis(url, {
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (attempt) => Math.min(attempt * 100, RECONNECT_MAX_MS),
  });
  let warnedAt = -WARN_EVERY_MS;
  made.on('error', (error: Error) => {
    if (performance.now() - warnedAt < WARN_EVERY_MS) return;
    warnedAt = performance.now();
    log.warn({ err: error }, 'redis is unreachable');
  });
  return made;
}

/** Ends the connection, when there is one. */
export function closeRedis(): void {
  client?.disconnect();
  client = undefined;
}
