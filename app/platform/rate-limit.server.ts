import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { redis } from './redis.server';

export interface Budget {
  limit: number;
  remaining: number;
  /** Seconds until the budget is full again. */
  resetSeconds: number;
  isSpent: boolean;
}

export interface RateLimit {
  /** Spends one from the key's budget. @returns seconds to wait when the budget is used up, else 0 */
  spend(key: string): Promise<number>;
}

export interface CountedRateLimit extends RateLimit {
  /** Spends one from the key's budget and tells what is left. */
  take(key: string): Promise<Budget>;
}

/**
 * A named budget per key and window, shared by all instances when Redis is configured.
 * A Redis that fails falls back to this process's memory: a limit is never a reason to refuse everyone.
 */
export function createRateLimit(options: { name: string; points: number; seconds: number }): CountedRateLimit {
  const { name, points, seconds } = options;
  let limiter: RateLimiterAbstract | undefined;
  const build = (): RateLimiterAbstract => {
    const memory = new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
    const store = redis();
    if (!store) return memory;
    return new RateLimiterRedis({ storeClient: store, keyPrefix: name, points, duration: seconds, insuranceLimiter: memory });
  };
  const take = async (key: string): Promise<Budget> => {
    limiter ??= build();
    const told = (result: RateLimiterRes, isSpent: boolean) => ({ limit: points, remaining: Math.max(0, result.remainingPoints), resetSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1000)), isSpent });
    try {
      return told(await limiter.consume(key), false);
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return told(refusal, true);
      throw refusal;
    }
  };
  return {
    take,
    async spend(key) {
      const { isSpent, resetSeconds } = await take(key);
      return isSpent ? resetSeconds : 0;
    },
  };
}
