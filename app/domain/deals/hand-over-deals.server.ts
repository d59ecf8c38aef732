import { randomUUID } from 'node:crypto';
import { emitChanges } from '~/domain/webhooks/emit-events.server';
import type { OrgDb, OrgTx } from '~/platform/db.server';

interface HandOverDeals {
  organizationId: string;
  fromId: string;
  toId: string;
  actorId: string;
  now: Date;
}

/** How many open deals the person has in hand. */
export async function countHandOverDeals(db: OrgDb, organizationId: string, userId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "Deal"
    WHERE "organizationId" = ${organizationId}::uuid AND "ownerId" = ${userId}::uuid AND "deletedAt" IS NULL AND "state" IN ('NEW', 'IN_PROGRESS')`;
  return row?.count ?? 0;
}

/**
 * Gives all open deals of one person to another, each with a line in its history. Those that have ended keep the name of
 * who won or lost them. That deals can be given to the other person is the caller's to check.
 * @returns how many
 */
export async function handOverDeals(tx: OrgTx, { organizationId, fromId, toId, actorId, now }: HandOverDeals): Promise<number> {
  const given = await tx.$queryRaw<{ id: string; label: string }[]>`
    WITH "given" AS (
      UPDATE "Deal" SET "ownerId" = ${toId}::uuid, "version" = "version" + 1, "updatedAt" = ${now}
      WHERE "organizationId" = ${organizationId}::uuid AND "ownerId" = ${fromId}::uuid AND "deletedAt" IS NULL AND "state" IN ('NEW', 'IN_PROGRESS')
      RETURNING "id", "contactId", "title" AS "label"
    ), "noted" AS (
      INSERT INTO "Activity" ("id", "organizationId", "dealId", "contactId", "kind", "event", "data", "authorId", "batchId", "occurredAt", "createdAt")
      SELECT gen_random_uuid(), ${organizationId}::uuid, "id", "contactId", 'SYSTEM', 'deal.owner', jsonb_build_object('from', ${fromId}::text, 'to', ${toId}::text),
        ${actorId}::uuid, ${randomUUID()}::uuid, ${now}, ${now} FROM "given"
    )
    SELECT "id", "label" FROM "given"`;
  await emitChanges(tx, organizationId, given.map(({ id, label }) => ({ action: 'update', resource: 'deals', resourceId: id, label, actorId, before: { ownerId: fromId }, after: { ownerId: toId } })));
  return given.length;
}
