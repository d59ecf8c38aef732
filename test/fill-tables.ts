import type pg from 'pg';

interface Column {
  name: string;
  type: string;
  length: number | null;
  isEnum: boolean;
}

const NASTY = String.raw`tab	here, back\slash, \N, \., "quotes", 'apostrophes', `.concat('line\nand\r\nmore, Ёж 😀');

/**
 * A row in every table that has none yet, by what the catalog says of its columns: also in tables that were added long
 * after this was written. Rows point to the first row of the table that a foreign key names.
 * @returns the tables that could not be filled, with the reason
 */
export async function fillEmptyTables(client: pg.Client): Promise<string[]> {
  let refusals: string[] = [];
  // a table may wait for another one
  for (let round = 0; round < 4; round += 1) {
    refusals = [];
    for (const table of await tableNames(client)) {
      const { rows } = await client.query(`SELECT FROM "${table}" LIMIT 1`);
      if (rows.length > 0) continue;
      await fillTable(client, table).catch((error: Error) => refusals.push(`${table}: ${error.message}`));
    }
    if (refusals.length === 0) break;
  }
  return refusals;
}

async function tableNames(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`);
  return rows.map(({ name }) => name);
}

async function fillTable(client: pg.Client, table: string): Promise<void> {
  const values = new Map<string, string>();
  for (const column of await neededColumns(client, table)) values.set(column.name, valueOf(column));
  for (const { columns, target, targetColumns } of await foreignKeys(client, table)) {
    if (!columns.every((column) => values.has(column))) continue;
    columns.forEach((column, at) => values.set(column, `(SELECT "${targetColumns[at]}" FROM ${target} ORDER BY ctid LIMIT 1)`));
  }
  const names = [...values.keys()].map((name) => `"${name}"`).join(', ');
  await client.query(`INSERT INTO "${table}" (${names}) VALUES (${[...values.values()].join(', ')})`);
}

async function neededColumns(client: pg.Client, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type, CASE WHEN a.atttypmod > 4 THEN a.atttypmod - 4 END AS length, t.typtype = 'e' AS "isEnum"
     FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT a.atthasdef ORDER BY a.attnum`,
    [`"${table}"`],
  );
  return rows;
}

async function foreignKeys(client: pg.Client, table: string) {
  const { rows } = await client.query<{ columns: string[]; target: string; targetColumns: string[] }>(
    `SELECT confrelid::regclass::text AS target,
       (SELECT array_agg(a.attname::text ORDER BY k.at) FROM unnest(conkey) WITH ORDINALITY AS k(num, at) JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k.num) AS columns,
       (SELECT array_agg(a.attname::text ORDER BY k.at) FROM unnest(confkey) WITH ORDINALITY AS k(num, at) JOIN pg_attribute a ON a.attrelid = confrelid AND a.attnum = k.num) AS "targetColumns"
     FROM pg_constraint WHERE contype = 'f' AND conrelid = $1::regclass ORDER BY cardinality(conkey)`,
    [`"${table}"`],
  );
  return rows;
}

function valueOf({ type, length, isEnum }: Column): string {
  if (isEnum) return `(enum_range(NULL::${type}))[1]`;
  if (type === 'uuid') return 'gen_random_uuid()';
  if (type === 'character') return `repeat('0', ${length ?? 1})`;
  if (/^(text|character varying)$/.test(type)) return `left(E'${NASTY.replaceAll('\\', '\\\\').replaceAll("'", "''")}', ${length ?? 1_000})`;
  if (/^(timestamp|date)/.test(type)) return 'now()';
  if (type === 'bytea') return String.raw`'\x00ff5c0a'::bytea`;
  if (type === 'boolean') return 'true';
  if (/^jsonb?$/.test(type)) return `'{}'`;
  if (type.endsWith('[]')) return `'{}'`;
  return '1';
}
