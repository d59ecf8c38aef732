import { randomUUID } from 'node:crypto';
import { Prisma } from '~/generated/prisma/client';
import { isAssignable } from '~/domain/accounts/members/members.server';
import { tellOfGivenRecords } from '~/domain/organizations/tell-of-work.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { auditLeads } from './audit-lead.server';
import { emitLeadChanges } from './emit-lead-changes.server';
import type { LeadActor } from './lead-command';
import { leadsWithin } from './lead-reach.server';
import { allowedStates, checkTransition, LEAD_STATES, REJECT_REASON_MAX, type LeadState, type TransitionError } from './lifecycle';

/** More are never changed by one command. */
export const BULK_MAX = 500;

export interface BulkDone {
  ok: true;
  batchId: string;
  changed: number;
  changedIds: string[];
  /** Not found, not the person's own, or in a state that does not allow it. */
  skipped: number;
}

interface BulkCommand {
  actor: LeadActor;
  ids: readonly string[];
  now: Date;
}

interface ChangedRow {
  id: string;
  name: string;
  from: string | null;
  reason: string | null;
  answered: boolean;
  version: number;
}

const NAME = Prisma.sql`concat_ws(' ', "Lead"."firstName", "Lead"."lastName")`;

/** Moves requests to a state; those that cannot go there are left as they are and counted. */
export async function changeLeadStates(
  { actor, ids, now, to, reason }: BulkCommand & { to: LeadState; reason: string | null },
): Promise<BulkDone | { ok: false; error: TransitionError }> {
  const sources = LEAD_STATES.filter((from) => allowedStates(from).includes(to));
  const needsReason = sources.some((from) => !checkTransition(from, to).ok);
  const text = reason?.trim() ?? '';
  if (needsReason && !text) return { ok: false, error: 'transition.reasonRequired' };
  if (text.length > REJECT_REASON_MAX) return { ok: false, error: 'transition.reasonTooLong' };
  const stored = needsReason ? text : null;
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const rows = await tx.$queryRaw<ChangedRow[]>`
      WITH "chosen" AS (
        SELECT "id", "state", "rejectReason", "respondedAt" FROM "Lead"
        WHERE "organizationId" = ${actor.organizationId}::uuid AND "id" = ANY(${[...ids]}::uuid[]) AND "quarantineReason" IS NULL
          AND "state" = ANY(${sources}::"LeadState"[]) AND (${actor.scope} = 'all' OR "assigneeId" = ${actor.userId}::uuid) AND ${leadsWithin(actor)}
        ORDER BY "id" FOR UPDATE
      )
      UPDATE "Lead" SET "state" = ${to}::"LeadState", "rejectReason" = ${stored}, "respondedAt" = COALESCE("Lead"."respondedAt", ${now}),
        "version" = "version" + 1, "updatedAt" = ${now}
      FROM "chosen" WHERE "Lead"."organizationId" = ${actor.organizationId}::uuid AND "Lead"."id" = "chosen"."id"
      RETURNING "Lead"."id", ${NAME} AS "name", "chosen"."state"::text AS "from", "chosen"."rejectReason" AS "reason",
        "chosen"."respondedAt" IS NULL AS "answered", "Lead"."version"`;
    return finish(tx, { actor, ids, now }, { event: 'lead.state', set: { state: to, rejectReason: stored } }, rows, (row) => ({
      from: row.from,
      to,
      ...(stored && { reason: stored }),
      undo: { version: row.version, reason: row.reason, answered: row.answered },
    }));
  });
}

/** Gives requests to a person, or to nobody. */
export async function assignLeads(
  { actor, ids, now, assigneeId }: BulkCommand & { assigneeId: string | null },
): Promise<BulkDone | { ok: false; error: 'notAssignable' }> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    if (assigneeId !== null && !(await isAssignable(tx, assigneeId))) return { ok: false, error: 'notAssignable' };
    const batchId = randomUUID();
    const rows = await assignLeadsIn(tx, { actor, leads: ids.map((id) => ({ id })), assigneeId, now, batchId });
    await auditLeads(tx, actor, 'bulk', { assigneeId, count: rows.length });
    if (assigneeId) await tellOfGivenRecords(tx, { organizationId: actor.organizationId, toId: assigneeId, actorId: actor.userId, resource: 'leads', count: rows.length });
    return { ok: true, batchId, changed: rows.length, changedIds: rows.map(({ id }) => id), skipped: new Set(ids).size - rows.length };
  });
}

export type SkipReason = 'notFound' | 'forbidden' | 'notAllowed';

/** Why each of these requests was left as it is. */
export async function explainSkipped(actor: LeadActor, ids: readonly string[]): Promise<Map<string, SkipReason>> {
  const rows = await orgDb(actor.organizationId).$queryRaw<{ id: string; isTheirs: boolean }[]>`
    SELECT "id", (${actor.scope} = 'all' OR "assigneeId" IS NOT DISTINCT FROM ${actor.userId}::uuid) AS "isTheirs" FROM "Lead"
    WHERE "organizationId" = ${actor.organizationId}::uuid AND "id" = ANY(${[...ids]}::uuid[]) AND "quarantineReason" IS NULL AND ${leadsWithin(actor)}`;
  const known = new Map(rows.map(({ id, isTheirs }) => [id, isTheirs]));
  return new Map(ids.map((id) => [id, !known.has(id) ? 'notFound' : known.get(id) ? 'notAllowed' : 'forbidden']));
}

export interface AssignLeadsIn {
  actor: LeadActor;
  /** With a version only where the request still has it. */
  leads: readonly { id: string; version?: number }[];
  /** Trusted to be somebody who can be given requests. */
  assigneeId: string | null;
  now: Date;
  batchId: string;
  isUndo?: boolean;
}

/** The same within somebody's transaction, with the requests' histories; the audit log is the caller's. Returns those that changed. */
export async function assignLeadsIn(tx: OrgTx, { actor, leads, assigneeId, now, batchId, isUndo }: AssignLeadsIn): Promise<ChangedRow[]> {
  const rows = await tx.$queryRaw<ChangedRow[]>`
    WITH "chosen" AS (
      SELECT "Lead"."id", "assigneeId" FROM "Lead" JOIN jsonb_to_recordset(${JSON.stringify(leads)}::jsonb) AS wanted("id" uuid, "version" int)
        ON "Lead"."id" = wanted."id" AND (wanted."version" IS NULL OR wanted."version" = "Lead"."version")
      WHERE "organizationId" = ${actor.organizationId}::uuid AND "quarantineReason" IS NULL
        AND "assigneeId" IS DISTINCT FROM ${assigneeId}::uuid AND (${actor.scope} = 'all' OR "assigneeId" = ${actor.userId}::uuid) AND ${leadsWithin(actor)}
      ORDER BY "Lead"."id" FOR UPDATE OF "Lead"
    )
    UPDATE "Lead" SET "assigneeId" = ${assigneeId}::uuid, "version" = "version" + 1, "updatedAt" = ${now}
    FROM "chosen" WHERE "Lead"."organizationId" = ${actor.organizationId}::uuid AND "Lead"."id" = "chosen"."id"
    RETURNING "Lead"."id", ${NAME} AS "name", "chosen"."assigneeId"::text AS "from", NULL AS "reason", false AS "answered", "Lead"."version"`;
  await noteLeads(tx, { actor, now, batchId }, 'lead.assigned', rows, (row) => ({
    from: row.from,
    to: assigneeId,
    ...(isUndo ? { isUndo } : { undo: { version: row.version } }),
  }));
  return rows;
}

async function finish(
  tx: OrgTx,
  { actor, ids, now }: BulkCommand,
  { event, set }: { event: 'lead.state' | 'lead.assigned'; set: Record<string, string | null> },
  rows: ChangedRow[],
  describe: (row: ChangedRow) => Prisma.InputJsonObject & { to: string | null },
): Promise<BulkDone> {
  const batchId = randomUUID();
  await noteLeads(tx, { actor, now, batchId }, event, rows, describe);
  await auditLeads(tx, actor, 'bulk', { ...set, count: rows.length });
  return { ok: true, batchId, changed: rows.length, changedIds: rows.map(({ id }) => id), skipped: new Set(ids).size - rows.length };
}

async function noteLeads(
  tx: OrgTx,
  { actor: { organizationId, userId: authorId }, now, batchId }: { actor: LeadActor; now: Date; batchId: string },
  event: 'lead.state' | 'lead.assigned',
  rows: readonly ChangedRow[],
  describe: (row: ChangedRow) => Prisma.InputJsonObject & { to: string | null },
): Promise<void> {
  await tx.activity.createMany({
    data: rows.map((row) => ({ organizationId, leadId: row.id, kind: 'SYSTEM', event, data: describe(row), authorId, batchId, occurredAt: now })),
  });
  await emitLeadChanges(tx, { organizationId, actorId: authorId }, event, rows.map((row) => ({ ...row, to: describe(row).to })));
}
