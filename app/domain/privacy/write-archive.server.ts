import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack, type Pack } from 'tar-stream';
import type { OrgDb } from '~/platform/db.server';
import { log } from '~/platform/log.server';
import { storage } from '~/platform/storage.server';
import type { ExportedFile, ExportSection } from './export-sections.server';

/** Titles in the language of who asked. */
export interface ArchiveWords {
  title: string;
  intro: string;
  section: (name: string) => string;
}

interface Archive {
  db: OrgDb;
  sections: readonly ExportSection[];
  files: readonly ExportedFile[];
  words: ArchiveWords;
  /** An empty folder that is the caller's to remove. */
  folder: string;
  /** Called after each section and file. False stops the work. */
  advance: () => Promise<boolean>;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/**
 * Writes data.json, index.html and the files into one .tar.gz. Rows and bytes flow through, none are held.
 * @returns the archive's path, size and SHA-256; null when it was stopped
 */
export async function writeArchive({ db, sections, files, words, folder, advance }: Archive): Promise<{ path: string; size: number; sha256: string } | null> {
  const [dataPath, pagePath, archivePath] = ['data.json', 'index.html', 'archive.tar.gz'].map((name) => path.join(folder, name)) as [string, string, string];
  if (!(await writeRows(db, sections, words, { dataPath, pagePath, advance }))) return null;
  const archive = pack();
  const hash = createHash('sha256');
  const gzip = createGzip();
  gzip.on('data', (chunk: Buffer) => hash.update(chunk));
  const written = pipeline(archive, gzip, createWriteStream(archivePath));
  // the first failure is told by the entries below
  written.catch(() => undefined);
  try {
    await addFile(archive, 'data.json', dataPath);
    await addFile(archive, 'index.html', pagePath);
    for (const file of files) {
      await addStored(archive, file);
      if (!(await advance())) throw new Stopped();
    }
    archive.finalize();
    await written;
  } catch (error) {
    archive.destroy();
    if (error instanceof Stopped) return null;
    throw error;
  }
  return { path: archivePath, size: (await stat(archivePath)).size, sha256: hash.digest('hex') };
}

class Stopped extends Error {}

async function writeRows(db: OrgDb, sections: readonly ExportSection[], words: ArchiveWords, { dataPath, pagePath, advance }: { dataPath: string; pagePath: string; advance: Archive['advance'] }): Promise<boolean> {
  const [data, page] = await Promise.all([open(dataPath, 'w'), open(pagePath, 'w')]);
  try {
    await data.write('{');
    await page.write(head(words));
    for (const [index, section] of sections.entries()) {
      await writeSection(db, section, { data, page, words, isFirst: index === 0 });
      if (!(await advance())) return false;
    }
    await data.write('\n}\n');
    await page.write('</main></body></html>\n');
    return true;
  } finally {
    await Promise.all([data.close(), page.close()]);
  }
}

const head = ({ title, intro }: ArchiveWords) => `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title>
<style>body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.2rem 1rem;border-top:1px solid #ccc;padding:.7rem 0;margin:0}dt{color:#666}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}</style></head><body><main><h1>${escape(title)}</h1><p>${escape(intro)}</p>
`;

async function writeSection(db: OrgDb, section: ExportSection, { data, page, words, isFirst }: { data: FileHandle; page: FileHandle; words: ArchiveWords; isFirst: boolean }): Promise<void> {
  await data.write(`${isFirst ? '' : ','}\n${JSON.stringify(section.name)}: [`);
  let count = 0;
  for await (const row of section.rows(db)) {
    if (count === 0) await page.write(`<h2>${escape(words.section(section.name))}</h2>\n`);
    await data.write(`${count === 0 ? '' : ','}\n${JSON.stringify(row)}`);
    await page.write(`<dl>${Object.entries(row).map(([name, value]) => describe(name, value)).join('')}</dl>\n`);
    count += 1;
  }
  await data.write(']');
}

function describe(name: string, value: unknown): string {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return '';
  return `<dt>${escape(name)}</dt><dd>${escape(typeof value === 'string' ? value : JSON.stringify(value))}</dd>`;
}

async function addFile(archive: Pack, name: string, from: string): Promise<void> {
  const { size } = await stat(from);
  await pipeline(createReadStream(from), archive.entry({ name, size }));
}

/** Bytes that are gone from storage are left out; data.json still names the file. */
async function addStored(archive: Pack, { id, key, name }: ExportedFile): Promise<void> {
  const disk = await storage();
  if (!(await disk.exists(key))) return log.warn({ key }, 'a file of an export is not in storage');
  const { contentLength: size } = await disk.getMetaData(key);
  await pipeline(await disk.getStream(key), archive.entry({ name: `files/${id.slice(-8)}-${name.replace(/[\\/]/g, '_')}`, size }));
}
