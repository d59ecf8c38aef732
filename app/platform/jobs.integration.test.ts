import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { db, pool } from './db.server';
import { defineJob, enqueue, startJobs, stopJobs, type JobContext } from './jobs.server';
import { currentRequestId, withRequestId } from './http/current-request';
import { toPrismaSql } from './jobs/queue.server';

const work = vi.fn<(data: { text: string }, context: JobContext) => Promise<void>>();
const echo = defineJob({
  name: 'test-echo',
  schema: z.object({ text: z.string() }),
  handler: work,
  retryLimit: 2,
  retryDelaySeconds: 0,
  concurrency: 2,
});

async function stateOf(id: string | null) {
  const { rows } = await pool.query<{ state: string }>('SELECT state FROM pgboss.job WHERE id = $1', [id]);
  return rows[0]?.state;
}

afterEach(async () => {
  await stopJobs();
  await pool.query('DELETE FROM pgboss.job');
  work.mockReset();
});

describe('jobs', () => {
  it('run once after the commit', async () => {
    await startJobs();
    const id = await db.$transaction((tx) => enqueue(tx, echo, { text: 'Привет' }));
    await vi.waitFor(async () => expect(await stateOf(id)).toBe('completed'));
    expect(work).toHaveBeenCalledOnce();
    expect(work.mock.calls[0]?.[0]).toEqual({ text: 'Привет' });
  });

  it('do not exist when the transaction is rolled back', async () => {
    await startJobs();
    const lost = db.$transaction(async (tx) => {
      await enqueue(tx, echo, { text: 'lost' });
      throw new Error('no');
    });
    await expect(lost).rejects.toThrow('no');
    const id = await enqueue(db, echo, { text: 'kept' });
    await vi.waitFor(async () => expect(await stateOf(id)).toBe('completed'));
    expect(work.mock.calls.map(([data]) => data.text)).toEqual(['kept']);
  });

  it('wait for a worker to start', async () => {
    const id = await enqueue(db, echo, { text: 'early' });
    expect(await stateOf(id)).toBe('created');
    await startJobs();
    await vi.waitFor(async () => expect(await stateOf(id)).toBe('completed'));
  });

  it('are tried again when they fail, and fail for good after the last try', async () => {
    work.mockRejectedValueOnce(new Error('once'));
    await startJobs();
    const id = await enqueue(db, echo, { text: 'again' });
    await vi.waitFor(async () => expect(await stateOf(id)).toBe('completed'), { timeout: 15_000 });
    expect(work.mock.calls.map(([, context]) => context.retryCount)).toEqual([0, 1]);

    work.mockReset().mockRejectedValue(new Error('550 no such mailbox <anna@example.com>'));
    const hopeless = await enqueue(db, echo, { text: 'hopeless' });
    await vi.waitFor(async () => expect(await stateOf(hopeless)).toBe('failed'), { timeout: 15_000 });
    expect(work).toHaveBeenCalledTimes(3);
    const { rows } = await pool.query<{ output: unknown }>('SELECT output FROM pgboss.job WHERE id = $1', [hopeless]);
    expect(rows[0]?.output).toEqual({ name: 'Error', message: '550 no such mailbox <[e-mail]>' });
  }, 40_000);

  it('know the request that asked for them, those of the clock none', async () => {
    const seen: (string | null)[] = [];
    work.mockImplementation(() => Promise.resolve(void seen.push(currentRequestId())));
    await startJobs();
    const asked = await withRequestId('request-1', () => db.$transaction((tx) => enqueue(tx, echo, { text: 'asked' })));
    await vi.waitFor(async () => expect(await stateOf(asked)).toBe('completed'));
    const own = await enqueue(db, echo, { text: 'own' });
    await vi.waitFor(async () => expect(await stateOf(own)).toBe('completed'));
    expect(seen).toEqual(['request-1', null]);
    expect(work.mock.calls.map(([data]) => data)).toEqual([{ text: 'asked' }, { text: 'own' }]);
  });

  it('refuse data that do not fit', async () => {
    await expect(enqueue(db, echo, { text: 5 } as unknown as { text: string })).rejects.toThrow(z.ZodError);
  });

  it('are dropped by a singleton key within its span', async () => {
    const options = { singletonKey: 'one', singletonSeconds: 3_600 };
    expect(await enqueue(db, echo, { text: 'a' }, options)).not.toBeNull();
    expect(await enqueue(db, echo, { text: 'b' }, options)).toBeNull();
  });

  it('start later when asked to', async () => {
    const startAfter = new Date(Date.now() + 3_600_000);
    const id = await enqueue(db, echo, { text: 'later' }, { startAfter });
    const { rows } = await pool.query<{ start_after: Date }>('SELECT start_after FROM pgboss.job WHERE id = $1', [id]);
    expect(rows[0]?.start_after).toEqual(startAfter);
  });

  it('finish before the process stops', async () => {
    let finish = () => {};
    work.mockImplementation(() => new Promise((resolve) => (finish = resolve)));
    await startJobs();
    const id = await enqueue(db, echo, { text: 'long' });
    await vi.waitFor(() => expect(work).toHaveBeenCalled());
    const stopped = stopJobs();
    finish();
    await stopped;
    expect(await stateOf(id)).toBe('completed');
  });
});

describe('periodic jobs', () => {
  it('run once in their span, however many processes start', async () => {
    const tick = vi.fn(() => Promise.resolve());
    defineJob({ name: 'test-tick', schema: z.object({}), handler: tick, everySeconds: 3_600 });
    await startJobs();
    await vi.waitFor(() => expect(tick).toHaveBeenCalledOnce(), { timeout: 5_000 });
    await stopJobs();
    await startJobs();
    const { rows } = await pool.query(`SELECT id FROM pgboss.job WHERE name = 'test-tick'`);
    expect(rows).toHaveLength(1);
  });
});

describe('toPrismaSql', () => {
  it('puts values where their numbers stand', () => {
    const sql = toPrismaSql('a = $2 AND b = $1', ['first', 'second']);
    expect(sql.values).toEqual(['second', 'first']);
    expect(sql.text).toBe('a = $1 AND b = $2');
  });

  it('refuses a number that occurs twice', () => {
    expect(() => toPrismaSql('$1 + $1', [1])).toThrow();
  });
});
