import { z } from 'zod';
import { db } from '~/platform/db.server';
import { listCutoffs } from '~/domain/privacy/retention.server';
import { defineJob } from '~/platform/jobs.server';

const DAY_MS = 24 * 60 * 60 * 1_000;
export const WEBHOOK_KEEP_DAYS = 30;
const BATCH = 2_000;

/**
 * Forgets events that are older than their organisation keeps them (thirty days by default), with their deliveries and
 * tries; endpoints that were removed thirty days ago too.
 * @returns how many events went
 */
export async function purgeWebhookEvents(now: Date, signal?: AbortSignal): Promise<number> {
  let purged = 0;
  for (const { organizationId, before } of await listCutoffs('webhooks', now)) purged += await purgeEventsOf(organizationId, before, signal);
  await db.webhookEndpoint.deleteMany({ where: { deletedAt: { lt: new Date(now.getTime() - WEBHOOK_KEEP_DAYS * DAY_MS) } } });
  return purged;
}

async function purgeEventsOf(organizationId: string, before: Date, signal?: AbortSignal): Promise<number> {
  let purged = 0;
  while (!signal?.aborted) {
    // what is sent again today is kept until that has ended
    const count = await db.$executeRaw`
      DELETE FROM "WebhookEvent" e WHERE ("organizationId", "id") IN (
        SELECT old."organizationId", old."id" FROM "WebhookEvent" old
        WHERE old."organizationId" = ${organizationId}::uuid AND old."createdAt" < ${before} AND NOT EXISTS (
          SELECT 1 FROM "WebhookDelivery" d WHERE d."organizationId" = old."organizationId" AND d."eventId" = old."id" AND d."state" = 'PENDING' AND d."startedAt" >= ${before})
        LIMIT ${BATCH})`;
    purged += count;
    if (count < BATCH) break;
  }
  return purged;
}

export const webhookCleanUpJob = defineJob({
  name: 'webhook-clean-up',
  schema: z.object({}),
  everySeconds: 24 * 60 * 60,
  handler: (_data, { signal }) => purgeWebhookEvents(new Date(), signal),
});
