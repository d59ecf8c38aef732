import { Prisma } from '~/generated/prisma/client';
import { orgDb, type OrgDb } from '~/platform/db.server';
import { defineOrder, type Order } from '~/platform/db/keyset';
import { readKeysetPage, type KeysetPage, type Place } from '~/platform/db/keyset-page';
import { enqueue } from '~/platform/jobs.server';
import { startOfDay, addDays } from '~/domain/time/zoned-time';
import type { OutwardChannel } from './channels/outward-channels';
import { deliverJob } from './deliver.server';
import type { DeliveryFilter } from './delivery-filter';
import type { DeliveryState } from './delivery-states';

export interface DeliveryRow {
  id: string;
  channel: OutwardChannel;
  state: DeliveryState;
  event: string;
  userId: string;
  /** To whom. */
  name: string;
  attempts: number;
  lastError: string | null;
  dueAt: Date;
  createdAt: Date;
  sentAt: Date | null;
}

/** The newest first. */
export const NOTICE_DELIVERY_ORDER: Order<DeliveryRow> = defineOrder<DeliveryRow>([
  { name: 'createdAt', sql: Prisma.sql`d."createdAt"`, type: 'timestamptz', descending: true },
  { name: 'id', sql: Prisma.sql`d."id"`, type: 'uuid', descending: true },
]);

/** One page of what left for people by the other channels; days are those of the time zone. */
export function listNoticeDeliveries(db: OrgDb, { organizationId, filter, timeZone, ...place }: Place & { organizationId: string; filter: DeliveryFilter; timeZone: string; limit?: number }): Promise<KeysetPage<DeliveryRow>> {
  const conditions = [Prisma.sql`d."organizationId" = ${organizationId}::uuid`];
  if (filter.channel) conditions.push(Prisma.sql`d."channel" = ${filter.channel}::"NotificationChannel"`);
  if (filter.state) conditions.push(Prisma.sql`d."state" = ${filter.state}::"DeliveryState"`);
  if (filter.from) conditions.push(Prisma.sql`d."createdAt" >= ${startOfDay(filter.from, timeZone)}`);
  if (filter.to) conditions.push(Prisma.sql`d."createdAt" < ${startOfDay(addDays(filter.to, 1), timeZone)}`);
  return readKeysetPage<DeliveryRow>(db, {
    ...place,
    order: NOTICE_DELIVERY_ORDER,
    select: Prisma.sql`d."id", d."channel"::text AS "channel", d."state"::text AS "state", n."event", n."userId", u."name", d."attempts", d."lastError", d."dueAt", d."createdAt", d."sentAt"`,
    from: Prisma.sql`"NotificationDelivery" d JOIN "Notification" n ON n."organizationId" = d."organizationId" AND n."id" = d."notificationId" JOIN "User" u ON u."id" = n."userId"`,
    where: Prisma.join(conditions, ' AND '),
  });
}

/** Whether the organisation has a delivery of this id. */
export async function hasNoticeDelivery(db: OrgDb, id: string): Promise<boolean> {
  return (await db.notificationDelivery.findFirst({ where: { id }, select: { id: true } })) !== null;
}

/** Sends a delivery again that was given up or not sent; what the person wants and may know is asked anew. False when there is none such. */
export function retryDelivery(organizationId: string, id: string, now: Date): Promise<boolean> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const { count } = await tx.notificationDelivery.updateMany({ where: { id, state: { in: ['FAILED', 'DROPPED'] } }, data: { state: 'QUEUED', attempts: 0, dueAt: now, lastError: null } });
    if (count > 0) await enqueue(tx, deliverJob, { organizationId, deliveryIds: [id] });
    return count > 0;
  });
}
