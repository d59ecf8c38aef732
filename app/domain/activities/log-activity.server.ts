import { writeAudit } from '~/domain/audit/write-audit.server';
import { touchContact } from '~/domain/contacts/touch-contact.server';
import { touchDeal } from '~/domain/deals/touch-deal.server';
import { holdOrder } from '~/domain/orders/touch-order.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { ANSWERING_KINDS, type LoggedKind } from './activity-kinds';
import type { Subject } from './subject';

export interface LogActivity {
  organizationId: string;
  subject: Subject;
  authorId: string;
  kind: LoggedKind;
  body: string;
  durationMin?: number | null;
  /** When it happened; now when nothing else is said. */
  occurredAt?: Date;
  now: Date;
}

/**
 * Writes what a person did about a request, a contact, a deal or an order. The first call, message or meeting answers a request's
 * clock, once, however many are logged at the same moment. A deal's line stands in its contact's history too,
 * an order's in both.
 * @returns its id; null: no such record
 */
export async function logActivity({ organizationId, subject, authorId, kind, body, durationMin = null, now, occurredAt = now }: LogActivity): Promise<string | null> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const place = await placeOf(tx, { organizationId, subject, occurredAt, now, isAnswer: ANSWERING_KINDS.includes(kind) });
    if (!place) return null;
    const { id } = await tx.activity.create({
      data: { organizationId, ...place, authorId, kind, body: body === '' ? null : body, durationMin, occurredAt },
      select: { id: true },
    });
    await writeAudit(tx, { organizationId, actorId: authorId, action: 'create', resource: 'activities', resourceId: id, after: { kind, body, durationMin, occurredAt, ...subject } });
    return id;
  });
}

interface Placing {
  organizationId: string;
  subject: Subject;
  occurredAt: Date;
  now: Date;
  isAnswer: boolean;
}

/** The columns that tie the line to its record, which is locked and notes the time. Null when there is no such record. */
async function placeOf(tx: OrgTx, { organizationId, subject, occurredAt, now, isAnswer }: Placing) {
  if ('contactId' in subject) return (await touchContact(tx, organizationId, subject.contactId, occurredAt)) ? subject : null;
  if ('dealId' in subject) {
    const contactId = await touchDeal(tx, organizationId, subject.dealId, occurredAt);
    if (!contactId) return null;
    await touchContact(tx, organizationId, contactId, occurredAt);
    return { dealId: subject.dealId, contactId };
  }
  if ('orderId' in subject) {
    const place = await holdOrder(tx, organizationId, subject.orderId);
    if (!place) return null;
    if (place.dealId) await touchDeal(tx, organizationId, place.dealId, occurredAt);
    if (place.contactId) await touchContact(tx, organizationId, place.contactId, occurredAt);
    return { orderId: subject.orderId, ...place };
  }
  const { leadId } = subject;
  // locked before anything is written: an undo of what answered the clock comes wholly before this or wholly after
  const [lead] = await tx.$queryRaw<{ createdAt: Date }[]>`
    SELECT "createdAt" FROM "Lead"
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${leadId}::uuid AND "quarantineReason" IS NULL FOR NO KEY UPDATE`;
  if (!lead) return null;
  if (isAnswer) {
    // what is noted afterwards cannot have answered before there was a request
    const respondedAt = occurredAt < now && occurredAt < lead.createdAt ? lead.createdAt : occurredAt;
    await tx.lead.updateMany({ where: { id: leadId, respondedAt: null }, data: { respondedAt } });
  }
  return { leadId };
}
