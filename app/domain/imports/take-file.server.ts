import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { cleanLine } from '~/domain/leads/clean-text';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { orgDb } from '~/platform/db.server';
import { requireBudget } from '~/platform/rate-limit.server';
import { storage } from '~/platform/storage.server';
import { columnLabels, sniffCsv } from './csv-format';
import { OWN_CSV, type CsvFormat } from './file-format';
import { isBlankRow } from './convert-row';
import { readCsvRows } from './csv-rows.server';
import { guessMapping, type ImportField } from './guess-mapping';
import { IMPORT_LIMITS, UnreadableFileError } from './import-limits';
import { usualChoices, type ImportColumn } from './import-options';
import { readId } from './read-cells';
import { readXlsx } from './read-xlsx.server';

const SAMPLE_BYTES = 256 * 1024;
const SAMPLES = 3;
const NAME_MAX = 120;

export interface UploadedTable {
  path: string;
  /** As the person's computer calls it. */
  name: string;
  size: number;
}

export interface NewImport {
  organizationId: string;
  userId: string;
  file: UploadedTable;
  customFields: readonly CustomField[];
}

/**
 * Keeps an uploaded table and begins its import: how it is written and what its columns mean are guessed, the person decides.
 * Returns the id of the import.
 * @throws {UnreadableFileError} for what is no table, or too large a one; {Response} 429 for a person who imports all the time
 */
export async function takeFile({ organizationId, userId, file, customFields }: NewImport): Promise<string> {
  await requireBudget('import');
  if (file.size === 0) throw new UnreadableFileError('empty');
  if (file.size > IMPORT_LIMITS.bytes) throw new UnreadableFileError('tooLarge');
  const head = await readHead(file);
  const fileKey = `${organizationId}/imports/${randomUUID()}.csv`;
  const format = isZip(head) ? await storeSheet(file, fileKey) : await storeCsv(file, head, fileKey);
  try {
    const facts = await scanFile(fileKey, format);
    const choices = usualChoices(guessColumns(facts.columns, customFields));
    const { columns, mode, keys, ...mapping } = choices;
    const { id } = await orgDb(organizationId).contactImport.create({
      data: {
        organizationId, createdById: userId, fileKey, fileName: cleanLine(file.name).slice(0, NAME_MAX) || 'file', size: file.size,
        format, columns: facts.columns, rowCount: facts.rowCount, mapping: { columns, ...mapping }, mode, matchKeys: keys,
      },
      select: { id: true },
    });
    return id;
  } catch (error) {
    await (await storage()).delete(fileKey).catch(() => {});
    throw error;
  }
}

async function readHead({ path, size }: UploadedTable): Promise<Uint8Array> {
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

async function storeCsv({ path, size }: UploadedTable, head: Uint8Array, fileKey: string): Promise<CsvFormat> {
  if (head[0] === 0xd0 && head[1] === 0xcf) throw new UnreadableFileError('oldExcel');
  const format = sniffCsv(head, head.length === size);
  const text = new TextDecoder(format.encoding).decode(head);
  if (/[\0\x01-\x08\x0e-\x1a\x1c-\x1f]/.test(text)) throw new UnreadableFileError('notATable');
  await (await storage()).putStream(fileKey, createReadStream(path), { contentType: 'text/csv', contentLength: size });
  return format;
}

async function storeSheet({ path }: UploadedTable, fileKey: string): Promise<CsvFormat> {
  const { rows, sheet, otherSheets } = await readXlsx(path);
  const csv = stringify({ delimiter: OWN_CSV.delimiter, record_delimiter: 'unix' });
  Readable.from(rows).pipe(csv);
  await (await storage()).putStream(fileKey, csv, { contentType: 'text/csv' });
  const sample = rows.slice(0, 2);
  const { hasHeader } = sniffCsv(new TextEncoder().encode(sample.map((cells) => cells.map((cell) => `"${cell.replace(/"/g, '""')}"`).join(',')).join('\n')), true);
  return { kind: 'xlsx', ...OWN_CSV, hasHeader, sheet, otherSheets };
}

/** What the columns seem to be. An «ID» is taken for ours only where it looks like ours: other programs have numbers there. */
export function guessColumns(columns: readonly ImportColumn[], customFields: readonly CustomField[]): (ImportField | null)[] {
  const guessed = guessMapping(columns.map(({ label }) => label), customFields);
  return guessed.map((field, index) => (field === 'id' && !columns[index]?.samples.every((sample) => readId(sample).ok) ? null : field));
}

/** Reads a whole file as this format says: its columns with some of what stands in them, and how many rows it has. */
export async function scanFile(fileKey: string, format: CsvFormat): Promise<{ columns: ImportColumn[]; rowCount: number }> {
  let header: string[] | null = null;
  let rowCount = 0;
  const samples: string[][] = [];
  for await (const cells of readStored(fileKey, format)) {
    if (format.hasHeader && header === null) {
      header = cells;
      continue;
    }
    rowCount += 1;
    if (isBlankRow(cells)) continue;
    cells.forEach((cell, index) => {
      const known = (samples[index] ??= []);
      const text = cell.trim();
      if (text && known.length < SAMPLES && !known.includes(text)) known.push(text.slice(0, 60));
    });
  }
  if (rowCount === 0 || samples.length === 0) throw new UnreadableFileError('empty');
  if (rowCount > IMPORT_LIMITS.rows) throw new UnreadableFileError('tooManyRows');
  const labels = columnLabels(header, Math.max(header?.length ?? 0, samples.length));
  return { rowCount, columns: labels.map((label, index) => ({ label, samples: samples[index] ?? [] })) };
}

/** All rows of a stored file, its head first if it has one. */
export async function* readStored(fileKey: string, format: CsvFormat): AsyncGenerator<string[]> {
  const disk = await storage();
  yield* readCsvRows(await disk.getStream(fileKey), format);
}

export interface FileRow {
  /** Of the data, from 1; blank rows count, so that the place tells the row of the spreadsheet. */
  position: number;
  cells: string[];
}

/** The rows of data that are not blank. */
export async function* readDataRows(fileKey: string, format: CsvFormat): AsyncGenerator<FileRow> {
  let position = format.hasHeader ? -1 : 0;
  for await (const cells of readStored(fileKey, format)) {
    position += 1;
    if (position > 0 && !isBlankRow(cells)) yield { position, cells };
  }
}

/** The row of the file, as a spreadsheet numbers it. */
export function fileRowNumber(position: number, { hasHeader, hasSepLine }: Pick<CsvFormat, 'hasHeader' | 'hasSepLine'>): number {
  return position + Number(hasHeader) + Number(hasSepLine);
}
