import { z } from 'zod';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { siteOrigin } from '~/platform/http/site-origin.server';
import { defineJob, enqueue, type Job } from '~/platform/jobs.server';
import { RetryLater } from './channels/channel';
import type { OutwardChannel } from './channels/outward-channels';
import { findChannel } from './channels/registry.server';
import type { DropReason } from './delivery-states';
import { isNotificationEvent, ruleOf, type NotificationEvent } from './events';
import { findListeners, type Listener } from './listeners.server';
import { mayListen } from './may-be-told.server';
import { sendAt } from './quiet-hours';
import { nextTry } from './retry-delays';
import { settingsUrlOf } from './settings-url.server';
import { writeNotification } from './words.server';

/** Of one channel; the next job takes further ones. */
export const DELIVERIES_PER_JOB = 50;
const SEND_TIMEOUT_MS = 60_000;
/** Clocks of servers differ: a job that comes a little early is on time. */
const EARLY_MS = 5_000;
const ERROR_MAX = 500;

const jobSchema = z.object({ organizationId: z.uuid(), deliveryIds: z.array(z.uuid()).min(1).max(DELIVERIES_PER_JOB) });

/**
 * Sends notifications by one channel, one after the other. A job that runs again passes over those that it has sent
 * already: nothing is lost when the process dies.
 */
export const deliverJob: Job<typeof jobSchema> = defineJob({
  name: 'notification-deliver',
  schema: jobSchema,
  retryLimit: 12,
  expireInSeconds: 900,
  concurrency: 3,
  async handler({ organizationId, deliveryIds }, { signal }) {
    for (const deliveryId of deliveryIds) {
      signal.throwIfAborted();
      await deliverNotice({ organizationId, deliveryId, now: new Date() });
    }
  },
});

interface DueDelivery {
  id: string;
  channel: OutwardChannel;
  attempts: number;
  /** Whether it waited, for the end of quiet hours or after a failure. */
  hasWaited: boolean;
  userId: string;
  event: string;
  data: Record<string, unknown>;
  path: string;
  readAt: Date | null;
}

/**
 * One try of a delivery that is due. What the person wants, and may know, is asked anew. The lock on the row keeps two
 * processes from sending it at once; only one that dies between the other side's "accepted" and the commit sends it
 * again. A mail is queued in the same transaction, so it is queued once.
 */
export async function deliverNotice({ organizationId, deliveryId, now }: { organizationId: string; deliveryId: string; now: Date }): Promise<void> {
  try {
    await orgDb(organizationId).$transaction(async (tx) => {
      const due = await takeDue(tx, organizationId, deliveryId, new Date(now.getTime() + EARLY_MS));
      if (due) await settle(tx, organizationId, due, now);
    }, { timeout: SEND_TIMEOUT_MS });
  } catch (error) {
    await noteFailure(organizationId, deliveryId, { error, now });
  }
}

async function takeDue(tx: OrgTx, organizationId: string, deliveryId: string, until: Date): Promise<DueDelivery | null> {
  const [due] = await tx.$queryRaw<DueDelivery[]>`
    SELECT d."id", d."channel"::text AS "channel", d."attempts", d."dueAt" > d."createdAt" AS "hasWaited", n."userId", n."event", n."data", n."path", n."readAt"
    FROM "NotificationDelivery" d JOIN "Notification" n ON n."organizationId" = d."organizationId" AND n."id" = d."notificationId"
    WHERE d."organizationId" = ${organizationId}::uuid AND d."id" = ${deliveryId}::uuid AND d."state" = 'QUEUED' AND d."dueAt" <= ${until}
    FOR UPDATE OF d SKIP LOCKED`;
  return due ?? null;
}

async function settle(tx: OrgTx, organizationId: string, due: DueDelivery, now: Date): Promise<void> {
  const found = await findReader(tx, organizationId, due);
  if (typeof found === 'string') return drop(tx, due.id, found);
  const { listener, event } = found;
  const dueAt = sendAt(now, { ...listener, lateAt: ruleOf(event).lateAt?.(due.data) ?? null });
  if (dueAt > now) return postpone(tx, organizationId, due.id, { dueAt });
  const channel = findChannel(due.channel);
  if (!channel) return drop(tx, due.id, 'unconfigured');
  const organization = await tx.organization.findFirstOrThrow({ select: { id: true, name: true, slug: true, timeZone: true } });
  const { locale, timeZone, role, userId: id, email, name } = listener;
  const words = await writeNotification(event, due.data, { locale, timeZone, organizationTimeZone: organization.timeZone, role });
  const result = await channel.send(
    { deliveryId: due.id, organization, user: { id, email, name, locale }, event, ...words, url: siteOrigin() + due.path, settingsUrl: settingsUrlOf(organization.slug) },
    tx,
  );
  if (result.state === 'dropped') return drop(tx, due.id, result.reason);
  await tx.notificationDelivery.updateMany({ where: { id: due.id }, data: { state: 'SENT', sentAt: now, attempts: due.attempts + 1, lastError: null } });
}

/** The person and the event, or why it is not sent any more. */
async function findReader(tx: OrgTx, organizationId: string, { userId, event, data, channel, hasWaited, readAt }: DueDelivery): Promise<{ listener: Listener; event: NotificationEvent } | DropReason> {
  if (!isNotificationEvent(event)) return 'unknown';
  if (hasWaited && readAt) return 'read';
  const [listener] = await findListeners(tx, { organizationId, event, userIds: [userId] });
  if (!listener) return 'left';
  if (!(await mayListen(tx, listener, event, data))) return 'forbidden';
  return listener.channels.has(channel) ? { listener, event } : 'off';
}

async function drop(tx: OrgTx, id: string, reason: string): Promise<void> {
  await tx.notificationDelivery.updateMany({ where: { id }, data: { state: 'DROPPED', lastError: reason.slice(0, ERROR_MAX) } });
}

async function postpone(tx: OrgTx, organizationId: string, id: string, data: { dueAt: Date; attempts?: number; lastError?: string }): Promise<void> {
  await tx.notificationDelivery.updateMany({ where: { id }, data });
  await enqueue(tx, deliverJob, { organizationId, deliveryIds: [id] }, { startAfter: data.dueAt });
}

/** In a transaction of its own: that of the try may be spoilt. Another process's success stands. */
async function noteFailure(organizationId: string, id: string, { error, now }: { error: unknown; now: Date }): Promise<void> {
  const lastError = (error instanceof Error ? error.message : String(error)).slice(0, ERROR_MAX);
  await orgDb(organizationId).$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ attempts: number }[]>`
      SELECT "attempts" FROM "NotificationDelivery" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${id}::uuid AND "state" = 'QUEUED' FOR UPDATE`;
    if (!row) return;
    const attempts = row.attempts + 1;
    const dueAt = nextTry(attempts, { now, askedSeconds: error instanceof RetryLater ? error.seconds : 0 });
    if (dueAt) await postpone(tx, organizationId, id, { dueAt, attempts, lastError });
    else await tx.notificationDelivery.updateMany({ where: { id }, data: { state: 'FAILED', attempts, lastError } });
  });
}
