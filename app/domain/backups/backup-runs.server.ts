import { db } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { isBackupDue, lastTimeOf, type LastRuns } from './backup-clock';

const DAY_MS = 86_400_000;
const ERROR_MAX = 1_000;
const select = { id: true, startedAt: true, finishedAt: true, name: true, isEncrypted: true, sizeBytes: true, rows: true, files: true, error: true, removedAt: true } as const;
const good = { finishedAt: { not: null }, error: null } as const;

/** One attempt, for people. */
export type BackupRunRow = Awaited<ReturnType<typeof listBackupRuns>>[number];

/** The last attempts, newest first. */
export function listBackupRuns(count: number) {
  return db.backupRun.findMany({ orderBy: { startedAt: 'desc' }, take: count, select });
}

/** What the host wants to know at a glance; `isLate` when the daily backup of the last day is missing. */
export async function findBackupState(now: Date) {
  const [last, lastGood] = await Promise.all([db.backupRun.findFirst({ orderBy: { startedAt: 'desc' }, select }), db.backupRun.findFirst({ where: good, orderBy: { startedAt: 'desc' }, select })]);
  const at = env().BACKUP_AT ?? null;
  const isLate = at !== null && (!lastGood || lastTimeOf(at, now).getTime() - lastGood.startedAt.getTime() > DAY_MS);
  return { last, lastGood, at, isLate };
}

/** Whether the schedule of BACKUP_AT asks for a backup now. */
export async function isScheduledBackupDue(now: Date): Promise<boolean> {
  const at = env().BACKUP_AT;
  if (!at) return false;
  const [lastGood, last] = await Promise.all([
    db.backupRun.findFirst({ where: good, orderBy: { startedAt: 'desc' }, select: { startedAt: true } }),
    db.backupRun.findFirst({ orderBy: { startedAt: 'desc' }, select: { startedAt: true } }),
  ]);
  const runs: LastRuns = { goodAt: lastGood?.startedAt ?? null, triedAt: last?.startedAt ?? null };
  return isBackupDue(at, runs, now);
}

/** Notes that a backup begins, and closes those that died: only one works at a time. */
export async function openBackupRun(run: { name: string; isEncrypted: boolean; startedAt: Date }): Promise<string> {
  await db.backupRun.updateMany({ where: { finishedAt: null }, data: { finishedAt: run.startedAt, error: 'The process ended before the backup did.' } });
  return (await db.backupRun.create({ data: run, select: { id: true } })).id;
}

export async function closeBackupRun(id: string, outcome: { sizeBytes: number; rows: number; files: number } | { error: string }): Promise<void> {
  const data = 'error' in outcome ? { error: outcome.error.slice(0, ERROR_MAX) } : outcome;
  await db.backupRun.update({ where: { id }, data: { ...data, finishedAt: new Date() }, select: { id: true } });
}

export async function noteRemovedBackups(names: readonly string[], now: Date): Promise<void> {
  await db.backupRun.updateMany({ where: { name: { in: [...names] }, removedAt: null }, data: { removedAt: now } });
}
