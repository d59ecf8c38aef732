import { z } from 'zod';
import { failRun } from '~/domain/background-runs/work-on-run.server';
import { orgDb } from '~/platform/db.server';
import { defineJob, enqueue, type Job, type JobContext } from '~/platform/jobs.server';
import { importSlice } from './run-import.server';
import { tellOfFailedImport } from './tell-of-import.server';
import { undoSlice } from './undo-import.server';

/** A slice is short, so that the queue soon notices one whose process was killed, and gives the run to another. */
const EXPIRE_SECONDS = 75;
const RETRIES = 5;

const runKey = z.object({ organizationId: z.uuid(), runId: z.uuid() });
type RunKey = z.output<typeof runKey>;

/** Trials and imports; goes on where an earlier try was cut off. */
export const importJob: Job<typeof runKey> = defineJob({
  name: 'contacts-import',
  schema: runKey,
  // a small file need not wait for a large one
  concurrency: 2,
  expireInSeconds: EXPIRE_SECONDS,
  retryLimit: RETRIES,
  handler: (run, context) => inSlices(run, context, importSlice, () => importJob),
});

export const undoImportJob: Job<typeof runKey> = defineJob({
  name: 'contacts-import-undo',
  schema: runKey,
  expireInSeconds: EXPIRE_SECONDS,
  retryLimit: RETRIES,
  handler: (run, context) => inSlices(run, context, undoSlice, () => undoImportJob),
});

async function inSlices(
  run: RunKey,
  { signal, retryCount }: JobContext,
  slice: (work: RunKey & { signal: AbortSignal }) => Promise<boolean>,
  job: () => Job<typeof runKey>,
): Promise<void> {
  try {
    const isFinished = await slice({ ...run, signal });
    if (!isFinished && !signal.aborted) {
      await orgDb(run.organizationId).$transaction(async (tx) => {
        await enqueue(tx, job(), run);
      });
    }
  } catch (error) {
    if (retryCount >= RETRIES) {
      await failRun(run, error);
      await tellOfFailedImport(run);
    }
    throw error;
  }
}
