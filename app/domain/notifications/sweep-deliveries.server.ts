import { z } from 'zod';
import { db, orgDb } from '~/platform/db.server';
import { defineJob, enqueue } from '~/platform/jobs.server';
import { deliverJob, DELIVERIES_PER_JOB } from './deliver.server';

const LATE_MS = 15 * 60_000;
const ORGANIZATIONS = 200;

/** Puts deliveries on their way again whose job was lost. */
export const sweepDeliveriesJob = defineJob({
  name: 'notification-sweep',
  schema: z.object({}),
  everySeconds: 300,
  retryLimit: 0,
  handler: () => sweepDeliveries(new Date()),
});

/** @returns how many deliveries that are long due got a new job */
export async function sweepDeliveries(now: Date): Promise<number> {
  const late = new Date(now.getTime() - LATE_MS);
  const waiting = await db.$queryRaw<{ organizationId: string; ids: string[] }[]>`
    SELECT "organizationId", (array_agg("id"::text ORDER BY "dueAt"))[1:${DELIVERIES_PER_JOB}::int] AS "ids"
    FROM "NotificationDelivery" WHERE "state" = 'QUEUED' AND "dueAt" < ${late} GROUP BY "organizationId" LIMIT ${ORGANIZATIONS}`;
  for (const { organizationId, ids } of waiting) {
    await orgDb(organizationId).$transaction(async (tx) => {
      await enqueue(tx, deliverJob, { organizationId, deliveryIds: ids }, { singletonKey: `sweep:${organizationId}`, singletonSeconds: 240 });
    });
  }
  return waiting.reduce((sum, { ids }) => sum + ids.length, 0);
}
