import type { Resource } from '~/domain/accounts/permissions';
import type { OrgTx } from '~/platform/db.server';
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
}

/**
 * Notes who changed what, in the transaction that changes it. An update that changed nothing is not noted.
 */
export async function writeAudit(tx: Pick<OrgTx, 'auditLog' | 'membership'>, entry: AuditEntry): Promise<void> {
  const { organizationId, actorId, action, resource, resourceId = null } = entry;
  const { before, after } = changedFields(entry.before ?? null, entry.after ?? null);
  if (entry.before && entry.after && Object.keys(after ?? {}).length === 0) return;
  const actor = actorId && (await tx.membership.findFirst({ where: { userId: actorId }, select: { user: { select: { name: true } } } }));
  await tx.auditLog.create({
    data: {
      organizationId,
      actorId,
      actorName: actor ? actor.user.name : null,
      action,
      resource,
      resourceId,
      label: entry.label?.slice(0, LABEL_MAX) ?? null,
      before: before ?? undefined,
      after: after ?? undefined,
      requestId: currentRequestId(),
    },
    select: { id: true },
  });
}
