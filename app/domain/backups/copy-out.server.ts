import { createHash } from 'node:crypto';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { MIGRATIONS_LOCK } from '~/platform/db/migrations.mjs';
import { ARCHIVE_FORMAT, PART_BYTES, tableKey, tablePartName, type ArchiveHead, type ArchiveManifest, type ArchiveTable } from './archive-format';
import type { ArchiveWriter } from './archive-writer.server';
import { quote, readJobsVersion, readMigrationsDone, readSequences, readTables, setTextForm } from './database-shape.server';

/**
 * Opens the one moment that all of the backup shows, and tells its shape. Holds every table against changes of its
 * shape until the transaction ends; readers and writers are not held up.
 */
export async function openSnapshot(client: pg.Client, about: Pick<ArchiveHead, 'teplo' | 'createdAt' | 'secretMarks'>): Promise<ArchiveHead> {
  // a migration at work now would change tables between our first look and our lock
  await client.query('SELECT pg_advisory_lock_shared($1)', [MIGRATIONS_LOCK]);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await setTextForm(client);
    const tables = await readTables(client);
    if (tables.length > 0) await client.query(`LOCK TABLE ${tables.map(({ schema, name }) => quote(schema, name)).join(', ')} IN ACCESS SHARE MODE`);
    const version = await client.query<{ version: string }>(`SELECT current_setting('server_version') AS version`);
    return {
      format: ARCHIVE_FORMAT,
      ...about,
      serverVersion: version.rows[0]?.version ?? '',
      migrations: await readMigrationsDone(client),
      jobsVersion: await readJobsVersion(client),
      tables,
      sequences: await readSequences(client),
    };
  } finally {
    await client.query('SELECT pg_advisory_unlock_shared($1)', [MIGRATIONS_LOCK]);
  }
}

/** Writes the rows of every table of the snapshot. @returns what the manifest says of them, by table */
export async function copyTables(client: pg.Client, tables: readonly ArchiveTable[], writer: ArchiveWriter): Promise<ArchiveManifest['tables']> {
  const told: ArchiveManifest['tables'] = {};
  for (const table of tables) told[tableKey(table)] = await copyTable(client, table, writer);
  return told;
}

async function copyTable(client: pg.Client, table: ArchiveTable, writer: ArchiveWriter): Promise<ArchiveManifest['tables'][string]> {
  // a query, as a partitioned table cannot be copied out by its name
  const columns = table.columns.map((column) => quote(column)).join(', ');
  const stream = client.query(copyTo(`COPY (SELECT ${columns} FROM ${quote(table.schema, table.name)}) TO STDOUT`));
  const hash = createHash('sha256');
  const key = tableKey(table);
  let bytes = 0;
  let part = 0;
  for await (const piece of inPieces(stream, PART_BYTES)) {
    hash.update(piece);
    bytes += piece.length;
    part += 1;
    await writer.addBytes(tablePartName(key, part), piece);
  }
  return { rows: stream.rowCount, bytes, sha256: hash.digest('hex') };
}

/** The same bytes in pieces of this size; the last one may be smaller. */
export async function* inPieces(stream: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    let rest = chunk;
    while (length + rest.length >= size) {
      const fits = size - length;
      yield Buffer.concat([...held, rest.subarray(0, fits)]);
      rest = rest.subarray(fits);
      [held, length] = [[], 0];
    }
    if (rest.length > 0) held.push(rest);
    length += rest.length;
  }
  if (length > 0) yield Buffer.concat(held);
}
