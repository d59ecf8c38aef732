import { isAssignable } from '~/domain/accounts/members/members.server';
import { writeSystemActivity } from '~/domain/activities/system-activity.server';
import { writeAudit } from '~/domain/audit/write-audit.server';
import type { ContactInput } from '~/domain/contacts/contact-input';
import { lockContact } from '~/domain/contacts/contact-record.server';
import { createContactIn } from '~/domain/contacts/create-contact.server';
import { mergeCustomValues } from '~/domain/custom-fields/custom-field';
import type { Viewer } from '~/domain/accounts/reach';
import { orgDb, type OrgTx } from '~/platform/db.server';
import type { DealActor, DealInputError } from './deal-command';
import type { DealInput } from './deal-input';
import { auditFields } from './deal-record.server';
import { tellOfAssignedDeal } from './tell-of-deal.server';

type Creator = Pick<DealActor, 'organizationId'> & { userId: string | null };

/**
 * A new deal (NEW) within somebody's transaction: its row, its first stay on the board, its first line of history, its
 * entry in the audit log. The input is trusted to be checked (`dealSchema`); the caller holds the contact (`lockContact`).
 * @param input `leadId` names the request that became this deal: a second deal of it is refused by the database
 */
export async function createDealIn(tx: OrgTx, { organizationId, userId }: Creator, input: DealInput & { leadId?: string | null }, now: Date): Promise<{ id: string }> {
  const { custom, expectedCloseDay, leadId = null, ...plain } = input;
  const values = mergeCustomValues({}, custom);
  const { id } = await tx.deal.create({
    data: {
      ...plain,
      organizationId,
      leadId,
      custom: values,
      expectedCloseDay: toDate(expectedCloseDay),
      createdById: userId,
      createdAt: now,
      updatedAt: now,
      stateChangedAt: now,
      stageEnteredAt: now,
    },
    select: { id: true },
  });
  await tx.dealStep.create({ data: { organizationId, dealId: id, state: 'NEW', enteredAt: now, byId: userId }, select: { id: true } });
  const data = { ...(input.amount && { amount: input.amount, currency: input.currency }), ...(leadId && { leadId }) };
  await writeSystemActivity(tx, { organizationId, dealId: id, event: 'deal.created', data, authorId: userId, now });
  await writeAudit(tx, { organizationId, actorId: userId, action: 'create', resource: 'deals', resourceId: id, label: input.title, after: auditFields({ ...input, custom: values }) });
  if (input.ownerId && input.ownerId !== userId) await tellOfAssignedDeal(tx, { organizationId, dealId: id, actorId: userId });
  return { id };
}

export type CreateDealResult = { ok: true; id: string } | { ok: false; error: DealInputError };

export interface CreateDeal {
  actor: DealActor;
  /** Who sees which contacts: a deal is made for a contact that the person sees. */
  contacts: Viewer;
  /** Without its contact when one is made for it. */
  input: DealInput | (Omit<DealInput, 'contactId'> & { contactId?: undefined; newContact: ContactInput });
  now: Date;
}

/** A new deal, its contact perhaps too. The errors name what the organisation does not have: the owner, the contact, the pipeline. */
export async function createDeal({ actor, contacts, input: asked, now }: CreateDeal): Promise<CreateDealResult> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const input = asked.contactId === undefined ? await withNewContact(tx, actor, asked, now) : asked;
    const error = await checkDealInput(tx, contacts, input, null);
    // nothing of it stays
    if (error && asked.contactId === undefined) throw new RefusedDeal(error);
    return error ? { ok: false as const, error } : { ok: true as const, ...(await createDealIn(tx, actor, input, now)) };
  }).catch((error: unknown) => {
    if (error instanceof RefusedDeal) return { ok: false as const, error: error.reason };
    throw error;
  });
}

/** Takes the whole transaction back, with the contact that was made in it. */
class RefusedDeal extends Error {
  constructor(readonly reason: DealInputError) {
    super(reason);
  }
}

async function withNewContact(tx: OrgTx, actor: Creator, { newContact, ...input }: Omit<DealInput, 'contactId'> & { newContact: ContactInput; contactId?: undefined }, now: Date): Promise<DealInput> {
  const { id: contactId } = await createContactIn(tx, actor, newContact, now);
  return { ...input, contactId };
}

type Links = Pick<DealInput, 'ownerId' | 'contactId' | 'pipelineId'>;

/** What of the input the organisation does not have; only what differs from before is asked for. Holds the contact. */
export async function checkDealInput(tx: OrgTx, contacts: Viewer, input: Links, before: Links | null): Promise<DealInputError | null> {
  if (input.contactId !== before?.contactId && !(await lockContact(tx, contacts, input.contactId, 'link'))) return 'contact';
  if (input.ownerId && input.ownerId !== before?.ownerId && !(await isAssignable(tx, input.ownerId, 'deals'))) return 'owner';
  if (input.pipelineId !== before?.pipelineId && !(await tx.pipeline.findFirst({ where: { id: input.pipelineId, archivedAt: null }, select: { id: true } }))) return 'pipeline';
  return null;
}

/** A local day as the column of days takes it. */
export function toDate(day: string | null): Date | null {
  return day ? new Date(`${day}T00:00:00Z`) : null;
}
