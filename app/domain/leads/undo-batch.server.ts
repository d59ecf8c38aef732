import { z } from 'zod';
import type { Prisma } from '~/generated/prisma/client';
import { isAssignable } from '~/domain/accounts/members/members.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { auditLeads } from './audit-lead.server';
import { emitLeadChanges, type LeadChange } from './emit-lead-changes.server';
import type { LeadActor } from './lead-command';
import { checkTransition, LEAD_STATES } from './lifecycle';

const stateChange = z.object({
  from: z.enum(LEAD_STATES),
  to: z.enum(LEAD_STATES),
  undo: z.object({ version: z.number(), reason: z.string().nullable(), answered: z.boolean() }),
});
const assignment = z.object({ from: z.string().nullable(), to: z.string().nullable(), undo: z.object({ version: z.number() }) });

interface Undo {
  actor: LeadActor;
  batchId: string;
  now: Date;
}

/**
 * Takes back what the person's own command did, in every request that nobody has changed since.
 * @returns null when the person gave no such command; else how many went back and how many did not
 */
export async function undoBatch({ actor, batchId, now }: Undo): Promise<{ reverted: number; kept: number } | null> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const done = await tx.activity.findMany({
      where: { batchId, authorId: actor.userId, event: { in: ['lead.state', 'lead.assigned'] } },
      select: { leadId: true, event: true, data: true },
    });
    if (done.length === 0) return null;
    const undo = { actor, batchId, now };
    const reverted = done[0]?.event === 'lead.state' ? await undoStates(tx, undo, done) : await undoAssignments(tx, undo, done);
    await auditLeads(tx, actor, 'undo', { count: reverted });
    return { reverted, kept: done.length - reverted };
  });
}

type Done = { leadId: string | null; data: Prisma.JsonValue }[];

async function undoStates(tx: OrgTx, { actor, now }: Undo, done: Done): Promise<number> {
  const changes = done.flatMap(({ leadId: id, data }) => {
    const change = stateChange.safeParse(data).data;
    if (!change || !checkTransition(change.to, change.from, { by: 'undo', reason: change.undo.reason }).ok) return [];
    return [{ id, from: change.from, to: change.to, ...change.undo }];
  });
  // a call that is being logged is waited for: the update sees what was written before it began
  await tx.$queryRaw`
    SELECT 1 FROM "Lead" WHERE "organizationId" = ${actor.organizationId}::uuid AND "id" = ANY(${changes.flatMap(({ id }) => id ?? [])}::uuid[])
    ORDER BY "id" FOR NO KEY UPDATE`;
  const rows = await tx.$queryRaw<{ id: string; name: string }[]>`
    UPDATE "Lead" SET "state" = past."from"::"LeadState", "rejectReason" = past."reason", "version" = "Lead"."version" + 1, "updatedAt" = ${now},
      "respondedAt" = CASE WHEN past."answered" THEN (
        SELECT min("Activity"."occurredAt") FROM "Activity" WHERE "Activity"."organizationId" = ${actor.organizationId}::uuid AND "Activity"."leadId" = "Lead"."id"
          AND "Activity"."kind" IN ('CALL', 'EMAIL', 'MEETING') AND "Activity"."deletedAt" IS NULL) ELSE "Lead"."respondedAt" END
    FROM jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) AS past("id" uuid, "from" text, "reason" text, "answered" boolean, "version" int)
    WHERE "Lead"."organizationId" = ${actor.organizationId}::uuid AND "Lead"."id" = past."id" AND "Lead"."version" = past."version"
    RETURNING "Lead"."id", concat_ws(' ', "Lead"."firstName", "Lead"."lastName") AS "name"`;
  const reverted = new Map(rows.map(({ id, name }) => [id, name]));
  await note(tx, { actor, now, event: 'lead.state' }, changes.flatMap(({ id, from, to }) => (id && reverted.has(id) ? [{ id, name: reverted.get(id) ?? '', from: to, to: from }] : [])));
  return rows.length;
}

async function undoAssignments(tx: OrgTx, { actor, now }: Undo, done: Done): Promise<number> {
  const past = done.flatMap(({ leadId: id, data }) => {
    const change = assignment.safeParse(data).data;
    return change ? [{ id, from: change.from, to: change.to, version: change.undo.version }] : [];
  });
  // Nobody gets a request back who has left, or may only look, meanwhile.
  const takers = new Set<string | null>([null]);
  for (const person of new Set(past.flatMap(({ from }) => from ?? []))) if (await isAssignable(tx, person)) takers.add(person);
  const changes = past.filter(({ from }) => takers.has(from));
  const rows = await tx.$queryRaw<{ id: string; name: string }[]>`
    UPDATE "Lead" SET "assigneeId" = past."from", "version" = "Lead"."version" + 1, "updatedAt" = ${now}
    FROM jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) AS past("id" uuid, "from" uuid, "version" int)
    WHERE "Lead"."organizationId" = ${actor.organizationId}::uuid AND "Lead"."id" = past."id" AND "Lead"."version" = past."version"
    RETURNING "Lead"."id", concat_ws(' ', "Lead"."firstName", "Lead"."lastName") AS "name"`;
  const reverted = new Map(rows.map(({ id, name }) => [id, name]));
  await note(tx, { actor, now, event: 'lead.assigned' }, changes.flatMap(({ id, from, to }) => (id && reverted.has(id) ? [{ id, name: reverted.get(id) ?? '', from: to, to: from }] : [])));
  return rows.length;
}

async function note(
  tx: OrgTx,
  { actor, now, event }: { actor: LeadActor; now: Date; event: 'lead.state' | 'lead.assigned' },
  changes: readonly LeadChange[],
): Promise<void> {
  await tx.activity.createMany({
    data: changes.map(({ id: leadId, from, to }) => ({
      organizationId: actor.organizationId,
      leadId,
      kind: 'SYSTEM',
      event,
      data: { from, to, isUndo: true },
      authorId: actor.userId,
      occurredAt: now,
    })),
  });
  await emitLeadChanges(tx, { organizationId: actor.organizationId, actorId: actor.userId }, event, changes);
}
