import { expect, it, vi } from 'vitest';
import { db, pool } from './db.server';
import { withRequestId } from './http/current-request';
import { flushSlowQueries, startSlowQueryLog } from './slow-queries.server';

it('keeps the last thousand slow statements, and never its own', async () => {
  vi.stubEnv('SLOW_QUERY_MS', '1');
  startSlowQueryLog();
  await pool.query(`INSERT INTO "SlowQuery" ("id", "at", "tookMs", "sql") SELECT gen_random_uuid(), now() - make_interval(secs => n), 600, 'SELECT ' || n FROM generate_series(1, 1005) AS n`);
  await withRequestId('request-1', async () => await db.$queryRaw`SELECT pg_sleep(0.02)::text,    1`);
  await flushSlowQueries();
  await flushSlowQueries();
  const [newest] = await db.slowQuery.findMany({ orderBy: { at: 'desc' }, take: 1 });
  expect(newest).toMatchObject({ sql: 'SELECT pg_sleep(0.02)::text, 1', requestId: 'request-1', route: 'other' });
  expect(await db.slowQuery.count()).toBe(1000);
  expect(await db.slowQuery.count({ where: { sql: { contains: 'SlowQuery' } } })).toBe(0);
});
