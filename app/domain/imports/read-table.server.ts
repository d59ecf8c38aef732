import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { sniffCsv } from './csv-format';
import { readCsvRows } from './csv-rows.server';
import { isBlankRow } from './convert-row';
import { UnreadableFileError } from './import-limits';
import { readXlsx } from './read-xlsx.server';

export interface TableRow {
  /** Of the file, as a spreadsheet numbers it. */
  row: number;
  cells: string[];
}

const SAMPLE_BYTES = 256 * 1024;

/**
 * The rows of an uploaded CSV or XLSX that are not blank, the head first; kinds, encodings and delimiters are told by the
 * content. For small tables: all of it is in memory.
 * @throws {UnreadableFileError}
 */
export async function readTable({ path, size }: { path: string; size: number }, { maxRows, maxBytes }: { maxRows: number; maxBytes: number }): Promise<TableRow[]> {
  if (size === 0) throw new UnreadableFileError('empty');
  if (size > maxBytes) throw new UnreadableFileError('tooLarge');
  const head = await readHead(path, size);
  const rows: TableRow[] = [];
  let row = 0;
  for await (const cells of isZip(head) ? sheetRows(path) : csvRows(path, head, size)) {
    row += 1;
    if (!isBlankRow(cells)) rows.push({ row, cells });
    if (rows.length > maxRows + 1) throw new UnreadableFileError('tooManyRows');
  }
  if (rows.length < 2) throw new UnreadableFileError('empty');
  return rows;
}

async function readHead(path: string, size: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(Math.min(size, SAMPLE_BYTES));
    await file.read(head, 0, head.length, 0);
    return head;
  } finally {
    await file.close();
  }
}

function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b;
}

async function* sheetRows(path: string): AsyncGenerator<string[]> {
  yield* (await readXlsx(path)).rows;
}

async function* csvRows(path: string, head: Uint8Array, size: number): AsyncGenerator<string[]> {
  if (head[0] === 0xd0 && head[1] === 0xcf) throw new UnreadableFileError('oldExcel');
  const format = sniffCsv(head, head.length === size);
  if (/[\0\x01-\x08\x0e-\x1a\x1c-\x1f]/.test(new TextDecoder(format.encoding).decode(head))) throw new UnreadableFileError('notATable');
  if (format.hasSepLine) yield [];
  yield* readCsvRows(createReadStream(path), format);
}
