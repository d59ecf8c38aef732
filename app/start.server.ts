import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isEmbeddedRunning, startEmbeddedPostgres, type EmbeddedPostgres } from '~/platform/db/embedded-postgres.mjs';
import { deployMigrations, pendingMigrations } from '~/platform/db/migrations.mjs';
import { closeDatabase, pool } from '~/platform/db.server';
import { env, EnvError, type Env } from '~/platform/env.server';
import { endErrorReporting, startErrorReporting } from '~/platform/errors.server';
import { weakSecrets } from '~/platform/weak-secrets';
import { installQueues, startJobs, stopJobs } from '~/platform/jobs.server';
import { log } from '~/platform/log.server';
import { closeRedis } from '~/platform/redis.server';
import { startSlowQueryLog } from '~/platform/slow-queries.server';
import { registerJobs } from '~/domain/jobs.server';
import { startTelegramBot } from '~/domain/notifications/telegram/poller.server';
import { seedDemo } from '~/domain/demo.server';
import { startHeartbeat } from '~/domain/system/heartbeat.server';

export interface Started {
  postgres: EmbeddedPostgres | null;
  endHeartbeat: (() => Promise<void>) | null;
  /** Lines worth printing once the server listens. */
  notes: string[];
}

const MIGRATIONS_POLL_MS = 1_000;

/** Everything that must stand before the first request: secrets, database, migrations, demo data, jobs. */
export async function startProcess(): Promise<Started> {
  ensureSessionSecret();
  const settings = env();
  refuseWeakSecrets(settings);
  await startErrorReporting();
  startSlowQueryLog();
  const started: Started = { postgres: await openPostgres(), endHeartbeat: null, notes: [] };
  try {
    // of several at once one applies them and the others wait for it
    await deployMigrations(process.env.DATABASE_URL ?? '', migrationsDirectory());
    registerJobs();
    await (settings.RUN_JOBS ? startJobs() : installQueues());
    if (settings.RUN_JOBS) startTelegramBot();
    started.endHeartbeat = await startHeartbeat(settings.RUN_JOBS ? 'both' : 'web');
    const demo = settings.DEMO ? await seedDemo() : null;
    if (started.postgres) started.notes.push(`Data: ${started.postgres.dataDir}`);
    if (demo) started.notes.push(`Demo sign-in: ${demo.signIn}`);
    return started;
  } catch (error) {
    // PostgreSQL is a process of its own: it would outlive a start that failed.
    await stopProcess(started);
    throw error;
  }
}

/** The same for a process that only runs jobs. Migrations are the web's work: it waits until they are applied. */
export async function startWorkerProcess(signal: AbortSignal): Promise<Started> {
  ensureSessionSecret();
  refuseWeakSecrets(env());
  const dataDir = embeddedDataDir();
  if (!env().DATABASE_URL && !isEmbeddedRunning(dataDir)) {
    throw new EnvError(`The worker has no database: set DATABASE_URL, or start Teplo with the same DATA_DIR first, whose own PostgreSQL it then shares (looked in ${dataDir}).`);
  }
  await startErrorReporting();
  startSlowQueryLog();
  const started: Started = { postgres: await openPostgres(), endHeartbeat: null, notes: [] };
  try {
    await waitForMigrations(signal);
    registerJobs();
    await startJobs();
    startTelegramBot();
    started.endHeartbeat = await startHeartbeat('worker');
    return started;
  } catch (error) {
    await stopProcess(started);
    throw error;
  }
}

/** Ends in the opposite order, so that running work still finds its database. */
export async function stopProcess({ postgres, endHeartbeat }: Started): Promise<void> {
  await stopJobs();
  await endHeartbeat?.();
  await closeDatabase();
  closeRedis();
  await postgres?.stop();
  await endErrorReporting();
}

/** The database that the environment names; without one PostgreSQL out of node_modules, which is started or joined. */
export async function openPostgres(): Promise<EmbeddedPostgres | null> {
  if (env().DATABASE_URL) return null;
  const postgres = await startEmbeddedPostgres({ dataDir: embeddedDataDir(), database: 'teplo' });
  process.env.DATABASE_URL = postgres.url;
  return postgres;
}

async function waitForMigrations(signal: AbortSignal): Promise<void> {
  for (let told = ''; ; ) {
    const reason = await pendingMigrations(pool, migrationsDirectory()).then(
      (pending) => (pending.length > 0 ? 'migrations that the web process has to apply' : null),
      () => 'the database to answer',
    );
    if (reason === null) return;
    if (told !== reason) log.info(`waiting for ${reason}`);
    told = reason;
    await new Promise((resolve) => setTimeout(resolve, MIGRATIONS_POLL_MS));
    signal.throwIfAborted();
  }
}

/** A copied secret protects nothing: production does not start with one. */
function refuseWeakSecrets(settings: Env): void {
  const weak = settings.NODE_ENV === 'production' ? weakSecrets(settings) : [];
  if (weak.length > 0) throw new EnvError(`The environment is not usable: ${weak.join(', ')} can be guessed; make a random one, for example with "openssl rand -hex 32".`);
}

/**
 * Without SESSION_SECRET a secret is made once and kept beside the data, readable by its owner alone.
 * Must run before the environment is first read.
 */
export function ensureSessionSecret(): void {
  if (process.env.SESSION_SECRET) return;
  const directory = path.resolve(process.env.DATA_DIR || '.data');
  const file = path.join(directory, 'session-secret');
  mkdirSync(directory, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  process.env.SESSION_SECRET = readFileSync(file, 'utf8').trim();
}

function embeddedDataDir(): string {
  return path.join(env().DATA_DIR, 'postgres');
}

/** Where the migrations of this build lie. */
export function migrationsDirectory(): string {
  return path.resolve('prisma/migrations');
}
