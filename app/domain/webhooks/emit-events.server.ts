import { randomUUID } from 'node:crypto';
import type { Prisma } from '~/generated/prisma/client';
import type { OrgTx } from '~/platform/db.server';
import { enqueueDeliveries } from './deliver.server';
import { ALL_EVENTS, wants, type WebhookEventDraft } from './events';
import { eventsOfChange, type NotedChange } from './events-of-change';

/**
 * Tells programs of what happened, in the transaction that makes it happen: the events, a delivery for each endpoint that
 * chose one, and the jobs that send them. Where nobody listens it is one read of a small table and nothing is written.
 */
export async function emitEvents(tx: OrgTx, organizationId: string, events: readonly WebhookEventDraft[]): Promise<void> {
  if (events.length === 0) return;
  const types = [...new Set(events.map(({ type }) => type)), ALL_EVENTS];
  const listeners = await tx.$queryRaw<{ id: string; events: string[] }[]>`
    SELECT "id", "events" FROM "WebhookEndpoint"
    WHERE "organizationId" = ${organizationId}::uuid AND "isActive" AND "deletedAt" IS NULL AND "events" && ${types}::varchar[]`;
  if (listeners.length === 0) return;
  const now = new Date();
  const heard = events
    .map(({ type, data }) => ({ id: randomUUID(), type, data, to: listeners.filter(({ events: chosen }) => wants(chosen, type)) }))
    .filter(({ to }) => to.length > 0);
  await tx.webhookEvent.createMany({ data: heard.map(({ id, type, data }) => ({ id, organizationId, type, data: data as Prisma.InputJsonObject, createdAt: now })) });
  const deliveries = heard.flatMap(({ id: eventId, to }) => to.map(({ id: endpointId }) => ({ id: randomUUID(), eventId, endpointId })));
  await tx.webhookDelivery.createMany({ data: deliveries.map((delivery) => ({ ...delivery, organizationId, nextAttemptAt: now, startedAt: now, createdAt: now })) });
  // an endpoint that does not answer holds up its own deliveries only
  for (const { id } of listeners) await enqueueDeliveries(tx, organizationId, deliveries.filter(({ endpointId }) => endpointId === id).map((delivery) => delivery.id));
}

/** The same for changes of single records: of one as `writeAudit` knows it, of many as a command over many makes them. */
export async function emitChanges(tx: OrgTx, organizationId: string, changes: readonly NotedChange[]): Promise<void> {
  await emitEvents(tx, organizationId, changes.flatMap(eventsOfChange));
}
