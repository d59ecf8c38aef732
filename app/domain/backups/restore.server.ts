import type { Readable } from 'node:stream';
import type { Disk } from 'flydrive';
import pg from 'pg';
import { deployMigrations, MIGRATIONS_LOCK, readMigrations } from '~/platform/db/migrations.mjs';
import { env } from '~/platform/env.server';
import { storage } from '~/platform/storage.server';
import { BackupError } from './archive-format';
import { secretMarks } from './back-up.server';
import type { BackupStore } from './backup-store.server';
import { buildTables, clearDatabase, countWaitingJobs, TableLoader } from './copy-in.server';
import { findFilledTables, setTextForm } from './database-shape.server';
import { readArchive, type ArchiveSummary } from './read-archive.server';
import type { OpeningKeys } from './seal-archive.server';

export interface RestoreOptions {
  /** Any other database than DATABASE_URL's. */
  databaseUrl?: string | undefined;
  migrationsDir: string;
  /** Typed by the operator: the name of a database whose rows are given up. */
  replace?: string | undefined;
  /** Only checks what would stop it. */
  dryRun?: boolean;
  /** Any other storage than that of the settings. */
  disk?: Disk;
  /** False leaves out the work that waits: mails, webhooks. For a drill. */
  jobs?: boolean;
}

export interface Restored extends ArchiveSummary {
  /** Migrations that the backup did not have yet. */
  migrated: string[];
  waitingJobs: number;
  /** Whether SESSION_SECRET opens the sealed values of the backup. */
  isSecretKnown: boolean;
}

/** The keys of the settings. */
export function openingKeys(): OpeningKeys {
  const { BACKUP_PASSPHRASE: passphrase, BACKUP_IDENTITY: identity } = env();
  return { passphrase, identity };
}

/** Reads a backup to its end and checks every hash. @throws {BackupError} when it is not whole */
export async function verifyBackup(store: BackupStore, name: string): Promise<ArchiveSummary> {
  return readArchive(await openBackup(store, name), openingKeys());
}

async function openBackup(store: BackupStore, name: string): Promise<Readable> {
  const known = await store.list();
  if (!known.some((backup) => backup.name === name)) throw new BackupError(`${store.place} has no backup ${name}.`);
  return store.read(name);
}

/**
 * Puts a backup into a database and storage. Looks at every hash before it touches anything; the database changes in
 * one transaction, which ends when the files are there too. Then the migrations of this Teplo follow.
 * @throws {BackupError} with a sentence for the operator; the database is as it was then
 */
export async function restoreBackup(store: BackupStore, name: string, options: RestoreOptions): Promise<Restored> {
  const url = options.databaseUrl ?? process.env.DATABASE_URL;
  const summary = await verifyBackup(store, name);
  await requireKnownMigrations(summary, options.migrationsDir);
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {}); // the query that meets it fails with the same error
  await client.connect();
  const isSecretKnown = secretMarks().some((mark) => summary.head.secretMarks.includes(mark));
  try {
    await requirePlace(client, options.replace);
    if (options.dryRun) return { ...summary, migrated: [], waitingJobs: 0, isSecretKnown };
    await load(client, await openBackup(store, name), options);
    const { applied } = await deployMigrations(client, options.migrationsDir);
    // the run that made this backup had not ended in its own snapshot
    await client.query('DELETE FROM "BackupRun" WHERE "finishedAt" IS NULL');
    await client.query('ANALYZE');
    return { ...summary, migrated: applied, waitingJobs: await countWaitingJobs(client), isSecretKnown };
  } finally {
    await client.end();
  }
}

async function requireKnownMigrations({ head }: ArchiveSummary, migrationsDir: string): Promise<void> {
  const known = new Set((await readMigrations(migrationsDir)).map(({ name }) => name));
  const unknown = head.migrations.map(({ name }) => name).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new BackupError(`The backup was made by a newer Teplo (${head.teplo}), whose ${unknown.join(', ')} is unknown here: install that version first.`);
}

async function requirePlace(client: pg.Client, replace: string | undefined): Promise<void> {
  const { rows } = await client.query<{ name: string; others: number }>(`
SELECT current_database() AS name, (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND usesysid IS NOT NULL AND coalesce(backend_type, 'client backend') = 'client backend' AND pid <> pg_backend_pid()) AS others`);
  const { name = '', others = 0 } = rows[0] ?? {};
  if (others > 0) throw new BackupError(`Other programs use the database "${name}" (${others} connections): stop Teplo first.`);
  if (replace !== undefined && replace !== name) throw new BackupError(`The database is called "${name}", not "${replace}".`);
  const filled = await findFilledTables(client);
  if (filled.length > 0 && replace === undefined) {
    throw new BackupError(`The database "${name}" is not empty (${filled.length} tables have rows). To give up all that is in it, say --replace ${name}`);
  }
}

async function load(client: pg.Client, source: Readable, { migrationsDir, jobs = true, disk: given }: RestoreOptions): Promise<void> {
  const disk = given ?? (await storage());
  let loader: TableLoader | undefined;
  await client.query('BEGIN');
  try {
    // nobody migrates meanwhile
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATIONS_LOCK]);
    await setTextForm(client);
    await readArchive(source, openingKeys(), {
      async head(head) {
        await clearDatabase(client);
        await buildTables(client, head, migrationsDir);
        loader = new TableLoader(client, head);
        await loader.begin();
      },
      rows: async (table, bytes) => loader?.add(table, bytes),
      tablesEnd: async () => loader?.end({ jobs }),
      file: (key, size, bytes) => disk.putStream(key, bytes, { contentLength: size }),
    });
    await client.query('COMMIT');
  } catch (error) {
    await loader?.abort();
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}
