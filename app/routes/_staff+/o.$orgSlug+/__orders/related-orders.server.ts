import type { Staff } from '~/domain/accounts/guard.server';
import { formatMoney } from '~/domain/money/money-text';
import { listOrdersOf } from '~/domain/orders/orders-of-contacts.server';
import { getLanguage } from '~/platform/i18n.server';
import { formatDateTime, sayTime } from '~/ui/format';

const SHOWN = 6;

/** The newest orders of a contact or a deal for `<RelatedOrders>`; null for who does not see all orders. The caller has checked the record. */
export async function loadRelatedOrders(staff: Staff, subject: { contactId: string } | { dealId: string }, request: Request) {
  const { db, org, can } = staff;
  if (can('orders', 'read') !== 'all') return null;
  const [rows, language] = await Promise.all([listOrdersOf(db, subject, SHOWN + 1), getLanguage(request)]);
  const now = new Date();
  const of = new URLSearchParams('contactId' in subject ? { contact: subject.contactId } : { deal: subject.dealId }).toString();
  const base = `/o/${org.slug}/orders`;
  return {
    rows: rows.slice(0, SHOWN).map(({ id, number, state, plannedStart, total, currency }) => ({
      id, number, state,
      to: `${base}/${id}`,
      total: formatMoney(total, currency, language),
      start: plannedStart && { text: sayTime(plannedStart, now, language, org.timeZone), exact: formatDateTime(plannedStart, language, org.timeZone) },
    })),
    all: rows.length > SHOWN ? `${base}?state=all&${of}` : null,
    create: can('orders', 'create') ? `${base}/new?${of}` : null,
  };
}

export type RelatedOrderList = NonNullable<Awaited<ReturnType<typeof loadRelatedOrders>>>;
