import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { findContact } from '~/domain/contacts/contact-record.server';
import { sayPhone } from '~/domain/contacts/say-phone';
import { findDeal } from '~/domain/deals/deal-record.server';
import { findLead } from '~/domain/leads/lead-detail.server';
import { mayEdit } from '~/domain/orders/lifecycle';
import { listSteps } from '~/domain/orders/list-steps.server';
import { doerOf } from '~/domain/orders/order-command';
import { orderActor } from '~/domain/orders/order-viewer.server';
import { DELETABLE } from '~/domain/orders/removal';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatDateTime, sayTime } from '~/ui/format';
import { loadRelatedTasks } from '../../__tasks/related-tasks.server';
import { loadTimeline } from '../../__timeline/load-timeline.server';
import { loadOrderDocuments } from '../load-documents.server';
import { loadOrderMoney } from '../load-order-money.server';
import { loadOrderPhotos } from '../load-photos.server';
import { findCardOrder } from './find-card-order.server';
import { mapLinks, presentSteps } from './present-steps';

/** All that an order's page shows. What the person is not to see of money `findOrder` has left out. */
export async function loadOrderCard(request: Request, orderId: string | undefined, staff: Staff) {
  const { db, org, can } = staff;
  const order = await findCardOrder(staff, orderId);
  const now = new Date();
  const doer = doerOf(orderActor(staff), order);
  const [t, language, members, timeline, tasks, client, deal, lead, steps, photos, money, documents] = await Promise.all([
    getFixedT(request, 'orders'),
    getLanguage(request),
    listMemberNames(db, 'orders'),
    loadTimeline(staff, { orderId: order.id }, request),
    loadRelatedTasks(staff, { orderId: order.id }, request),
    findClient(staff, order.contactId),
    order.dealId && can('deals', 'read') ? findDeal(db, viewerFor(staff, 'deals'), order.dealId) : null,
    order.leadId && can('leads', 'read') ? findLead(db, viewerFor(staff, 'leads'), order.leadId) : null,
    listSteps(db, order.id),
    loadOrderPhotos(staff, order.id),
    loadOrderMoney(request, staff, order.id),
    can('billing', 'read') ? loadOrderDocuments(staff, order.id) : null,
  ]);
  const base = `/o/${org.slug}`;
  const page = `${base}/orders/${order.id}`;
  const nameOf = (id: string | null) => (id ? (members.find((member) => member.id === id)?.name ?? '') : null);
  const say = (at: Date | null) => at && { text: sayTime(at, now, language, org.timeZone), exact: formatDateTime(at, language, org.timeZone) };
  // work has an hour, however far away its day is
  const when = (at: Date | null) => at && { text: formatDateTime(at, language, org.timeZone), exact: sayTime(at, now, language, org.timeZone) };
  return {
    title: `${order.number} · ${t('title')}`,
    base,
    page,
    timeZone: org.timeZone,
    order: {
      id: order.id, number: order.number, state: order.state, version: order.version, address: order.address, description: order.description,
      manager: order.managerName, author: nameOf(order.createdById), currency: order.currency, sums: order.sums, lines: order.lines,
      operators: order.operators.map(({ userId, name }) => ({ id: userId, name })), cancelReason: order.cancelReason, completionNote: order.completionNote,
      times: { plannedStart: when(order.plannedStart), plannedEnd: when(order.plannedEnd), actualStart: when(order.actualStart), actualEnd: when(order.actualEnd), created: say(order.createdAt) },
    },
    maps: mapLinks(order),
    client,
    deal: deal && { id: deal.id, title: deal.title },
    lead: lead && { id: lead.id, reference: lead.reference, service: lead.service.name },
    steps: presentSteps(order, doer),
    history: steps.map((step) => ({ id: step.id, from: step.from, to: step.to, comment: step.comment, by: nameOf(step.byId), at: say(step.at) })),
    timeline,
    tasks,
    photos,
    money,
    documents,
    isWorker: can('orders', 'read') === 'own',
    rights: {
      edit: mayEdit(order.state, doer),
      duplicate: Boolean(can('orders', 'create')),
      delete: can('orders', 'delete') === 'all' && DELETABLE.includes(order.state),
    },
  };
}

export type OrderCard = Awaited<ReturnType<typeof loadOrderCard>>;

/** The client. The ways to reach them are for who carries the order out and for who sees the contact; the link to it for the latter. */
async function findClient(staff: Staff, contactId: string | null) {
  if (!contactId) return null;
  const own = viewerFor(staff, 'contacts');
  const [contact, seen] = await Promise.all([
    findContact(staff.db, { ...own, reach: 'all' }, contactId),
    staff.can('contacts', 'read') ? findContact(staff.db, own, contactId) : null,
  ]);
  if (!contact) return null;
  const { id, name } = contact;
  const isReachable = seen !== null || staff.can('orders', 'read') === 'own';
  const { contactPerson: person, phones, emails } = isReachable ? contact : { contactPerson: null, phones: [], emails: [] };
  return { id, name, person, emails, phones: phones.map((number) => ({ number, text: sayPhone(number) })), isSeen: seen !== null };
}
