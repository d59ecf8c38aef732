import { z } from 'zod';
import { db } from '~/platform/db.server';
import { log } from '~/platform/log.server';
import { storage } from '~/platform/storage.server';

/** Where the log lies in file storage, beside the uploads: a restored database does not know of later erasures, this does. */
export const ERASURE_LOG_PREFIX = 'erasures/';

const entrySchema = z.object({
  id: z.uuid(),
  number: z.int(),
  at: z.iso.datetime(),
  locale: z.string(),
  sparesShared: z.boolean().default(false),
  contacts: z.array(z.uuid()),
  leads: z.array(z.uuid()),
});
export type ErasureLogEntry = z.output<typeof entrySchema>;

const keyOf = (organizationId: string, erasureId: string) => `${ERASURE_LOG_PREFIX}${organizationId}/${erasureId}.json`;

/** Notes an erasure outside the database: ids alone. A failure is logged and mended by the next look at the log. */
export async function keepInErasureLog(organizationId: string, entry: ErasureLogEntry): Promise<void> {
  try {
    await (await storage()).put(keyOf(organizationId, entry.id), JSON.stringify(entry), { contentType: 'application/json' });
  } catch (error) {
    log.error({ err: error, erasureId: entry.id }, 'an erasure could not be noted beside the database');
  }
}

/** Erasures that the log knows and the database does not: those from after the backup that it was restored from. */
export async function findLostErasures(): Promise<{ organizationId: string; entry: ErasureLogEntry }[]> {
  const disk = await storage();
  const lost: { organizationId: string; entry: ErasureLogEntry }[] = [];
  let paginationToken: string | undefined;
  do {
    const page = await disk.listAll(ERASURE_LOG_PREFIX, { recursive: true, ...(paginationToken ? { paginationToken } : {}) });
    for (const object of page.objects) {
      const [, organizationId = '', name = ''] = object.isFile ? object.key.split('/') : [];
      const id = name.replace(/\.json$/, '');
      if (!z.uuid().safeParse(organizationId).success || !z.uuid().safeParse(id).success) continue;
      const organization = await db.organization.findUnique({ where: { id: organizationId }, select: { erasures: { where: { id }, select: { id: true } } } });
      if (!organization || organization.erasures.length > 0) continue;
      const entry = entrySchema.safeParse(JSON.parse(await disk.get(keyOf(organizationId, id)))).data;
      if (entry) lost.push({ organizationId, entry });
    }
    paginationToken = page.paginationToken;
  } while (paginationToken);
  return lost;
}
