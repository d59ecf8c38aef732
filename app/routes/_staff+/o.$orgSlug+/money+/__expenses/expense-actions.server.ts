import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { changeExpense, createExpense, deleteExpense, restoreExpense } from '~/domain/expenses/expense-commands.server';
import { findExpense } from '~/domain/expenses/expense-record.server';
import { expenseSchema } from '~/domain/expenses/expense.schema';
import { isUuid } from '~/domain/leads/lead-filter';
import { versionField } from '~/domain/money/ledger.schema';
import { formatMoney } from '~/domain/money/money-text';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { answerRefusal, sayRefusal, type FormAnswer } from '../__ledger/answer-refusal.server';
import { settleOrderPick } from '../__ledger/pick-order.server';

const actorOf = ({ org, user }: Staff) => ({ organizationId: org.id, userId: user.id });
const listOf = ({ org }: Staff) => `/o/${org.slug}/money/expenses`;

/** The posted form, or its answer with messages. */
async function readExpense(form: FormData, staff: Staff, language: string) {
  const { picked, error } = await settleOrderPick(form, staff, language);
  const submission = parseWithZod(form, { schema: expenseSchema });
  if (submission.status === 'success' && !error) return { submission, input: submission.value, refused: null };
  const result = error ? submission.reply({ fieldErrors: { orderId: [error] } }) : submission.reply();
  return { submission, input: null, refused: data<FormAnswer>({ result, problem: null, picked, version: null }, 422) };
}

/** Writes a new expense of a form. 409 closed books, 422 wrong input. */
export async function saveExpense(request: Request, staff: Staff) {
  const [form, t, language] = await Promise.all([request.formData(), getFixedT(request, 'money'), getLanguage(request)]);
  const { submission, input, refused } = await readExpense(form, staff, language);
  if (refused) return refused;
  const done = await createExpense(actorOf(staff), input, new Date());
  if (!done.ok) return answerRefusal(submission, done, { t, language });
  const made = await findExpense(staff.db, staff.org.id, done.id);
  const back = safeRedirect(form.get('returnTo'), listOf(staff));
  const next = new URLSearchParams({ kind: input.kind, day: input.day, ...(input.itemId && { item: input.itemId }), ...(input.orderId && { order: input.orderId }), returnTo: back });
  const message = t('expenses.saved', { amount: formatMoney(input.amount, made?.currency ?? staff.org.currency, language) });
  return redirectWithToast(form.has('another') ? `${listOf(staff)}/new?${next.toString()}` : back, { message, tone: 'success' });
}

/** Changes an expense as its form says, or takes it out. */
export async function runExpenseIntent(request: Request, staff: Staff, id: string | undefined) {
  if (!isUuid(id)) throw data(null, 404);
  const [form, t, language] = await Promise.all([request.formData(), getFixedT(request, 'money'), getLanguage(request)]);
  const intent = form.get('intent');
  const back = safeRedirect(form.get('returnTo'), listOf(staff));
  if (intent === 'delete') {
    if (!staff.can('expenses', 'delete')) throw data(null, 403);
    const done = await deleteExpense(actorOf(staff), id, new Date());
    if (!done.ok && done.error === 'notFound') throw data(null, 404);
    if (!done.ok) return redirectWithToast(`${listOf(staff)}/${id}`, { message: sayRefusal(done, t, language), tone: 'error' });
    return redirectWithToast(back, { message: t('expenses.deleted'), tone: 'success', undo: { action: listOf(staff), label: t('common:undo'), fields: { intent: 'restore', id, returnTo: back } } });
  }
  if (intent !== null) throw data(null, 400);
  if (!staff.can('expenses', 'update')) throw data(null, 403);
  const { submission, input, refused } = await readExpense(form, staff, language);
  if (refused) return refused;
  const version = versionField.safeParse(form.get('version'));
  const done = await changeExpense(actorOf(staff), { id, version: version.data ?? 0, input }, new Date());
  if (!done.ok) return answerRefusal(submission, done, { t, language });
  return redirectWithToast(back, { message: t('saved'), tone: 'success' });
}

/** Brings a deleted expense back: the undo of its toast. */
export async function undeleteExpense(request: Request, form: FormData, staff: Staff) {
  const id = form.get('id');
  if (!isUuid(id)) throw data(null, 400);
  const [done, t, language] = await Promise.all([restoreExpense(actorOf(staff), id, new Date()), getFixedT(request, 'money'), getLanguage(request)]);
  if (!done.ok && done.error === 'notFound') throw data(null, 404);
  return redirectWithToast(safeRedirect(form.get('returnTo'), listOf(staff)), done.ok ? { message: t('restored'), tone: 'success' } : { message: sayRefusal(done, t, language), tone: 'error' });
}
