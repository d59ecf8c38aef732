import { createHash, hkdfSync } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { env } from '~/platform/env.server';
import { log } from '~/platform/log.server';
import { storage } from '~/platform/storage.server';
import { appVersion } from '~/platform/version.server';
import { ARCHIVE_FORMAT, BackupError, HEAD_NAME, MANIFEST_NAME, type ArchiveManifest } from './archive-format';
import { ArchiveWriter } from './archive-writer.server';
import { backupName } from './backup-clock';
import { closeBackupRun, noteRemovedBackups, openBackupRun } from './backup-runs.server';
import { freeBytes, openBackupStore, partialFile, prepareWorkFolder, type BackupStore } from './backup-store.server';
import { copyTables, openSnapshot } from './copy-out.server';
import { isThere } from './database-shape.server';
import { readArchive } from './read-archive.server';
import { chooseRemovals, parseKeep } from './retention';
import { createSeal, sealStream, type Seal } from './seal-archive.server';
import { copyFiles } from './stored-files.server';
import { tellOfFailedBackup } from './tell-of-failure.server';

/** Beside that of migrations. */
const BACKUP_LOCK = 72707370;
const FREE_MARGIN = 1.2;
/** What compression leaves of a database at the least, as experience has it. */
const COMPRESSED_SHARE = 0.25;

export interface BackupDone {
  name: string;
  place: string;
  sizeBytes: number;
  rows: number;
  files: number;
  missing: ArchiveManifest['missing'];
  removed: string[];
  isEncrypted: boolean;
}

/**
 * Makes a backup of the database and of the files that its rows name, reads it back, puts it into the store and clears
 * out old ones. Works beside the running application.
 * @throws {BackupError} with a sentence for the operator; nothing is left behind then
 */
export async function backUp({ signal = new AbortController().signal, store }: { signal?: AbortSignal; store?: BackupStore } = {}): Promise<BackupDone> {
  const target = store ?? (await openBackupStore());
  const settings = env();
  const seal = await createSeal({ passphrase: settings.BACKUP_PASSPHRASE, recipient: settings.BACKUP_RECIPIENT });
  const client = await connect();
  try {
    const lock = await client.query<{ isMine: boolean }>('SELECT pg_try_advisory_lock($1) AS "isMine"', [BACKUP_LOCK]);
    if (!lock.rows[0]?.isMine) throw new BackupError('Another backup is being made at this moment.');
    if (!(await isThere(client, '"BackupRun"'))) throw new BackupError('The database is not that of this Teplo: start it once, or let the older one make the backup.');
    return await runNoted(client, target, seal, signal);
  } finally {
    await client.end();
  }
}

async function runNoted(client: pg.Client, store: BackupStore, seal: Seal | null, signal: AbortSignal): Promise<BackupDone> {
  const startedAt = new Date();
  const name = backupName(startedAt, seal !== null);
  const runId = await openBackupRun({ name, isEncrypted: seal !== null, startedAt });
  try {
    const done = await make({ client, store, seal, signal, startedAt, name });
    await closeBackupRun(runId, { sizeBytes: done.sizeBytes, rows: done.rows, files: done.files });
    const removed = await clearOut(store, startedAt);
    return { ...done, removed };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    log.error({ err: error, backup: name }, 'the backup failed');
    await closeBackupRun(runId, { error: message }).catch((failed: unknown) => log.error({ err: failed }, 'the failed backup could not be noted'));
    await tellOfFailedBackup(name, message).catch((failed: unknown) => log.error({ err: failed }, 'nobody could be told of the failed backup'));
    throw error;
  }
}

interface Making {
  client: pg.Client;
  store: BackupStore;
  seal: Seal | null;
  signal: AbortSignal;
  startedAt: Date;
  name: string;
}

async function make({ client, store, seal, signal, startedAt, name }: Making): Promise<Omit<BackupDone, 'removed'>> {
  await prepareWorkFolder(store.workFolder, startedAt);
  await requireSpace(client, store);
  const file = partialFile(store.workFolder, name);
  try {
    const written = await writeArchive({ client, seal, signal, startedAt, file });
    signal.throwIfAborted();
    await readArchive(createReadStream(file), seal?.keys ?? {}); // as a restore would, down to the last hash
    const { size: sizeBytes } = await stat(file);
    await store.save(file, name);
    await requireSame(store, name, written.sha256);
    const rows = Object.values(written.manifest.tables).reduce((sum, table) => sum + table.rows, 0);
    return { name, place: store.place, sizeBytes, rows, files: written.manifest.files.count, missing: written.manifest.missing, isEncrypted: seal !== null };
  } finally {
    await rm(file, { force: true });
  }
}

interface Written {
  manifest: ArchiveManifest;
  sha256: string;
}

async function writeArchive({ client, seal, signal, startedAt, file }: Omit<Making, 'store' | 'name'> & { file: string }): Promise<Written> {
  const writer = new ArchiveWriter(startedAt);
  const hash = createHash('sha256');
  const gzip = createGzip();
  const writing = pipeline(writer.stream, gzip, { signal });
  const sealed: Readable = seal ? await sealStream(seal, gzip) : gzip;
  const storing = pipeline(
    sealed,
    async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(file, { flags: 'wx', mode: 0o600 }),
    { signal },
  );
  const filling = fill(client, writer, startedAt, signal).catch((error: Error) => {
    writer.destroy(error);
    throw error;
  });
  const [filled, ...streams] = await Promise.allSettled([filling, writing, storing]);
  const errors = [filled, ...streams].flatMap((settled) => (settled.status === 'rejected' ? [settled.reason as unknown] : []));
  // one stream that fails closes the others, which then complain of that alone
  if (errors.length > 0) throw signal.aborted ? signal.reason : (errors.find((error) => !isConsequence(error)) ?? errors[0]);
  if (filled.status === 'rejected') throw filled.reason;
  const handle = await open(file, 'r+');
  await handle.sync().finally(() => handle.close());
  return { manifest: filled.value, sha256: hash.digest('hex') };
}

function isConsequence(error: unknown): boolean {
  return error instanceof Error && ('code' in error ? error.code === 'ERR_STREAM_PREMATURE_CLOSE' : /destroyed|closed/.test(error.message));
}

async function fill(client: pg.Client, writer: ArchiveWriter, startedAt: Date, signal: AbortSignal): Promise<ArchiveManifest> {
  const head = await openSnapshot(client, { teplo: appVersion(), createdAt: startedAt.toISOString(), secretMarks: secretMarks() });
  await writer.addBytes(HEAD_NAME, Buffer.from(JSON.stringify(head)));
  const tables = await copyTables(client, head.tables, writer);
  const files = await copyFiles(client, await storage(), writer, signal);
  await client.query('ROLLBACK'); // it only read
  const manifest: ArchiveManifest = { format: ARCHIVE_FORMAT, tables, ...files, ...writer.sum() };
  await writer.finish(MANIFEST_NAME, Buffer.from(JSON.stringify(manifest)));
  return manifest;
}

/** The same bytes at the final place, which may be another machine. */
async function requireSame(store: BackupStore, name: string, sha256: string): Promise<void> {
  const hash = createHash('sha256');
  for await (const chunk of await store.read(name)) hash.update(chunk as Buffer);
  if (hash.digest('hex') === sha256) return;
  await store.remove(name);
  throw new BackupError(`${store.place} did not give back what was put there.`);
}

async function requireSpace(client: pg.Client, store: BackupStore): Promise<void> {
  const [last] = await store.list();
  const { rows } = await client.query<{ bytes: string }>(
    `SELECT (pg_database_size(current_database()) * $1::float + (SELECT coalesce(sum("size"), 0) FROM "File"))::bigint AS bytes`,
    [COMPRESSED_SHARE],
  );
  const needed = last ? last.sizeBytes * FREE_MARGIN : Number(rows[0]?.bytes ?? 0);
  const free = await freeBytes(store.workFolder);
  if (free < needed) throw new BackupError(`${store.workFolder} has ${megabytes(free)} MB left, the backup needs about ${megabytes(needed)} MB.`);
}

const megabytes = (bytes: number) => Math.round(bytes / 1_000_000);

/** Old backups go only after a new one stands; a failure there costs only space. */
async function clearOut(store: BackupStore, now: Date): Promise<string[]> {
  try {
    const names = chooseRemovals(await store.list(), parseKeep(env().BACKUP_KEEP)).map(({ name }) => name);
    for (const name of names) await store.remove(name);
    await noteRemovedBackups(names, now);
    return names;
  } catch (error) {
    log.warn({ err: error }, 'old backups could not be cleared out');
    return [];
  }
}

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL, application_name: `teplo-backup-${process.pid}` });
  client.on('error', () => {}); // the query that meets it fails with the same error
  await client.connect();
  return client;
}

/** Tells one secret from another and gives away neither. */
export function secretMarks(): string[] {
  return env().SESSION_SECRET.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', 'teplo mark in backups', 8)).toString('hex'));
}
