import type { Prisma, RunState } from '~/generated/prisma/client';
import type { OrgDb, OrgTx } from '~/platform/db.server';

export interface RunProgress {
  id: string;
  state: RunState;
  total: number;
  done: number;
  error: string | null;
  createdAt: Date;
  finishedAt: Date | null;
  startedBy: string | null;
  params: Prisma.JsonValue;
}

const runProgress = {
  id: true,
  state: true,
  total: true,
  done: true,
  error: true,
  createdAt: true,
  finishedAt: true,
  params: true,
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
  return run && { ...run, startedBy: run.startedBy?.user.name ?? null };
}

/** Work that waits or runs: its page asks again after a while. */
export function isUnfinished(run: Pick<RunProgress, 'state'> | null): boolean {
  return run?.state === 'QUEUED' || run?.state === 'RUNNING';
}
