import type { Prisma, RunState } from '~/generated/prisma/client';
import type { OrgDb, OrgTx } from '~/platform/db.server';
import { readCounts, type RunCounts } from './work-on-run.server';

export interface RunProgress {
  id: string;
  kind: string;
  state: RunState;
  total: number;
  done: number;
  error: string | null;
  createdAt: Date;
  finishedAt: Date | null;
  startedBy: string | null;
  params: Prisma.JsonValue;
  startedById: string | null;
  /** Rows by what became of them. */
  counts: RunCounts;
}

const runProgress = {
  id: true,
  kind: true,
  state: true,
  total: true,
  done: true,
  error: true,
  createdAt: true,
  finishedAt: true,
  params: true,
  result: true,
  startedById: true,
  startedBy: { select: { user: { select: { name: true } } } },
} satisfies Prisma.BackgroundRunSelect;

export interface NewRun {
  organizationId: string;
  kind: string;
  total: number;
  startedById: string | null;
  params: Prisma.InputJsonObject;
}

/** Notes long work that people can watch; the job that does it is enqueued in the same transaction. */
export async function createRun(tx: OrgTx, run: NewRun): Promise<string> {
  const { id } = await tx.backgroundRun.create({ data: run, select: { id: true } });
  return id;
}

/** The latest work of a kind, running or not. */
export async function findLatestRun(db: OrgDb, kind: string): Promise<RunProgress | null> {
  const run = await db.backgroundRun.findFirst({
    where: { kind },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: runProgress,
  });
  return run && toProgress(run);
}

/** One run of the organisation, or null. */
export async function findRun(db: OrgDb | OrgTx, runId: string): Promise<RunProgress | null> {
  const run = await db.backgroundRun.findFirst({ where: { id: runId }, select: runProgress });
  return run && toProgress(run);
}

/** Several runs by their ids. */
export async function findRuns(db: OrgDb, runIds: readonly string[]): Promise<Map<string, RunProgress>> {
  const runs = await db.backgroundRun.findMany({ where: { id: { in: [...runIds] } }, select: runProgress });
  return new Map(runs.map((run) => [run.id, toProgress(run)]));
}

function toProgress({ result, startedBy, ...run }: Prisma.BackgroundRunGetPayload<{ select: typeof runProgress }>): RunProgress {
  return { ...run, counts: readCounts(result), startedBy: startedBy?.user.name ?? null };
}

/** Work that waits or runs: its page asks again after a while. */
export function isUnfinished(run: Pick<RunProgress, 'state'> | null): boolean {
  return run?.state === 'QUEUED' || run?.state === 'RUNNING';
}
