import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import type { Scope } from '~/domain/accounts/permissions';
import { viewerFor } from '~/domain/accounts/reach.server';
import { findContact } from '~/domain/contacts/contact-record.server';
import { isWithinScope } from '~/domain/deals/deal-command';
import { DEAL_LIMITS } from '~/domain/deals/deal-input';
import { findDeal } from '~/domain/deals/deal-record.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { getFixedT } from '~/platform/i18n.server';
import { loadDealForm, toFormValues } from './deal-form-data.server';

/** An empty form; `?contact=`, `?title=` and `?pipeline=` fill it in. */
export async function loadNewDeal(request: Request, staff: Staff) {
  const { org, user } = staff;
  const params = new URL(request.url).searchParams;
  const contactId = params.get('contact');
  const [t, offers, contact] = await Promise.all([
    getFixedT(request, 'deals'),
    loadDealForm(staff, { ownerId: null, pipelineId: null }),
    isUuid(contactId) ? findContact(staff.db, viewerFor(staff, 'contacts'), contactId) : null,
  ]);
  const list = `/o/${org.slug}/deals`;
  const pipelineId = offers.pipelines.find(({ value }) => value === params.get('pipeline'))?.value ?? offers.pipelines[0]?.value ?? '';
  const values = toFormValues({
    title: (params.get('title') ?? '').slice(0, DEAL_LIMITS.title), contactId: contact?.id ?? '', amount: null, currency: org.currency, expectedCloseDay: null,
    ownerId: offers.people.some(({ value }) => value === user.id) ? user.id : null, pipelineId, tags: [], notes: null, custom: {},
  });
  return { title: `${t('new.title')} · ${org.name}`, list, cancelTo: contact ? `/o/${org.slug}/contacts/${contact.id}` : list, values, contact: contact && { id: contact.id, label: contact.name }, ...offers };
}

/** The form of a deal. Throws 404 and 403. */
export async function loadEditedDeal(request: Request, dealId: string | undefined, staff: Staff & { scope: Scope }) {
  const { org, user, scope } = staff;
  const deal = isUuid(dealId) ? await findDeal(staff.db, viewerFor(staff, 'deals'), dealId) : null;
  if (!deal) throw data(null, 404);
  if (!isWithinScope({ scope, userId: user.id }, deal)) throw data(null, 403);
  const [t, offers] = await Promise.all([getFixedT(request, 'deals'), loadDealForm(staff, deal)]);
  const list = `/o/${org.slug}/deals`;
  return {
    title: `${deal.title} · ${t('edit.title')}`,
    list,
    name: deal.title,
    cancelTo: `${list}/${deal.id}`,
    values: toFormValues(deal),
    version: deal.version,
    contact: { id: deal.contactId, label: deal.contactName },
    isPipelineFixed: deal.state === 'IN_PROGRESS',
    ...offers,
  };
}
