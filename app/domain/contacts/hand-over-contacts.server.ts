import { randomUUID } from 'node:crypto';
import { emitChanges } from '~/domain/webhooks/emit-events.server';
import type { OrgDb, OrgTx } from '~/platform/db.server';

interface HandOverContacts {
  organizationId: string;
  fromId: string;
  toId: string;
  actorId: string;
  now: Date;
}

/** How many contacts the person owns. */
export async function countHandOverContacts(db: OrgDb, organizationId: string, userId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "Contact"
    WHERE "organizationId" = ${organizationId}::uuid AND "ownerId" = ${userId}::uuid AND "deletedAt" IS NULL AND "mergedIntoId" IS NULL`;
  return row?.count ?? 0;
}

/**
 * Gives all contacts of one person to another, each with a line in its history. That contacts can be given to the other
 * person is the caller's to check.
 * @returns how many
 */
export async function handOverContacts(tx: OrgTx, { organizationId, fromId, toId, actorId, now }: HandOverContacts): Promise<number> {
  const given = await tx.$queryRaw<{ id: string; label: string }[]>`
    WITH "given" AS (
      UPDATE "Contact" SET "ownerId" = ${toId}::uuid, "version" = "version" + 1, "updatedAt" = ${now}
      WHERE "organizationId" = ${organizationId}::uuid AND "ownerId" = ${fromId}::uuid AND "deletedAt" IS NULL AND "mergedIntoId" IS NULL
      RETURNING "id", "name" AS "label"
    ), "noted" AS (
      INSERT INTO "Activity" ("id", "organizationId", "contactId", "kind", "event", "data", "authorId", "batchId", "occurredAt", "createdAt")
      SELECT gen_random_uuid(), ${organizationId}::uuid, "id", 'SYSTEM', 'contact.owner', jsonb_build_object('from', ${fromId}::text, 'to', ${toId}::text),
        ${actorId}::uuid, ${randomUUID()}::uuid, ${now}, ${now} FROM "given"
    )
    SELECT "id", "label" FROM "given"`;
  await emitChanges(tx, organizationId, given.map(({ id, label }) => ({ action: 'update', resource: 'contacts', resourceId: id, label, actorId, before: { ownerId: fromId }, after: { ownerId: toId } })));
  return given.length;
}
