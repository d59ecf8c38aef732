import { z } from 'zod';
import { defineJob } from '~/platform/jobs.server';
import { log } from '~/platform/log.server';
import { erasePerson } from './erase-person.server';
import { findLostErasures } from './erasure-log.server';

/**
 * Forgets once more who was forgotten after the backup that the database was restored from.
 * @returns how many
 */
export async function reapplyErasures(now: Date): Promise<number> {
  let done = 0;
  for (const { organizationId, entry } of await findLostErasures()) {
    // those rows alone: others with the same e-mail may be requests that are answered now
    const key = { contactIds: entry.contacts, leadIds: entry.leads, isExact: true };
    const { id: erasureId, locale, sparesShared } = entry;
    const result = await erasePerson({ organizationId, userId: null, locale, key, acceptsUnpaid: true, cause: 'restore', sparesShared, erasureId, now });
    if (result.ok) done += 1;
    // rows that are younger than the backup are not there; running work has to be ended by people first
    else if (result.error !== 'notFound') log.warn({ organizationId, erasureId: entry.id, reason: result.error }, 'an erasure from before the restore waits');
  }
  return done;
}

/** At the start of a process and daily. */
export const reapplyErasuresJob = defineJob({
  name: 'privacy-reapply',
  schema: z.object({}),
  everySeconds: 86_400,
  retryLimit: 0,
  handler: () => reapplyErasures(new Date()),
});
