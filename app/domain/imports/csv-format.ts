import { parse } from 'csv-parse/sync';
import { DELIMITERS, type CsvFormat, type Delimiter, type Encoding } from './file-format';
import { guessField } from './guess-mapping';

const SEP_LINE = /^sep=([;,\t|])\r?\n/i;

/**
 * Reads from the first bytes of a file how it is written.
 * @param isWhole false: the bytes end somewhere inside, perhaps within a letter
 */
export function sniffCsv(bytes: Uint8Array, isWhole: boolean): CsvFormat {
  const encoding = sniffEncoding(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  const sep = SEP_LINE.exec(text);
  const body = sep ? text.slice(sep[0].length) : text;
  const delimiter = (sep?.[1] as Delimiter | undefined) ?? sniffDelimiter(body, isWhole);
  const [first = [], second] = sampleRecords(body, delimiter, isWhole);
  return { kind: 'csv', encoding, delimiter, hasHeader: looksLikeHeader(first, second), hasSepLine: sep !== null };
}

function sniffEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  try {
    // `stream` forgives a letter that the end of the sample cuts
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1251';
  }
}

/** The delimiter by which most rows have the same number of cells; of equals the one that makes more cells. */
function sniffDelimiter(text: string, isWhole: boolean): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ';', score: 0 };
  for (const delimiter of DELIMITERS) {
    const widths = sampleRecords(text, delimiter, isWhole).map((record) => record.length);
    const tally = new Map<number, number>();
    for (const width of widths) if (width > 1) tally.set(width, (tally.get(width) ?? 0) + 1);
    for (const [width, count] of tally) {
      const score = count / widths.length + Math.min(width, 50) / 1_000;
      if (score > best.score) best = { delimiter, score };
    }
  }
  return best.delimiter;
}

const SAMPLE_ROWS = 50;

function sampleRecords(text: string, delimiter: Delimiter, isWhole: boolean): string[][] {
  try {
    const records = parse(text, { ...csvOptions(delimiter), to: SAMPLE_ROWS + 1 });
    if (!isWhole && records.length <= SAMPLE_ROWS && records.length > 1) records.pop();
    return records.filter((record) => record.some((cell) => cell.trim() !== '')).slice(0, SAMPLE_ROWS);
  } catch {
    return [];
  }
}

/** What all readings of a file share: forgiving about quotes inside cells and rows of unequal length. */
export function csvOptions(delimiter: Delimiter) {
  return {
    delimiter,
    bom: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: 4_000_000,
  };
}

const DATA = [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, /^[+\d][\d\s().,/-]*$/, /^\d{4}-\d\d-\d\d/];

/** A first row is a head when it names a known field, or has words only where data would have a number, phone or address. */
function looksLikeHeader(first: readonly string[], second: readonly string[] | undefined): boolean {
  const isData = (cell: string) => DATA.some((pattern) => pattern.test(cell.trim()));
  if (first.some(isData)) return false;
  if (first.some((cell) => guessField(cell, []) !== null)) return true;
  return second?.some(isData) ?? false;
}

/** Heads of the columns: those of the file, or their letters as a spreadsheet names them; never two alike. */
export function columnLabels(header: readonly string[] | null, width: number): string[] {
  const used = new Set<string>();
  return Array.from({ length: width }, (_none, index) => {
    const name = header?.[index]?.replace(/\s+/g, ' ').trim().slice(0, 100) || columnLetters(index);
    let label = name;
    for (let number = 2; used.has(label); number += 1) label = `${name} (${number})`;
    used.add(label);
    return label;
  });
}

function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}
