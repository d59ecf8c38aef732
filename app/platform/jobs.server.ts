import type PgBoss from 'pg-boss';
import { beforeDatabaseCloses, pool, type SqlRunner } from './db.server';
import { createBoss, installQueues, resetProducer, WAKE_CHANNEL } from './jobs/queue.server';
import { CANCEL_CHANNEL } from './jobs/job-table.server';
import { definedJobs } from './jobs/registry';
import { JobWorker } from './jobs/worker.server';
import { log } from './log.server';
import { publish, subscribe } from './notify-bus.server';

export { defineJob, type Job, type JobContext, type JobOptions } from './jobs/registry';
export { enqueue, installQueues, type EnqueueOptions } from './jobs/queue.server';

const STOP_DEADLINE_MS = 20_000;
const MAX_CLOCK_MS = 60_000;

interface Runner {
  boss: PgBoss;
  workers: Map<string, JobWorker>;
  clocks: NodeJS.Timeout[];
  unsubscribe: (() => void)[];
}

let runner: Runner | undefined;
beforeDatabaseCloses(() => Promise.resolve(resetProducer()));

/** Makes the queues and starts to work on every defined job. Survives a database that goes away and comes back. */
export async function startJobs(): Promise<void> {
  if (runner) return;
  await installQueues();
  const boss = await createBoss({ supervise: true }).start();
  const workers = new Map(definedJobs().map((job) => [job.name, new JobWorker(boss, job)]));
  const wakeAll = () => workers.forEach((worker) => worker.wake());
  const unsubscribe = [
    subscribe(WAKE_CHANNEL, { onMessage: (name) => workers.get(String(name))?.wake(), onGap: wakeAll }),
    subscribe(CANCEL_CHANNEL, { onMessage: (id) => workers.forEach((worker) => worker.cancel(String(id))), onGap: () => void cancelMissed(workers) }),
  ];
  runner = { boss, workers, clocks: startClocks(boss), unsubscribe };
  wakeAll();
}

/** Lets running jobs finish (20 s at most; the rest goes back to the queue) and takes no new ones. */
export async function stopJobs(): Promise<void> {
  const stopping = runner;
  if (!stopping) return;
  runner = undefined;
  stopping.unsubscribe.forEach((end) => end());
  stopping.clocks.forEach(clearInterval);
  await Promise.all([...stopping.workers.values()].map((worker) => worker.stop(STOP_DEADLINE_MS)));
  await stopping.boss.stop({ graceful: false });
}

/** Tells all processes that a queue has work, when the transaction commits. */
export function wakeQueue(tx: SqlRunner, queue: string): Promise<void> {
  return publish(tx, WAKE_CHANNEL, queue);
}

/** Ids of the jobs that this process works on now. */
export function runningJobs(): string[] {
  return runner ? [...runner.workers.values()].flatMap((worker) => worker.running()) : [];
}

/** What was cancelled while the bus was not heard. */
async function cancelMissed(workers: Runner['workers']): Promise<void> {
  const sql = `SELECT "id"::text AS "id" FROM pgboss.job WHERE "id" = ANY($1::uuid[]) AND "state" = 'cancelled'`;
  const ids = [...workers.values()].flatMap((worker) => worker.running());
  if (ids.length === 0) return;
  try {
    const { rows } = await pool.query<{ id: string }>(sql, [ids]);
    for (const { id } of rows) workers.forEach((worker) => worker.cancel(id));
  } catch (error) {
    log.warn({ err: error }, 'cannot look for cancelled jobs');
  }
}

/** Periodic jobs: every process tries, the queue's singleton slot lets one through. */
function startClocks(boss: PgBoss): NodeJS.Timeout[] {
  return definedJobs().flatMap(({ name, everySeconds }) => {
    if (!everySeconds) return [];
    const tick = () => {
      boss
        .insert([{ name, data: {}, singletonKey: 'every', singletonSeconds: everySeconds }])
        .catch((error: unknown) => log.warn({ err: error, job: name }, 'cannot enqueue the periodic job'));
    };
    tick();
    const clock = setInterval(tick, Math.min(everySeconds * 1_000, MAX_CLOCK_MS));
    clock.unref();
    return [clock];
  });
}
