import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { BackupError, type ArchiveManifest } from '~/domain/backups/archive-format';
import { backUp } from '~/domain/backups/back-up.server';
import { isScheduledBackupDue } from '~/domain/backups/backup-runs.server';
import { folderStore, openBackupStore, type BackupStore } from '~/domain/backups/backup-store.server';
import type { ArchiveSummary } from '~/domain/backups/read-archive.server';
import { restoreBackup, verifyBackup } from '~/domain/backups/restore.server';
import { closeDatabase } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { ensureSessionSecret, migrationsDirectory, openPostgres } from '~/start.server';

interface Command {
  args: string[];
  say: (line: string) => void;
  signal: AbortSignal;
}

const CLOCK_MS = 60_000;
const RESTORE_USAGE = 'usage: restore <name, path or "latest"> [--dry-run] [--replace <database>] [--without-jobs] | --list | --verify [<name, path or "latest">]';

/** `npm run backup`: one backup now, or with --daily one every day at BACKUP_AT until the process is told to stop. */
export async function runBackupCommand({ args, say, signal }: Command): Promise<void> {
  const { values } = readArguments(args, { daily: { type: 'boolean' } }, 'usage: backup [--daily]');
  if (!values.daily) return withDatabase(() => backUpOnce(say, signal));
  ensureSessionSecret();
  const at = env().BACKUP_AT;
  if (!at) throw new BackupError('Set BACKUP_AT, for example to 03:00.');
  say(`A backup every day at ${at}.`);
  await withDatabase(async () => {
    while (!signal.aborted) {
      await backUpIfDue(say, signal);
      await wait(CLOCK_MS, undefined, { signal }).catch(() => {});
    }
  });
}

async function backUpIfDue(say: Command['say'], signal: AbortSignal): Promise<void> {
  try {
    if (await isScheduledBackupDue(new Date())) await backUpOnce(say, signal);
  } catch (error) {
    say(`The backup failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function backUpOnce(say: Command['say'], signal: AbortSignal): Promise<void> {
  const { name, place, sizeBytes, rows, files, missing, removed, isEncrypted } = await backUp({ signal });
  say(`${path.posix.join(place, name)}: ${megabytes(sizeBytes)}, ${rows} rows, ${files} files, read back and whole${isEncrypted ? '' : ', not encrypted'}.`);
  sayMissing(missing, say);
  if (removed.length > 0) say(`Older ones removed: ${removed.join(', ')}.`);
  say('It holds no secrets of the environment: keep SESSION_SECRET (or DATA_DIR/session-secret) elsewhere too.');
}

/** `npm run restore`: lists, verifies or restores backups. */
export async function runRestoreCommand({ args, say }: Command): Promise<void> {
  const options = { list: { type: 'boolean' }, verify: { type: 'boolean' }, 'dry-run': { type: 'boolean' }, replace: { type: 'string' }, 'without-jobs': { type: 'boolean' } } as const;
  const { values, positionals } = readArguments(args, options, RESTORE_USAGE);
  ensureSessionSecret();
  const [asked] = positionals;
  const { store, name } = asked?.includes(path.sep) ? { store: folderStore(path.resolve(path.dirname(asked))), name: path.basename(asked) } : { store: await openBackupStore(), name: asked };
  if (values.list) return sayList(store, say);
  const chosen = name === 'latest' || (values.verify && !name) ? (await store.list())[0]?.name : name;
  if (name === 'latest' && !chosen) throw new BackupError(`${store.place} has no backups.`);
  if (!chosen) throw new BackupError(RESTORE_USAGE);
  if (values.verify) return saySummary(await verifyBackup(store, chosen), chosen, say);
  const dryRun = values['dry-run'] ?? false;
  await withDatabase(async () => {
    const restored = await restoreBackup(store, chosen, { migrationsDir: migrationsDirectory(), replace: values.replace, dryRun, jobs: !values['without-jobs'] });
    saySummary(restored, chosen, say);
    if (!restored.isSecretKnown) say('SESSION_SECRET is another one than when the backup was made: authenticator apps, secrets of webhooks and keys of push messages will not open. Add the old one to it, after a comma.');
    if (dryRun) return say('Nothing was changed: it can be restored here.');
    if (restored.migrated.length > 0) say(`Brought up to this version: ${restored.migrated.join(', ')}.`);
    say(`Restored. ${restored.waitingJobs} jobs wait for Teplo to start.`);
  });
}

async function sayList(store: BackupStore, say: Command['say']): Promise<void> {
  const backups = await store.list();
  for (const { name, sizeBytes } of backups) say(`${name}  ${megabytes(sizeBytes)}`);
  say(`${backups.length} backups in ${store.place}`);
}

function saySummary({ head, manifest }: ArchiveSummary, name: string, say: Command['say']): void {
  const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
  say(`${name} is whole: Teplo ${head.teplo}, PostgreSQL ${head.serverVersion}, ${head.createdAt}; ${head.tables.length} tables with ${rows} rows, ${manifest.files.count} files of ${megabytes(manifest.files.bytes)}.`);
  sayMissing(manifest.missing, say);
}

function sayMissing({ count, keys }: ArchiveManifest['missing'], say: Command['say']): void {
  if (count > 0) say(`${count} files were missing in storage: ${keys.join(', ')}${count > keys.length ? ', …' : ''}.`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function readArguments<T extends NonNullable<Parameters<typeof parseArgs>[0]>['options']>(args: string[], options: T, usage: string) {
  try {
    return parseArgs({ args, options: options as T & object, allowPositionals: true });
  } catch {
    throw new BackupError(usage);
  }
}

/** The database of the settings for as long as the work lasts: an embedded server that runs is joined, else started. */
async function withDatabase(work: () => Promise<void>): Promise<void> {
  ensureSessionSecret();
  const postgres = await openPostgres();
  try {
    await work();
  } finally {
    await closeDatabase();
    await postgres?.stop();
  }
}
