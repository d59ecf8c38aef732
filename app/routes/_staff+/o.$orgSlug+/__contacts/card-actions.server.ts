import { data } from '@remix-run/node';
import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import type { ContactRecord } from '~/domain/contacts/contact-record.server';
import { unmergeContacts } from '~/domain/contacts/merge-contacts.server';
import { deleteContact } from '~/domain/contacts/remove-contact.server';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { runTimelineIntent } from '../__timeline/timeline-actions.server';
import { findCardContact } from './load-card.server';

interface Context {
  form: FormData;
  staff: Staff;
  contact: ContactRecord;
  t: TFunction;
  list: string;
}

const intents = { delete: remove, unmerge } as const;

/** One form post of a contact's page. 400 unknown intent, 403 without the permission, 404 unknown contact, 409 with deals. */
export async function runContactIntent(request: Request, contactId: string | undefined, staff: Staff) {
  const contact = await findCardContact(staff, contactId);
  const form = await request.formData();
  const timeline = await runTimelineIntent({ request, form, staff, subject: { contactId: contact.id } });
  if (timeline) return timeline;
  const name = String(form.get('intent'));
  if (!Object.hasOwn(intents, name)) throw data(null, 400);
  if (!staff.can('contacts', 'delete')) throw data(null, 403);
  return intents[name as keyof typeof intents]({ form, staff, contact, t: await getFixedT(request, 'contacts'), list: `/o/${staff.org.slug}/contacts` });
}

function commandOf({ staff }: Context) {
  const actor = { organizationId: staff.org.id, userId: staff.user.id, scope: staff.can('contacts', 'delete') || ('own' as const) };
  return { actor, viewer: viewerFor(staff, 'contacts'), now: new Date() };
}

async function remove(context: Context) {
  const { staff, contact, t, list } = context;
  const dealViewer = staff.can('deals', 'read') ? viewerFor(staff, 'deals') : null;
  const done = await deleteContact({ ...commandOf(context), contactId: contact.id, dealViewer });
  if (done.ok) {
    const undo = { action: list, label: t('common:undo'), fields: { intent: 'restore', id: contact.id } };
    return redirectWithToast(list, { message: t('toast.deleted', { name: done.name }), tone: 'success', undo });
  }
  if (done.error === 'hasOrders') return data({ intent: 'hasOrders' as const, name: done.name, count: done.count, orders: done.orders.map(({ id, number }) => ({ id, number })) }, 409);
  if (done.error !== 'hasDeals') throw data(null, done.error === 'notFound' ? 404 : 403);
  return data({ intent: 'hasDeals' as const, name: done.name, count: done.count, deals: done.deals.map(({ id, title }) => ({ id, title })) }, 409);
}

async function unmerge(context: Context) {
  const { form, staff, contact, t, list } = context;
  const mergeId = form.get('mergeId');
  if (!isUuid(mergeId)) throw data(null, 400);
  const done = await unmergeContacts({ ...commandOf(context), mergeId });
  const card = `${list}/${contact.id}`;
  if (!done.ok) {
    if (done.error === 'forbidden') throw data(null, 403);
    return redirectWithToast(card, { message: t(done.error === 'gone' ? 'toast.unmergeGone' : 'toast.unmergeDone'), tone: 'info' });
  }
  const fields = await listCustomFields(staff.db, 'CONTACT');
  const names = done.kept.map((field) => fields.find(({ key }) => field === `custom.${key}`)?.label ?? t(`fieldNames.${field}`));
  const message = [t('toast.unmerged'), names.length > 0 && t('toast.keptFields', { fields: names.join(', ') }), done.left > 0 && t('toast.left', { count: done.left })];
  return redirectWithToast(card, { message: message.filter(Boolean).join(' '), tone: 'success' });
}
