import { orgDb, type OrgDb } from '~/platform/db.server';
import { enqueueDeliveries } from './deliver.server';
import { PING, type EventData } from './events';
import type { DeliveryRow } from './list-deliveries.server';

export type DeliveryRefusal = { ok: false; error: 'notFound' | 'paused' };

/** One delivery with what it carries; null when the organisation has none of this id. */
export async function findDelivery(db: OrgDb, id: string): Promise<(DeliveryRow & { endpointId: string; data: EventData }) | null> {
  const found = await db.webhookDelivery.findFirst({
    where: { id, endpoint: { deletedAt: null } },
    select: { id: true, endpointId: true, eventId: true, state: true, attempts: true, nextAttemptAt: true, deliveredAt: true, createdAt: true, event: { select: { type: true, data: true } } },
  });
  if (!found) return null;
  const { event, ...row } = found;
  return { ...row, type: event.type, data: event.data as EventData };
}

/** Sends a harmless event to one endpoint, to see whether it answers. */
export function sendPing({ organizationId }: { organizationId: string }, endpointId: string, now: Date): Promise<{ ok: true; deliveryId: string } | DeliveryRefusal> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const endpoint = await tx.webhookEndpoint.findFirst({ where: { id: endpointId, deletedAt: null }, select: { isActive: true } });
    if (!endpoint) return { ok: false, error: 'notFound' };
    if (!endpoint.isActive) return { ok: false, error: 'paused' };
    const event = await tx.webhookEvent.create({ data: { organizationId, type: PING, data: { endpointId }, createdAt: now }, select: { id: true } });
    const { id } = await tx.webhookDelivery.create({ data: { organizationId, endpointId, eventId: event.id, startedAt: now, nextAttemptAt: now, createdAt: now }, select: { id: true } });
    await enqueueDeliveries(tx, organizationId, [id]);
    return { ok: true, deliveryId: id };
  });
}

/** Sends a delivery once more, whatever became of it, and tries it for a day from now on. Its former tries stay in the log. */
export function replayDelivery({ organizationId }: { organizationId: string }, deliveryId: string, now: Date): Promise<{ ok: true; endpointId: string } | DeliveryRefusal> {
  return orgDb(organizationId).$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "WebhookDelivery" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${deliveryId}::uuid FOR NO KEY UPDATE`;
    const delivery = await tx.webhookDelivery.findFirst({ where: { id: deliveryId, endpoint: { deletedAt: null } }, select: { endpointId: true, endpoint: { select: { isActive: true } } } });
    if (!delivery) return { ok: false, error: 'notFound' };
    if (!delivery.endpoint.isActive) return { ok: false, error: 'paused' };
    await tx.webhookDelivery.updateMany({ where: { id: deliveryId }, data: { state: 'PENDING', attempts: 0, startedAt: now, nextAttemptAt: now, deliveredAt: null } });
    await enqueueDeliveries(tx, organizationId, [deliveryId]);
    return { ok: true, endpointId: delivery.endpointId };
  });
}
