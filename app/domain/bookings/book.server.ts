import type { OrgTx } from '~/platform/db.server';
import { BookingClash } from './booking-clash';

export interface Booking {
  organizationId: string;
  orderId: string;
  /** Machines and attachments; a machine of two lines is booked once. */
  itemIds: readonly string[];
  userIds: readonly string[];
  startsAt: Date;
  endsAt: Date;
}

/**
 * Books all that an order needs for [startsAt, endsAt) and the organisation's buffers, or nothing: throws BookingClash.
 * The exclusion constraints decide. The rows go in by their ids, so that two orders for the same machines never wait for
 * each other; `DO NOTHING` inserts speculatively, because two plain inserts of one machine may both wait for the other one.
 */
export async function bookOrder(tx: OrgTx, { organizationId, orderId, itemIds, userIds, startsAt, endsAt }: Booking): Promise<void> {
  const items = [...new Set(itemIds)].sort();
  const people = [...new Set(userIds)].sort();
  if (items.length + people.length === 0) return;
  const booked = await tx.$queryRaw<{ itemId: string | null; userId: string | null }[]>`
    INSERT INTO "Booking" ("id", "organizationId", "kind", "itemId", "userId", "orderId", "startsAt", "endsAt", "blockedFrom", "blockedTo")
    SELECT gen_random_uuid(), o."id", 'ORDER', s."itemId", s."userId", ${orderId}::uuid, ${startsAt}::timestamptz, ${endsAt}::timestamptz,
      ${startsAt}::timestamptz - make_interval(mins => o."bufferBeforeMin"), ${endsAt}::timestamptz + make_interval(mins => o."bufferAfterMin")
    FROM (
      SELECT id AS "itemId", NULL::uuid AS "userId" FROM unnest(${items}::uuid[]) AS id
      UNION ALL SELECT NULL, id FROM unnest(${people}::uuid[]) AS id
    ) s JOIN "Organization" o ON o."id" = ${organizationId}::uuid
    ORDER BY s."itemId" NULLS LAST, s."userId"
    ON CONFLICT DO NOTHING
    RETURNING "itemId", "userId"`;
  if (booked.length === items.length + people.length) return;
  const done = new Set(booked.flatMap(({ itemId, userId }) => itemId ?? userId ?? []));
  throw new BookingClash(items.filter((id) => !done.has(id)), people.filter((id) => !done.has(id)));
}

/** Gives back all that an order has booked: it was cancelled, moved or deleted. */
export async function freeOrder(tx: OrgTx, organizationId: string, orderId: string): Promise<void> {
  await tx.booking.deleteMany({ where: { organizationId, orderId } });
}

/**
 * Gives back what an order did not need, since it ended early. A later end books nothing more: what comes after may be taken.
 */
export async function shortenBookings(tx: OrgTx, organizationId: string, orderId: string, endsAt: Date): Promise<void> {
  await tx.booking.deleteMany({ where: { organizationId, orderId, startsAt: { gte: endsAt } } });
  await tx.$executeRaw`
    UPDATE "Booking" SET "endsAt" = ${endsAt}::timestamptz, "blockedTo" = ${endsAt}::timestamptz + ("blockedTo" - "endsAt")
    WHERE "organizationId" = ${organizationId}::uuid AND "orderId" = ${orderId}::uuid AND "endsAt" > ${endsAt}::timestamptz`;
}
