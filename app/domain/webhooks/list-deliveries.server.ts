import { Prisma } from '~/generated/prisma/client';
import type { WebhookDeliveryState } from '~/generated/prisma/enums';
import type { OrgDb } from '~/platform/db.server';
import { defineOrder, type Order } from '~/platform/db/keyset';
import { readKeysetPage, type KeysetPage, type Place } from '~/platform/db/keyset-page';

export interface DeliveryRow {
  id: string;
  eventId: string;
  type: string;
  state: WebhookDeliveryState;
  attempts: number;
  nextAttemptAt: Date | null;
  deliveredAt: Date | null;
  createdAt: Date;
}

export interface AttemptRow {
  id: string;
  deliveryId: string;
  at: Date;
  durationMs: number;
  status: number | null;
  error: string | null;
  answer: string | null;
}

export const DELIVERY_STATES = ['PENDING', 'DELIVERED', 'DEAD'] as const satisfies readonly WebhookDeliveryState[];

/** The newest first. */
export const DELIVERY_ORDER: Order<DeliveryRow> = defineOrder<DeliveryRow>([
  { name: 'createdAt', sql: Prisma.sql`d."createdAt"`, type: 'timestamptz', descending: true },
  { name: 'id', sql: Prisma.sql`d."id"`, type: 'uuid' },
]);

/** One page of what was sent to an endpoint. */
export function listDeliveries(db: OrgDb, { organizationId, endpointId, state, ...place }: Place & { organizationId: string; endpointId: string; state: WebhookDeliveryState | null; limit?: number }): Promise<KeysetPage<DeliveryRow>> {
  const ofState = state ? Prisma.sql`AND d."state" = ${state}::"WebhookDeliveryState"` : Prisma.empty;
  return readKeysetPage<DeliveryRow>(db, {
    ...place,
    order: DELIVERY_ORDER,
    select: Prisma.sql`d."id", d."eventId", e."type", d."state"::text AS "state", d."attempts", d."nextAttemptAt", d."deliveredAt", d."createdAt"`,
    from: Prisma.sql`"WebhookDelivery" d JOIN "WebhookEvent" e ON e."organizationId" = d."organizationId" AND e."id" = d."eventId"`,
    where: Prisma.sql`d."organizationId" = ${organizationId}::uuid AND d."endpointId" = ${endpointId}::uuid ${ofState}`,
  });
}

/** The tries of these deliveries, the newest first. */
export function listAttempts(db: OrgDb, deliveryIds: readonly string[]): Promise<AttemptRow[]> {
  return db.webhookAttempt.findMany({
    where: { deliveryId: { in: [...deliveryIds] } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    select: { id: true, deliveryId: true, at: true, durationMs: true, status: true, error: true, answer: true },
  });
}
