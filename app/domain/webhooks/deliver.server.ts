import { z } from 'zod';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { defineJob, enqueue, type Job } from '~/platform/jobs.server';
import { nextTryAt } from './retry-schedule';
import { sendWebhook } from './send-webhook.server';
import { openWebhookSecret, signWebhook } from './signature.server';
import { tellOfDeadDelivery } from './tell-of-dead.server';

/** Of one endpoint; the next job takes further ones. */
export const DELIVERIES_PER_JOB = 20;
/** Beyond the request's own limit. */
const TRY_TIMEOUT_MS = 30_000;
/** Clocks of servers differ: a job that comes a little early is on time. Less than the shortest delay. */
const EARLY_MS = 30_000;

const jobSchema = z.object({ organizationId: z.uuid(), deliveryIds: z.array(z.uuid()).min(1).max(DELIVERIES_PER_JOB) });

/**
 * Tries deliveries of one endpoint, one after the other. A job that runs again finds those that it has tried already
 * delivered or waiting for a job of their own, so nothing is lost when the process dies, and nothing is tried twice for it.
 */
export const deliverWebhooksJob: Job<typeof jobSchema> = defineJob({
  name: 'webhook-deliver',
  schema: jobSchema,
  retryLimit: 12,
  expireInSeconds: 900,
  concurrency: 3,
  async handler({ organizationId, deliveryIds }, { signal }) {
    for (const deliveryId of deliveryIds) {
      signal.throwIfAborted();
      await deliverWebhook({ organizationId, deliveryId, now: new Date() });
    }
  },
});

interface DueDelivery {
  attempts: number;
  startedAt: Date;
  eventId: string;
  endpointId: string;
  type: string;
  data: unknown;
  createdAt: Date;
  url: string;
  /** Sealed. */
  secret: Uint8Array;
  slug: string;
}

/**
 * One try of a delivery that is due. The lock on its row keeps two processes from trying it at once; only a process that
 * dies between the answer and the commit sends it again, under the same id.
 * @returns false when there was nothing to try: delivered, not due yet, another's, or its endpoint rests
 */
export function deliverWebhook({ organizationId, deliveryId, now }: { organizationId: string; deliveryId: string; now: Date }): Promise<boolean> {
  return orgDb(organizationId).$transaction(
    async (tx) => {
      const due = await takeDue(tx, organizationId, deliveryId, new Date(now.getTime() + EARLY_MS));
      if (!due) return false;
      const timestamp = Math.floor(now.getTime() / 1_000);
      const body = JSON.stringify({ id: due.eventId, type: due.type, createdAt: due.createdAt.toISOString(), organization: { id: organizationId, slug: due.slug }, data: due.data });
      const answer = await sendWebhook(due.url, headersOf(due, openWebhookSecret(organizationId, due.secret), timestamp, body), body);
      await tx.webhookAttempt.create({ data: { organizationId, deliveryId, at: now, ...answer }, select: { id: true } });
      const isDelivered = answer.status !== null && answer.status >= 200 && answer.status < 300;
      const attempts = due.attempts + 1;
      const nextAttemptAt = isDelivered ? null : nextTryAt({ startedAt: due.startedAt, attempts, now });
      const state = isDelivered ? ('DELIVERED' as const) : nextAttemptAt ? ('PENDING' as const) : ('DEAD' as const);
      await tx.webhookDelivery.updateMany({ where: { id: deliveryId }, data: { state, attempts, nextAttemptAt, deliveredAt: isDelivered ? now : null } });
      if (state === 'DEAD') await tellOfDeadDelivery(tx, organizationId, { ...due, now });
      if (nextAttemptAt) await enqueue(tx, deliverWebhooksJob, { organizationId, deliveryIds: [deliveryId] }, { startAfter: nextAttemptAt });
      return true;
    },
    { timeout: TRY_TIMEOUT_MS },
  );
}

function headersOf({ eventId }: DueDelivery, secret: string, timestamp: number, body: string): Record<string, string> {
  return {
    'Content-Type': 'application/json; charset=utf-8',
    'User-Agent': 'Teplo-Webhooks/1',
    'Teplo-Webhook-Id': eventId,
    'Teplo-Webhook-Timestamp': String(timestamp),
    'Teplo-Webhook-Signature': signWebhook(secret, timestamp, body),
  };
}

async function takeDue(tx: OrgTx, organizationId: string, deliveryId: string, until: Date): Promise<DueDelivery | null> {
  const [due] = await tx.$queryRaw<DueDelivery[]>`
    SELECT d."attempts", d."startedAt", e."id" AS "eventId", w."id" AS "endpointId", e."type", e."data", e."createdAt", w."url", w."secret", o."slug"
    FROM "WebhookDelivery" d
    JOIN "WebhookEvent" e ON e."organizationId" = d."organizationId" AND e."id" = d."eventId"
    JOIN "WebhookEndpoint" w ON w."organizationId" = d."organizationId" AND w."id" = d."endpointId"
    JOIN "Organization" o ON o."id" = d."organizationId"
    WHERE d."organizationId" = ${organizationId}::uuid AND d."id" = ${deliveryId}::uuid AND d."state" = 'PENDING' AND d."nextAttemptAt" <= ${until}
      AND w."isActive" AND w."deletedAt" IS NULL
    FOR UPDATE OF d SKIP LOCKED`;
  return due ?? null;
}

/** Sends deliveries of one endpoint on their way when the transaction commits. */
export async function enqueueDeliveries(tx: OrgTx, organizationId: string, deliveryIds: readonly string[]): Promise<void> {
  for (let from = 0; from < deliveryIds.length; from += DELIVERIES_PER_JOB) {
    await enqueue(tx, deliverWebhooksJob, { organizationId, deliveryIds: deliveryIds.slice(from, from + DELIVERIES_PER_JOB) });
  }
}
