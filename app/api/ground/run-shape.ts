import { z } from '@hono/zod-openapi';
import type { RunProgress } from '~/domain/background-runs/background-runs.server';
import { id, moment } from './schemas';

const RUN_STATES = ['QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'] as const satisfies RunProgress['state'][];

/** Work that goes on when the answer has been sent. */
export const run = z
  .object({
    id,
    kind: z.string().openapi({ example: 'bulk' }),
    state: z.enum(RUN_STATES).openapi({ description: 'QUEUED and RUNNING: not over yet' }),
    done: z.int().min(0).openapi({ description: 'Rows' }),
    total: z.int().min(0).openapi({ description: 'Rows; 0 until they have been counted' }),
    counts: z.record(z.string(), z.int()).openapi({ description: 'Rows by what became of them: created, updated, unchanged, skipped, failed, reverted, conflict', example: { updated: 1 } }),
    startedById: id.nullable(),
    createdAt: moment,
    finishedAt: moment.nullable(),
  })
  .openapi('Run');

export function toRun({ id: runId, kind, state, done, total, counts, startedById, createdAt, finishedAt }: RunProgress): z.output<typeof run> {
  return { id: runId, kind, state, done, total, counts, startedById, createdAt, finishedAt };
}
