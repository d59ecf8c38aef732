import { open, stat } from 'node:fs/promises';
import readExcelFile from 'read-excel-file/node';
import { IMPORT_LIMITS, UnreadableFileError } from './import-limits';

export interface ReadSheet {
  sheet: string;
  otherSheets: string[];
  rows: string[][];
}

/**
 * The first sheet that has something in it, as the texts that a CSV of it would hold: numbers with all their digits, days
 * as yyyy-mm-dd. The reading itself goes on in a thread of the library's own.
 * @throws {UnreadableFileError}
 */
export async function readXlsx(path: string): Promise<ReadSheet> {
  if ((await unpackedSize(path)) > IMPORT_LIMITS.unpackedBytes) throw new UnreadableFileError('tooLarge');
  const sheets = await readExcelFile<string>(path, { parseNumber: (text) => text }).catch(() => {
    throw new UnreadableFileError('brokenXlsx');
  });
  const filled = sheets.filter(({ data }) => data.length > 0);
  const chosen = filled[0];
  if (!chosen) throw new UnreadableFileError('empty');
  if (chosen.data.length > IMPORT_LIMITS.rows + 1) throw new UnreadableFileError('tooManyRows');
  if ((chosen.data[0]?.length ?? 0) > IMPORT_LIMITS.columns) throw new UnreadableFileError('tooManyColumns');
  return { sheet: chosen.sheet, otherSheets: filled.slice(1).map(({ sheet }) => sheet), rows: chosen.data.map((cells) => cells.map(cellText)) };
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().replace('T00:00:00.000Z', '').replace('T', ' ').replace('.000Z', '');
  if (typeof value === 'boolean') return value ? 'да' : 'нет';
  return typeof value === 'string' ? plainNumber(value) : '';
}

/** Binary fractions as a spreadsheet stores them: 0.30000000000000004 is 0.3. */
function plainNumber(text: string): string {
  return /^-?\d+\.\d{12,}$/.test(text) ? String(Number(Number(text).toPrecision(15))) : text;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const TAIL = 66_000;

/** Sum of the sizes that an archive claims to unpack to; Infinity for what is no archive. The unpacking itself stops at the claimed sizes. */
async function unpackedSize(path: string): Promise<number> {
  const { size } = await stat(path);
  const file = await open(path);
  try {
    const start = Math.max(0, size - TAIL);
    const tail = Buffer.alloc(size - start);
    await file.read(tail, 0, tail.length, start);
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end < 0 || end + 20 > tail.length || tail.readUInt32LE(end) !== END) throw new UnreadableFileError('brokenXlsx');
    const directory = Buffer.alloc(Math.min(tail.readUInt32LE(end + 12), size));
    await file.read(directory, 0, directory.length, tail.readUInt32LE(end + 16));
    return sumEntries(directory);
  } finally {
    await file.close();
  }
}

function sumEntries(directory: Buffer): number {
  let total = 0;
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === ENTRY; ) {
    total += directory.readUInt32LE(at + 24);
    at += 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return total;
}
