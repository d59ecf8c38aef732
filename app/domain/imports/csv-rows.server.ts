import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { csvOptions } from './csv-format';
import type { CsvFormat } from './file-format';
import { IMPORT_LIMITS, UnreadableFileError } from './import-limits';

/**
 * The rows of a stored CSV, the head among them, one at a time: memory holds a few of them, whatever the file's size.
 * @throws {UnreadableFileError} for a quote that never ends and for too many rows or columns
 */
export async function* readCsvRows(bytes: Readable, { encoding, delimiter, hasSepLine }: Pick<CsvFormat, 'encoding' | 'delimiter' | 'hasSepLine'>): AsyncGenerator<string[]> {
  const parser = parse({ ...csvOptions(delimiter), from: hasSepLine ? 2 : 1 });
  const text = Readable.from(decode(bytes, encoding));
  text.on('error', (error) => parser.destroy(error));
  text.pipe(parser);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (cells.length > IMPORT_LIMITS.columns) throw new UnreadableFileError('tooManyColumns', row);
      if (row > IMPORT_LIMITS.rows + 1) throw new UnreadableFileError('tooManyRows');
      yield cells;
    }
  } catch (error) {
    throw error instanceof CsvError ? new UnreadableFileError('quotes', row + 1) : error;
  } finally {
    parser.destroy();
    text.destroy();
    bytes.destroy();
  }
}

async function* decode(bytes: Readable, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    const text = decoder.decode(chunk, { stream: true });
    if (text) yield text;
  }
  const rest = decoder.decode();
  if (rest) yield rest;
}
