import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { db, pool } from '~/platform/db.server';
import { defineJob, enqueue, startJobs, stopJobs, type JobContext } from '~/platform/jobs.server';
import { countQueues, listJobs } from '~/platform/jobs/job-table.server';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import { rescueJobs, startHeartbeat } from './heartbeat.server';
import { cancelJob, retryFailedJobs, retryJob, runScheduleNow, type Host } from './job-commands.server';
import { listSchedules } from './list-schedules.server';
import { readSystem } from './read-system.server';

process.env.SESSION_SECRET ??= 'x'.repeat(32);

const work = vi.fn<(data: { text: string }, context: JobContext) => Promise<void>>();
const job = defineJob({ name: 'test-work', schema: z.object({ text: z.string() }), handler: work, retryLimit: 0, concurrency: 2 });
const tick = vi.fn(() => Promise.resolve());
defineJob({ name: 'test-hourly', schema: z.object({}), handler: tick, everySeconds: 3_600 });

let host: Host;

beforeAll(async () => {
  const { id: organizationId } = await makeOrganization(db, { isDefault: true });
  const { user } = await makeMember(db, { organizationId, role: 'OWNER' });
  host = { organizationId, userId: user.id };
});

/** Time enough on a busy machine. */
const SOON = { timeout: 15_000 };

afterEach(async () => {
  await stopJobs();
  await pool.query('DELETE FROM pgboss.job');
  await db.appInstance.deleteMany();
  work.mockReset();
});

const make = async () => (await enqueue(db, job, { text: 'Привет' })) ?? '';

async function stateOf(id: string) {
  const { rows } = await listJobs(db, { state: null, queue: 'test-work' });
  return rows.find((row) => row.id === id)?.state;
}

async function makeFailed() {
  const id = await make();
  await pool.query(`UPDATE pgboss.job SET "state" = 'failed', "started_on" = now(), "completed_on" = now(), "output" = '{"message":"нет связи"}' WHERE "id" = $1`, [id]);
  return id;
}

const actionsOf = async (resourceId: string) => (await db.auditLog.findMany({ where: { resource: 'installation', resourceId }, orderBy: { createdAt: 'asc' }, select: { action: true, label: true } })).map(({ action, label }) => `${action} ${label}`);

describe('the list of jobs', () => {
  it('says how the queues stand and why a job failed, by state and queue, page by page', async () => {
    const [waiting, failed] = [await make(), await makeFailed()];
    const later = await enqueue(db, job, { text: 'später' }, { startAfter: new Date(Date.now() + 60_000) });
    const queue = (await countQueues(new Date(Date.now() - 60_000))).find(({ name }) => name === 'test-work');
    expect(queue).toMatchObject({ waiting: 2, running: 0, failed: 1, doneToday: 0 });
    expect(queue?.oldestWaiting).toBeInstanceOf(Date);
    const of = async (state: 'waiting' | 'failed') => (await listJobs(db, { state, queue: 'test-work' })).rows;
    expect((await of('failed')).map(({ id, error }) => [id, error])).toEqual([[failed, 'нет связи']]);
    expect(new Set((await of('waiting')).map(({ id }) => id))).toEqual(new Set([waiting, later]));
    const first = await listJobs(db, { state: null, queue: null, limit: 2 });
    const rest = await listJobs(db, { state: null, queue: null, limit: 2, cursor: first.next, direction: 'after' });
    expect(new Set([...first.rows, ...rest.rows].map(({ id }) => id)).size).toBe(3);
    expect(rest.next).toBeNull();
  });
});

describe('a person', () => {
  it('lets a failed job begin anew, and two at once do it once', async () => {
    const id = await makeFailed();
    const results = await Promise.all([retryJob(host, id), retryJob(host, id)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results).toContainEqual({ ok: false, error: 'state', state: 'waiting' });
    expect(await actionsOf(id)).toEqual(['retry test-work']);
    await startJobs();
    await vi.waitFor(async () => expect(await stateOf(id)).toBe('done'), SOON);
    expect(work).toHaveBeenCalledOnce();
    expect(await retryJob(host, id)).toEqual({ ok: false, error: 'state', state: 'done' });
  });

  it('cancels a job that waits', async () => {
    const id = await make();
    expect(await cancelJob(host, id)).toMatchObject({ ok: true, queue: 'test-work' });
    await startJobs();
    await vi.waitFor(() => expect(tick).toHaveBeenCalled(), SOON);
    expect(work).not.toHaveBeenCalled();
    expect(await stateOf(id)).toBe('cancelled');
    expect(await actionsOf(id)).toEqual(['cancel test-work']);
    expect(await retryJob(host, id)).toMatchObject({ ok: true });
    await vi.waitFor(async () => expect(await stateOf(id)).toBe('done'), SOON);
  });

  it('stops a job that runs, by its signal', async () => {
    let heard = false;
    work.mockImplementation((_data, { signal }) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => {
      heard = true;
      reject(signal.reason as Error);
    })));
    await startJobs();
    const id = await make();
    await vi.waitFor(() => expect(work).toHaveBeenCalled(), SOON);
    expect(await cancelJob(host, id)).toMatchObject({ ok: true });
    await vi.waitFor(() => expect(heard).toBe(true), SOON);
    expect(await stateOf(id)).toBe('cancelled');
  });

  it('retries all that failed in a queue, and begins a periodic job now', async () => {
    await makeFailed();
    await makeFailed();
    expect(await retryFailedJobs(host, 'test-work')).toBe(2);
    expect(await retryFailedJobs(host, 'test-work')).toBe(0);
    expect(await retryFailedJobs(host, 'unknown')).toBeNull();
    expect(await runScheduleNow(host, 'test-work')).toBe(false);
    tick.mockClear();
    await startJobs();
    await vi.waitFor(() => expect(tick).toHaveBeenCalledOnce(), SOON);
    expect(await runScheduleNow(host, 'test-hourly')).toBe(true);
    await vi.waitFor(() => expect(tick).toHaveBeenCalledTimes(2), SOON);
    const now = new Date();
    const hourly = (await listSchedules(now)).find(({ name }) => name === 'test-hourly');
    expect(hourly).toMatchObject({ everySeconds: 3_600 });
    expect(hourly?.last?.at.getTime()).toBeGreaterThan(now.getTime() - 60_000);
    expect(hourly?.nextAt.getTime()).toBeGreaterThan(now.getTime());
  });

  it('hears that there is no such job', async () => {
    expect(await cancelJob(host, randomUUID())).toEqual({ ok: false, error: 'notFound' });
  });
});

describe('a process', () => {
  it('is seen while it lives, and what it worked on goes back when it is gone', async () => {
    const id = await make();
    const gone = randomUUID();
    await pool.query(`UPDATE pgboss.job SET "state" = 'active', "started_on" = now() - interval '2 minutes', "retry_limit" = 3 WHERE "id" = $1`, [id]);
    const state = { loopLagMs: 0, rssBytes: 1, heapBytes: 1, cpu: 0, load: 0, pool: { total: 1, idle: 1, waiting: 0 }, jobs: [id] };
    const seen = (secondsAgo: number) => db.appInstance.upsert({ where: { id: gone }, create: { id: gone, host: 'h', pid: 1, role: 'worker', version: '1', startedAt: new Date(), seenAt: new Date(Date.now() - secondsAgo * 1_000), state }, update: { seenAt: new Date(Date.now() - secondsAgo * 1_000) } });
    await seen(10);
    expect(await rescueJobs()).toEqual([]);
    await seen(90);
    expect((await Promise.all([rescueJobs(), rescueJobs()])).flat()).toEqual(['test-work']);
    expect(await stateOf(id)).toBe('waiting');
  });

  it('fails a job that has no tries left', async () => {
    const id = await make();
    await pool.query(`UPDATE pgboss.job SET "state" = 'active', "started_on" = now() - interval '2 minutes' WHERE "id" = $1`, [id]);
    expect(await rescueJobs()).toEqual(['test-work']);
    expect(await stateOf(id)).toBe('failed');
  });

  it('that stops in the middle of a job gives it back, untouched', async () => {
    work.mockImplementation(() => new Promise(() => {}));
    await startJobs();
    const id = await make();
    await vi.waitFor(() => expect(work).toHaveBeenCalled(), SOON);
    await stopJobs();
    const { rows } = await pool.query<{ state: string; retry_count: number }>(`SELECT "state", "retry_count" FROM pgboss.job WHERE "id" = $1`, [id]);
    expect(rows).toEqual([{ state: 'created', retry_count: 0 }]);
  }, 40_000);

  it('says how it is, and is off the list when it ends', async () => {
    const end = await startHeartbeat('both');
    const now = new Date();
    const { instances, warnings, versions, database, disk, mail } = await readSystem({ now, since: now, isProxied: true });
    expect(instances).toMatchObject({ ok: true, value: [{ role: 'both', isAlive: true, isThis: true, pid: process.pid, state: { jobs: [] } }] });
    expect(versions).toMatchObject({ ok: true, value: { migrations: { pending: 0 }, node: process.versions.node } });
    expect(database.ok && database.value.tables.length).toBeGreaterThan(0);
    expect(database.ok && Math.abs(database.value.skewMs)).toBeLessThan(2_000);
    expect(disk.ok && disk.value.freeBytes).toBeGreaterThan(0);
    expect(mail).toMatchObject({ ok: true, value: { isConfigured: false } });
    expect(warnings).toEqual(expect.arrayContaining(['backup', 'mail', 'proxy']));
    expect(warnings).not.toContain('worker');
    await end();
    expect(await db.appInstance.count()).toBe(0);
  });
});
