import type { Redis } from 'ioredis';
import type { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { pool } from './db.server';
import { env } from './env.server';
import { currentUserId, isAnswering, noteRetryAfter } from './http/current-request';
import { LIMITS, type LimitName, type LimitRule } from './limits';
import { rateLimited } from './metrics.server';
import { redis } from './redis.server';

export interface Budget {
  limit: number;
  remaining: number;
  /** Seconds until the budget is full again. */
  resetSeconds: number;
  isSpent: boolean;
}

/** What tests and benchmarks put in the place of a named limit. */
export interface RateLimit {
  /** Spends one from the key's budget. @returns seconds to wait when the budget is used up, else 0 */
  spend(key: string): Promise<number>;
}

const limiters = new Map<LimitName, { points: number; limiter: RateLimiterAbstract }>();

/** Spends one of the named limit from the key's budget (LIMITS says whose key). @returns seconds to wait when it is used up, else 0 */
export async function spendLimit(name: LimitName, key: string): Promise<number> {
  const { isSpent, resetSeconds } = await takeLimit(name, key);
  return isSpent ? resetSeconds : 0;
}

/** Spends one of the named limit and tells what is left. */
export async function takeLimit(name: LimitName, key: string): Promise<Budget> {
  const known = limiters.get(name);
  const { points, limiter } = known ?? makeKnown(name);
  const told = (result: RateLimiterRes, isSpent: boolean): Budget => ({ limit: points, remaining: Math.max(0, result.remainingPoints), resetSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1000)), isSpent });
  try {
    return told(await limiter.consume(key), false);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    rateLimited.inc({ name });
    const budget = told(refusal, true);
    noteRetryAfter(budget.resetSeconds);
    return budget;
  }
}

/** Spends one from a budget of the request that is being answered, by default its person's; jobs have none. @throws {Response} 429 */
export async function requireBudget(name: LimitName, key = currentUserId()): Promise<void> {
  const wait = key !== null && isAnswering() ? await spendLimit(name, key) : 0;
  if (wait > 0) throw new Response(null, { status: 429, headers: { 'Retry-After': String(wait) } });
}

function makeKnown(name: LimitName) {
  const rule: LimitRule = LIMITS[name];
  const settings: Record<string, unknown> = env();
  const setting = (variable: string | undefined) => Number(settings[variable ?? ''] ?? 0);
  const points = setting(rule.setting) || Math.max(rule.points, setting(rule.raisedBy));
  const made = { points, limiter: createLimiter({ ...rule, name, points }, { redis: redis(), pool }) };
  limiters.set(name, made);
  return made;
}

/**
 * Counts in Redis when there is one, else in PostgreSQL what must be kept, else in this process. A store that fails or
 * does not answer in time is replaced by this process's memory for as long as it does: a limit never refuses everyone.
 */
export function createLimiter({ name, points, seconds, isKept }: Pick<LimitRule, 'points' | 'seconds' | 'isKept'> & { name: string }, stores: { redis: Redis | null; pool: Pool }): RateLimiterAbstract {
  const common = { keyPrefix: name, points, duration: seconds };
  const memory = new RateLimiterMemory(common);
  if (stores.redis) {
    return new RateLimiterRedis({ ...common, storeClient: stores.redis, rejectIfRedisNotReady: true, insuranceLimiter: memory });
  }
  if (!isKept) return memory;
  return new RateLimiterPostgres({ ...common, storeClient: stores.pool, storeType: 'pool', tableName: 'RateCount', tableCreated: true, clearExpiredByTimeout: false, insuranceLimiter: memory });
}

/** Throws away what the database counted in windows that are over. @returns how many rows */
export async function deleteOldCounts(now: Date): Promise<number> {
  const { rowCount } = await pool.query('DELETE FROM "RateCount" WHERE "expire" < $1', [now.getTime()]);
  return rowCount ?? 0;
}
