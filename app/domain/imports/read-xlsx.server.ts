import { createReadStream } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
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
  await checkUnpacking(path);
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
const LOCAL = 0x04034b50;
const TAIL = 66_000;
const DEFLATED = 8;

interface ZipEntry {
  method: number;
  packed: number;
  /** What the archive claims. */
  unpacked: number;
  offset: number;
}

/**
 * Refuses an archive that unfolds to more than may be, by what it claims, and one whose claim is a lie: the library would
 * unpack that to its end.
 */
async function checkUnpacking(path: string): Promise<void> {
  const { size } = await stat(path);
  const file = await open(path);
  try {
    const entries = await readEntries(file, size);
    if (entries.reduce((sum, { unpacked }) => sum + unpacked, 0) > IMPORT_LIMITS.unpackedBytes) throw new UnreadableFileError('tooLarge');
    for (const entry of entries) if (!(await isHonest(file, path, entry))) throw new UnreadableFileError('brokenXlsx');
  } finally {
    await file.close();
  }
}

async function readEntries(file: FileHandle, size: number): Promise<ZipEntry[]> {
  const start = Math.max(0, size - TAIL);
  const tail = Buffer.alloc(size - start);
  await file.read(tail, 0, tail.length, start);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 20 > tail.length || tail.readUInt32LE(end) !== END) throw new UnreadableFileError('brokenXlsx');
  const directory = Buffer.alloc(Math.min(tail.readUInt32LE(end + 12), size));
  await file.read(directory, 0, directory.length, tail.readUInt32LE(end + 16));
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === ENTRY; ) {
    entries.push({ method: directory.readUInt16LE(at + 10), packed: directory.readUInt32LE(at + 20), unpacked: directory.readUInt32LE(at + 24), offset: directory.readUInt32LE(at + 42) });
    at += 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** Unpacks an entry without keeping it, up to one byte beyond its claim. */
async function isHonest(file: FileHandle, path: string, { method, packed, unpacked, offset }: ZipEntry): Promise<boolean> {
  if (packed === 0) return unpacked === 0;
  if (method !== DEFLATED) return method === 0 && packed === unpacked;
  const head = Buffer.alloc(30);
  await file.read(head, 0, head.length, offset);
  if (head.readUInt32LE(0) !== LOCAL) return false;
  const start = offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  const bytes = createReadStream(path, { start, end: start + packed - 1 });
  const inflate = bytes.pipe(createInflateRaw());
  bytes.on('error', (error) => inflate.destroy(error));
  let seen = 0;
  try {
    for await (const chunk of inflate) {
      seen += (chunk as Buffer).length;
      if (seen > unpacked) return false;
    }
    return seen === unpacked;
  } catch {
    return false;
  } finally {
    bytes.destroy();
    inflate.destroy();
  }
}
