import { writeAudit } from '~/domain/audit/write-audit.server';
import { reorder } from '~/domain/catalog/reorder';
import type { ServiceMove } from '~/domain/catalog/service.schema';
import { orgDb, type OrgTx } from '~/platform/db.server';
import type { SettingsActor } from './change-pipelines.server';
import { listLostReasons } from './list-pipelines.server';

export type LostReasonResult = { ok: true; id: string; name: string } | { ok: false; error: 'notFound' | 'nameTaken' };

/** A further reason, at the end of the list. One name stands once, also in the archive. */
export async function createLostReason({ organizationId, userId }: SettingsActor, name: string): Promise<LostReasonResult> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const reasons = await lockReasons(tx, organizationId);
    if (isTaken(reasons, name)) return { ok: false, error: 'nameTaken' };
    const { id } = await tx.lostReason.create({ data: { organizationId, name, position: reasons.length }, select: { id: true } });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'create', resource: 'lostReasons', resourceId: id, label: name, after: { name } });
    return { ok: true, id, name };
  });
}

/** Gives a reason another name; deals that were lost for it show the new one. */
export async function renameLostReason(actor: SettingsActor, id: string, name: string): Promise<LostReasonResult> {
  return changeReason(actor, id, (reasons) => (isTaken(reasons.filter((other) => other.id !== id), name) ? null : { name }));
}

/** Takes a reason out of what can be chosen, or back; deals that were lost for it keep it. */
export async function archiveLostReason(actor: SettingsActor, id: string, isArchived: boolean, now: Date): Promise<LostReasonResult> {
  return changeReason(actor, id, () => ({ archivedAt: isArchived ? now : null }));
}

/** Puts a reason into another place of the list. False: no such reason. */
export async function moveLostReason({ organizationId, userId }: SettingsActor, move: ServiceMove): Promise<boolean> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const reasons = await lockReasons(tx, organizationId);
    const before = reasons.map(({ id }) => id);
    const ids = reorder(before, move);
    if (!ids) return false;
    await tx.$executeRaw`
      UPDATE "LostReason" SET "position" = fresh."position" - 1
      FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS fresh("id", "position")
      WHERE "LostReason"."organizationId" = ${organizationId}::uuid AND "LostReason"."id" = fresh."id"`;
    const label = reasons.find(({ id }) => id === move.id)?.name ?? null;
    const place = (order: readonly string[]) => ({ position: order.indexOf(move.id) + 1 });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'update', resource: 'lostReasons', resourceId: move.id, label, before: place(before), after: place(ids) });
    return true;
  });
}

type Reasons = Awaited<ReturnType<typeof listLostReasons>>;

async function changeReason({ organizationId, userId }: SettingsActor, id: string, decide: (reasons: Reasons) => { name: string } | { archivedAt: Date | null } | null): Promise<LostReasonResult> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const reasons = await lockReasons(tx, organizationId);
    const reason = reasons.find((one) => one.id === id);
    if (!reason) return { ok: false, error: 'notFound' };
    const change = decide(reasons);
    if (!change) return { ok: false, error: 'nameTaken' };
    await tx.lostReason.updateMany({ where: { id }, data: change });
    const after = 'name' in change ? { ...reason, name: change.name } : { ...reason, isArchived: change.archivedAt !== null };
    await writeAudit(tx, { organizationId, actorId: userId, action: 'update', resource: 'lostReasons', resourceId: id, label: after.name, before: { ...reason }, after });
    return { ok: true, id, name: after.name };
  });
}

function isTaken(reasons: Reasons, name: string): boolean {
  return reasons.some((reason) => reason.name.toLowerCase() === name.toLowerCase());
}

/** The reasons in their order; changes of the list at the same moment come one after the other. */
async function lockReasons(tx: OrgTx, organizationId: string): Promise<Reasons> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`lost-reasons:${organizationId}`}::text, 0))::text`;
  return listLostReasons(tx);
}
