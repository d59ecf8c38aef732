// npm run db:new -- <name> | npm run db:check | npm run db:deploy | node scripts/db.mjs status
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres } from '../app/platform/db/embedded-postgres.mjs';
import { deployMigrations, pendingMigrations } from '../app/platform/db/migrations.mjs';

const USAGE = 'usage: db.mjs new <name> | check | deploy | status';
const root = fileURLToPath(new URL('..', import.meta.url));
const schemaFile = path.join(root, 'prisma/schema.prisma');
const migrationsDir = path.join(root, 'prisma/migrations');

/**
 * Runs the work against DATABASE_URL, else against the embedded database of DATA_DIR.
 * @template T
 * @param {(url: string) => Promise<T>} work
 */
async function withDatabase(work) {
  if (process.env.DATABASE_URL) return work(process.env.DATABASE_URL);
  const dataDir = path.join(process.env.DATA_DIR || path.join(root, '.data'), 'postgres');
  const embedded = await startEmbeddedPostgres({ dataDir });
  if (embedded.relocated) console.log(`The data is in ${embedded.dataDir}`);
  try {
    return await work(embedded.url);
  } finally {
    await embedded.stop();
  }
}

/** @param {string | undefined} name */
async function newMigration(name) {
  if (!name || !/^[a-z0-9_]+$/.test(name)) throw new Error('name the migration in lower case, digits and _');
  const { diffSchema, writeMigration } = await import('./lib/schema-engine.mjs');
  const sql = await diffSchema({ schemaFile, migrationsDir });
  const file = await writeMigration({ migrationsDir, name, sql: sql ?? '-- write the SQL here\n', now: new Date() });
  console.log(`wrote ${path.relative(process.cwd(), file)}: read it before you commit it`);
}

async function check() {
  const { diffSchema } = await import('./lib/schema-engine.mjs');
  const sql = await diffSchema({ schemaFile, migrationsDir });
  if (sql === null) return console.log('schema and migrations agree');
  console.error(`the migrations lack:\n\n${sql}`);
  process.exitCode = 1;
}

async function deploy() {
  const { applied, edited } = await withDatabase((url) => deployMigrations(url, migrationsDir));
  for (const name of edited) console.warn(`warning: ${name} was edited after it was applied`);
  console.log(applied.length ? `applied: ${applied.join(', ')}` : 'nothing to apply');
}

async function status() {
  const pending = await withDatabase(async (url) => {
    const client = new pg.Client(url);
    await client.connect();
    return pendingMigrations(client, migrationsDir).finally(() => client.end());
  });
  console.log(pending.length ? `not applied: ${pending.join(', ')}` : 'every migration is applied');
  if (pending.length) process.exitCode = 1;
}

const envFile = path.join(root, '.env');
if (existsSync(envFile)) process.loadEnvFile(envFile);

const [command, name] = process.argv.slice(2);
const commands = { new: () => newMigration(name), check, deploy, status };
try {
  const run = Object.hasOwn(commands, command ?? '') ? commands[/** @type {keyof typeof commands} */ (command)] : null;
  if (!run) throw new Error(USAGE);
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
