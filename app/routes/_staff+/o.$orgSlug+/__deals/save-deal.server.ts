import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect } from '@remix-run/node';
import { z } from 'zod';
import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { emptyContact, CONTACT_LIMITS } from '~/domain/contacts/contact-input';
import { findContact } from '~/domain/contacts/contact-record.server';
import { findDuplicates } from '~/domain/contacts/duplicates.server';
import { searchContacts } from '~/domain/contacts/list-contacts.server';
import { newEmail, newPhone } from '~/domain/contacts/new-contact.schema';
import { activeFields } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { createDeal } from '~/domain/deals/create-deal.server';
import type { DealInputError } from '~/domain/deals/deal-command';
import { dealSchema } from '~/domain/deals/deal.schema';
import { findDeal } from '~/domain/deals/deal-record.server';
import { listPipelines } from '~/domain/deals/list-pipelines.server';
import { updateDeal } from '~/domain/deals/update-deal.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { settlePick, type PickChoice } from '~/ui/record-pick';
import { dealActor } from './deals-actions.server';
import { describeConflict } from './deal-form-data.server';

const FOUND_MAX = 8;
const FIELD_OF: Record<DealInputError, string> = { owner: 'ownerId', contact: 'contactId', pipeline: 'pipelineId', amountNeeded: 'amount' };

interface Picked {
  choices: PickChoice[];
  query: string;
}

/** The posted form: its fields, and the contact that its search means. A contact to be made has a name instead of an id. */
async function readForm(request: Request, staff: Staff) {
  const form = await request.formData();
  const contacts = viewerFor(staff, 'contacts');
  const fields = activeFields(await listCustomFields(staff.db, 'DEAL'));
  const { pick, choices, error } = await settlePick(form, 'contactId', (text) => searchContacts(staff.db, contacts, text, FOUND_MAX));
  const isNew = pick.kind === 'new' && Boolean(staff.can('contacts', 'create'));
  const schema = dealSchema(fields).extend({ newPhone, newEmail });
  const submission = parseWithZod(form, { schema: isNew ? schema.extend({ contactId: z.undefined().optional() }) : schema });
  const picked: Picked = { choices, query: pick.kind === 'text' || pick.kind === 'new' ? pick.text : '' };
  const pickError = error ?? (pick.kind === 'new' && !isNew ? 'pick.errors.notFound' : null);
  return { form, fields, contacts, submission, picked, pickError, newName: isNew ? pick.text.slice(0, CONTACT_LIMITS.name) : null };
}

/** Makes a deal of the form, its contact perhaps too. 422 with messages, 409 with contacts that seem to be the same client. */
export async function saveNewDeal(request: Request, staff: Staff) {
  const { form, contacts, submission, picked, pickError, newName } = await readForm(request, staff);
  const refuse = (fieldErrors: Record<string, string[]>) => data({ result: submission.reply({ fieldErrors }), picked, duplicates: [], conflict: null }, 422);
  if (pickError) return refuse({ contactId: [pickError] });
  if (submission.status !== 'success') return data({ result: submission.reply(), picked, duplicates: [], conflict: null }, 422);
  const { newPhone: phone, newEmail: email, contactId, ...rest } = submission.value;
  const ways = { phones: phone ? [phone] : [], emails: email ? [email] : [] };
  if (newName && !form.has('saveAnyway')) {
    const duplicates = await findDuplicates(staff.db, contacts, { ...ways, inn: null });
    if (duplicates.length > 0) return data({ result: submission.reply(), picked, duplicates, conflict: null }, 409);
  }
  const newContact = newName ? emptyContact({ name: newName, ...ways, ownerId: rest.ownerId }) : null;
  const input = newContact ? { ...rest, newContact } : { ...rest, contactId: contactId ?? '' };
  const done = await createDeal({ actor: dealActor(staff, 'create'), contacts, input, now: new Date() });
  if (!done.ok) return refuse({ [FIELD_OF[done.error]]: [`errors.${done.error}`] });
  const t = await getFixedT(request, 'deals');
  return redirectWithToast(`/o/${staff.org.slug}/deals/${done.id}`, { message: t('toast.created'), tone: 'success' });
}

/** Changes a deal as its form says. 404 unknown, 403 another's, 409 stale (both versions), 422 with messages. */
export async function saveDeal(request: Request, staff: Staff, dealId: string) {
  if (!(await findDeal(staff.db, viewerFor(staff, 'deals'), dealId))) throw data(null, 404);
  const { form, fields, contacts, submission, picked, pickError, newName } = await readForm(request, staff);
  const refuse = (fieldErrors: Record<string, string[]>) => data({ result: submission.reply({ fieldErrors }), picked, duplicates: [], conflict: null }, 422);
  if (pickError || newName) return refuse({ contactId: [pickError ?? 'pick.errors.notFound'] });
  if (submission.status !== 'success') return data({ result: submission.reply(), picked, duplicates: [], conflict: null }, 422);
  const { newPhone: _phone, newEmail: _email, contactId = '', ...rest } = submission.value;
  const wanted = { ...rest, contactId };
  const version = Number(form.get('version'));
  const done = await updateDeal({ actor: dealActor(staff), contacts, dealId, change: wanted, version: Number.isInteger(version) ? version : 0, now: new Date() });
  const t = await getFixedT(request, 'deals');
  if (done.ok) {
    const card = `/o/${staff.org.slug}/deals/${dealId}`;
    return done.changed.length > 0 ? redirectWithToast(card, { message: t('toast.saved'), tone: 'success' }) : redirect(card, 303);
  }
  if (done.error === 'notFound' || done.error === 'forbidden') throw data(null, done.error === 'notFound' ? 404 : 403);
  if (done.error !== 'stale') return refuse({ [FIELD_OF[done.error]]: [`errors.${done.error}`] });
  const [people, pipelines, contact, language] = await Promise.all([listMemberNames(staff.db, 'deals'), listPipelines(staff.db), findContact(staff.db, contacts, contactId), getLanguage(request)]);
  const conflict = describeConflict({ current: done.current, wanted, wantedContact: contact?.name ?? '', fields, people, pipelines, t, language });
  return data({ result: submission.reply(), picked, duplicates: [], conflict }, 409);
}
