import type PgBoss from 'pg-boss';
import { isDatabaseDown, pool } from '../db.server';
import { reportLostJob } from '../errors.server';
import { withJob } from '../http/current-request';
import { log } from '../log.server';
import { scrubPersonal } from '../scrub-text';
import { jobSeconds } from '../metrics.server';
import type { Job } from './registry';
import { readStamp } from './request-stamp';

const POLL_MS = 2_000;
const SETTLE_PAUSE_MS = 1_000;
const SETTLE_TRIES = 60;

type Fetched = PgBoss.JobWithMetadata<unknown>;

interface Running {
  controller: AbortController;
  work: Promise<void>;
}

/** Why a job's signal was aborted. */
class JobEnded extends Error {
  override name = 'JobEnded';
  constructor(readonly why: 'stopped' | 'cancelled') {
    super(why === 'stopped' ? 'the process stops' : 'cancelled');
  }
}

/**
 * Runs one kind of job. pg-boss's own `work()` is not used: it does not wait for the receipt of a job, so that a
 * database that goes away at that moment ends the process.
 */
export class JobWorker {
  #running = new Map<string, Running>();
  #isStopping = false;
  #timer: NodeJS.Timeout | undefined;
  #isFetching = false;
  #isWoken = false;

  constructor(
    private readonly boss: PgBoss,
    private readonly job: Job,
  ) {}

  /** Looks for work now, and again after each job and every two seconds. */
  wake(): void {
    this.#isWoken = true;
    if (!this.#isFetching && !this.#isStopping) void this.#fill();
  }

  async #fill(): Promise<void> {
    clearTimeout(this.#timer);
    this.#isFetching = true;
    while (this.#isWoken && !this.#isStopping) {
      this.#isWoken = false;
      const batchSize = this.job.concurrency - this.#running.size;
      if (batchSize <= 0) break;
      for (const job of await this.#fetch(batchSize)) this.#start(job);
    }
    this.#isFetching = false;
    if (this.#isStopping) return;
    this.#timer = setTimeout(() => this.wake(), POLL_MS);
    this.#timer.unref();
  }

  /** pg-boss itself answers with no rows while the database is away. */
  async #fetch(batchSize: number): Promise<Fetched[]> {
    try {
      return await this.boss.fetch<unknown>(this.job.name, { batchSize, includeMetadata: true });
    } catch (error) {
      log.warn({ err: error, job: this.job.name }, 'cannot look for jobs');
      return [];
    }
  }

  #start(fetched: Fetched): void {
    const controller = new AbortController();
    const { data, requestId } = readStamp(fetched.data);
    const work = withJob(this.job.name, requestId, () => this.#run({ ...fetched, data }, controller)).finally(() => {
      this.#running.delete(fetched.id);
      this.wake();
    });
    this.#running.set(fetched.id, { controller, work });
  }

  async #run(fetched: Fetched, controller: AbortController): Promise<void> {
    const { name, handler, schema, expireInSeconds } = this.job;
    const { id, retryCount } = fetched;
    const watch = jobSeconds.startTimer({ queue: name });
    try {
      const data = schema.parse(fetched.data ?? {});
      await withDeadline(handler(data, { id, retryCount, signal: controller.signal }), controller, expireInSeconds);
      watch({ outcome: 'done' });
      await this.#settle(id, () => this.boss.complete(name, id));
    } catch (error) {
      if (error instanceof JobEnded) return this.#giveUp(id, error.why);
      const isLast = retryCount >= this.job.retryLimit;
      watch({ outcome: isLast ? 'lost' : 'failed' });
      if (isLast) reportLostJob(error, { queue: name, id, retryCount });
      else log.warn({ err: error, job: name, id, retryCount }, 'job failed');
      await this.#settle(id, () => this.boss.fail(name, id, describeError(error)));
    }
  }

  /** Ids of what runs now. */
  running(): string[] {
    return [...this.#running.keys()];
  }

  /** Asks a job to stop, if it runs here; in the queue it is cancelled already. */
  cancel(id: string): void {
    this.#running.get(id)?.controller.abort(new JobEnded('cancelled'));
  }

  /** What a stopping process could not finish begins anew elsewhere, and the try does not count. */
  async #giveUp(id: string, why: JobEnded['why']): Promise<void> {
    log.info({ job: this.job.name, id }, `job ${why}`);
    if (why === 'cancelled') return;
    const giveBack = `UPDATE pgboss.job SET "state" = 'created', "started_on" = NULL, "start_after" = now() WHERE "name" = $1 AND "id" = $2 AND "state" = 'active'`;
    await this.#settle(id, async () => void (await pool.query(giveBack, [this.job.name, id])));
  }

  /** Hands in the receipt, also when the database comes back only later. Without it the job runs again. */
  async #settle(id: string, receipt: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await receipt();
      } catch (error) {
        if (!isDatabaseDown(error) || this.#isStopping || attempt === SETTLE_TRIES) {
          log.error({ err: error, job: this.job.name, id }, 'the receipt of a job was lost');
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, SETTLE_PAUSE_MS));
      }
    }
  }

  /** Takes no more work and waits for what runs; past the deadline that is aborted and returned to the queue. */
  async stop(deadlineMs: number): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#timer);
    const all = () => Promise.all([...this.#running.values()].map(({ work }) => work));
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<void>((resolve) => (timer = setTimeout(resolve, deadlineMs)));
    await Promise.race([all(), deadline]);
    clearTimeout(timer);
    for (const { controller } of this.#running.values()) controller.abort(new JobEnded('stopped'));
    await all();
  }
}

/** Rejects when the time is over or the signal is aborted, even if the work ignores it. */
function withDeadline(work: Promise<unknown>, controller: AbortController, seconds: number): Promise<unknown> {
  const timer = setTimeout(() => controller.abort(new Error(`took longer than ${seconds} s`)), seconds * 1_000);
  const aborted = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason as Error), { once: true });
  });
  return Promise.race([work, aborted]).finally(() => clearTimeout(timer));
}

/** What stays with a failed job for two weeks: whoever runs the installation reads it, and a person who is forgotten is not looked for in it. */
function describeError(error: unknown): object {
  return error instanceof Error ? { name: error.name, message: scrubPersonal(error.message) } : { message: scrubPersonal(String(error)) };
}
