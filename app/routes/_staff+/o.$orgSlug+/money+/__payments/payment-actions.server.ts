import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { versionField } from '~/domain/money/ledger.schema';
import { formatMoney } from '~/domain/money/money-text';
import { changePayment, deletePayment, recordPayment, restorePayment } from '~/domain/payments/payment-commands.server';
import { paymentChangeSchema, paymentSchema } from '~/domain/payments/payment.schema';
import { findPaidOrder } from '~/domain/payments/payment-record.server';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { answerRefusal, nothingPicked, sayRefusal, type FormAnswer } from '../__ledger/answer-refusal.server';
import { settleOrderPick } from '../__ledger/pick-order.server';

const actorOf = ({ org, user }: Staff) => ({ organizationId: org.id, userId: user.id });
const listOf = ({ org }: Staff) => `/o/${org.slug}/money/payments`;

/**
 * Writes a new payment of a form. 404 unknown order, 409 closed books or an order that takes no money, 422 wrong input.
 * @param orderId of a page that is about one order; else the form says it
 */
export async function savePayment(request: Request, staff: Staff, orderId: string | null) {
  const [form, t, language] = await Promise.all([request.formData(), getFixedT(request, 'money'), getLanguage(request)]);
  const { picked, error } = orderId ? { picked: nothingPicked, error: null } : await settleOrderPick(form, staff, language);
  if (orderId) form.set('orderId', orderId);
  const submission = parseWithZod(form, { schema: paymentSchema });
  if (error) return data<FormAnswer>({ result: submission.reply({ fieldErrors: { orderId: [error] } }), problem: null, picked, version: null }, 422);
  if (submission.status !== 'success') return data<FormAnswer>({ result: submission.reply(), problem: null, picked, version: null }, 422);
  const done = await recordPayment(actorOf(staff), submission.value, new Date());
  if (!done.ok) return answerRefusal(submission, done, { t, language });
  const order = await findPaidOrder(staff.db, staff.org.id, done.orderId);
  const amount = formatMoney(submission.value.amount, order?.currency ?? staff.org.currency, language);
  const back = safeRedirect(form.get('returnTo'), orderId ? `/o/${staff.org.slug}/orders/${orderId}` : listOf(staff));
  const next = new URLSearchParams({ day: submission.value.day, method: submission.value.method, returnTo: back });
  return redirectWithToast(form.has('another') ? `${listOf(staff)}/new?${next.toString()}` : back, { message: t(`payments.saved.${submission.value.kind}`, { amount }), tone: 'success' });
}

/** Changes a payment as its form says, or takes it out. */
export async function runPaymentIntent(request: Request, staff: Staff, id: string | undefined) {
  if (!isUuid(id)) throw data(null, 404);
  const [form, t, language] = await Promise.all([request.formData(), getFixedT(request, 'money'), getLanguage(request)]);
  const intent = form.get('intent');
  const back = safeRedirect(form.get('returnTo'), listOf(staff));
  if (intent === 'delete') {
    if (!staff.can('payments', 'delete')) throw data(null, 403);
    const done = await deletePayment(actorOf(staff), id, new Date());
    if (!done.ok && done.error === 'notFound') throw data(null, 404);
    if (!done.ok) return redirectWithToast(`${listOf(staff)}/${id}`, { message: sayRefusal(done, t, language), tone: 'error' });
    return redirectWithToast(back, { message: t('payments.deleted'), tone: 'success', undo: { action: listOf(staff), label: t('common:undo'), fields: { intent: 'restore', id, returnTo: back } } });
  }
  if (intent !== null) throw data(null, 400);
  if (!staff.can('payments', 'update')) throw data(null, 403);
  const submission = parseWithZod(form, { schema: paymentChangeSchema });
  const version = versionField.safeParse(form.get('version'));
  if (submission.status !== 'success') return data<FormAnswer>({ result: submission.reply(), problem: null, picked: nothingPicked, version: null }, 422);
  const done = await changePayment(actorOf(staff), { id, version: version.data ?? 0, change: submission.value }, new Date());
  if (!done.ok) return answerRefusal(submission, done, { t, language });
  return redirectWithToast(back, { message: t('saved'), tone: 'success' });
}

/** Brings a deleted payment back: the undo of its toast. */
export async function undeletePayment(request: Request, form: FormData, staff: Staff) {
  const id = form.get('id');
  if (!isUuid(id)) throw data(null, 400);
  const [done, t, language] = await Promise.all([restorePayment(actorOf(staff), id, new Date()), getFixedT(request, 'money'), getLanguage(request)]);
  if (!done.ok && done.error === 'notFound') throw data(null, 404);
  const back = safeRedirect(form.get('returnTo'), listOf(staff));
  return redirectWithToast(back, done.ok ? { message: t('restored'), tone: 'success' } : { message: sayRefusal(done, t, language), tone: 'error' });
}
