import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '~/platform/db/embedded-postgres.mjs';
import { deployMigrations } from '~/platform/db/migrations.mjs';
import { closeDatabase } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { startErrorReporting } from '~/platform/errors.server';
import { startJobs, stopJobs } from '~/platform/jobs.server';
import { registerJobs } from '~/domain/jobs.server';
import { seedDemo } from '~/domain/demo.server';

export interface Started {
  postgres: EmbeddedPostgres | null;
  /** Lines worth printing once the server listens. */
  notes: string[];
}

/** Everything that must stand before the first request: secrets, database, migrations, demo data, jobs. */
export async function startProcess(): Promise<Started> {
  ensureSessionSecret();
  const settings = env();
  await startErrorReporting();
  const postgres = settings.DATABASE_URL ? null : await startEmbeddedPostgres({ dataDir: path.join(settings.DATA_DIR, 'postgres'), database: 'teplo' });
  if (postgres) process.env.DATABASE_URL = postgres.url;
  try {
    await deployMigrations(process.env.DATABASE_URL ?? '', migrationsDirectory());
    registerJobs();
    await startJobs();
    const demo = settings.DEMO ? await seedDemo() : null;
    const notes = [...(postgres ? [`Data: ${postgres.dataDir}`] : []), ...(demo ? [`Demo sign-in: ${demo.signIn}`] : [])];
    return { postgres, notes };
  } catch (error) {
    // PostgreSQL is a process of its own: it would outlive a start that failed.
    await stopProcess({ postgres, notes: [] });
    throw error;
  }
}

/** Ends in the opposite order, so that running work still finds its database. */
export async function stopProcess(started: Started): Promise<void> {
  await stopJobs();
  await closeDatabase();
  await started.postgres?.stop();
}

/**
 * Without SESSION_SECRET a secret is made once and kept beside the data, readable by its owner alone.
 * Must run before the environment is first read.
 */
function ensureSessionSecret(): void {
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

function migrationsDirectory(): string {
  return path.resolve('prisma/migrations');
}
