import { data } from '@remix-run/node';
import type { TFunction } from 'i18next';
import { z } from 'zod';
import type { Staff } from '~/domain/accounts/guard.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { cleanText } from '~/domain/leads/clean-text';
import { reopenOrder } from '~/domain/orders/complete-order.server';
import { duplicateOrder } from '~/domain/orders/create-order.server';
import { ORDER_STATES } from '~/domain/orders/lifecycle';
import { moveOrder, type MoveOrderResult } from '~/domain/orders/move-order.server';
import { ORDER_LIMITS } from '~/domain/orders/order-input';
import { orderActor } from '~/domain/orders/order-viewer.server';
import { deleteOrder, restoreOrder, type DeleteOrderResult } from '~/domain/orders/remove-order.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { formatDateTime } from '~/ui/format';
import { findCardOrder } from './find-card-order.server';
import { presentClash, type ShownClash } from './present-clash';

interface Context {
  request: Request;
  form: FormData;
  staff: Staff;
  orderId: string;
  t: TFunction;
  page: string;
  now: Date;
}

/** What the last post was refused for. */
export interface StepAnswer {
  intent: 'move' | 'reopen' | 'delete';
  /** The state that was asked for; null: none. */
  to: string | null;
  /** A sentence, for the top of the page. */
  problem: string;
  /** At the reason's field. */
  reasonError: string | null;
  /** What was typed as the reason. */
  reason: string;
  clash: ShownClash | null;
}

const intents = {
  // who may take which step is the lifecycle's to say: here only those are kept out who take none
  move: { run: move, needs: 'step' },
  reopen: { run: reopen, needs: 'update' },
  delete: { run: remove, needs: 'delete' },
  restore: { run: restore, needs: 'delete' },
  duplicate: { run: duplicate, needs: 'create' },
} as const;

const reason = z.string().optional().default('').transform(cleanText).pipe(z.string().max(ORDER_LIMITS.comment));
const stepSchema = z.object({ version: z.coerce.number().int().min(1), to: z.enum(ORDER_STATES).optional(), reason });

/** One form post about an order; null for another intent. 403 without the permission, 404 unknown, 409 somebody was faster or a machine is taken, 422 something is lacking. */
export async function runOrderIntent({ request, form, staff, orderId }: Pick<Context, 'request' | 'form' | 'staff' | 'orderId'>) {
  const name = String(form.get('intent'));
  if (!Object.hasOwn(intents, name)) throw data(null, 400);
  const { run, needs } = intents[name as keyof typeof intents];
  const isAllowed = needs === 'step' ? staff.can('orders', 'update') || staff.can('orders', 'carryOut') : staff.can('orders', needs);
  if (!isAllowed) throw data(null, 403);
  if (!isUuid(orderId)) throw data(null, 404);
  // an order in the trash is found by `restore` alone
  if (name !== 'restore') await findCardOrder(staff, orderId);
  return run({ request, form, staff, orderId, t: await getFixedT(request, 'orders'), page: `/o/${staff.org.slug}/orders/${orderId}`, now: new Date() });
}

function readStep(form: FormData) {
  const parsed = stepSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) throw data(null, 400);
  return parsed.data;
}

async function move(context: Context) {
  const { form, staff, orderId, t, page, now } = context;
  const { version, to, reason: said } = readStep(form);
  if (!to) throw data(null, 400);
  const done = await moveOrder(orderActor(staff), { orderId, to, version, cancelReason: said, comment: said }, now);
  if (done.ok) return redirectWithToast(page, { message: t(`toast.${to}`), tone: 'success' });
  return refuse(context, { intent: 'move', to, reason: said }, done);
}

async function reopen(context: Context) {
  const { form, staff, orderId, t, page, now } = context;
  const { version, reason: said } = readStep(form);
  const done = await reopenOrder(orderActor(staff), { orderId, version, reason: said }, now);
  if (done.ok) return redirectWithToast(page, { message: t('toast.reopened'), tone: 'success' });
  const asked = { intent: 'reopen', to: 'IN_PROGRESS', reason: said } as const;
  if (done.error === 'booksClosed') return data(answerOf(asked, t('problem.booksClosed', { day: done.through })), 409);
  return refuse(context, asked, done);
}

async function remove(context: Context) {
  const { form, staff, orderId, t, now } = context;
  const { version } = readStep(form);
  const done = await deleteOrder(orderActor(staff), { orderId, version }, now);
  if (!done.ok) return refuse(context, { intent: 'delete', to: null, reason: '' }, done);
  const list = `/o/${staff.org.slug}/orders`;
  return redirectWithToast(list, { message: t('toast.deleted'), tone: 'success', undo: { action: list, label: t('common:undo'), fields: { intent: 'restore', id: orderId } } });
}

async function restore({ staff, orderId, t, page, now }: Context) {
  const done = await restoreOrder({ organizationId: staff.org.id, userId: staff.user.id, isOwnOnly: !staff.can('trash', 'update') }, orderId, now);
  if (!done.ok && done.error === 'notFound') throw data(null, 404);
  return done.ok
    ? redirectWithToast(page, { message: t('toast.restored'), tone: 'success' })
    : redirectWithToast(`/o/${staff.org.slug}/orders`, { message: t('toast.contactDeleted'), tone: 'error' });
}

async function duplicate({ staff, orderId, t, now }: Context) {
  const done = await duplicateOrder(orderActor(staff), { orderId }, now);
  if (!done.ok) throw data(null, 404);
  return redirectWithToast(`/o/${staff.org.slug}/orders/${done.id}`, { message: t('toast.duplicated', { number: done.number }), tone: 'success' });
}

type Asked = Pick<StepAnswer, 'intent' | 'to' | 'reason'>;
type Refusal = Exclude<MoveOrderResult | DeleteOrderResult, { ok: true }>;

function answerOf(asked: Asked, problem: string, more: Partial<StepAnswer> = {}): StepAnswer {
  return { ...asked, problem, reasonError: null, clash: null, ...more };
}

/** Why nothing was done, in a sentence. Throws 404 and 403. */
async function refuse({ request, staff, t }: Context, asked: Asked, refusal: Refusal) {
  switch (refusal.error) {
    case 'notFound':
      throw data(null, 404);
    case 'forbidden':
      throw data(null, 403);
    case 'stale': {
      const { changedBy, state } = refusal.current;
      return data(answerOf(asked, t(changedBy ? 'problem.staleBy' : 'problem.stale', { who: changedBy, state: t(`state.${state}`) })), 409);
    }
    case 'notAllowed':
      return data(answerOf(asked, t('problem.notAllowed', { state: t(`state.${refusal.current.state}`) })), 409);
    case 'kept':
      return data(answerOf(asked, t(`problem.kept.${refusal.because}`)), 409);
    case 'missing': {
      const isReason = refusal.missing.some((what) => what === 'cancelReason' || what === 'reopenReason');
      const what = refusal.missing.map((one) => t(`needs.${one}`)).join(', ');
      return data(answerOf(asked, t('problem.missing', { what }), { reasonError: isReason ? t('problem.reason') : null }), 422);
    }
    case 'clash': {
      const language = await getLanguage(request);
      const clash = presentClash(refusal, { t, say: (at) => formatDateTime(at, language, staff.org.timeZone) });
      return data(answerOf(asked, t('problem.clash'), { clash }), 409);
    }
  }
}
