import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import type { Scope } from '~/domain/accounts/permissions';
import { viewerFor } from '~/domain/accounts/reach.server';
import { contactSchema } from '~/domain/contacts/contact.schema';
import { findContact } from '~/domain/contacts/contact-record.server';
import { createContact } from '~/domain/contacts/create-contact.server';
import { findDuplicates } from '~/domain/contacts/duplicates.server';
import { updateContact } from '~/domain/contacts/update-contact.server';
import { activeFields } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { describeConflict } from './contact-form-data.server';

interface Saving {
  request: Request;
  staff: Staff & { scope: Scope };
}

function actorOf({ org, user, scope }: Saving['staff']) {
  return { organizationId: org.id, userId: user.id, scope };
}

async function readContactForm({ request, staff }: Saving) {
  const fields = activeFields(await listCustomFields(staff.db, 'CONTACT'));
  const form = await request.formData();
  return { form, fields, submission: parseWithZod(form, { schema: contactSchema(fields) }) };
}

/** Makes a contact of the form. 422 with messages, 409 with those that seem to be the same client, unless they were seen. */
export async function saveNewContact(saving: Saving) {
  const { request, staff } = saving;
  const { form, submission } = await readContactForm(saving);
  if (submission.status !== 'success') return data({ result: submission.reply(), duplicates: [], conflict: null }, 422);
  const input = submission.value;
  const duplicates = form.has('saveAnyway') ? [] : await findDuplicates(staff.db, viewerFor(staff, 'contacts'), input);
  if (duplicates.length > 0) return data({ result: submission.reply(), duplicates, conflict: null }, 409);
  const made = await createContact({ actor: actorOf(staff), input, now: new Date() });
  if (!made.ok) return data({ result: submission.reply({ fieldErrors: { ownerId: ['errors.owner'] } }), duplicates: [], conflict: null }, 422);
  const t = await getFixedT(request, 'contacts');
  return redirectWithToast(`/o/${staff.org.slug}/contacts/${made.id}`, { message: t('toast.created', { name: input.name }), tone: 'success' });
}

/** Changes a contact as its form says. 404 unknown, 403 another's, 409 stale (both versions) or like another client, 422 with messages. */
export async function saveContact(saving: Saving, contactId: string) {
  const { request, staff } = saving;
  const viewer = viewerFor(staff, 'contacts');
  const { form, fields, submission } = await readContactForm(saving);
  const before = await findContact(staff.db, viewer, contactId);
  if (!before) throw data(null, 404);
  if (submission.status !== 'success') return data({ result: submission.reply(), duplicates: [], conflict: null }, 422);
  const input = submission.value;
  const added = {
    phones: input.phones.filter((phone) => !before.phones.includes(phone)),
    emails: input.emails.filter((email) => !before.emails.includes(email)),
    inn: input.inn === before.inn ? null : input.inn,
    exceptId: contactId,
  };
  const duplicates = form.has('saveAnyway') ? [] : await findDuplicates(staff.db, viewer, added);
  if (duplicates.length > 0) return data({ result: submission.reply(), duplicates, conflict: null }, 409);
  const version = Number(form.get('version'));
  const done = await updateContact({ actor: actorOf(staff), viewer, contactId, change: input, version: Number.isInteger(version) ? version : 0, now: new Date() });
  const t = await getFixedT(request, 'contacts');
  if (done.ok) {
    const card = `/o/${staff.org.slug}/contacts/${contactId}`;
    return done.changed.length > 0 ? redirectWithToast(card, { message: t('toast.saved'), tone: 'success' }) : redirect(card, 303);
  }
  if (done.error === 'notFound' || done.error === 'forbidden') throw data(null, done.error === 'notFound' ? 404 : 403);
  if (done.error === 'owner') return data({ result: submission.reply({ fieldErrors: { ownerId: ['errors.owner'] } }), duplicates: [], conflict: null }, 422);
  const [members, language] = await Promise.all([listMemberNames(staff.db, 'contacts'), getLanguage(request)]);
  const conflict = describeConflict({ current: done.current, wanted: input, fields, members, t, language });
  return data({ result: submission.reply(), duplicates: [], conflict }, 409);
}
