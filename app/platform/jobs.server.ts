import type PgBoss from 'pg-boss';
import { beforeDatabaseCloses } from './db.server';
import { createBoss, installQueues, resetProducer, WAKE_CHANNEL } from './jobs/queue.server';
import { definedJobs } from './jobs/registry';
import { JobWorker } from './jobs/worker.server';
import { log } from './log.server';
import { subscribe } from './notify-bus.server';

export { defineJob, type Job, type JobContext, type JobOptions } from './jobs/registry';
export { enqueue, type EnqueueOptions } from './jobs/queue.server';

const STOP_DEADLINE_MS = 20_000;
const MAX_CLOCK_MS = 60_000;

interface Runner {
  boss: PgBoss;
  workers: Map<string, JobWorker>;
  clocks: NodeJS.Timeout[];
  unsubscribe: () => void;
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
  const unsubscribe = subscribe(WAKE_CHANNEL, {
    onMessage: (name) => workers.get(String(name))?.wake(),
    onGap: wakeAll,
  });
  runner = { boss, workers, clocks: startClocks(boss), unsubscribe };
  wakeAll();
}

/** Lets running jobs finish (20 s at most; the rest goes back to the queue) and takes no new ones. */
export async function stopJobs(): Promise<void> {
  const stopping = runner;
  if (!stopping) return;
  runner = undefined;
  stopping.unsubscribe();
  stopping.clocks.forEach(clearInterval);
  await Promise.all([...stopping.workers.values()].map((worker) => worker.stop(STOP_DEADLINE_MS)));
  await stopping.boss.stop({ graceful: false });
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
