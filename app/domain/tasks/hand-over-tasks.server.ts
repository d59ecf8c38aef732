import { emitChanges } from '~/domain/webhooks/emit-events.server';
import type { OrgDb, OrgTx } from '~/platform/db.server';

interface HandOverTasks {
  organizationId: string;
  fromId: string;
  toId: string;
  actorId: string;
  now: Date;
}

/** How many tasks the person has still to do. */
export async function countHandOverTasks(db: OrgDb, organizationId: string, userId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "Task"
    WHERE "organizationId" = ${organizationId}::uuid AND "assigneeId" = ${userId}::uuid AND "deletedAt" IS NULL AND "state" <> 'DONE'`;
  return row?.count ?? 0;
}

/**
 * Gives all tasks that one person has still to do to another. Done ones keep the name of who did them. That tasks can be
 * given to the other person is the caller's to check.
 * @returns how many
 */
export async function handOverTasks(tx: OrgTx, { organizationId, fromId, toId, actorId, now }: HandOverTasks): Promise<number> {
  const given = await tx.$queryRaw<{ id: string; label: string }[]>`
    UPDATE "Task" SET "assigneeId" = ${toId}::uuid, "version" = "version" + 1, "updatedAt" = ${now}
    WHERE "organizationId" = ${organizationId}::uuid AND "assigneeId" = ${fromId}::uuid AND "deletedAt" IS NULL AND "state" <> 'DONE'
    RETURNING "id", "title" AS "label"`;
  await emitChanges(tx, organizationId, given.map(({ id, label }) => ({ action: 'update', resource: 'tasks', resourceId: id, label, actorId, before: { assigneeId: fromId }, after: { assigneeId: toId } })));
  return given.length;
}
