import type { Staff } from '~/domain/accounts/guard.server';
import { localDay } from '~/domain/behavior/local-day';
import { findContact } from '~/domain/contacts/contact-record.server';
import { DOCUMENT_KINDS } from '~/domain/documents/document-kinds';
import { findObstacle } from '~/domain/documents/issue-rules';
import { listDocuments } from '~/domain/documents/list-documents.server';
import { missingForPayment } from '~/domain/documents/requisites.schema';
import { findCompany } from '~/domain/documents/requisites.server';
import { findOrder } from '~/domain/orders/order-record.server';
import { orderViewer } from '~/domain/orders/order-viewer.server';

/** The documents of an order for its card; null for who sees no prices (operators) or no such order. */
export async function loadOrderDocuments(staff: Staff, orderId: string) {
  const { db, org, user, can } = staff;
  if (!can('billing', 'read')) return null;
  const order = await findOrder(db, orderViewer(staff), orderId);
  if (!order?.sums) return null;
  const isOwn = order.managerId === user.id || order.createdById === user.id;
  const scope = can('orders', 'update');
  const facts = { state: order.state, paid: order.sums.paid };
  const [documents, company, client] = await Promise.all([
    listDocuments(db, orderId),
    findCompany(db),
    order.contactId ? findContact(db, { organizationId: org.id, timeZone: org.timeZone, userId: user.id, reach: 'all' }, order.contactId) : null,
  ]);
  return {
    orderId,
    number: order.number,
    base: `/o/${org.slug}/orders/${orderId}/documents`,
    card: `/o/${org.slug}/orders/${orderId}`,
    canIssue: scope === 'all' || (scope === 'own' && isOwn),
    documents,
    kinds: DOCUMENT_KINDS.map((kind) => ({ kind, obstacle: findObstacle(kind, facts) })),
    lacksRequisites: missingForPayment(company.requisites).length > 0,
    requisitesPage: can('billing', 'update') ? `/o/${org.slug}/settings/documents` : null,
    clientEmail: client?.emails[0] ?? null,
    quoteAcceptedAt: order.quoteAcceptedAt,
    today: localDay(new Date(), org.timeZone),
    now: new Date(),
    timeZone: org.timeZone,
  };
}

export type OrderDocumentsData = NonNullable<Awaited<ReturnType<typeof loadOrderDocuments>>>;
