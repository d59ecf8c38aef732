// Applies prisma/migrations without Prisma's native engine. The rows it writes are those of `prisma migrate deploy`,
// so that either can go on where the other stopped. It cannot run CREATE INDEX CONCURRENTLY: each migration is one
// transaction.
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';

/** The advisory lock that Prisma takes for the same purpose. */
export const MIGRATIONS_LOCK = 72707369;

/** The register of what was applied. */
export const CREATE_MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/** @typedef {{ name: string, sql: string, checksum: string }} Migration */
/** @typedef {{ applied: string[], edited: string[] }} DeployResult names of the migrations applied now, and of those that differ from what was applied earlier */
/** @typedef {{ query: (sql: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }> }} Queryable */

/**
 * The migrations of a folder in the order of application.
 * @param {string} dir
 * @returns {Promise<Migration[]>}
 */
export async function readMigrations(dir) {
  const entries = await readdir(dir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(dir, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Applies what is missing, each migration in a transaction of its own; the first that fails is rolled back and stops
 * the rest. Two runners at once wait for each other.
 * @param {string | pg.Client} target connection string, or a connected client that nobody else uses meanwhile
 * @param {string} dir
 * @returns {Promise<DeployResult>}
 */
export async function deployMigrations(target, dir) {
  if (typeof target !== 'string') return deployWith(target, dir);
  const client = new pg.Client(target);
  client.on('error', () => {}); // the query that meets it fails with the same error
  await client.connect();
  try {
    return await deployWith(client, dir);
  } finally {
    await client.end();
  }
}

/** @param {pg.Client} client @param {string} dir @returns {Promise<DeployResult>} */
async function deployWith(client, dir) {
  const migrations = await readMigrations(dir);
  await client.query('SELECT pg_advisory_lock($1)', [MIGRATIONS_LOCK]);
  try {
    await client.query(CREATE_MIGRATIONS_TABLE);
    const done = await readApplied(client);
    const failed = done.find((row) => !row.isFinished);
    if (failed) throw new Error(`migration ${failed.name} is recorded as failed: repair it by hand first`);

    const checksums = new Map(done.map((row) => [row.name, row.checksum]));
    const missing = migrations.filter(({ name }) => !checksums.has(name));
    for (const migration of missing) await applyMigration(client, migration);
    return {
      applied: missing.map(({ name }) => name),
      edited: migrations
        .filter(({ name, checksum }) => checksums.has(name) && checksums.get(name) !== checksum)
        .map(({ name }) => name),
    };
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATIONS_LOCK]);
  }
}

/** @param {pg.Client} client @param {Migration} migration */
async function applyMigration(client, { name, sql, checksum }) {
  const startedAt = new Date();
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name, startedAt],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`migration ${name}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

/** @param {Queryable} client */
async function readApplied(client) {
  const { rows } = await client.query(
    `SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
  );
  return rows.map((row) => ({
    name: String(row.migration_name),
    checksum: String(row.checksum),
    isFinished: row.finished_at !== null,
  }));
}

/**
 * Names of the migrations that the database still lacks.
 * @param {Queryable} client a client or a pool
 * @param {string} dir
 * @returns {Promise<string[]>}
 */
export async function pendingMigrations(client, dir) {
  const migrations = await readMigrations(dir);
  const { rows } = await client.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "isThere"`);
  const applied = rows[0]?.isThere ? await readApplied(client) : [];
  const done = new Set(applied.filter((row) => row.isFinished).map((row) => row.name));
  return migrations.map(({ name }) => name).filter((name) => !done.has(name));
}

/**
 * Names of the migrations that the database has.
 * @param {Queryable} client a client or a pool
 * @returns {Promise<string[]>}
 */
export async function appliedMigrations(client) {
  return (await readApplied(client)).filter((row) => row.isFinished).map((row) => row.name);
}
