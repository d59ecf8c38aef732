import { z } from 'zod';
import { db, orgDb } from '~/platform/db.server';
import { defineJob } from '~/platform/jobs.server';
import { log } from '~/platform/log.server';
import { listCutoffs } from '~/domain/privacy/retention.server';
import type { TrashKind } from './trash';
import { readExpired } from './trash-table.server';
import { BINS } from './trash.server';

const BATCH = 200;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
/** Deals and orders before their contacts: even deleted ones hold their contact back. */
const ORDER: readonly TrashKind[] = ['tasks', 'orders', 'deals', 'contacts', 'catalog'];

/**
 * Erases what has lain in the trash for as long as its organisation keeps it (30 days by default), record by record. One that cannot be erased is
 * logged and met again the next time; it does not hold up the others.
 * @returns how many records went
 */
export async function purgeTrash(now: Date, signal?: AbortSignal): Promise<number> {
  let purged = 0;
  for (const { organizationId, before } of await listCutoffs('trash', now)) {
    for (const kind of ORDER) purged += await purgeKind(kind, { organizationId, before }, signal);
  }
  return purged;
}

async function purgeKind(kind: TrashKind, { organizationId, before }: { organizationId: string; before: Date }, signal?: AbortSignal): Promise<number> {
  let purged = 0;
  let after = FIRST_ID;
  for (;;) {
    const batch = await readExpired(db, BINS[kind].table, { organizationId, before, after, limit: BATCH });
    for (const { id } of batch) {
      if (signal?.aborted) return purged;
      purged += (await purgeOne(kind, organizationId, id)) ? 1 : 0;
      after = id;
    }
    if (batch.length < BATCH) return purged;
  }
}

async function purgeOne(kind: TrashKind, organizationId: string, id: string): Promise<boolean> {
  try {
    const { ok } = await orgDb(organizationId).$transaction((tx) => BINS[kind].purge(tx, { organizationId, actorId: null, id }));
    return ok;
  } catch (error) {
    log.error({ err: error, kind, id }, 'a record of the trash could not be erased');
    return false;
  }
}

export const purgeTrashJob = defineJob({
  name: 'trash-purge',
  schema: z.object({}),
  everySeconds: 3_600,
  retryLimit: 0,
  handler: (_data, { signal }) => purgeTrash(new Date(), signal),
});
