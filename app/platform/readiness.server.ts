import path from 'node:path';
import { pendingMigrations } from './db/migrations.mjs';
import { pool } from './db.server';
import { redis } from './redis.server';

export interface Readiness {
  status: 'ready' | 'unavailable';
  database: 'ok' | 'down' | 'migrations pending';
  redis?: 'ok' | 'down';
}

const answerWithinMs = 2_000;

function withinTime<T>(work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error('no answer in time')), answerWithinMs).unref()),
  ]);
}

async function checkDatabase(): Promise<Readiness['database']> {
  try {
    const pending = await withinTime(pendingMigrations(pool, path.resolve('prisma/migrations')));
    return pending.length === 0 ? 'ok' : 'migrations pending';
  } catch {
    return 'down';
  }
}

async function checkRedis(): Promise<Readiness['redis']> {
  const client = redis();
  if (!client) return undefined;
  try {
    await withinTime(client.ping());
    return 'ok';
  } catch {
    return 'down';
  }
}

let underWay: Promise<Readiness> | undefined;

/**
 * Whether this process can do its work: the database (and Redis, where configured) answers and migrations are applied.
 * Anybody may ask, and is never refused: who asks at once gets one answer, for one connection of the pool.
 */
export function checkReadiness(): Promise<Readiness> {
  return (underWay ??= check().finally(() => (underWay = undefined)));
}

async function check(): Promise<Readiness> {
  const [database, redisState] = await Promise.all([checkDatabase(), checkRedis()]);
  const isReady = database === 'ok' && redisState !== 'down';
  return { status: isReady ? 'ready' : 'unavailable', database, ...(redisState ? { redis: redisState } : {}) };
}
