import { randomUUID } from 'node:crypto';
import os from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { db, pool } from '~/platform/db.server';
import { returnOrphans } from '~/platform/jobs/job-table.server';
import { runningJobs, wakeQueue } from '~/platform/jobs.server';
import { log } from '~/platform/log.server';
import { appVersion } from '~/platform/version.server';
import { BEAT_SECONDS, FORGOTTEN_SECONDS, instanceStateSchema, SILENT_SECONDS, type InstanceRole, type InstanceState } from './instance-state';

const id = randomUUID();

/** Which of the processes this one is. */
export function thisInstance(): string {
  return id;
}

/**
 * Says every 15 seconds that this process lives and how it is; one that runs jobs also puts back those whose process is gone.
 * @returns ends it, and takes the process off the list
 */
export async function startHeartbeat(role: InstanceRole): Promise<() => Promise<void>> {
  const startedAt = new Date(Date.now() - process.uptime() * 1_000);
  const measure = createMeasure();
  let isEnded = false;
  const beat = async () => {
    if (isEnded) return;
    try {
      await db.$executeRaw`
        INSERT INTO "AppInstance" ("id", "host", "pid", "role", "version", "startedAt", "seenAt", "state")
        VALUES (${id}::uuid, ${os.hostname().slice(0, 200)}, ${process.pid}, ${role}, ${appVersion()}, ${startedAt}, now(), ${JSON.stringify(measure())}::jsonb)
        ON CONFLICT ("id") DO UPDATE SET "seenAt" = EXCLUDED."seenAt", "state" = EXCLUDED."state"`;
      await db.$executeRaw`DELETE FROM "AppInstance" WHERE "seenAt" < now() - ${FORGOTTEN_SECONDS} * interval '1 second'`;
      if (role !== 'web') await rescueJobs();
    } catch (error) {
      log.warn({ err: error }, 'the heartbeat could not be written');
    }
  };
  await beat();
  const timer = setInterval(() => void beat(), BEAT_SECONDS * 1_000);
  timer.unref();
  return async () => {
    isEnded = true;
    clearInterval(timer);
    await db.appInstance.deleteMany({ where: { id } }).catch((error: unknown) => log.warn({ err: error }, 'the heartbeat could not be ended'));
  };
}

/** Puts back jobs of processes that fell silent. @returns the queues that have work again */
export async function rescueJobs(): Promise<string[]> {
  const living = await db.$queryRaw<{ state: unknown }[]>`SELECT "state" FROM "AppInstance" WHERE "seenAt" > now() - ${SILENT_SECONDS} * interval '1 second'`;
  const alive = living.flatMap(({ state }) => instanceStateSchema.safeParse(state).data?.jobs ?? []);
  const queues = await returnOrphans([...alive, ...runningJobs()], SILENT_SECONDS);
  if (queues.length > 0) log.warn({ queues }, 'jobs of a process that is gone went back to their queues');
  for (const queue of queues) await wakeQueue(db, queue);
  return queues;
}

/** What the process uses, counted from one call to the next. */
function createMeasure(): () => InstanceState {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let usage = process.cpuUsage();
  let at = performance.now();
  return () => {
    const spent = process.cpuUsage(usage);
    const elapsedMs = Math.max(performance.now() - at, 1);
    const loopLagMs = delay.count > 0 ? Math.max(delay.percentile(99) / 1e6 - 20, 0) : 0;
    usage = process.cpuUsage();
    at = performance.now();
    delay.reset();
    const { rss, heapUsed } = process.memoryUsage();
    return {
      loopLagMs: Math.round(loopLagMs),
      rssBytes: rss,
      heapBytes: heapUsed,
      cpu: Math.round(((spent.user + spent.system) / 1_000 / elapsedMs) * 100) / 100,
      load: Math.round((os.loadavg()[0] ?? 0) * 100) / 100,
      pool: { total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount },
      jobs: runningJobs(),
    };
  };
}
