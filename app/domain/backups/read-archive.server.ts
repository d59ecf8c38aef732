import { createHash } from 'node:crypto';
import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract, type Extract, type ExtractEvents } from 'tar-stream';
import { z } from 'zod';
import {
  ARCHIVE_FORMAT, BackupError, FILES_PER_LIST, fileLineSchema, HEAD_NAME, headSchema, isStorageKey, keyOfPart, MANIFEST_NAME, manifestSchema, PART_BYTES, tableKey, tableOfPart,
  type ArchiveHead, type ArchiveManifest,
} from './archive-format';
import { partLine } from './archive-writer.server';
import { openStream, type OpeningKeys } from './seal-archive.server';

const LIST_BYTES_MAX = 16 * 1024 * 1024;

/** Hears the parts of an archive in their order. What it heard is only known to be whole when the reading has ended. */
export interface ArchiveVisitor {
  head?: (head: ArchiveHead) => Promise<void>;
  /** A piece of a table's rows as COPY wrote them; pieces of one table follow one another. */
  rows?: (table: string, bytes: Buffer) => Promise<void>;
  /** After the last piece of the last table. */
  tablesEnd?: () => Promise<void>;
  /** A file's bytes; must be read to their end. */
  file?: (key: string, size: number, bytes: Readable) => Promise<void>;
}

export interface ArchiveSummary {
  head: ArchiveHead;
  manifest: ArchiveManifest;
}

/**
 * Reads an archive to its end and checks every part against its manifest.
 * @throws {BackupError} when it is cut off, altered, of another format or not to be decrypted
 */
export async function readArchive(source: Readable, keys: OpeningKeys, visitor: ArchiveVisitor = {}): Promise<ArchiveSummary> {
  const opened = await openStream(source, keys);
  const entries = extract();
  const plain = pipeline(opened, createGunzip(), () => {}); // what fails there, the pump meets
  void pump(plain, entries);
  const reading = new Reading(visitor);
  try {
    for await (const entry of entries) await reading.take(entry);
    return reading.end();
  } catch (error) {
    if (error instanceof BackupError || reading.isVisitorsFault) throw error;
    throw new BackupError(`The backup is damaged: ${error instanceof Error ? error.message : String(error)}.`, { cause: error });
  } finally {
    opened.destroy();
    source.destroy();
  }
}

async function pump(plain: AsyncIterable<Buffer>, entries: Extract): Promise<void> {
  try {
    for await (const chunk of plain) {
      if (entries.destroyed) return;
      if (!entries.write(chunk)) await canTakeMore(entries);
    }
    entries.end(null);
  } catch (error) {
    entries.destroy(error instanceof Error ? error : null);
  }
}

function canTakeMore(entries: Extract): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      entries.off('drain', go).off('close', go);
      resolve();
    };
    entries.on('drain', go).on('close', go);
  });
}

type Entry = ExtractEvents['entry'][1];

class Reading {
  readonly #digest = createHash('sha256');
  readonly #tables = new Map<string, { bytes: number; hash: ReturnType<typeof createHash> }>();
  #unlisted = new Map<string, { size: number; sha256: string }>();
  #files = { count: 0, bytes: 0 };
  #parts = 0;
  #head: ArchiveHead | undefined;
  #manifest: ArchiveManifest | undefined;
  #hasTablesEnded = false;
  /** The error came out of the visitor: it says nothing of the archive. */
  isVisitorsFault = false;

  constructor(private readonly visitor: ArchiveVisitor) {}

  async take(entry: Entry): Promise<void> {
    const { name, size = 0 } = entry.header;
    if (this.#manifest) throw new BackupError('The backup is damaged: something follows its end.');
    if (name === MANIFEST_NAME) return this.#takeManifest(await bytesOf(entry, size, LIST_BYTES_MAX));
    if (!this.#head && name !== HEAD_NAME) throw new BackupError('This is not a backup of Teplo.');
    const key = keyOfPart(name);
    const sha256 = key === null ? await this.#takeBytes(name, await bytesOf(entry, size, key === null && tableOfPart(name) ? PART_BYTES : LIST_BYTES_MAX)) : await this.#takeFile(key, size, entry);
    this.#digest.update(partLine(name, size, sha256));
    this.#parts += 1;
  }

  async #takeBytes(name: string, bytes: Buffer): Promise<string> {
    const table = tableOfPart(name);
    if (name === HEAD_NAME) await this.#takeHead(bytes);
    else if (table !== null) await this.#takeRows(table, bytes);
    else if (name.startsWith('file-lists/')) this.#checkList(bytes);
    else throw new BackupError(`The backup is damaged: it has an unknown part ${name}.`);
    return createHash('sha256').update(bytes).digest('hex');
  }

  async #takeHead(bytes: Buffer): Promise<void> {
    const format = z.object({ format: z.number() }).parse(parseJson(bytes)).format;
    if (format > ARCHIVE_FORMAT) throw new BackupError(`The backup has format ${format}, which only a newer Teplo reads.`);
    const head = (this.#head = headSchema.parse(parseJson(bytes)));
    for (const table of head.tables) this.#tables.set(tableKey(table), { bytes: 0, hash: createHash('sha256') });
    await this.#tell(() => this.visitor.head?.(head));
  }

  async #takeRows(table: string, bytes: Buffer): Promise<void> {
    const known = this.#tables.get(table);
    if (!known || this.#hasTablesEnded) throw new BackupError(`The backup is damaged: rows of ${table} stand where none belong.`);
    known.bytes += bytes.length;
    known.hash.update(bytes);
    await this.#tell(() => this.visitor.rows?.(table, bytes));
  }

  async #takeFile(key: string, size: number, entry: Entry): Promise<string> {
    if (!isStorageKey(key) || this.#unlisted.size >= FILES_PER_LIST) throw new BackupError('The backup is damaged: it has a file of a wrong name or place.');
    await this.#endTables();
    const hash = createHash('sha256');
    async function* pass() {
      for await (const chunk of entry as AsyncIterable<Buffer>) {
        hash.update(chunk);
        yield chunk;
      }
    }
    const bytes = Readable.from(pass(), { objectMode: false });
    if (this.visitor.file) await this.#tell(() => this.visitor.file?.(key, size, bytes));
    else for await (const _chunk of bytes);
    const sha256 = hash.digest('hex');
    this.#unlisted.set(key, { size, sha256 });
    this.#files.count += 1;
    this.#files.bytes += size;
    return sha256;
  }

  #checkList(bytes: Buffer): void {
    const lines = bytes.toString('utf8').split('\n').filter(Boolean).map((line) => fileLineSchema.parse(parseJson(Buffer.from(line))));
    for (const { key, size, sha256 } of lines) {
      const read = this.#unlisted.get(key);
      if (read?.size !== size || read.sha256 !== sha256) throw new BackupError(`The backup is damaged: the file ${key} is not what was saved.`);
      this.#unlisted.delete(key);
    }
    if (this.#unlisted.size > 0) throw new BackupError('The backup is damaged: a file is not on its list.');
  }

  async #takeManifest(bytes: Buffer): Promise<void> {
    await this.#endTables();
    this.#manifest = manifestSchema.parse(parseJson(bytes));
  }

  async #endTables(): Promise<void> {
    if (this.#hasTablesEnded) return;
    this.#hasTablesEnded = true;
    await this.#tell(() => this.visitor.tablesEnd?.());
  }

  async #tell(work: () => Promise<void> | undefined): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.isVisitorsFault = true;
      throw error;
    }
  }

  end(): ArchiveSummary {
    const [head, manifest] = [this.#head, this.#manifest];
    if (!head || !manifest) throw new BackupError('The backup is cut off: its end is missing.');
    for (const [name, { bytes, hash }] of this.#tables) {
      const told = manifest.tables[name];
      if (told?.bytes !== bytes || told.sha256 !== hash.digest('hex')) throw new BackupError(`The backup is damaged: the rows of ${name} are not what was saved.`);
    }
    const isSame = manifest.parts === this.#parts && manifest.digest === this.#digest.digest('hex') && manifest.files.count === this.#files.count && manifest.files.bytes === this.#files.bytes;
    if (!isSame || this.#unlisted.size > 0) throw new BackupError('The backup is damaged: its parts are not what was saved.');
    return { head, manifest };
  }
}

async function bytesOf(entry: Entry, size: number, max: number): Promise<Buffer> {
  if (size > max) throw new BackupError(`The backup is damaged: its part ${entry.header.name} is too large.`);
  const chunks: Buffer[] = [];
  for await (const chunk of entry as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function parseJson(bytes: Buffer): unknown {
  return JSON.parse(bytes.toString('utf8'));
}
