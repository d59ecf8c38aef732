import { Redis } from 'ioredis';
import { env } from './env.server';
import { log } from './log.server';

let client: Redis | null | undefined;

/** The shared Redis, or null when REDIS_URL is not set: then limits live in this process's memory. */
export function redis(): Redis | null {
  if (client !== undefined) return client;
  const url = env().REDIS_URL;
  client = url ? new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false }) : null;
  client?.on('error', (error: Error) => log.warn({ err: error }, 'redis is unreachable'));
  return client;
}
