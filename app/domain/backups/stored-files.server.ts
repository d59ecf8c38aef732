import type { Disk } from 'flydrive';
import type pg from 'pg';
import { FILES_PER_LIST, isStorageKey, type ArchiveManifest, type FileLine } from './archive-format';
import type { ArchiveWriter } from './archive-writer.server';

const MISSING_SHOWN = 100;

/**
 * Every key of storage that a row names. `"MailMessage"` too: what a mail takes along may be no record's file.
 * A new column that holds keys belongs here: stored-files.integration.test.ts finds forgotten ones.
 */
const KEYS = `
SELECT "key" AS key FROM "File"
UNION SELECT "thumbnailKey" FROM "File" WHERE "thumbnailKey" IS NOT NULL
UNION SELECT "avatarKey" FROM "User" WHERE "avatarKey" IS NOT NULL
UNION SELECT "fileKey" FROM "ContactImport"
UNION SELECT attachment->>'key' FROM "MailMessage", jsonb_array_elements(CASE jsonb_typeof("attachments") WHEN 'array' THEN "attachments" ELSE '[]' END) AS attachment`;

/** Where keys of storage stand, as table.column. */
export const KEY_COLUMNS = ['File.key', 'File.thumbnailKey', 'User.avatarKey', 'ContactImport.fileKey', 'MailMessage.attachments'];

/** Keys of the snapshot's rows in their order, a page at a time. */
async function* eachKey(client: pg.Client): AsyncGenerator<string[]> {
  await client.query(`DECLARE stored_keys NO SCROLL CURSOR FOR SELECT key FROM (${KEYS}) AS keys ORDER BY key COLLATE "C"`);
  for (;;) {
    const { rows } = await client.query<{ key: string }>(`FETCH ${FILES_PER_LIST} FROM stored_keys`);
    if (rows.length === 0) return;
    yield rows.map(({ key }) => key);
  }
}

/** Writes the bytes of every file that the snapshot names, each page followed by the list of its hashes. */
export async function copyFiles(client: pg.Client, disk: Disk, writer: ArchiveWriter, signal: AbortSignal): Promise<Pick<ArchiveManifest, 'files' | 'missing'>> {
  const files = { count: 0, bytes: 0 };
  const missing: ArchiveManifest['missing'] = { count: 0, keys: [] };
  let list = 0;
  for await (const keys of eachKey(client)) {
    const lines: FileLine[] = [];
    for (const key of keys) {
      signal.throwIfAborted();
      const line = isStorageKey(key) ? await copyFile(disk, writer, key) : null;
      if (line) lines.push(line);
      else if (++missing.count <= MISSING_SHOWN) missing.keys.push(key);
    }
    files.count += lines.length;
    files.bytes += lines.reduce((sum, { size }) => sum + size, 0);
    list += 1;
    await writer.addBytes(`file-lists/${String(list).padStart(6, '0')}`, Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join('')));
  }
  return { files, missing };
}

async function copyFile(disk: Disk, writer: ArchiveWriter, key: string): Promise<FileLine | null> {
  if (!(await disk.exists(key))) return null;
  const { contentLength: size } = await disk.getMetaData(key);
  const sha256 = await writer.addStream(`files/${key}`, size, await disk.getStream(key));
  return { key, size, sha256 };
}
