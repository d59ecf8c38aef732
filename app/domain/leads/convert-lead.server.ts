import type { Viewer } from '~/domain/accounts/reach';
import { giveHistoryOfLead } from '~/domain/activities/activities-of-deals.server';
import { writeSystemActivity } from '~/domain/activities/system-activity.server';
import { writeAudit } from '~/domain/audit/write-audit.server';
import type { ContactInput } from '~/domain/contacts/contact-input';
import { lockContact } from '~/domain/contacts/contact-record.server';
import { createContactIn } from '~/domain/contacts/create-contact.server';
import { createDealIn } from '~/domain/deals/create-deal.server';
import type { DealInput } from '~/domain/deals/deal-input';
import { giveFilesOfLead } from '~/domain/files/files-of-deals.server';
import { createOrderIn } from '~/domain/orders/create-order.server';
import type { OrderActor } from '~/domain/orders/order-command';
import type { OrderInput } from '~/domain/orders/order-input';
import { giveTasksOfLead } from '~/domain/tasks/tasks-of-deals.server';
import { orgDb } from '~/platform/db.server';
import { findForCommand } from './find-for-command.server';
import type { LeadActor, LeadRefusal } from './lead-command';
import { checkTransition } from './lifecycle';

export interface ConvertLead {
  actor: LeadActor;
  /** Whose contacts the person sees: one of them becomes the client. */
  contacts: Viewer;
  leadId: string;
  /** The version that the person saw. */
  version: number;
  /** A contact that is there, or one to be made. */
  contact: { id: string } | { input: ContactInput };
  deal: Omit<DealInput, 'contactId'>;
  /** A draft of the work to be made with the deal; null: none. */
  order?: { actor: Pick<OrderActor, 'role' | 'timeZone'>; input: Omit<OrderInput, 'contactId' | 'dealId' | 'leadId'> } | null;
  now: Date;
}

export type ConvertResult = { ok: true; contactId: string; dealId: string; orderId: string | null; isNewContact: boolean } | LeadRefusal | { ok: false; error: 'contact' };

/**
 * Turns a request into a contact and a deal in one transaction; its files and its history follow. A new request is taken
 * up on the way. Of several conversions at once one wins, the others are told what the request has become.
 */
export async function convertLead({ actor, contacts, leadId, version, contact, deal, order = null, now }: ConvertLead): Promise<ConvertResult> {
  const { organizationId, userId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Lead" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${leadId}::uuid FOR NO KEY UPDATE`;
    const { lead, refusal } = await findForCommand(tx, { actor, leadId, version });
    if (!lead) return refusal;
    // the conversion leads from IN_PROGRESS on; taking a new request up is a step of its own
    const steps = lead.state === 'NEW' ? (['IN_PROGRESS', 'CONVERTED'] as const) : (['CONVERTED'] as const);
    const check = checkTransition(steps.length === 2 ? 'IN_PROGRESS' : lead.state, 'CONVERTED', { by: 'convert' });
    if (!check.ok) return { ok: false, error: 'notAllowed', current: lead, allowed: check.allowed };
    const isNewContact = 'input' in contact;
    if (!isNewContact && !(await lockContact(tx, contacts, contact.id, 'link'))) return { ok: false, error: 'contact' };
    const contactId = isNewContact ? (await createContactIn(tx, actor, contact.input, now)).id : contact.id;
    const { id: dealId } = await createDealIn(tx, actor, { ...deal, contactId, leadId }, now);
    await tx.lead.updateMany({
      where: { id: leadId },
      data: { state: 'CONVERTED', contactId, convertedAt: now, rejectReason: null, version: { increment: 1 }, ...(lead.respondedAt === null && { respondedAt: now }) },
    });
    await giveFilesOfLead(tx, leadId, { contactId, dealId });
    await giveHistoryOfLead(tx, leadId, { contactId, dealId });
    await giveTasksOfLead(tx, leadId, { contactId, dealId });
    let from = lead.state;
    for (const to of steps) {
      await writeSystemActivity(tx, { organizationId, leadId, dealId, event: 'lead.state', data: { from, to }, authorId: userId, now });
      from = to;
    }
    await writeSystemActivity(tx, { organizationId, leadId, dealId, event: 'lead.converted', data: { contactId, dealId, dealTitle: deal.title }, authorId: userId, now });
    const made = order && (await createOrderIn(tx, { organizationId, userId, ...order.actor }, { ...order.input, contactId, dealId, leadId }, now));
    const before = { state: lead.state, contactId: null };
    await writeAudit(tx, { organizationId, actorId: userId, action: 'convert', resource: 'leads', resourceId: leadId, label: deal.title, before, after: { state: 'CONVERTED', contactId, dealId } });
    return { ok: true, contactId, dealId, orderId: made?.id ?? null, isNewContact };
  });
}
