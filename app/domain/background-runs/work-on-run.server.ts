import { z } from 'zod';
import type { RunState } from '~/generated/prisma/client';
import { orgDb, type OrgDb, type OrgTx } from '~/platform/db.server';

export interface RunKey {
  organizationId: string;
  runId: string;
}

/** How many rows came to which end. */
export type RunCounts = Record<string, number>;

/** How far a run is, locked until the transaction ends: two workers of one run go one after the other. */
export interface LockedRun {
  state: RunState;
  done: number;
  counts: RunCounts;
}

const countsSchema = z.object({ counts: z.record(z.string(), z.number()) });

export function readCounts(result: unknown): RunCounts {
  return countsSchema.safeParse(result).data?.counts ?? {};
}

export async function lockRun(tx: OrgTx, { organizationId, runId }: RunKey): Promise<LockedRun | null> {
  const [run] = await tx.$queryRaw<{ state: RunState; done: number; result: unknown }[]>`
    SELECT "state"::text AS "state", "done", "result" FROM "BackgroundRun"
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${runId}::uuid FOR NO KEY UPDATE`;
  return run ? { state: run.state, done: run.done, counts: readCounts(run.result) } : null;
}

/** Marks a waiting run as running. False when it is over or unknown. */
export async function beginRun(db: OrgDb, runId: string, total?: number): Promise<boolean> {
  const { count } = await db.backgroundRun.updateMany({
    where: { id: runId, state: { in: ['QUEUED', 'RUNNING'] } },
    data: { state: 'RUNNING', ...(total !== undefined && { total }) },
  });
  return count > 0;
}

/** Notes how far a locked run has come. */
export async function advanceRun(tx: OrgTx, runId: string, run: LockedRun, step: { done: number; outcomes: readonly string[] }): Promise<void> {
  const counts = { ...run.counts };
  for (const outcome of step.outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  await tx.backgroundRun.updateMany({ where: { id: runId }, data: { done: step.done, result: { counts } } });
}

export async function finishRun(tx: OrgTx | OrgDb, runId: string, state: 'DONE' | 'CANCELLED'): Promise<void> {
  await tx.backgroundRun.updateMany({ where: { id: runId, state: { in: ['QUEUED', 'RUNNING'] } }, data: { state, finishedAt: new Date() } });
}

/** For the last try of a job that threw. What is done stays; `retry` of the run goes on from there. */
export async function failRun({ organizationId, runId }: RunKey, error: unknown): Promise<void> {
  await orgDb(organizationId).backgroundRun.updateMany({
    where: { id: runId, state: { in: ['QUEUED', 'RUNNING'] } },
    data: { state: 'FAILED', error: String(error).slice(0, 1_000), finishedAt: new Date() },
  });
}

/** Stops a run after the batch that is being written. False when it is over already. */
export async function cancelRun(db: OrgDb, runId: string): Promise<boolean> {
  const { count } = await db.backgroundRun.updateMany({
    where: { id: runId, state: { in: ['QUEUED', 'RUNNING'] } },
    data: { state: 'CANCELLED', finishedAt: new Date() },
  });
  return count > 0;
}

/** Lets a run go on that failed for good or was stopped; its job is enqueued by the caller, in the same transaction. */
export async function reviveRun(tx: OrgTx, runId: string): Promise<boolean> {
  const { count } = await tx.backgroundRun.updateMany({ where: { id: runId, state: { in: ['FAILED', 'CANCELLED'] } }, data: { state: 'QUEUED', error: null, finishedAt: null } });
  return count > 0;
}
