import { z } from 'zod';

export const INSTANCE_ROLES = ['web', 'worker', 'both'] as const;
/** `both`: serves pages and runs jobs. */
export type InstanceRole = (typeof INSTANCE_ROLES)[number];

/** A process says so often that it lives. */
export const BEAT_SECONDS = 15;
/** Who has been silent for so long is taken for gone: its jobs go back to their queues. */
export const SILENT_SECONDS = 60;
/** After so long it is no longer shown. */
export const FORGOTTEN_SECONDS = 60 * 60;

/** AppInstance.state: a process as it was at its last beat. */
export const instanceStateSchema = z.object({
  /** 99th percentile of the delay of its event loop since the beat before, milliseconds. */
  loopLagMs: z.number().min(0),
  rssBytes: z.number().min(0),
  heapBytes: z.number().min(0),
  /** Share of one core used since the beat before, 0…n. */
  cpu: z.number().min(0),
  /** Of its machine over one minute. */
  load: z.number().min(0),
  pool: z.object({ total: z.int().min(0), idle: z.int().min(0), waiting: z.int().min(0) }),
  /** Ids of the jobs that it works on. */
  jobs: z.array(z.string()),
});

export type InstanceState = z.infer<typeof instanceStateSchema>;
