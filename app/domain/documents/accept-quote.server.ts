import { writeSystemActivity } from '~/domain/activities/system-activity.server';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { notify } from '~/domain/notifications/notify.server';
import { findOrderOfLead, holdClientOrder, noteQuoteAccepted, type ClientOrder } from '~/domain/orders/client-order.server';
import { orgDb, type OrgDb, type OrgTx } from '~/platform/db.server';
import { findLatest } from './list-documents.server';

export interface ClientView {
  order: ClientOrder;
  /** The offer that stands; null when none was made. */
  quote: { id: string; number: string; total: string; currency: string } | null;
}

/** What a client sees of the order made of the own request; null when there is none. */
export async function findClientView(db: OrgDb | OrgTx, organizationId: string, leadId: string): Promise<ClientView | null> {
  const order = await findOrderOfLead(db, organizationId, leadId);
  if (!order) return null;
  return { order, quote: await findQuote(db, order.id) };
}

async function findQuote(db: OrgDb | OrgTx, orderId: string): Promise<ClientView['quote']> {
  const quote = await findLatest(db, orderId, 'QUOTE');
  return quote && { id: quote.id, number: quote.number, total: quote.total.toFixed(2), currency: quote.currency };
}

export type AcceptResult =
  /** Also when it was accepted before. */
  | { ok: true }
  /** No order or no quote; cancelled; the work is done; another quote took the place of the one that the client read. */
  | { ok: false; error: 'nothing' | 'cancelled' | 'completed' | 'replaced' };

/**
 * The client accepts the quote on the own page: noted once, also when pressed twice at once; staff read it in the order's
 * history and its manager is told.
 * @param quoteId the document that the client read
 */
export async function acceptQuote(organizationId: string, { leadId, quoteId }: { leadId: string; quoteId: string }, now: Date): Promise<AcceptResult> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const found = await findOrderOfLead(tx, organizationId, leadId);
    // whoever makes a new quote holds the order too: only then is the newest one known
    const held = found && (await holdClientOrder(tx, organizationId, found.id));
    const quote = held && (await findQuote(tx, found.id));
    if (!quote) return { ok: false, error: 'nothing' };
    const order = { ...found, ...held };
    if (order.state === 'CANCELLED') return { ok: false, error: 'cancelled' };
    if (quote.id !== quoteId) return { ok: false, error: 'replaced' };
    if (order.quoteAcceptedAt) return { ok: true };
    const noted = order.state === 'COMPLETED' ? null : await noteQuoteAccepted(tx, organizationId, order.id, now);
    if (!noted) return { ok: false, error: 'completed' };
    await writeSystemActivity(tx, { organizationId, orderId: order.id, event: 'order.quoteAccepted', data: { number: quote.number }, authorId: null, now });
    await writeAudit(tx, { organizationId, actorId: null, action: 'accept', resource: 'orders', resourceId: order.id, label: noted.number, after: { quoteAcceptedAt: now.toISOString(), quote: quote.number } });
    if (noted.tellUserId) {
      const data = { orderId: order.id, number: noted.number, quote: quote.number, total: quote.total, currency: quote.currency };
      await notify(tx, { organizationId, event: 'order.quoteAccepted', to: [noted.tellUserId], actorId: null, data, path: `/orders/${order.id}` });
    }
    return { ok: true };
  });
}
