import type { Submission } from '@conform-to/react';
import { data, redirect } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { CONTACT_LIMITS, emptyContact } from '~/domain/contacts/contact-input';
import { findDuplicates } from '~/domain/contacts/duplicates.server';
import { cleanLine } from '~/domain/leads/clean-text';
import { isUuid } from '~/domain/leads/lead-filter';
import { createOrderWithContact } from '~/domain/orders/create-order-with-contact.server';
import { createOrder, findMadeOrder } from '~/domain/orders/create-order.server';
import { EDITABLE, missingFor, type Requirement } from '~/domain/orders/lifecycle';
import { moveOrder } from '~/domain/orders/move-order.server';
import type { OrderInputError, OrderRecord } from '~/domain/orders/order-command';
import type { OrderInput } from '~/domain/orders/order-input';
import { orderActor } from '~/domain/orders/order-viewer.server';
import { inputOf, updateOrder } from '~/domain/orders/update-order.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { formatDateTime } from '~/ui/format';
import { presentClash } from '../card/present-clash';
import { describeConflict } from './describe-conflict';
import { lookForEditable } from './load-editor.server';
import { drawAgain, drawChanged, parseOrderForm, takeForm, type TakenForm } from './take-form.server';

const FIELD_OF: Record<OrderInputError, string> = { contact: 'contactId', manager: 'managerId', operators: 'operators', items: 'lines', lead: 'contactId', deal: 'contactId', tooLarge: 'lines' };
const FIELD_OF_FACT: Partial<Record<Requirement, string>> = { contact: 'contactId', address: 'address', plannedStart: 'plannedStart', plannedEnd: 'plannedEnd' };

type Errors = Record<string, string[]>;
type Parsed = ReturnType<typeof parseOrderForm>;

/** Makes an order of the form: a draft, or a created one; one, however often it is sent. 422 with messages, 409 with clients that seem to be the same. */
export async function saveNewOrder(request: Request, staff: Staff) {
  const taken = await takeForm(request, staff);
  if (!taken.save) return drawChanged(taken, staff);
  const submission = parseOrderForm(taken, staff.org.timeZone);
  const [actor, now, typedId] = [orderActor(staff), new Date(), taken.form.get('newId')];
  const newId = isUuid(typedId) ? typedId.toLowerCase() : null;
  const made = newId && (await findMadeOrder(actor, newId));
  if (made) return redirect(`/o/${staff.org.slug}/orders/${made.id}`, 303);
  const errors = refusals(taken, submission, 'DRAFT');
  if (errors || submission.status !== 'success') return refuse(taken, submission, errors ?? {});
  const { newPhone, newEmail, ...input } = submission.value;
  const ways = { phones: newPhone ? [newPhone] : [], emails: newEmail ? [newEmail] : [] };
  if (taken.newName && !taken.form.has('saveAnyway')) {
    const duplicates = await findDuplicates(staff.db, viewerFor(staff, 'contacts'), { ...ways, inn: null });
    if (duplicates.length > 0) return data(drawAgain(taken, { duplicates }), 409);
  }
  const done = taken.newName
    ? await createOrderWithContact(actor, { ...input, contact: emptyContact({ name: cleanLine(taken.newName.slice(0, CONTACT_LIMITS.name)), ...ways, ownerId: null }) }, now, newId)
    : await createOrder(actor, input, now, newId);
  if (!done.ok) return refuse(taken, submission, { [FIELD_OF[done.error]]: [`errors.${done.error}`] });
  const card = `/o/${staff.org.slug}/orders/${done.id}`;
  const [t, moved] = [await getFixedT(request, 'order-editor'), taken.save === 'create' ? await moveOrder(actor, { orderId: done.id, to: 'CREATED', version: 1 }, now) : null];
  // the same form, sent twice, may have brought it there
  const isThere = !moved || moved.ok || ('current' in moved && moved.current.state === 'CREATED');
  if (!isThere) return redirectWithToast(card, { message: t('toast.notCreated'), tone: 'error' });
  return redirectWithToast(card, { message: t(taken.save === 'create' ? 'toast.created' : 'toast.draft', { number: done.number }), tone: 'success' });
}

/**
 * Changes an order as its form says. 404 unknown, 403 not allowed, 409 stale (both versions), 422 with messages. The intent
 * `autosave` answers with data alone and never refuses by status: its page is being typed into.
 */
export async function saveOrder(request: Request, staff: Staff, orderId: string | undefined) {
  const [t, order, asked] = await Promise.all([getFixedT(request, 'order-editor'), lookForEditable(staff, orderId), request.clone().formData()]);
  if (typeof order === 'number') {
    if (asked.get('intent') !== 'autosave') throw data(null, order);
    // somebody deleted it or brought it on meanwhile
    return { autosave: { ok: false as const, reason: t('autosave.refused') } };
  }
  const taken = await takeForm(request, staff);
  if (!taken.save) return drawChanged(taken, staff);
  const submission = parseOrderForm(taken, staff.org.timeZone);
  const errors = taken.newName ? { contactId: ['pick.errors.notFound'] } : refusals(taken, submission, order.state);
  if (errors || submission.status !== 'success') {
    if (taken.save !== 'autosave') return refuse(taken, submission, errors ?? {});
    return { autosave: { ok: false as const, reason: t('autosave.invalid') } };
  }
  const { newPhone: _phone, newEmail: _email, ...input } = submission.value;
  const [actor, now, version] = [orderActor(staff), new Date(), Number(taken.form.get('version'))];
  const done = await updateOrder(actor, { id: order.id, version: Number.isInteger(version) ? version : 0, input }, now);
  if (taken.save === 'autosave') {
    if (done.ok) return { autosave: { ok: true as const, version: done.version, at: now.toISOString() } };
    return { autosave: { ok: false as const, reason: t(done.error === 'stale' ? 'autosave.stale' : 'autosave.refused') } };
  }
  if (!done.ok) {
    if (done.error === 'notFound' || done.error === 'forbidden') throw data(null, done.error === 'notFound' ? 404 : 403);
    if (done.error === 'stale') {
      const [people, language] = await Promise.all([listMemberNames(staff.db, 'orders'), getLanguage(request)]);
      const conflict = describeConflict({ current: done.current, wanted: wantedOf(done.current, input), wantedContact: taken.values.contactIdShown, people, t, language, timeZone: staff.org.timeZone });
      return data(drawAgain(taken, { conflict }), 409);
    }
    if (done.error === 'clash') {
      const [words, language] = await Promise.all([getFixedT(request, 'orders'), getLanguage(request)]);
      const clash = presentClash(done, { t: words, say: (at) => formatDateTime(at, language, staff.org.timeZone) });
      return data(drawAgain(taken, { result: submission.reply({ fieldErrors: { plannedStart: ['errors.clash'] } }), clash }), 409);
    }
    if (done.error === 'missing') return refuse(taken, submission, factErrors(done.missing));
    if (done.error === 'notAllowed') throw data(null, 409);
    return refuse(taken, submission, { [FIELD_OF[done.error]]: [`errors.${done.error}`] });
  }
  const card = `/o/${staff.org.slug}/orders/${order.id}`;
  if (taken.save === 'create') {
    const moved = await moveOrder(actor, { orderId: order.id, to: 'CREATED', version: done.version }, now);
    return redirectWithToast(card, moved.ok ? { message: t('toast.created', { number: order.number }), tone: 'success' } : { message: t('toast.notCreated'), tone: 'error' });
  }
  return done.changed.length > 0 ? redirectWithToast(card, { message: t('toast.saved'), tone: 'success' }) : redirect(card, 303);
}

/** What of the form cannot be taken as it is; null: nothing. */
function refusals({ pickError, save, newName }: TakenForm, submission: Parsed, state: OrderRecord['state']): Errors | null {
  if (pickError) return { contactId: [pickError] };
  if (submission.status !== 'success' || save !== 'create') return null;
  const missing = missingFor({ state, ...submission.value, contactId: newName ?? submission.value.contactId }, 'CREATED');
  return missing.length > 0 ? factErrors(missing) : null;
}

function factErrors(missing: readonly Requirement[]): Errors {
  return Object.fromEntries(missing.map((fact) => [FIELD_OF_FACT[fact] ?? 'lines', [`errors.needed.${fact}`]]));
}

function refuse(taken: TakenForm, submission: Submission<unknown>, fieldErrors: Errors) {
  return data(drawAgain(taken, { result: submission.reply({ fieldErrors }) }), 422);
}

/** What was wanted of an order, beside what its state does not let anybody change: the form does not show it. */
function wantedOf(order: OrderRecord, typed: OrderInput): OrderInput {
  const editable = EDITABLE[order.state];
  return editable === 'everything' ? typed : { ...inputOf(order), ...Object.fromEntries(editable.map((field) => [field, typed[field]])) };
}
