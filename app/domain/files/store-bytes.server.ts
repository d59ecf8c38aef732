import { createHash, randomUUID } from 'node:crypto';
import { storage } from '~/platform/storage.server';
import { usualEnding } from './file-types';
import type { StoredFile } from './store-files.server';

/** Writes bytes that the server made itself under a new key. The row is the caller's. */
export async function storeBytes(organizationId: string, { bytes, name, contentType }: { bytes: Buffer; name: string; contentType: string }): Promise<StoredFile> {
  const key = `${organizationId}/${randomUUID()}.${usualEnding(contentType)}`;
  await (await storage()).put(key, bytes, { contentType, contentLength: bytes.length });
  return { key, name, contentType, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
