import type { Scope } from '~/domain/accounts/permissions';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { USUAL_MINUTES, type LoggedKind } from './activity-kinds';
import type { Subject } from './subject';

export interface ActivityChange {
  organizationId: string;
  userId: string;
  /** `own`: only what the person wrote. */
  scope: Scope;
  id: string;
  /** The record on whose page it is done. */
  subject: Subject;
  /** The version that the person saw. */
  version: number;
  now: Date;
}

/** What somebody else made of an entry meanwhile. */
export interface CurrentActivity {
  body: string | null;
  durationMin: number | null;
  version: number;
  isDeleted: boolean;
}

export type ActivityResult =
  | { ok: true; version: number }
  | { ok: false; error: 'notFound' | 'forbidden' | 'empty' }
  | { ok: false; error: 'stale'; current: CurrentActivity };

type Edit = ActivityChange & { body: string; durationMin?: number | undefined };

/** Rewrites what a person logged. Lines of the system cannot be changed: for this they do not exist. */
export async function editActivity({ body, durationMin, ...change }: Edit): Promise<ActivityResult> {
  return orgDb(change.organizationId).$transaction(async (tx) => {
    const found = await lockForChange(tx, change, { isDeleted: false });
    if (!found.ok) return found;
    const { entry } = found;
    const usual = USUAL_MINUTES[entry.kind];
    if (body === '' && usual === undefined) return { ok: false, error: 'empty' };
    const after = { body: body === '' ? null : body, durationMin: usual === undefined ? null : (durationMin ?? null) };
    await tx.activity.updateMany({ where: { id: change.id, kind: { not: 'SYSTEM' } }, data: { ...after, editedAt: change.now, version: { increment: 1 } } });
    await note(tx, change, 'update', { before: { body: entry.body, durationMin: entry.durationMin }, after });
    return { ok: true, version: entry.version + 1 };
  });
}

/** Takes an entry out of the history; `restoreActivity` brings it back. The response clock stays answered. */
export async function deleteActivity(change: ActivityChange): Promise<ActivityResult> {
  return setDeleted(change, true);
}

/** Brings back what was deleted and not touched since. */
export async function restoreActivity(change: ActivityChange): Promise<ActivityResult> {
  return setDeleted(change, false);
}

async function setDeleted(change: ActivityChange, isDeleted: boolean): Promise<ActivityResult> {
  return orgDb(change.organizationId).$transaction(async (tx) => {
    const found = await lockForChange(tx, change, { isDeleted: !isDeleted });
    if (!found.ok) return found;
    const { kind, body, version } = found.entry;
    await tx.activity.updateMany({ where: { id: change.id, kind: { not: 'SYSTEM' } }, data: { deletedAt: isDeleted ? change.now : null, version: { increment: 1 } } });
    await note(tx, change, isDeleted ? 'delete' : 'restore', isDeleted ? { before: { kind, body } } : { after: { kind, body } });
    return { ok: true, version: version + 1 };
  });
}

interface LockedEntry {
  kind: LoggedKind;
  authorId: string | null;
  body: string | null;
  durationMin: number | null;
  version: number;
  isDeleted: boolean;
}

async function lockForChange(tx: OrgTx, { organizationId, id, subject, userId, scope, version }: ActivityChange, wanted: { isDeleted: boolean }) {
  const { leadId = null, contactId = null, dealId = null, orderId = null }: Partial<Record<'leadId' | 'contactId' | 'dealId' | 'orderId', string | null>> = subject;
  const [entry] = await tx.$queryRaw<LockedEntry[]>`
    SELECT "kind"::text AS "kind", "authorId", "body", "durationMin", "version", "deletedAt" IS NOT NULL AS "isDeleted" FROM "Activity"
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${id}::uuid AND "kind" <> 'SYSTEM'
      AND ("leadId" = ${leadId}::uuid OR "contactId" = ${contactId}::uuid OR "dealId" = ${dealId}::uuid OR "orderId" = ${orderId}::uuid)
    FOR NO KEY UPDATE`;
  if (!entry) return { ok: false as const, error: 'notFound' as const };
  if (scope === 'own' && entry.authorId !== userId) return { ok: false as const, error: 'forbidden' as const };
  if (entry.version !== version || entry.isDeleted !== wanted.isDeleted) {
    const { body, durationMin, isDeleted } = entry;
    return { ok: false as const, error: 'stale' as const, current: { body, durationMin, version: entry.version, isDeleted } };
  }
  return { ok: true as const, entry };
}

async function note(tx: OrgTx, { organizationId, userId, id }: ActivityChange, action: string, states: { before?: object; after?: object }): Promise<void> {
  await writeAudit(tx, { organizationId, actorId: userId, action, resource: 'activities', resourceId: id, before: states.before && { ...states.before }, after: states.after && { ...states.after } });
}
