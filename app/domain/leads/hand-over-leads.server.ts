import { randomUUID } from 'node:crypto';
import { emitChanges } from '~/domain/webhooks/emit-events.server';
import type { OrgDb, OrgTx } from '~/platform/db.server';

interface HandOverLeads {
  organizationId: string;
  fromId: string;
  toId: string;
  actorId: string;
  now: Date;
}

/** How many open requests the person has in hand. */
export async function countHandOverLeads(db: OrgDb, organizationId: string, userId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "Lead"
    WHERE "organizationId" = ${organizationId}::uuid AND "assigneeId" = ${userId}::uuid AND "quarantineReason" IS NULL AND "state" IN ('NEW', 'IN_PROGRESS')`;
  return row?.count ?? 0;
}

/**
 * Gives all open requests of one person to another, each with a line in its history. Answered and closed ones keep the
 * name of who worked on them. That requests can be given to the other person is the caller's to check.
 * @returns how many
 */
export async function handOverLeads(tx: OrgTx, { organizationId, fromId, toId, actorId, now }: HandOverLeads): Promise<number> {
  const batchId = randomUUID();
  const given = await tx.$queryRaw<{ id: string; label: string }[]>`
    WITH "given" AS (
      UPDATE "Lead" SET "assigneeId" = ${toId}::uuid, "version" = "version" + 1, "updatedAt" = ${now}
      WHERE "organizationId" = ${organizationId}::uuid AND "assigneeId" = ${fromId}::uuid AND "quarantineReason" IS NULL AND "state" IN ('NEW', 'IN_PROGRESS')
      RETURNING "id", "version", concat_ws(' ', "firstName", "lastName") AS "label"
    ), "noted" AS (
      INSERT INTO "Activity" ("id", "organizationId", "leadId", "kind", "event", "data", "authorId", "batchId", "occurredAt", "createdAt")
      SELECT gen_random_uuid(), ${organizationId}::uuid, "id", 'SYSTEM', 'lead.assigned',
        jsonb_build_object('from', ${fromId}::text, 'to', ${toId}::text, 'undo', jsonb_build_object('version', "version")),
        ${actorId}::uuid, ${batchId}::uuid, ${now}, ${now} FROM "given"
    )
    SELECT "id", "label" FROM "given"`;
  await emitChanges(tx, organizationId, given.map(({ id, label }) => ({ action: 'update', resource: 'leads', resourceId: id, label, actorId, before: { assigneeId: fromId }, after: { assigneeId: toId } })));
  return given.length;
}
