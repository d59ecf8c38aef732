import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import type { Action } from '~/domain/accounts/permissions';
import { localDay } from '~/domain/behavior/local-day';
import type { ItemRecord } from '~/domain/catalog/item-record.server';
import { doneSchema, plannedSchema, planSchema } from '~/domain/catalog/maintenance/maintenance.schema';
import { createPlan, endPlan } from '~/domain/catalog/maintenance/plans.server';
import { cancelMaintenance, finishMaintenance, planMaintenance } from '~/domain/catalog/maintenance/records.server';
import { deleteItem, switchItem } from '~/domain/catalog/remove-item.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { instantOf, parseTimeOfDay } from '~/domain/time/zoned-time';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { findCardItem } from './load-card.server';

interface Context {
  form: FormData;
  staff: Staff;
  item: ItemRecord;
  t: TFunction;
  list: string;
  card: string;
}

const intents = {
  delete: { needs: 'delete', run: remove },
  'sell-on': { needs: 'update', run: (context: Context) => sell(context, true) },
  'sell-off': { needs: 'update', run: (context: Context) => sell(context, false) },
  'plan-create': { needs: 'update', run: addPlan },
  'plan-end': { needs: 'update', run: stopPlan },
  'maintenance-plan': { needs: 'update', run: plan },
  'maintenance-done': { needs: 'update', run: finish },
  'maintenance-cancel': { needs: 'update', run: cancel },
} as const satisfies Record<string, { needs: Action; run: (context: Context) => unknown }>;

/** One form post of an item's page. 400 unknown intent, 403 without the permission, 404 unknown item, 409 taken or stale, 422 with messages. */
export async function runItemIntent(request: Request, itemId: string | undefined, staff: Staff) {
  const item = await findCardItem(staff, itemId);
  const form = await request.formData();
  const name = String(form.get('intent'));
  if (!Object.hasOwn(intents, name)) throw data(null, 400);
  const { needs, run } = intents[name as keyof typeof intents];
  if (!staff.can('catalog', needs)) throw data(null, 403);
  const list = `/o/${staff.org.slug}/catalog`;
  return run({ form, staff, item, t: await getFixedT(request, 'catalog'), list, card: `${list}/${item.id}` });
}

export type CardAnswer = Exclude<Awaited<ReturnType<typeof runItemIntent>>, Response>['data'];

const actorOf = ({ org, user }: Staff) => ({ organizationId: org.id, userId: user.id });
const success = (url: string, message: string) => redirectWithToast(url, { message, tone: 'success' });

async function remove({ staff, item, t, list }: Context) {
  const deleted = await deleteItem(actorOf(staff), item.id, new Date());
  if (!deleted) throw data(null, 404);
  const undo = { action: list, label: t('common:undo'), fields: { intent: 'restore', id: item.id, returnTo: `${list}/${item.id}` } };
  return redirectWithToast(list, { message: t('toast.deleted', { name: deleted.name }), tone: 'success', undo });
}

async function sell({ staff, item, t, card }: Context, isActive: boolean) {
  await switchItem(actorOf(staff), item.id, isActive);
  return success(card, t(isActive ? 'toast.on' : 'toast.off', { name: item.name }));
}

async function addPlan({ form, staff, item, t, card }: Context) {
  const submission = parseWithZod(form, { schema: planSchema });
  if (submission.status !== 'success') return data({ form: 'plan' as const, result: submission.reply() }, 422);
  await createPlan({ actor: actorOf(staff), itemId: item.id, input: submission.value, today: localDay(new Date(), staff.org.timeZone) });
  return success(`${card}#maintenance`, t('toast.planMade', { title: submission.value.title }));
}

async function stopPlan({ form, staff, item, t, card }: Context) {
  const planId = form.get('planId');
  if (!isUuid(planId) || !(await endPlan(actorOf(staff), { itemId: item.id, planId }))) throw data(null, 404);
  return success(`${card}#maintenance`, t('toast.planEnded'));
}

async function plan({ form, staff, item, t, card }: Context) {
  const submission = parseWithZod(form, { schema: plannedSchema });
  if (submission.status !== 'success') return data({ form: 'planned' as const, result: submission.reply() }, 422);
  const at = (local: string) => instantOf(local.slice(0, 10), parseTimeOfDay(local.slice(11)) ?? 0, staff.org.timeZone);
  const input = { ...submission.value, startsAt: at(submission.value.startsAt), endsAt: at(submission.value.endsAt) };
  // where clocks jump, two local times can be one moment
  if (input.endsAt <= input.startsAt) return data({ form: 'planned' as const, result: submission.reply({ fieldErrors: { endsAt: ['errors.endsAt'] } }) }, 422);
  const planned = await planMaintenance({ actor: actorOf(staff), itemId: item.id, input });
  if (planned.ok) return success(`${card}#maintenance`, t('toast.planned', { title: input.title }));
  if (planned.error === 'notFound') throw data(null, 404);
  if (planned.error === 'plan') return data({ form: 'planned' as const, result: submission.reply({ fieldErrors: { planId: ['errors.plan'] } }) }, 422);
  return data({ form: 'planned' as const, taken: true, result: submission.reply() }, 409);
}

const FINISH_ERRORS = { plan: ['planId', 'errors.plan'], stale: ['title', 'errors.staleRecord'], taken: ['title', 'errors.taken'], booksClosed: ['doneDay', 'errors.booksClosed'] } as const;

async function finish({ form, staff, item, t, card }: Context) {
  const submission = parseWithZod(form, { schema: doneSchema });
  if (submission.status !== 'success') return data({ form: 'done' as const, result: submission.reply() }, 422);
  const now = new Date();
  const done = await finishMaintenance({ actor: actorOf(staff), itemId: item.id, input: submission.value, currency: staff.org.currency, today: localDay(now, staff.org.timeZone), now });
  if (done.ok) return success(`${card}#maintenance`, t('toast.done', { title: submission.value.title }));
  if (done.error === 'notFound') throw data(null, 404);
  const [field, message] = FINISH_ERRORS[done.error];
  return data({ form: 'done' as const, result: submission.reply({ fieldErrors: { [field]: [message] } }) }, done.error === 'stale' || done.error === 'taken' ? 409 : 422);
}

async function cancel({ form, staff, item, t, card }: Context) {
  const recordId = form.get('recordId');
  const cancelled = isUuid(recordId) ? await cancelMaintenance(actorOf(staff), { itemId: item.id, recordId }) : null;
  if (!cancelled) throw data(null, 404);
  return success(`${card}#maintenance`, t('toast.cancelled', { title: cancelled.title }));
}
