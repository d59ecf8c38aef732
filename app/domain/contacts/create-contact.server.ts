import { isAssignable } from '~/domain/accounts/members/members.server';
import { writeSystemActivity } from '~/domain/activities/system-activity.server';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { mergeCustomValues } from '~/domain/custom-fields/custom-field';
import { orgDb, type OrgTx } from '~/platform/db.server';
import type { ContactActor } from './contact-command';
import type { ContactInput } from './contact-input';
import { auditFields } from './contact-record.server';

type Creator = Pick<ContactActor, 'organizationId'> & { userId: string | null };

/**
 * A new contact within somebody's transaction: its row, its first line of history, its entry in the audit log.
 * The input is trusted to be checked (`contactSchema`); an owner must be a member.
 */
export async function createContactIn(tx: OrgTx, { organizationId, userId }: Creator, input: ContactInput, now: Date): Promise<{ id: string }> {
  const { custom, ...plain } = input;
  const contact = { ...plain, custom: mergeCustomValues({}, custom) };
  const { id } = await tx.contact.create({ data: { ...contact, organizationId, createdById: userId, createdAt: now, updatedAt: now }, select: { id: true } });
  await writeSystemActivity(tx, { organizationId, contactId: id, authorId: userId, event: 'contact.created', now, ...(input.source && { data: { source: input.source } }) });
  await writeAudit(tx, { organizationId, actorId: userId, action: 'create', resource: 'contacts', resourceId: id, label: input.name, after: auditFields(contact) });
  return { id };
}

export type CreateContactResult = { ok: true; id: string } | { ok: false; error: 'owner' };

/** A new contact. `owner`: records cannot be given to that person. */
export async function createContact({ actor, input, now }: { actor: ContactActor; input: ContactInput; now: Date }): Promise<CreateContactResult> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    if (input.ownerId && !(await isAssignable(tx, input.ownerId, 'contacts'))) return { ok: false, error: 'owner' };
    return { ok: true, ...(await createContactIn(tx, actor, input, now)) };
  });
}
