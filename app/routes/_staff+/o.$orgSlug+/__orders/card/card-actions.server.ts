import type { Staff } from '~/domain/accounts/guard.server';
import { runTimelineIntent } from '../../__timeline/timeline-actions.server';
import { findCardOrder } from './load-card.server';
import { runOrderIntent } from './order-actions.server';

/** One form post of an order's page. 400 unknown intent, 403 without the permission, 404 foreign order, 409 somebody was faster, 422 something is lacking. */
export async function runCardIntent(request: Request, orderId: string | undefined, staff: Staff) {
  const form = await request.formData();
  // an order that was just deleted is brought back from its own page too
  const isRestore = form.get('intent') === 'restore';
  const id = isRestore ? String(orderId) : (await findCardOrder(staff, orderId)).id;
  const noted = isRestore ? null : await runTimelineIntent({ request, form, staff, subject: { orderId: id } });
  return noted ?? runOrderIntent({ request, form, staff, orderId: id });
}
