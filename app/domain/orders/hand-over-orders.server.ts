import { randomUUID } from 'node:crypto';
import { emitChanges } from '~/domain/webhooks/emit-events.server';
import type { OrgDb, OrgTx } from '~/platform/db.server';

interface HandOverOrders {
  organizationId: string;
  fromId: string;
  toId: string;
  actorId: string;
  now: Date;
}

/** How many open orders the person manages. */
export async function countHandOverOrders(db: OrgDb, organizationId: string, userId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "Order"
    WHERE "organizationId" = ${organizationId}::uuid AND "managerId" = ${userId}::uuid AND "deletedAt" IS NULL AND "state" IN ('DRAFT', 'CREATED', 'APPROVED', 'IN_PROGRESS')`;
  return row?.count ?? 0;
}

/**
 * Gives all open orders that one person manages to another, each with a line in its history. Finished ones keep the name
 * of who looked after them; whom an approved order has booked to carry it out is for its manager to decide.
 * @returns how many
 */
export async function handOverOrders(tx: OrgTx, { organizationId, fromId, toId, actorId, now }: HandOverOrders): Promise<number> {
  const given = await tx.$queryRaw<{ id: string; label: string }[]>`
    WITH "given" AS (
      UPDATE "Order" SET "managerId" = ${toId}::uuid, "version" = "version" + 1, "updatedAt" = ${now}
      WHERE "organizationId" = ${organizationId}::uuid AND "managerId" = ${fromId}::uuid AND "deletedAt" IS NULL AND "state" IN ('DRAFT', 'CREATED', 'APPROVED', 'IN_PROGRESS')
      RETURNING "id", "number", "contactId", "dealId", "number" AS "label"
    ), "noted" AS (
      INSERT INTO "Activity" ("id", "organizationId", "orderId", "dealId", "contactId", "kind", "event", "data", "authorId", "batchId", "occurredAt", "createdAt")
      SELECT gen_random_uuid(), ${organizationId}::uuid, "id", "dealId", "contactId", 'SYSTEM', 'order.changed', jsonb_build_object('number', "number", 'fields', jsonb_build_array('managerId')),
        ${actorId}::uuid, ${randomUUID()}::uuid, ${now}, ${now} FROM "given"
    )
    SELECT "id", "label" FROM "given"`;
  await emitChanges(tx, organizationId, given.map(({ id, label }) => ({ action: 'update', resource: 'orders', resourceId: id, label, actorId, before: { managerId: fromId }, after: { managerId: toId } })));
  return given.length;
}
