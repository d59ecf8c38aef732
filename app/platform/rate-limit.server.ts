import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { redis } from './redis.server';

export interface RateLimit {
  /** Spends one from the key's budget. @returns seconds to wait when the budget is used up, else 0 */
  spend(key: string): Promise<number>;
}

/**
 * A named budget per key and window, shared by all instances when Redis is configured.
 * A Redis that fails falls back to this process's memory: a limit is never a reason to refuse everyone.
 */
export function createRateLimit(options: { name: string; points: number; seconds: number }): RateLimit {
  const { name, points, seconds } = options;
  let limiter: RateLimiterAbstract | undefined;
  const build = (): RateLimiterAbstract => {
    const memory = new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
    const store = redis();
    if (!store) return memory;
    return new RateLimiterRedis({ storeClient: store, keyPrefix: name, points, duration: seconds, insuranceLimiter: memory });
  };
  return {
    async spend(key) {
      limiter ??= build();
      try {
        await limiter.consume(key);
        return 0;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        throw refusal;
      }
    },
  };
}
