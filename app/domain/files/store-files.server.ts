import { createReadStream } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { fileTypeFromFile } from 'file-type';
import { log } from '~/platform/log.server';
import { storage } from '~/platform/storage.server';
import type { Upload } from '~/platform/http/multipart.server';
import { cleanFileName, isAcceptable, usualEnding } from './file-types';

/** An upload whose content was looked at. */
export interface CheckedUpload {
  path: string;
  name: string;
  contentType: string;
  size: number;
  sha256: string;
}

/** Bytes that stand in storage under a new key, and the facts of their row. */
export interface StoredFile {
  key: string;
  name: string;
  contentType: string;
  size: number;
  sha256: string;
}

/**
 * Looks at the content itself: neither the name nor the type that the sender claims is believed.
 * @returns what may be kept, and the names of what may not
 */
export async function checkUploads(uploads: readonly Upload[]): Promise<{ accepted: CheckedUpload[]; refused: string[] }> {
  const accepted: CheckedUpload[] = [];
  const refused: string[] = [];
  for (const { path, name, size, sha256 } of uploads) {
    const contentType = (await fileTypeFromFile(path))?.mime;
    if (contentType && isAcceptable(contentType, name)) {
      accepted.push({ path, name: cleanFileName(name, contentType), contentType, size, sha256 });
    } else {
      refused.push(cleanFileName(name, ''));
    }
  }
  return { accepted, refused };
}

/** Writes the bytes under new keys. When one cannot be written none stays. Rows are the caller's. */
export async function storeFiles(organizationId: string, uploads: readonly CheckedUpload[]): Promise<StoredFile[]> {
  if (uploads.length === 0) return [];
  const disk = await storage();
  const stored: StoredFile[] = [];
  try {
    for (const { path, ...facts } of uploads) {
      const key = `${organizationId}/${randomUUID()}.${usualEnding(facts.contentType)}`;
      stored.push({ key, ...facts });
      await disk.putStream(key, createReadStream(path), { contentType: facts.contentType, contentLength: facts.size });
    }
    return stored;
  } catch (error) {
    await discardFiles(stored);
    throw error;
  }
}

/** Removes bytes that no row will point to. A failure costs only space and is logged. */
export async function discardFiles(files: readonly { key: string }[]): Promise<void> {
  if (files.length === 0) return;
  const disk = await storage();
  for (const { key } of files) {
    await disk.delete(key).catch((error: unknown) => log.warn({ err: error, key }, 'an unused file could not be removed'));
  }
}
