import type { Staff } from '~/domain/accounts/guard.server';
import { EMPTY_ORDER_FILTER, type OrderFilter } from '~/domain/orders/order-filter';
import { listOrders } from '~/domain/orders/list-orders.server';
import { orderViewer } from '~/domain/orders/order-viewer.server';
import { getLanguage } from '~/platform/i18n.server';
import { formatDateTime, sayTime } from '~/ui/format';

const SHOWN = 20;

/** What an operator carries out today, and what is under way; null for everybody else, who have the whole list. */
export async function loadMyOrders(request: Request, staff: Staff, now: Date) {
  const { db, org, can } = staff;
  if (can('orders', 'read') !== 'own') return null;
  const viewer = orderViewer(staff);
  const read = (filter: Partial<OrderFilter>) => listOrders(db, { viewer, now, limit: SHOWN, filter: { ...EMPTY_ORDER_FILTER, sort: 'start', ...filter } });
  const [underWay, approved, language] = await Promise.all([
    read({ state: 'IN_PROGRESS' }),
    read({ state: 'APPROVED', on: 'planned', period: { period: 'today', from: null, to: null } }),
    getLanguage(request),
  ]);
  const base = `/o/${org.slug}/orders`;
  return {
    all: base,
    rows: [...underWay.rows, ...approved.rows].map(({ id, number, state, contactName, address, plannedStart }) => ({
      id, number, state, address,
      client: contactName,
      to: `${base}/${id}`,
      start: plannedStart && { text: sayTime(plannedStart, now, language, org.timeZone), exact: formatDateTime(plannedStart, language, org.timeZone) },
    })),
  };
}

export type MyOrdersList = NonNullable<Awaited<ReturnType<typeof loadMyOrders>>>;
