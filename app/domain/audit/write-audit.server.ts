import type { Prisma } from '~/generated/prisma/client';
import type { Resource } from '~/domain/accounts/permissions';
import type { OrgTx } from '~/platform/db.server';
import { emitChanges } from '~/domain/webhooks/emit-events.server';
import { currentRequestId } from '~/platform/http/current-request';
import { changedFields, type AuditFields } from './changed-fields';

const LABEL_MAX = 300;

export interface AuditEntry {
  organizationId: string;
  /** Null when the system did it by itself. */
  actorId: string | null;
  /** A verb: create, update, delete, restore, purge, merge, unmerge, invite, … */
  action: string;
  resource: Resource | 'customFields' | 'pipelines' | 'lostReasons' | 'teams' | 'savedViews';
  resourceId?: string | null;
  /** The record's name, for a log that stays readable when the record is gone. */
  label?: string | null;
  /** The record as it was and as it is; only what differs is kept. Never pass secrets. */
  before?: AuditFields | null;
  after?: AuditFields | null;
  /** What programs are told besides (webhooks); the log does not keep it. */
  facts?: AuditFields;
}

/**
 * Notes who changed what, in the transaction that changes it, and tells programs that listen. An update that changed nothing
 * is not noted. Webhooks hang here because every command that changes one record must come here: what is in the log is told,
 * and a new command cannot forget it. Commands over many records tell of each by themselves (`emitChanges`).
 */
export async function writeAudit(tx: OrgTx, entry: AuditEntry): Promise<void> {
  const { actorId } = entry;
  const actor = actorId && (await tx.membership.findFirst({ where: { userId: actorId }, select: { user: { select: { name: true } } } }));
  const row = auditRow(entry, actor ? actor.user.name : null);
  if (!row) return;
  await tx.auditLog.create({ data: row, select: { id: true } });
  const { organizationId, action, resource, resourceId = null, label = null, before = null, after = null, facts } = entry;
  await emitChanges(tx, organizationId, [{ action, resource, resourceId, label, actorId, before, after, ...(facts && { facts }) }]);
}

/** The row that an entry becomes, for a transaction that reaches beyond one organisation; null for an update that changed nothing. */
export function auditRow({ organizationId, actorId, action, resource, resourceId = null, label, ...states }: AuditEntry, actorName: string | null): Prisma.AuditLogUncheckedCreateInput | null {
  const { before, after } = changedFields(states.before ?? null, states.after ?? null);
  if (states.before && states.after && Object.keys(after ?? {}).length === 0) return null;
  return {
    organizationId,
    actorId,
    actorName,
    action,
    resource,
    resourceId,
    label: label?.slice(0, LABEL_MAX) ?? null,
    before: before ?? undefined,
    after: after ?? undefined,
    requestId: currentRequestId(),
  };
}
