import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { runTimelineIntent } from '../../__timeline/timeline-actions.server';
import { findCardOrder } from './find-card-order.server';
import { runOrderIntent } from './order-actions.server';

/** What is posted about a history, and what it needs: asked before the order is, so that a refusal tells nothing of it. */
const HISTORY = { 'activity-log': 'create', 'activity-edit': 'update', 'activity-delete': 'delete', 'activity-restore': 'delete' } as const;

/** One form post of an order's page. 400 unknown intent, 403 without the permission, 404 foreign order, 409 somebody was faster, 422 something is lacking. */
export async function runCardIntent(request: Request, orderId: string | undefined, staff: Staff) {
  const form = await request.formData();
  const name = String(form.get('intent'));
  if (Object.hasOwn(HISTORY, name)) {
    if (!staff.can('activities', HISTORY[name as keyof typeof HISTORY])) throw data(null, 403);
    const { id } = await findCardOrder(staff, orderId);
    const noted = await runTimelineIntent({ request, form, staff, subject: { orderId: id } });
    if (noted) return noted;
  }
  return runOrderIntent({ request, form, staff, orderId: isUuid(orderId) ? orderId : '' });
}
