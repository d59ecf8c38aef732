import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { runTimelineIntent } from '../__timeline/timeline-actions.server';
import { runDealIntent } from './deals-actions.server';
import { findCardDeal } from './load-card.server';

/** One form post of a deal's page. 400 unknown intent, 403 without the permission, 404 foreign deal, 409 somebody was faster, 422 wrong input. */
export async function runCardIntent(request: Request, dealId: string | undefined, staff: Staff) {
  const { id } = await findCardDeal(staff, dealId);
  const form = await request.formData();
  const noted = await runTimelineIntent({ request, form, staff, subject: { dealId: id } });
  if (noted) return noted;
  if (form.get('id') !== id) throw data(null, 400);
  const answer = await runDealIntent({ request, form, staff });
  if (!answer) throw data(null, 400);
  return answer;
}
