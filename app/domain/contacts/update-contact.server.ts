import { isAssignable } from '~/domain/accounts/members/members.server';
import { writeSystemActivity } from '~/domain/activities/system-activity.server';
import { changedFields } from '~/domain/audit/changed-fields';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { mergeCustomValues } from '~/domain/custom-fields/custom-field';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { isWithinScope, type ContactActor, type ContactCommand, type ContactRefusal } from './contact-command';
import type { ContactInput } from './contact-input';
import { auditFields, lockContact, type ContactRecord } from './contact-record.server';

export interface UpdateContact extends ContactCommand {
  contactId: string;
  /** What is not named stays as it is. */
  change: Partial<ContactInput>;
  /** The version that the person saw. */
  version: number;
}

export type UpdateContactResult = { ok: true; changed: string[] } | ContactRefusal;

/** Changes a contact. Of two changes from the same version one wins, the other is told what the contact has become. */
export async function updateContact({ actor, viewer, contactId, change, version, now }: UpdateContact): Promise<UpdateContactResult> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const contact = await lockContact(tx, viewer, contactId, 'edit');
    if (!contact) return { ok: false, error: 'notFound' };
    if (!isWithinScope(actor, contact)) return { ok: false, error: 'forbidden' };
    if (contact.version !== version) return { ok: false, error: 'stale', current: contact };
    const isNewOwner = change.ownerId && change.ownerId !== contact.ownerId;
    if (isNewOwner && !(await isAssignable(tx, change.ownerId ?? '', 'contacts'))) return { ok: false, error: 'owner' };
    return { ok: true, changed: await changeContactIn(tx, { actor, contact, change, now }) };
  });
}

/** Writes a change of a contact that the caller has locked: the row, its history, the audit log. Returns the names of the changed fields. */
export async function changeContactIn(
  tx: OrgTx,
  { actor, contact, change: { custom = {}, ...plain }, now, batchId }: { actor: Pick<ContactActor, 'organizationId' | 'userId'>; contact: ContactRecord; change: Partial<ContactInput>; now: Date; batchId?: string },
): Promise<string[]> {
  const after = { ...contact, ...plain, custom: mergeCustomValues(contact.custom, custom) };
  const [old, fresh] = [auditFields(contact), auditFields(after)];
  const changed = Object.keys(changedFields(old, fresh).after ?? {});
  if (changed.length === 0) return [];
  const { organizationId, userId } = actor;
  await tx.contact.updateMany({ where: { id: contact.id }, data: { ...plain, custom: after.custom, version: { increment: 1 }, updatedAt: now } });
  const event = { organizationId, contactId: contact.id, authorId: userId, batchId: batchId ?? null, now };
  const others = changed.filter((field) => field !== 'ownerId');
  if (others.length > 0) await writeSystemActivity(tx, { ...event, event: 'contact.updated', data: { fields: others } });
  if (others.length < changed.length) await writeSystemActivity(tx, { ...event, event: 'contact.owner', data: { from: contact.ownerId, to: after.ownerId } });
  await writeAudit(tx, { organizationId, actorId: userId, action: 'update', resource: 'contacts', resourceId: contact.id, label: after.name, before: old, after: fresh });
  return changed;
}
