import { contactOfDeal } from '~/domain/deals/touch-deal.server';
import { placeOfOrder } from '~/domain/orders/touch-order.server';
import type { Prisma } from '~/generated/prisma/client';
import type { OrgTx } from '~/platform/db.server';

export interface SystemActivity {
  organizationId: string;
  leadId?: string | null;
  contactId?: string | null;
  /** Its contact is added by itself, so that the contact's history shows the deal's. */
  dealId?: string | null;
  /** Its contact and its deal are added by themselves. */
  orderId?: string | null;
  /** Of the table in routes/__timeline/events.server.ts: deal.state, contact.merged, … */
  event: string;
  data?: Prisma.InputJsonObject;
  /** Null: nobody in person. */
  authorId: string | null;
  batchId?: string | null;
  now: Date;
}

/** Notes what happened to a record, in the transaction that makes it happen. Nobody can edit or delete such a line. */
export async function writeSystemActivity(tx: OrgTx, { organizationId, leadId, contactId, dealId, orderId, event, data, authorId, batchId, now }: SystemActivity): Promise<void> {
  const place = orderId ? await placeOfOrder(tx, organizationId, orderId) : null;
  const deal = dealId ?? place?.dealId ?? null;
  await tx.activity.create({
    data: {
      organizationId,
      leadId: leadId ?? null,
      dealId: deal,
      orderId: orderId ?? null,
      contactId: contactId ?? place?.contactId ?? (deal ? await contactOfDeal(tx, organizationId, deal) : null),
      kind: 'SYSTEM',
      event,
      ...(data && { data }),
      authorId,
      batchId: batchId ?? null,
      occurredAt: now,
    },
    select: { id: true },
  });
}
