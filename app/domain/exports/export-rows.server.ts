import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import writeExcelFile from 'write-excel-file/node';
import { guardCell, keepCell } from '~/domain/imports/guard-cell';
import { requireBudget } from '~/platform/rate-limit.server';
import { toWebStream } from '~/platform/web-stream';

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** An XLSX is put together in memory; a CSV has no end. */
export const XLSX_ROWS_MAX = 50_000;

/** What stands in a cell. Days are written yyyy-mm-dd or as the caller says: a text. */
export type ExportCell = string | number | boolean | null;

export interface ExportTable {
  /** Without an ending. */
  fileName: string;
  heads: readonly string[];
  /** Rows in their order, read while they are sent. */
  rows: AsyncIterable<readonly ExportCell[]>;
  language: string;
}

export function parseExportFormat(value: string | null): ExportFormat {
  return value === 'xlsx' ? 'xlsx' : 'csv';
}

/**
 * A table as a file. A CSV flows as fast as it is taken, with a mark that lets spreadsheets see it is UTF-8, and the
 * delimiter that they expect in this language. For an XLSX with more than XLSX_ROWS_MAX rows the answer is null.
 * @throws {Response} 429 for a person who takes file after file
 */
export async function answerWithTable(table: ExportTable, format: ExportFormat, signal?: AbortSignal): Promise<Response | null> {
  await requireBudget('export');
  if (format === 'csv') return download(csvStream(table, signal), `${table.fileName}.csv`, 'text/csv; charset=utf-8');
  const sheet = await xlsxBuffer(table);
  return sheet && download(new Uint8Array(sheet), `${table.fileName}.xlsx`, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
}

export function csvDelimiter(language: string): ';' | ',' {
  return language === 'ru' ? ';' : ',';
}

function csvStream({ heads, rows, language }: ExportTable, signal?: AbortSignal): ReadableStream<Uint8Array> {
  const csv = stringify({ bom: true, delimiter: csvDelimiter(language), record_delimiter: 'windows', cast: { boolean: String, number: (value) => sayNumber(value, language) } });
  const source = Readable.from(withHeads(heads, rows), { objectMode: true });
  source.on('error', (error) => csv.destroy(error));
  // the reader went away: the rows need not be read on
  csv.on('close', () => source.destroy());
  signal?.addEventListener('abort', () => csv.destroy(), { once: true });
  return toWebStream(source.pipe(csv));
}

/** As a spreadsheet of this language reads it. */
function sayNumber(value: number, language: string): string {
  return language === 'ru' ? String(value).replace('.', ',') : String(value);
}

async function* withHeads(heads: readonly string[], rows: AsyncIterable<readonly ExportCell[]>): AsyncGenerator<readonly ExportCell[]> {
  yield heads.map(guardCell);
  for await (const row of rows) yield row.map((cell) => (typeof cell === 'string' ? guardCell(cell) : cell));
}

async function xlsxBuffer({ heads, rows }: ExportTable): Promise<Buffer | null> {
  const sheet: { value: string | number | boolean; type?: StringConstructor; fontWeight?: 'bold' }[][] = [heads.map((value) => ({ value, fontWeight: 'bold' }))];
  for await (const row of rows) {
    if (sheet.length > XLSX_ROWS_MAX) return null;
    sheet.push(row.map((value) => (typeof value === 'string' || value === null ? { value: keepCell(value ?? ''), type: String } : { value })));
  }
  return writeExcelFile(sheet, { stickyRowsCount: 1 }).toBuffer();
}

function download(body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>, name: string, type: string): Response {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  return new Response(body, {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
