import { Prisma } from '~/generated/prisma/client';
import { pool, type SqlRunner } from '../db.server';
import { defineOrder, type Order } from '../db/keyset';
import { readKeysetPage, type KeysetPage, type Place } from '../db/keyset-page';
import { publish } from '../notify-bus.server';
import { WAKE_CHANNEL } from './queue.server';
import type { JobState } from './job-state';
import { definedJobs } from './registry';

/** On this channel of the notify bus the id of a job asks the process that works on it to stop. */
export const CANCEL_CHANNEL = 'jobs-cancel';

/** A job as its queue holds it. */
export interface JobRow {
  id: string;
  queue: string;
  state: JobState;
  data: unknown;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  /** When it may begin, or is tried again. */
  startAfter: Date;
  /** Tries so far that ended without success, or runs now beyond the first. */
  retryCount: number;
  retryLimit: number;
  error: string | null;
}

export interface QueueCounts {
  name: string;
  waiting: number;
  running: number;
  failed: number;
  doneToday: number;
  /** Since when the job has been able to begin that has waited longest; null when none waits. */
  oldestWaiting: Date | null;
}

/** Literals: the planner reads the partial indexes of the queue by them. */
const STATES: Record<JobState, Prisma.Sql> = {
  waiting: Prisma.sql`j."state" < 'active'`,
  running: Prisma.sql`j."state" = 'active'`,
  failed: Prisma.sql`j."state" = 'failed'`,
  done: Prisma.sql`j."state" = 'completed'`,
  cancelled: Prisma.sql`j."state" = 'cancelled'`,
};
const STATE_NAME = Prisma.sql`CASE WHEN j."state" < 'active' THEN 'waiting' WHEN j."state" = 'active' THEN 'running' WHEN j."state" = 'completed' THEN 'done' ELSE j."state"::text END`;
/** The queue counts microseconds, cursors do not. */
const CREATED = Prisma.sql`date_trunc('milliseconds', j."created_on")`;

/** The newest first. */
export const JOB_ORDER: Order<JobRow> = defineOrder<JobRow>([
  { name: 'createdAt', sql: CREATED, type: 'timestamptz', descending: true },
  { name: 'id', sql: Prisma.sql`j."id"`, type: 'uuid', descending: true },
]);

const names = () => definedJobs().map(({ name }) => name);

/** How each queue stands, in the order of their definition. @param since the start of today */
export async function countQueues(since: Date): Promise<QueueCounts[]> {
  const { rows } = await pool.query<QueueCounts>(
    `SELECT q."name",
            count(*) FILTER (WHERE j."state" < 'active')::int AS "waiting",
            count(*) FILTER (WHERE j."state" = 'active')::int AS "running",
            count(*) FILTER (WHERE j."state" = 'failed')::int AS "failed",
            count(*) FILTER (WHERE j."state" = 'completed' AND j."completed_on" >= $2)::int AS "doneToday",
            min(j."start_after") FILTER (WHERE j."state" < 'active' AND j."start_after" <= now()) AS "oldestWaiting"
     FROM unnest($1::text[]) WITH ORDINALITY AS q("name", "position") LEFT JOIN pgboss.job j ON j."name" = q."name"
     GROUP BY q."name", q."position" ORDER BY q."position"`,
    [names(), since],
  );
  return rows;
}

/** One page of the jobs of a state and queue; null: of any. */
export function listJobs(db: SqlRunner, { state, queue, ...place }: Place & { state: JobState | null; queue: string | null; limit?: number }): Promise<KeysetPage<JobRow>> {
  return readKeysetPage<JobRow>(db, {
    ...place,
    order: JOB_ORDER,
    select: Prisma.sql`j."id"::text AS "id", j."name" AS "queue", ${STATE_NAME} AS "state", j."data", ${CREATED} AS "createdAt", j."started_on" AS "startedAt", j."completed_on" AS "finishedAt",
      j."start_after" AS "startAfter", j."retry_count" AS "retryCount", j."retry_limit" AS "retryLimit", COALESCE(j."output"->>'message', j."output"->'value'->>'message') AS "error"`,
    from: Prisma.sql`pgboss.job j`,
    where: Prisma.sql`j."name" = ANY(${queue === null ? names() : [queue]}) AND ${state === null ? Prisma.sql`TRUE` : STATES[state]}`,
  });
}

/** Locks a job until the transaction ends. Null: there is none of this id. */
export async function lockJob(tx: SqlRunner, id: string): Promise<{ queue: string; state: JobState } | null> {
  const [row] = await tx.$queryRaw<{ queue: string; state: JobState }[]>`
    SELECT j."name" AS "queue", ${STATE_NAME} AS "state" FROM pgboss.job j WHERE j."name" = ANY(${names()}) AND j."id" = ${id}::uuid FOR UPDATE`;
  return row ?? null;
}

/** Takes a locked job out of its queue; one that runs is asked to stop when the transaction commits. */
export async function cancelLockedJob(tx: SqlRunner, { id, queue }: { id: string; queue: string }): Promise<void> {
  await tx.$executeRaw`UPDATE pgboss.job SET "state" = 'cancelled', "completed_on" = now() WHERE "name" = ${queue} AND "id" = ${id}::uuid`;
  await publish(tx, CANCEL_CHANNEL, id);
}

/** A fresh start with all its tries. The slot of a periodic job stays with the one that holds it. */
const ANEW = Prisma.sql`"state" = 'created', "retry_count" = 0, "started_on" = NULL, "completed_on" = NULL, "output" = NULL, "start_after" = now(), "singleton_on" = NULL, "keep_until" = now() + interval '14 days'`;

/** Puts locked jobs that failed or were cancelled back into their queue. */
export async function restartJobs(tx: SqlRunner, queue: string, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`UPDATE pgboss.job SET ${ANEW} WHERE "name" = ${queue} AND "id" = ANY(${ids}::uuid[]) AND "state" IN ('failed', 'cancelled')`;
  await publish(tx, WAKE_CHANNEL, queue);
}

/** The same for all failed jobs of a queue. @returns how many */
export async function restartFailedJobs(tx: SqlRunner, queue: string): Promise<number> {
  const count = await tx.$executeRaw`UPDATE pgboss.job SET ${ANEW} WHERE "name" = ${queue} AND "state" = 'failed'`;
  if (count > 0) await publish(tx, WAKE_CHANNEL, queue);
  return count;
}

/** When each periodic job began last; a job that never ran is left out. */
export async function lastRuns(): Promise<Map<string, { at: Date; state: JobState }>> {
  const { rows } = await pool.query<{ name: string; at: Date; state: JobState }>(
    `SELECT q."name", last."at", last."state" FROM unnest($1::text[]) AS q("name"),
       LATERAL (SELECT run."started_on" AS "at", CASE run."state" WHEN 'completed' THEN 'done' WHEN 'active' THEN 'running' WHEN 'failed' THEN 'failed' WHEN 'cancelled' THEN 'cancelled' ELSE 'waiting' END AS "state"
         FROM (SELECT "started_on", "state" FROM pgboss.job j WHERE j."name" = q."name" AND j."started_on" IS NOT NULL
               UNION ALL SELECT "started_on", "state" FROM pgboss.archive a WHERE a."name" = q."name" AND a."started_on" IS NOT NULL) run
         ORDER BY run."started_on" DESC LIMIT 1) last`,
    [definedJobs().flatMap(({ name, everySeconds }) => (everySeconds ? [name] : []))],
  );
  return new Map(rows.map(({ name, ...run }) => [name, run]));
}

/**
 * Puts jobs back whose process is gone: they run, but no process that was heard of lately works on them. As after any
 * failure, one without tries left has failed.
 * @param alive ids that living processes work on
 * @param silentSeconds a job that began later may not have been named yet
 * @returns the queues that have work again
 */
export async function returnOrphans(alive: readonly string[], silentSeconds: number): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `WITH gone AS (
       SELECT "name", "id" FROM pgboss.job
       WHERE "state" = 'active' AND "started_on" < now() - $2 * interval '1 second' AND "id" <> ALL($1::uuid[]) FOR UPDATE SKIP LOCKED
     )
     UPDATE pgboss.job j SET
       "state" = CASE WHEN j."retry_count" < j."retry_limit" THEN 'retry' ELSE 'failed' END::pgboss.job_state,
       "completed_on" = CASE WHEN j."retry_count" < j."retry_limit" THEN NULL ELSE now() END,
       "start_after" = now(), "output" = '{"message":"the process that worked on it is gone"}'
     FROM gone WHERE j."name" = gone."name" AND j."id" = gone."id" RETURNING j."name"`,
    [alive, silentSeconds],
  );
  return [...new Set(rows.map(({ name }) => name))];
}
