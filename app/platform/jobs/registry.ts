import type { z } from 'zod';

export interface JobContext {
  id: string;
  /** 0 at the first try. */
  retryCount: number;
  /** Aborted when the time for the job is over or the process stops: long work looks at it between steps. */
  signal: AbortSignal;
}

export interface JobOptions<S extends z.ZodType> {
  /** Letters, digits, - and _; also the name of the queue. */
  name: string;
  /** Of the data as they come back from JSON: dates are strings. */
  schema: S;
  /** May run more than once for the same job: the process can die between the work and its receipt. */
  handler: (data: z.output<S>, context: JobContext) => Promise<unknown>;
  /** Tries after the first one. */
  retryLimit?: number;
  /** Before the first retry; doubles with each. */
  retryDelaySeconds?: number;
  /** A job that takes longer counts as failed. */
  expireInSeconds?: number;
  /** How many run at once in one process. */
  concurrency?: number;
  /** Also enqueued by itself, with `{}`, once in every such span over all processes. */
  everySeconds?: number;
}

export type Job<S extends z.ZodType = z.ZodType> = Readonly<Required<Omit<JobOptions<S>, 'everySeconds'>>> & {
  readonly everySeconds?: number | undefined;
};

const registry = new Map<string, Job>();

/** Declares a kind of background work. Defining a name again replaces it (the development server reloads modules). */
export function defineJob<S extends z.ZodType>(options: JobOptions<S>): Job<S> {
  const job: Job<S> = {
    retryLimit: 5,
    retryDelaySeconds: 5,
    expireInSeconds: 900,
    concurrency: 1,
    ...options,
  };
  registry.set(job.name, job as unknown as Job);
  return job;
}

export function definedJobs(): Job[] {
  return [...registry.values()];
}
