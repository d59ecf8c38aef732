import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { runOrderIntent } from './card/order-actions.server';

/** One form post of the list: the undoing of a deletion. 400 for an unknown intent. */
export async function runListIntent(request: Request, staff: Staff) {
  const form = await request.formData();
  if (form.get('intent') !== 'restore') throw data(null, 400);
  return runOrderIntent({ request, form, staff, orderId: String(form.get('id')) });
}
