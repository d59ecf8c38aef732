import { z } from 'zod';

/** Raised when an older Teplo could not read what this one writes. */
export const ARCHIVE_FORMAT = 1;
export const HEAD_NAME = 'head.json';
export const MANIFEST_NAME = 'manifest.json';
/** How many bytes of a table make one part, and how many files share one list of hashes: both are held in memory. */
export const PART_BYTES = 4 * 1024 * 1024;
export const FILES_PER_LIST = 500;

const table = z.object({ schema: z.enum(['public', 'pgboss']), name: z.string().min(1), columns: z.array(z.string().min(1)).min(1) });

/** The first part: what must be known before the first row. */
export const headSchema = z.object({
  format: z.number().int(),
  teplo: z.string(),
  createdAt: z.iso.datetime(),
  serverVersion: z.string(),
  migrations: z.array(z.object({ name: z.string().regex(/^[\w-]+$/), checksum: z.string() })),
  /** Version of the job queue's own schema; null when there was none. */
  jobsVersion: z.number().int().nullable(),
  /** Of each SESSION_SECRET: tells whether sealed values will open, and nothing more. */
  secretMarks: z.array(z.string()),
  tables: z.array(table),
  sequences: z.array(z.object({ name: z.string(), last: z.string().regex(/^\d+$/), isCalled: z.boolean() })),
});

/** The last part: what all others must add up to. */
export const manifestSchema = z.object({
  format: z.number().int(),
  tables: z.record(z.string(), z.object({ rows: z.number().int(), bytes: z.number().int(), sha256: z.string() })),
  files: z.object({ count: z.number().int(), bytes: z.number().int() }),
  /** Files that a row names but storage did not have; the first hundred of them by key. */
  missing: z.object({ count: z.number().int(), keys: z.array(z.string()) }),
  parts: z.number().int(),
  /** SHA-256 over a line for each part before this one: its name, size and own SHA-256. */
  digest: z.string(),
});

/** One line of a list of files, after the files themselves. */
export const fileLineSchema = z.object({ key: z.string(), size: z.number().int(), sha256: z.string() });

export type ArchiveHead = z.infer<typeof headSchema>;
export type ArchiveTable = z.infer<typeof table>;
export type ArchiveManifest = z.infer<typeof manifestSchema>;
export type FileLine = z.infer<typeof fileLineSchema>;

/** Something that the operator can do something about: the message is a sentence for them. */
export class BackupError extends Error {
  override name = 'BackupError';
}

/** Name of a table in the archive and in messages. */
export function tableKey({ schema, name }: Pick<ArchiveTable, 'schema' | 'name'>): string {
  return `${schema}.${name}`;
}

/** Keys of storage are made by Teplo: an archive that names anything else was not. */
export function isStorageKey(key: string): boolean {
  return /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(key) && key.length <= 200;
}

/** Part of a table, counted from 1. */
export function tablePartName(tableName: string, part: number): string {
  return `tables/${tableName}/${String(part).padStart(6, '0')}`;
}

/** Which table a part belongs to; null for other parts. */
export function tableOfPart(name: string): string | null {
  return /^tables\/([^/]+)\/\d{6,}$/.exec(name)?.[1] ?? null;
}

/** Which key a part is the file of; null for other parts. */
export function keyOfPart(name: string): string | null {
  return name.startsWith('files/') ? name.slice('files/'.length) : null;
}
