import type pg from 'pg';
import { tableKey, type ArchiveHead, type ArchiveTable } from './archive-format';

/** The job queue's tables that hold work; its others are made anew or only history. Queues first: jobs lean on them. */
const JOB_TABLES = ['queue', 'job'];

/** Both sides speak COPY's text form, which these settings give one meaning. */
const TEXT_FORM = ['DateStyle', 'IntervalStyle', 'TimeZone', 'client_encoding', 'extra_float_digits', 'bytea_output', 'statement_timeout', 'idle_in_transaction_session_timeout', 'lock_timeout', 'search_path'] as const;
const TEXT_FORM_VALUES: Record<(typeof TEXT_FORM)[number], string> = {
  DateStyle: 'ISO, YMD', IntervalStyle: 'postgres', TimeZone: 'UTC', client_encoding: 'UTF8', extra_float_digits: '1', bytea_output: 'hex',
  statement_timeout: '0', idle_in_transaction_session_timeout: '0', lock_timeout: '0', search_path: 'public',
};

/** For the transaction that the client is in: one text form, and no limit of time. */
export async function setTextForm(client: pg.Client): Promise<void> {
  for (const name of TEXT_FORM) await client.query('SELECT set_config($1, $2, true)', [name, TEXT_FORM_VALUES[name]]);
}

/** Names in SQL. */
export function quote(...names: string[]): string {
  return names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.');
}

/** Every table whose rows a backup holds, with the columns that are stored and not computed. */
export async function readTables(client: pg.Client): Promise<ArchiveTable[]> {
  const { rows } = await client.query<ArchiveTable>({
    text: `
SELECT n.nspname AS schema, c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
WHERE (n.nspname = 'public' AND c.relkind = 'r' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'))
  OR (n.nspname = 'pgboss' AND c.relname = ANY($1::text[]))
GROUP BY 1, 2 ORDER BY 1 DESC, array_position($1::text[], c.relname::text), 2`,
    values: [JOB_TABLES],
  });
  return rows;
}

/** How far each sequence has come. */
export async function readSequences(client: pg.Client): Promise<ArchiveHead['sequences']> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c WHERE c.relkind = 'S' AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
  );
  const sequences = [];
  for (const { name } of rows) {
    const read = await client.query<{ last: string; isCalled: boolean }>(`SELECT last_value::text AS last, is_called AS "isCalled" FROM ${quote('public', name)}`);
    if (read.rows[0]) sequences.push({ name, ...read.rows[0] });
  }
  return sequences;
}

/** The migrations that the database has had, in their order. */
export async function readMigrationsDone(client: pg.Client): Promise<ArchiveHead['migrations']> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`,
  );
  return rows;
}

/** Version of the job queue's schema; null without one. */
export async function readJobsVersion(client: pg.Client): Promise<number | null> {
  if (!(await isThere(client, 'pgboss.version'))) return null;
  const { rows } = await client.query<{ version: number }>('SELECT version FROM pgboss.version');
  return rows[0]?.version ?? null;
}

/** Whether the database has such a table. */
export async function isThere(client: pg.Client, table: string): Promise<boolean> {
  const { rows } = await client.query<{ isThere: boolean }>('SELECT to_regclass($1) IS NOT NULL AS "isThere"', [table]);
  return rows[0]?.isThere ?? false;
}

/** Tables of the application that hold any row; a database without them counts as empty. */
export async function findFilledTables(client: pg.Client): Promise<string[]> {
  const filled: string[] = [];
  for (const table of await readTables(client)) {
    if (table.schema !== 'public' || table.name === '_prisma_migrations') continue;
    const { rows } = await client.query(`SELECT FROM ${quote(table.schema, table.name)} LIMIT 1`);
    if (rows.length > 0) filled.push(tableKey(table));
  }
  return filled;
}
