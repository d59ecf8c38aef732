import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import pg from 'pg';
import { expect, test } from './fixtures';
import { catchMails, type MailCatcher } from './mail-catcher';
import { startServer, temporaryDataDir, type RunningServer } from './running-server';

interface Worker {
  process: ChildProcess;
  url: string | null;
  output: () => string;
  ended: Promise<number | null>;
}

/** Starts `npm run worker`'s script and waits until it is ready, or has ended. */
async function startWorker(env: Record<string, string>): Promise<Worker> {
  const child = spawn(process.execPath, ['scripts/worker.mjs'], { env: { ...process.env, HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const url = await new Promise<string | null>((resolve) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const ready = /The worker is ready(?:: http:\/\/localhost:(\d+))?/.exec(output);
      if (ready) resolve(ready[1] ? `http://127.0.0.1:${ready[1]}` : null);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => resolve(null));
  });
  return { process: child, url, output: () => output, ended };
}

const dataDir = temporaryDataDir();
let mail: MailCatcher;
let shared: Record<string, string>;
let server: RunningServer;
let sql: pg.Client;
const workers: Worker[] = [];

test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  mail = await catchMails();
  shared = { DATA_DIR: dataDir, DEMO: '1', SMTP_URL: mail.url };
  server = await startServer({ ...shared, RUN_JOBS: '0' });
  sql = new pg.Client({ connectionString: await databaseUrl() });
  await sql.connect();
});

test.afterAll(async () => {
  await sql.end();
  for (const { process: child, ended } of workers) {
    child.kill('SIGTERM');
    await ended;
  }
  await server.stop();
  await mail.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Of the PostgreSQL that the server has started out of node_modules. */
async function databaseUrl(): Promise<string> {
  const { startEmbeddedPostgres } = await import('../app/platform/db/embedded-postgres.mjs');
  const joined = await startEmbeddedPostgres({ dataDir: `${dataDir}/postgres` });
  // it goes on for the server, which is connected to it; nobody here shall start it again when that has ended
  await joined.stop();
  return joined.url;
}

async function worker(env: Record<string, string> = {}): Promise<Worker> {
  const started = await startWorker({ ...shared, ...env });
  workers.push(started);
  return started;
}

const stateOf = async (id: string) => (await sql.query<{ state: string }>('SELECT "state" FROM pgboss.job WHERE "id" = $1', [id])).rows[0]?.state;

/** A mail of the demo organisation as the application writes one: a row and a job. */
async function queueMail(name: string): Promise<string> {
  const { rows } = await sql.query<{ id: string; organizationId: string }>(
    `INSERT INTO "MailMessage" ("id", "organizationId", "kind", "to", "subject", "text", "state")
     SELECT gen_random_uuid(), "id", 'test', $1, 'A mail', 'text', 'QUEUED' FROM "Organization" WHERE "isDefault" RETURNING "id", "organizationId"`,
    [`${name}@example.com`],
  );
  const job = await sql.query<{ id: string }>(
    `INSERT INTO pgboss.job ("id", "name", "data", "retry_limit") VALUES (gen_random_uuid(), 'mail-send', $1, 3) RETURNING "id"`,
    [JSON.stringify({ organizationId: rows[0]?.organizationId, messageId: rows[0]?.id })],
  );
  return job.rows[0]?.id ?? '';
}

const arrived = (name: string) => mail.count(`${name}@example.com`);

test('pages alone run no jobs; a worker beside them does, and says that it is well', async ({ request }) => {
  test.setTimeout(90_000);
  const job = await queueMail('waits-for-a-worker');
  // five seconds of pages alone: more than twice the time after which a worker looks by itself
  await sql.query('SELECT pg_sleep(5)');
  expect(await stateOf(job)).toBe('created');
  const { url } = await worker({ WORKER_PORT: '0', METRICS_TOKEN: 'a-token-for-metrics' });
  await expect.poll(() => arrived('waits-for-a-worker'), { timeout: 20_000 }).toBe(1);
  expect((await request.get(`${url}/health`)).status()).toBe(200);
  expect(await (await request.get(`${url}/ready`)).json()).toMatchObject({ status: 'ready' });
  expect((await request.get(`${url}/metrics`)).status()).toBe(404);
  expect((await request.get(`${url}/metrics`, { headers: { Authorization: 'Bearer a-token-for-metrics' } })).status()).toBe(200);
  expect((await request.get(`${url}/login`)).status()).toBe(404);
});

test('two workers share the work: each mail leaves once', async () => {
  test.setTimeout(90_000);
  await worker();
  const roles = await sql.query<{ role: string }>('SELECT "role" FROM "AppInstance" ORDER BY "role"');
  expect(roles.rows.map(({ role }) => role)).toEqual(['web', 'worker', 'worker']);
  const names = Array.from({ length: 30 }, (_, index) => `shared-${index + 100}`);
  for (const name of names) await queueMail(name);
  await expect.poll(() => names.filter((name) => arrived(name) > 0).length, { timeout: 30_000 }).toBe(30);
  expect(names.map(arrived).every((count) => count === 1)).toBe(true);
});

test('what a killed worker had begun runs again elsewhere', async () => {
  test.setTimeout(90_000);
  const victim = await worker();
  victim.process.kill('SIGKILL');
  await victim.ended;
  // as it stands a moment after the kill: begun two minutes ago by a process that has been silent since
  const job = await queueMail('begun-by-the-dead');
  await sql.query(`UPDATE pgboss.job SET "state" = 'active', "started_on" = now() - interval '2 minutes' WHERE "id" = $1`, [job]);
  await sql.query(`UPDATE "AppInstance" SET "seenAt" = now() - interval '2 minutes', "state" = jsonb_set("state", '{jobs}', to_jsonb(ARRAY[$2::text])) WHERE "pid" = $1`, [victim.process.pid, job]);
  await expect.poll(() => arrived('begun-by-the-dead'), { timeout: 40_000 }).toBe(1);
});

test('a worker without a database says so in one sentence', async () => {
  const { ended, output } = await startWorker({ DATABASE_URL: '', DATA_DIR: temporaryDataDir() });
  expect(await ended).toBe(1);
  expect(output()).toContain('The worker has no database: set DATABASE_URL');
  expect(output()).not.toContain('at ');
});

test('a worker that is told to end does so in order', async () => {
  const last = await worker();
  last.process.kill('SIGTERM');
  expect(await last.ended).toBe(0);
  expect((await sql.query('SELECT 1 FROM "AppInstance" WHERE "pid" = $1', [last.process.pid])).rows).toEqual([]);
});

test('two instances that start at once on an empty database both come up', async () => {
  test.setTimeout(120_000);
  const folder = temporaryDataDir();
  const both = await Promise.all([startServer({ DATA_DIR: folder, DEMO: '1' }), startServer({ DATA_DIR: folder, DEMO: '1' })]);
  for (const { url } of both) expect((await fetch(`${url}/ready`)).status).toBe(200);
  for (const started of both) expect(await started.stop()).toBe(0);
  rmSync(folder, { recursive: true, force: true });
});
