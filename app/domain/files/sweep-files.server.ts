import { z } from 'zod';
import { findAvatarKeys } from '~/domain/accounts/avatar.server';
import { db } from '~/platform/db.server';
import { defineJob } from '~/platform/jobs.server';
import { storage } from '~/platform/storage.server';
import { findFilesOfImports } from '~/domain/imports/contact-import.server';
import { ERASURE_LOG_PREFIX } from '~/domain/privacy/erasure-log.server';
import { discardFiles } from './store-files.server';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Removes stored bytes without a row: what a process left that died between storing a file and its transaction.
 * Those of the last day are passed over, since their transaction may still be running.
 * @returns how many were removed
 */
export async function sweepFiles(now: Date): Promise<number> {
  const disk = await storage();
  let removed = 0;
  let paginationToken: string | undefined;
  do {
    const page = await disk.listAll('', { recursive: true, ...(paginationToken ? { paginationToken } : {}) });
    const old: { key: string }[] = [];
    for (const object of page.objects) {
      if (!object.isFile || object.key.startsWith(ERASURE_LOG_PREFIX)) continue;
      const { lastModified } = await object.getMetaData();
      if (now.getTime() - lastModified.getTime() > DAY_MS) old.push({ key: object.key });
    }
    const asked = old.map(({ key }) => key);
    const known = await db.file.findMany({ where: { OR: [{ key: { in: asked } }, { thumbnailKey: { in: asked } }] }, select: { key: true, thumbnailKey: true } });
    const keys = new Set([...(await findFilesOfImports(asked, now)), ...(await findAvatarKeys(asked))]);
    for (const { key, thumbnailKey } of known) {
      keys.add(key);
      if (thumbnailKey) keys.add(thumbnailKey);
    }
    const orphans = old.filter(({ key }) => !keys.has(key));
    await discardFiles(orphans);
    removed += orphans.length;
    paginationToken = page.paginationToken;
  } while (paginationToken);
  return removed;
}

export const sweepFilesJob = defineJob({
  name: 'sweep-files',
  schema: z.object({}),
  everySeconds: 86_400,
  handler: () => sweepFiles(new Date()),
});
