import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { db, isDatabaseDown, onSlowStatement, orgDb, pool, type SlowStatement } from '~/platform/db.server';
import { nameRoute, withJob, withRequestId } from '~/platform/http/current-request';
import { makeOrganization } from '../../../prisma/factories';

beforeAll(() => {
  vi.stubEnv('SLOW_QUERY_MS', '150');
  vi.stubEnv('STATEMENT_TIMEOUT_SECONDS', '1');
  vi.stubEnv('DATABASE_POOL_SIZE', '3');
});

const slow: SlowStatement[] = [];
onSlowStatement((statement) => slow.push(statement));
afterEach(() => void (slow.length = 0));

/** What PostgreSQL itself says that this statement is. */
// a Prisma promise asks when it is awaited
const ownText = async () => (await db.$queryRaw<{ query: string }[]>`SELECT query FROM pg_stat_activity WHERE pid = pg_backend_pid()`)[0]?.query;

describe('the comment in statements', () => {
  it('names the request, in and out of transactions', async () => {
    const texts = await withRequestId('request-1', async () => [await ownText(), await db.$transaction(async (tx) => (await tx.$queryRaw<{ query: string }[]>`SELECT query FROM pg_stat_activity WHERE pid = pg_backend_pid()`)[0]?.query)]);
    for (const text of texts) expect(text).toMatch(/^\/\* request=request-1 \*\/ SELECT/);
    expect(await ownText()).toMatch(/^SELECT/);
    expect(await withJob('imports', 'request-2', ownText)).toMatch(/^\/\* request=request-2 \*\/ SELECT/);
  });

  it('leaves prepared statements as they are, so that they stay prepared', async () => {
    const ask = () => pool.query<{ query: string }>({ name: 'own-text', text: 'SELECT query FROM pg_stat_activity WHERE pid = pg_backend_pid()' });
    const answers = await Promise.all(['request-1', 'request-2', 'request-3', 'request-4', 'request-5', 'request-6'].map((id) => withRequestId(id, ask)));
    for (const { rows } of answers) expect(rows[0]?.query).toMatch(/^SELECT query/);
  });

  it('is each caller’s own when they wait for a free connection', async () => {
    const ids = Array.from({ length: 30 }, (_, index) => `request-${index}`);
    const texts = await Promise.all(ids.map((id) => withRequestId(id, async () => {
      await db.$queryRaw`SELECT pg_sleep(0.01)::text`;
      return pool.query<{ query: string }>('SELECT query FROM pg_stat_activity WHERE pid = pg_backend_pid()');
    })));
    expect(texts.map(({ rows }) => rows[0]?.query.split(' ')[1])).toEqual(ids.map((id) => `request=${id}`));
  });

  it('stands in what an organisation’s client asks too', async () => {
    const { id } = await makeOrganization(db);
    const found = await withRequestId('request-9', async () => await orgDb(id).$queryRaw<{ query: string }[]>`SELECT query, ${id}::uuid AS "organizationId" FROM pg_stat_activity WHERE pid = pg_backend_pid()`);
    expect(found[0]?.query).toContain('/* request=request-9 */');
  });
});

describe('a slow statement', () => {
  it('is told with the request and route, without values', async () => {
    await withRequestId('request-1', async () => {
      nameRoute('/o/:orgSlug/leads');
      await db.$queryRaw`SELECT pg_sleep(${0.2})::text, ${'Анна'}::text`;
    });
    expect(slow).toEqual([{ sql: 'SELECT pg_sleep($1)::text, $2::text', tookMs: expect.any(Number), requestId: 'request-1', route: '/o/:orgSlug/leads' }]);
    expect(slow[0]?.tookMs).toBeGreaterThanOrEqual(190);
  });

  it('is told when it fails, and quick ones are not', async () => {
    await expect(pool.query('SELECT pg_sleep(0.2), 1 / 0')).rejects.toThrow();
    await pool.query('SELECT 1');
    expect(slow.length).toBeLessThanOrEqual(1);
  });
});

describe('a statement that takes too long', () => {
  it('is cancelled for a request, which counts as: try again', async () => {
    const error: unknown = await withRequestId('request-1', async () => await db.$queryRaw`SELECT pg_sleep(5)::text`).catch((reason: unknown) => reason);
    expect(isDatabaseDown(error)).toBe(true);
    const own: unknown = await withRequestId('request-1', () => pool.query('SELECT pg_sleep(5)')).catch((reason: unknown) => reason);
    expect(isDatabaseDown(own)).toBe(true);
  });

  it('goes on for a job, on the same connections', async () => {
    const sleep = () => pool.query('SELECT pg_sleep(1.3)');
    await Promise.all([sleep(), sleep(), withJob('imports', 'request-1', sleep)]);
    await expect(withRequestId('request-2', sleep)).rejects.toThrow(/statement timeout/);
    await sleep();
  });
});
