import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { startRedis, type RedisServer } from '../../test/redis-server';
import { pool } from './db.server';
import { LIMITS } from './limits';
import { createLimiter, deleteOldCounts } from './rate-limit.server';
import { connectRedis } from './redis.server';

/** Whether one more is allowed. */
async function spend(limiter: RateLimiterAbstract, key = 'somebody'): Promise<boolean> {
  try {
    await limiter.consume(key);
    return true;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return false;
    throw refusal;
  }
}

const spendTimes = async (limiter: RateLimiterAbstract, times: number, key?: string) => {
  const results: boolean[] = [];
  for (let index = 0; index < times; index++) results.push(await spend(limiter, key));
  return results.filter(Boolean).length;
};

describe('with Redis', () => {
  let server: RedisServer;
  const clients: ReturnType<typeof connectRedis>[] = [];
  const connect = async (url = server.url) => {
    const client = connectRedis(url);
    clients.push(client);
    await new Promise<void>((resolve) => client.once('ready', resolve));
    return client;
  };
  const rule = { name: 'test', points: 5, seconds: 60 };

  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());
  afterEach(() => clients.splice(0).forEach((client) => client.disconnect()));

  it('two instances share one budget, also at once', async () => {
    const [one, other] = [createLimiter(rule, { redis: await connect(), pool }), createLimiter(rule, { redis: await connect(), pool })];
    const results = await Promise.all(Array.from({ length: 20 }, (_, index) => spend(index % 2 === 0 ? one : other, 'shared')));
    expect(results.filter(Boolean)).toHaveLength(5);
  });

  it('goes on in memory at once when Redis dies, and shares again when it is back', async () => {
    const client = await connect();
    const limiter = createLimiter({ ...rule, name: 'dies' }, { redis: client, pool });
    expect(await spendTimes(limiter, 3)).toBe(3);
    await server.kill();
    const started = performance.now();
    expect(await spendTimes(limiter, 10)).toBe(5);
    expect(performance.now() - started).toBeLessThan(1_000);
    await server.start();
    await vi.waitFor(() => expect(client.status).toBe('ready'), { timeout: 10_000, interval: 50 });
    // a new Redis knows nothing of before
    expect(await spendTimes(limiter, 10)).toBe(5);
    expect(await spendTimes(createLimiter({ ...rule, name: 'dies' }, { redis: await connect(), pool }), 1)).toBe(0);
  });

  it('waits a quarter of a second at most for a Redis that hangs', async () => {
    const client = await connect();
    const limiter = createLimiter({ ...rule, name: 'hangs' }, { redis: client, pool });
    expect(await spend(limiter)).toBe(true);
    server.pause();
    try {
      const started = performance.now();
      await Promise.all(Array.from({ length: 50 }, (_, index) => spend(limiter, `person ${index}`)));
      expect(performance.now() - started).toBeLessThan(2_000);
      expect(await spendTimes(limiter, 6, 'one')).toBe(5);
    } finally {
      server.resume();
    }
  });

  it('does not wait for a Redis that was never there, or that never says a word', async () => {
    const sockets = new Set<Socket>();
    const silent = createServer((socket) => void sockets.add(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    for (const port of [1, (silent.address() as AddressInfo).port]) {
      const client = connectRedis(`redis://127.0.0.1:${port}`);
      clients.push(client);
      const started = performance.now();
      expect(await spendTimes(createLimiter({ ...rule, name: `absent-${port}` }, { redis: client, pool }), 10)).toBe(5);
      expect(performance.now() - started).toBeLessThan(500);
    }
    sockets.forEach((socket) => socket.destroy());
    silent.close();
  });
});

describe('without Redis', () => {
  it('what must be kept is counted in the database, for all processes', async () => {
    const rule = { name: 'kept', points: 5, seconds: 60, isKept: true };
    const [one, other] = [createLimiter(rule, { redis: null, pool }), createLimiter(rule, { redis: null, pool })];
    const results = await Promise.all(Array.from({ length: 20 }, (_, index) => spend(index % 2 === 0 ? one : other)));
    expect(results.filter(Boolean)).toHaveLength(5);
    expect(await deleteOldCounts(new Date())).toBe(0);
    expect(await deleteOldCounts(new Date(Date.now() + 61_000))).toBe(1);
  });

  it('the rest in the process', async () => {
    const rule = { name: 'own', points: 5, seconds: 60 };
    expect([await spendTimes(createLimiter(rule, { redis: null, pool }), 10), await spendTimes(createLimiter(rule, { redis: null, pool }), 10)]).toEqual([5, 5]);
  });
});

it('has the limits that were promised', () => {
  expect(LIMITS).toMatchObject({
    register: { points: 5, seconds: 60 },
    signIn: { points: 10, seconds: 60 },
    form: { points: 10, seconds: 60 },
    api: { points: 300, seconds: 60 },
    import: { points: 10, seconds: 3600 },
  });
});
