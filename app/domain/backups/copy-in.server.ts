import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import PgBoss from 'pg-boss';
import { from as copyFrom } from 'pg-copy-streams';
import { CREATE_MIGRATIONS_TABLE, readMigrations } from '~/platform/db/migrations.mjs';
import { BackupError, tableKey, type ArchiveHead, type ArchiveTable } from './archive-format';
import { isThere, quote, readTables } from './database-shape.server';

/** Drops whatever stands in the application's two schemas, but for extensions. */
export async function clearDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ sql: string }>(`
SELECT format('DROP %s IF EXISTS %s CASCADE', CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, oid::regclass) AS sql, 1 AS step
FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S') AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
UNION ALL
SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure), 2
FROM pg_proc p WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
UNION ALL
SELECT format('DROP TYPE IF EXISTS %s CASCADE', oid::regtype), 3
FROM pg_type t WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd') AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
ORDER BY step`);
  for (const { sql } of rows) await client.query(sql);
  await client.query('DROP SCHEMA IF EXISTS pgboss CASCADE');
}

/** Makes the tables as the migrations of the backup left them, and an empty job queue. */
export async function buildTables(client: pg.Client, { migrations, tables, jobsVersion }: ArchiveHead, migrationsDir: string): Promise<void> {
  const wanted = new Set(migrations.map(({ name }) => name));
  await client.query(CREATE_MIGRATIONS_TABLE);
  for (const { name, sql } of await readMigrations(migrationsDir)) if (wanted.has(name)) await client.query(sql);
  if (jobsVersion !== null) await buildJobQueue(client);
  await requireSameShape(client, tables);
}

/** pg-boss gives its schema as a script with a transaction of its own: ours must go on. */
async function buildJobQueue(client: pg.Client): Promise<void> {
  const plan = /^\s*BEGIN;([\s\S]*)COMMIT;\s*$/.exec(PgBoss.getConstructionPlans('pgboss'))?.[1];
  if (!plan) throw new Error('the plan of the job queue is not one transaction any more');
  await client.query(plan);
  await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
  await client.query('SET LOCAL lock_timeout = 0');
}

async function requireSameShape(client: pg.Client, tables: readonly ArchiveTable[]): Promise<void> {
  const shapeOf = (list: readonly ArchiveTable[]) => new Map(list.filter(({ schema }) => schema === 'public').map((table) => [tableKey(table), [...table.columns].sort().join()]));
  const [told, made] = [shapeOf(tables), shapeOf(await readTables(client))];
  for (const [name, columns] of told) if (made.get(name) !== columns) throw new BackupError(`The table ${name} of the backup is not as its migrations make it: a migration was edited after it was applied, or the table is not Teplo's.`);
  for (const name of made.keys()) if (!told.has(name)) throw new BackupError(`The backup lacks the table ${name}, which its migrations make.`);
}

interface OpenCopy {
  table: string;
  stream: Writable;
  done: Promise<void>;
  hasFailed: boolean;
}

/**
 * Puts rows into tables that were just built, within the transaction of the client, without the rights of a superuser:
 * foreign keys step aside meanwhile and are checked as a whole when they return; triggers are silent.
 */
export class TableLoader {
  readonly #tables: Map<string, ArchiveTable>;
  #foreignKeys: { table: string; name: string; definition: string }[] = [];
  #open: OpenCopy | null = null;

  constructor(
    private readonly client: pg.Client,
    private readonly head: ArchiveHead,
  ) {
    this.#tables = new Map(head.tables.map((table) => [tableKey(table), table]));
  }

  async begin(): Promise<void> {
    const tables = this.#public().map(({ schema, name }) => quote(schema, name));
    const { rows } = await this.client.query<{ table: string; name: string; definition: string }>(`
SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition
FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conparentid = 0 ORDER BY 1, 2`);
    this.#foreignKeys = rows;
    for (const { table, name } of rows) await this.client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${quote(name)}`);
    for (const table of tables) await this.client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    // migrations put rows of their own into some
    if (tables.length > 0) await this.client.query(`TRUNCATE ${tables.join(', ')}`);
    for (const table of this.head.tables) if (table.schema === 'pgboss') await this.#makeWaitingTable(table);
  }

  /** A piece of a table's rows; pieces of one table come one after another. */
  async add(table: string, bytes: Buffer): Promise<void> {
    if (this.#open?.table !== table) {
      await this.#close();
      this.#open = this.#openCopy(table);
    }
    const { stream, done } = this.#open;
    if (stream.write(bytes)) return;
    await Promise.race([new Promise((resolve) => stream.once('drain', resolve)), done]);
  }

  #openCopy(table: string): OpenCopy {
    const known = this.#tables.get(table);
    if (!known) throw new Error(`no table ${table}`);
    const target = known.schema === 'public' ? quote(known.schema, known.name) : waitingTable(known.name);
    const stream = this.client.query(copyFrom(`COPY ${target} (${known.columns.map((column) => quote(column)).join(', ')}) FROM STDIN`));
    const copy: OpenCopy = { table, stream, done: finished(stream), hasFailed: false };
    copy.done.catch(() => (copy.hasFailed = true)); // whoever writes or closes next meets the error
    return copy;
  }

  async #close(): Promise<void> {
    if (!this.#open) return;
    if (!this.#open.hasFailed) this.#open.stream.end();
    await this.#open.done;
    this.#open = null;
  }

  /** Ends a COPY that stands open: the connection takes nothing else before. */
  async abort(): Promise<void> {
    if (!this.#open || this.#open.hasFailed) return;
    this.#open.stream.destroy();
    await this.#open.done.catch(() => {});
  }

  /** All rows are in. @param jobs false leaves out the work that waits */
  async end({ jobs }: { jobs: boolean }): Promise<void> {
    await this.#close();
    if (this.#tables.has('pgboss.queue')) await this.#takeJobs(jobs);
    for (const { name, last, isCalled } of this.head.sequences) await this.client.query('SELECT setval($1::regclass, $2::bigint, $3)', [quote('public', name), last, isCalled]);
    for (const { schema, name } of this.#public()) await this.client.query(`ALTER TABLE ${quote(schema, name)} ENABLE TRIGGER USER`);
    for (const { table, name, definition } of this.#foreignKeys) await this.client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${quote(name)} ${definition}`);
  }

  #public(): ArchiveTable[] {
    return this.head.tables.filter(({ schema }) => schema === 'public');
  }

  /** The queue's tables may have other columns by now: its rows wait in a table of the backup's shape. */
  async #makeWaitingTable({ name, columns }: ArchiveTable): Promise<void> {
    const types = await this.#columnTypes(name);
    const list = columns.map((column) => `${quote(column)} ${types.get(column) ?? 'text'}`).join(', ');
    await this.client.query(`CREATE TEMP TABLE ${waitingTable(name)} (${list}) ON COMMIT DROP`);
  }

  async #columnTypes(name: string): Promise<Map<string, string>> {
    const { rows } = await this.client.query<{ column: string; type: string }>(
      `SELECT attname AS column, format_type(atttypid, atttypmod) AS type FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
      [`pgboss.${name}`],
    );
    return new Map(rows.map(({ column, type }) => [column, type]));
  }

  /** A job that ran at the moment of the backup runs again: nobody handed in its receipt. */
  async #takeJobs(isWanted: boolean): Promise<void> {
    const [queues, jobs] = [waitingTable('queue'), waitingTable('job')];
    await this.client.query(`
SELECT pgboss.create_queue(name, json_build_object('policy', policy, 'retryLimit', retry_limit, 'retryDelay', retry_delay, 'retryBackoff', retry_backoff, 'expireInSeconds', expire_seconds, 'retentionMinutes', retention_minutes, 'deadLetter', dead_letter))
FROM (SELECT * FROM ${queues} ORDER BY dead_letter IS NOT NULL) AS queues`);
    await this.client.query(`UPDATE pgboss.queue q SET created_on = w.created_on, updated_on = w.updated_on FROM ${queues} w WHERE w.name = q.name`);
    if (!isWanted) return;
    const types = await this.#columnTypes('job');
    const shared = (this.#tables.get('pgboss.job')?.columns ?? []).filter((column) => types.has(column)).map((column) => quote(column)).join(', ');
    // periodic work of today is done anew: who was forgotten after the backup is forgotten again at the first start
    await this.client.query(`UPDATE ${jobs} SET singleton_on = NULL WHERE singleton_key = 'every' AND state >= 'completed'`);
    await this.client.query(`UPDATE ${jobs} SET state = 'retry', started_on = NULL, start_after = now() WHERE state = 'active'`);
    await this.client.query(`INSERT INTO pgboss.job (${shared}) SELECT ${shared} FROM ${jobs}`);
  }
}

function waitingTable(name: string): string {
  return quote(`waiting_${name}`);
}

/** How much work waits; the queue may be missing. */
export async function countWaitingJobs(client: pg.Client): Promise<number> {
  if (!(await isThere(client, 'pgboss.job'))) return 0;
  const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM pgboss.job WHERE state < 'completed'`);
  return rows[0]?.count ?? 0;
}
