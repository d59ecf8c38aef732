import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import { completeOrder } from '~/domain/orders/complete-order.server';
import { completionSchema, startSchema } from '~/domain/orders/completion.schema';
import { moveOrder } from '~/domain/orders/move-order.server';
import type { OrderRecord } from '~/domain/orders/order-command';
import { orderActor } from '~/domain/orders/order-viewer.server';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { findWork } from './load-completion.server';

interface Context {
  form: FormData;
  staff: Staff;
  order: OrderRecord;
  t: TFunction;
  now: Date;
  /** Address of the order's page. */
  card: string;
}

const intents = { 'order-start': start, 'order-complete': complete };

/** Begins or completes the work. 404, 403; 409 when the order has become something else; 422 with messages, all that was typed stays. */
export async function takeCompletion(request: Request, orderId: string | undefined, staff: Staff) {
  const order = await findWork(staff, orderId);
  const form = await request.formData();
  const name = String(form.get('intent'));
  if (!Object.hasOwn(intents, name)) throw data(null, 400);
  return intents[name as keyof typeof intents]({ form, staff, order, t: await getFixedT(request, 'order-editor'), now: new Date(), card: `/o/${staff.org.slug}/orders/${order.id}` });
}

async function start({ form, staff, order, t, now, card }: Context) {
  const submission = parseWithZod(form, { schema: startSchema({ timeZone: staff.org.timeZone, now }) });
  if (submission.status !== 'success') return data({ result: submission.reply(), problem: null, version: null, step: 'start' as const }, 422);
  const { actualStart, version } = submission.value;
  const done = await moveOrder(orderActor(staff), { orderId: order.id, to: 'IN_PROGRESS', version, actualStart }, now);
  if (done.ok) return redirectWithToast(`${card}/complete`, { message: t('complete.started'), tone: 'success' });
  if (done.error === 'notFound' || done.error === 'forbidden') throw data(null, done.error === 'notFound' ? 404 : 403);
  return data({ result: submission.reply(), problem: t(done.error === 'stale' ? 'complete.stale' : 'complete.notAllowed'), version: done.error === 'stale' ? done.current.version : null, step: 'start' as const }, 409);
}

async function complete({ form, staff, order, t, now, card }: Context) {
  const submission = parseWithZod(form, { schema: completionSchema({ timeZone: staff.org.timeZone, now }) });
  if (submission.status !== 'success') return data({ result: submission.reply(), problem: null, version: null, step: 'complete' as const }, 422);
  const done = await completeOrder(orderActor(staff), { orderId: order.id, ...submission.value }, now);
  if (done.ok) return redirectWithToast(card, { message: t(done.wasDone ? 'complete.wasDone' : 'complete.done', { number: order.number }), tone: 'success' });
  switch (done.error) {
    case 'notFound':
      throw data(null, 404);
    case 'forbidden':
      throw data(null, 403);
    case 'endBeforeStart':
      return data({ result: submission.reply({ fieldErrors: { actualEnd: ['errors.endBeforeStart'] } }), problem: null, version: null, step: 'complete' as const }, 422);
    case 'stale':
      return data({ result: submission.reply(), problem: t('complete.stale'), version: done.current.version, step: 'complete' as const }, 409);
    case 'booksClosed':
      return data({ result: submission.reply({ fieldErrors: { actualEnd: ['errors.booksClosed'] } }), problem: null, version: null, step: 'complete' as const }, 422);
    default:
      return data({ result: submission.reply(), problem: t(done.error === 'tooLarge' ? 'errors.tooLarge' : 'complete.notAllowed'), version: null, step: 'complete' as const }, done.error === 'tooLarge' ? 422 : 409);
  }
}
