import { findClientView } from '~/domain/documents/accept-quote.server';
import { orgDb } from '~/platform/db.server';
import type { ShownOrder } from './__client-order';

/** The order made of a request, as its client sees it: nothing of costs, people or other clients. */
export async function loadClientOrder(organizationId: string, leadId: string, token: string): Promise<ShownOrder | null> {
  const view = await findClientView(orgDb(organizationId), organizationId, leadId);
  if (!view) return null;
  const { order, quote } = view;
  return {
    number: order.number,
    state: order.state,
    start: order.actualStart ?? order.plannedStart,
    end: order.actualEnd ?? order.plannedEnd,
    acceptedAt: order.quoteAcceptedAt,
    quote: quote && order.state !== 'CANCELLED' ? { ...quote, url: `/t/${token}/quote` } : null,
  };
}
