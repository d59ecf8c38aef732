import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import { writeOrderPay } from '~/domain/costs/order-pay.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { versionField } from '~/domain/money/ledger.schema';
import { payViewer, payWhere } from '~/domain/payroll/list-pay.server';
import { movePay, type MovedPay } from '~/domain/payroll/move-pay.server';
import { changePayRow, createPayRow, deletePayRow, restorePayRow } from '~/domain/payroll/pay-commands.server';
import { parsePayFilter, paySearchParams } from '~/domain/payroll/pay-filter';
import { paySchema } from '~/domain/payroll/pay.schema';
import type { PayrollState } from '~/domain/payroll/pay-states';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { readSelection } from '~/ui/list/selection';
import { answerRefusal, sayRefusal, type FormAnswer } from '../__ledger/answer-refusal.server';
import { settleOrderPick } from '../__ledger/pick-order.server';

const actorOf = ({ org, user }: Staff) => ({ organizationId: org.id, userId: user.id });
const listOf = ({ org }: Staff) => `/o/${org.slug}/money/payroll`;

/** What each button of the bar asks for. */
const MOVES: Readonly<Record<string, PayrollState>> = { approve: 'APPROVED', pay: 'PAID', unapprove: 'PENDING' };

/** Approves, pays out or takes back the ticked rows or all of the filter; `accrue` writes the pay of a completed order, `restore` is the undo of a deletion. 400 for another intent. */
export async function runPayrollIntent(request: Request, staff: Staff) {
  const form = await request.formData();
  const intent = String(form.get('intent'));
  if (intent === 'restore') return undeletePay(request, form, staff);
  if (intent === 'accrue') return accrue(request, form, staff);
  const to = Object.hasOwn(MOVES, intent) ? MOVES[intent] : undefined;
  if (!to) throw data(null, 400);
  const { ids, isAll, search } = readSelection(form);
  const now = new Date();
  const filter = parsePayFilter(new URLSearchParams(search));
  const moved = await movePay(actorOf(staff), to, isAll ? { where: payWhere(payViewer(staff, now), filter) } : { ids }, now);
  const t = await getFixedT(request, 'money');
  const back = isAll ? `${listOf(staff)}?${paySearchParams(filter).toString()}` : backOf(request);
  return redirectWithToast(safeRedirect(form.get('returnTo'), back), { message: sayMoved(moved, to, t), tone: moved.moved > 0 ? 'success' : 'info' });
}

/** Writes the pay of an order's operators, where a completion by one of them could not. */
async function accrue(request: Request, form: FormData, staff: Staff) {
  const orderId = form.get('orderId');
  if (!isUuid(orderId)) throw data(null, 400);
  const { org, user } = staff;
  const [done, t, language] = await Promise.all([
    writeOrderPay({ organizationId: org.id, actorId: user.id, orderId, timeZone: org.timeZone, now: new Date() }),
    getFixedT(request, 'money'),
    getLanguage(request),
  ]);
  if (!done.ok && done.error === 'notCompleted') throw data(null, 404);
  const back = safeRedirect(form.get('returnTo'), listOf(staff));
  if (!done.ok) return redirectWithToast(back, { message: sayRefusal(done, t, language), tone: 'error' });
  return redirectWithToast(back, done.rows > 0 ? { message: t('payroll.saved'), tone: 'success' } : { message: t('payroll.noTerms'), tone: 'info' });
}

function backOf(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return pathname + search;
}

function sayMoved({ moved, skipped, closed }: MovedPay, to: PayrollState, t: TFunction): string {
  return [t(`payroll.moved.${to}`, { count: moved }), ...(skipped > 0 ? [t('payroll.skipped', { count: skipped })] : []), ...(closed > 0 ? [t('payroll.inClosed', { count: closed })] : [])].join(' ');
}

/** The posted form, or its answer with messages. */
async function readPay(form: FormData, staff: Staff, language: string) {
  const { picked, error } = await settleOrderPick(form, staff, language);
  const submission = parseWithZod(form, { schema: paySchema });
  if (submission.status === 'success' && !error) return { submission, input: submission.value, refused: null };
  const result = error ? submission.reply({ fieldErrors: { orderId: [error] } }) : submission.reply();
  return { submission, input: null, refused: data<FormAnswer>({ result, problem: null, picked, version: null }, 422) };
}

/** Writes a row of pay by hand. 409 closed books, 422 wrong input. */
export async function savePay(request: Request, staff: Staff) {
  const [form, t, language] = await Promise.all([request.formData(), getFixedT(request, 'money'), getLanguage(request)]);
  const { submission, input, refused } = await readPay(form, staff, language);
  if (refused) return refused;
  const done = await createPayRow(actorOf(staff), input, new Date());
  if (!done.ok) return answerRefusal(submission, done, { t, language });
  const back = safeRedirect(form.get('returnTo'), listOf(staff));
  const next = new URLSearchParams({ kind: input.kind, day: input.day, ...(input.orderId && { order: input.orderId }), returnTo: back });
  return redirectWithToast(form.has('another') ? `${listOf(staff)}/new?${next.toString()}` : back, { message: t('payroll.saved'), tone: 'success' });
}

/** Changes a pending row as its form says, or takes it out. */
export async function runPayIntent(request: Request, staff: Staff, id: string | undefined) {
  if (!isUuid(id)) throw data(null, 404);
  const [form, t, language] = await Promise.all([request.formData(), getFixedT(request, 'money'), getLanguage(request)]);
  const intent = form.get('intent');
  const back = safeRedirect(form.get('returnTo'), listOf(staff));
  if (intent === 'delete') {
    if (!staff.can('payroll', 'delete')) throw data(null, 403);
    const done = await deletePayRow(actorOf(staff), id, new Date());
    if (!done.ok && done.error === 'notFound') throw data(null, 404);
    if (!done.ok) return redirectWithToast(`${listOf(staff)}/${id}`, { message: sayRefusal(done, t, language), tone: 'error' });
    return redirectWithToast(back, { message: t('payroll.deleted'), tone: 'success', undo: { action: listOf(staff), label: t('common:undo'), fields: { intent: 'restore', id, returnTo: back } } });
  }
  if (intent !== null) throw data(null, 400);
  if (!staff.can('payroll', 'update')) throw data(null, 403);
  const { submission, input, refused } = await readPay(form, staff, language);
  if (refused) return refused;
  const version = versionField.safeParse(form.get('version'));
  const done = await changePayRow(actorOf(staff), { id, version: version.data ?? 0, input }, new Date());
  if (!done.ok) return answerRefusal(submission, done, { t, language });
  return redirectWithToast(back, { message: t('saved'), tone: 'success' });
}

async function undeletePay(request: Request, form: FormData, staff: Staff) {
  if (!staff.can('payroll', 'delete')) throw data(null, 403);
  const id = form.get('id');
  if (!isUuid(id)) throw data(null, 400);
  const [done, t, language] = await Promise.all([restorePayRow(actorOf(staff), id, new Date()), getFixedT(request, 'money'), getLanguage(request)]);
  if (!done.ok && done.error === 'notFound') throw data(null, 404);
  return redirectWithToast(safeRedirect(form.get('returnTo'), listOf(staff)), done.ok ? { message: t('restored'), tone: 'success' } : { message: sayRefusal(done, t, language), tone: 'error' });
}
