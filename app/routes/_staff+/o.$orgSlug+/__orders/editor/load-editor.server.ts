import { randomUUID } from 'node:crypto';
import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { findContact } from '~/domain/contacts/contact-record.server';
import { findDeal } from '~/domain/deals/deal-record.server';
import { findLead } from '~/domain/leads/lead-detail.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { EDITABLE, mayEdit } from '~/domain/orders/lifecycle';
import { doerOf, type OrderRecord } from '~/domain/orders/order-command';
import { EMPTY_ORDER } from '~/domain/orders/order-input';
import { findOrder } from '~/domain/orders/order-record.server';
import { orderActor, orderViewer } from '~/domain/orders/order-viewer.server';
import { addDays, instantOf, localDay } from '~/domain/time/zoned-time';
import { getFixedT } from '~/platform/i18n.server';
import { loadEditorOffers } from './editor-offers.server';
import { toFormValues } from './to-form-values';

const MORNING_MIN = 9 * 60;

/** An empty form, planned for tomorrow morning; `?contact=`, `?deal=` and `?lead=` fill it in. */
export async function loadNewOrder(request: Request, staff: Staff) {
  const { org, user } = staff;
  const now = new Date();
  const [t, offers, source] = await Promise.all([getFixedT(request, 'order-editor'), loadEditorOffers(staff, { managerId: null, operatorIds: [] }, now), findSource(staff, new URL(request.url).searchParams)]);
  const list = `/o/${org.slug}/orders`;
  const values = toFormValues(
    {
      ...EMPTY_ORDER,
      ...source.order,
      plannedStart: instantOf(addDays(localDay(now, org.timeZone), 1), MORNING_MIN, org.timeZone),
      managerId: offers.managers.some(({ value }) => value === user.id) ? user.id : null,
      operators: [],
      lines: [],
      sums: { estimate: source.estimate, prepayment: null },
    },
    org.timeZone,
  );
  return { title: `${t('new.title')} · ${org.name}`, list, cancelTo: source.path ? `/o/${org.slug}/${source.path}` : list, newId: randomUUID(), values, offers };
}

/** What an order takes over from where it began; nothing from what the person does not see. */
async function findSource(staff: Staff, params: URLSearchParams) {
  const read = (name: string) => {
    const id = params.get(name);
    return isUuid(id) ? id : null;
  };
  const [dealId, leadId] = [read('deal'), read('lead')];
  const deal = dealId ? await findDeal(staff.db, viewerFor(staff, 'deals'), dealId) : null;
  const lead = leadId ? await findLead(staff.db, viewerFor(staff, 'leads'), leadId) : null;
  const contactId = read('contact') ?? deal?.contactId ?? lead?.contactId ?? null;
  const contact = contactId ? await findContact(staff.db, viewerFor(staff, 'contacts'), contactId) : null;
  const path = deal ? `deals/${deal.id}` : lead ? `leads/${lead.id}` : contact ? `contacts/${contact.id}` : null;
  const address = [contact?.city, contact?.address].filter(Boolean).join(', ') || null;
  return {
    path,
    // of another currency it would say something else
    estimate: deal?.currency === staff.org.currency ? deal.amount : null,
    order: { contactId: contact?.id ?? null, contactName: contact?.name ?? null, address, dealId: deal?.id ?? null, leadId: lead?.id ?? deal?.leadId ?? null, description: lead?.comments ?? null },
  };
}

/** The form of an order. Throws 404, and 403 where the state or the role lets nothing be changed. */
export async function loadEditedOrder(request: Request, orderId: string | undefined, staff: Staff) {
  const { org } = staff;
  const order = await findEditable(staff, orderId);
  const operatorIds = order.operators.map(({ userId }) => userId);
  const [t, offers] = await Promise.all([getFixedT(request, 'order-editor'), loadEditorOffers(staff, { managerId: order.managerId, operatorIds }, new Date())]);
  const list = `/o/${org.slug}/orders`;
  return {
    title: `${order.number} · ${t('edit.title')}`,
    list,
    number: order.number,
    cancelTo: `${list}/${order.id}`,
    values: toFormValues(order, org.timeZone),
    version: order.version,
    orderId: order.id,
    state: order.state,
    editable: EDITABLE[order.state],
    offers: { ...offers, currency: order.currency },
  };
}

/** The order whose facts the person may change now. Throws 404 and 403. */
export async function findEditable(staff: Staff, orderId: string | undefined): Promise<OrderRecord> {
  const found = await lookForEditable(staff, orderId);
  if (typeof found === 'number') throw data(null, found);
  return found;
}

/** The same, or the status that it is refused with. */
export async function lookForEditable(staff: Staff, orderId: string | undefined): Promise<OrderRecord | 403 | 404> {
  const order = isUuid(orderId) ? await findOrder(staff.db, orderViewer(staff), orderId) : null;
  if (!order) return 404;
  return mayEdit(order.state, doerOf(orderActor(staff), order)) ? order : 403;
}
