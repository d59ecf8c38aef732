import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { isUuid } from '~/domain/leads/lead-filter';
import type { OrderRecord } from '~/domain/orders/order-command';
import { findOrder } from '~/domain/orders/order-record.server';
import { orderViewer } from '~/domain/orders/order-viewer.server';

/** The order of the address, or 404. */
export async function findCardOrder(staff: Staff, orderId: string | undefined): Promise<OrderRecord> {
  const order = isUuid(orderId) ? await findOrder(staff.db, orderViewer(staff), orderId) : null;
  if (!order) throw data(null, 404);
  return order;
}
