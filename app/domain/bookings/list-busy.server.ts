import { Prisma } from '~/generated/prisma/client';
import type { SqlRunner } from '~/platform/db.server';
import type { Buffers } from './intervals';

export interface Subjects {
  organizationId: string;
  itemIds: readonly string[];
  userIds: readonly string[];
  /** This order's own bookings do not count. */
  exceptOrderId?: string | null;
}

/** A time in which a machine or a person is taken, and by what. */
export interface BusyTime {
  subject: 'item' | 'person';
  /** Of the machine, attachment or person. */
  id: string;
  name: string;
  kind: 'ORDER' | 'MAINTENANCE';
  orderId: string | null;
  orderNumber: string | null;
  /** For example ТО-2. */
  maintenanceTitle: string | null;
  startsAt: Date;
  endsAt: Date;
  /** With the buffers that it was booked with. */
  blockedFrom: Date;
  blockedTo: Date;
}

/**
 * When these are taken within a time, in the order of time: one query whatever their number, each by its own place in the
 * index. The organisation's buffers widen the asked time, since a booking in it would bring them along.
 * @param to null: without an end
 */
export function listBusy(db: SqlRunner, { organizationId, itemIds, userIds, exceptOrderId = null, from, to }: Subjects & { from: Date; to: Date | null }): Promise<BusyTime[]> {
  const asked = Prisma.sql`tstzrange(${from}::timestamptz - make_interval(mins => o."bufferBeforeMin"), ${to}::timestamptz + make_interval(mins => o."bufferAfterMin"))`;
  const isTaken = Prisma.sql`tstzrange(b."blockedFrom", b."blockedTo") && ${asked} AND b."orderId" IS DISTINCT FROM ${exceptOrderId}::uuid`;
  return db.$queryRaw<BusyTime[]>`
    SELECT busy."subject", busy."id", busy."name", busy."kind"::text AS "kind", busy."orderId", r."number" AS "orderNumber", m."title" AS "maintenanceTitle",
      busy."startsAt", busy."endsAt", busy."blockedFrom", busy."blockedTo"
    FROM (
      SELECT 'item' AS "subject", i."id", i."name", b."organizationId", b."kind", b."orderId", b."maintenanceId", b."startsAt", b."endsAt", b."blockedFrom", b."blockedTo"
      FROM "Organization" o
      JOIN "CatalogItem" i ON i."organizationId" = o."id" AND i."id" = ANY(${itemIds}::uuid[])
      JOIN "Booking" b ON b."organizationId" = ${organizationId}::uuid AND b."itemId" = i."id" AND b."itemId" IS NOT NULL AND ${isTaken}
      WHERE o."id" = ${organizationId}::uuid
      UNION ALL
      SELECT 'person', u."id", u."name", b."organizationId", b."kind", b."orderId", b."maintenanceId", b."startsAt", b."endsAt", b."blockedFrom", b."blockedTo"
      FROM "Organization" o
      JOIN "User" u ON u."id" = ANY(${userIds}::uuid[])
      JOIN "Booking" b ON b."organizationId" = ${organizationId}::uuid AND b."userId" = u."id" AND b."userId" IS NOT NULL AND ${isTaken}
      WHERE o."id" = ${organizationId}::uuid
    ) busy
    LEFT JOIN "Order" r ON r."organizationId" = busy."organizationId" AND r."id" = busy."orderId"
    LEFT JOIN "MaintenanceRecord" m ON m."organizationId" = busy."organizationId" AND m."id" = busy."maintenanceId"
    ORDER BY busy."startsAt", busy."id"`;
}

/** What the organisation keeps free around a booking made now. */
export async function readBuffers(db: SqlRunner, organizationId: string): Promise<Buffers> {
  const [found] = await db.$queryRaw<Buffers[]>`SELECT "bufferBeforeMin" AS "beforeMin", "bufferAfterMin" AS "afterMin" FROM "Organization" WHERE "id" = ${organizationId}::uuid`;
  return found ?? { beforeMin: 0, afterMin: 0 };
}
