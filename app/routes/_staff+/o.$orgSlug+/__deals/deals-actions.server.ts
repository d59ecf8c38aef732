import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect } from '@remix-run/node';
import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import type { DealActor, MoveRefusal } from '~/domain/deals/deal-command';
import { deleteSchema, moveSchema } from '~/domain/deals/deal.schema';
import { DEAL_STATES, type DealState } from '~/domain/deals/lifecycle';
import { moveDeal, type MoveDeal } from '~/domain/deals/move-deal.server';
import { listPipelines } from '~/domain/deals/list-pipelines.server';
import { deleteDeal, restoreDeal } from '~/domain/deals/remove-deal.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { withMove } from './present-move';

interface Context {
  request: Request;
  form: FormData;
  staff: Staff;
  t: TFunction;
  /** The page that the form stands on, without the dialog. */
  page: string;
}

const intents = {
  move: { action: 'update', run: move },
  delete: { action: 'delete', run: remove },
  restore: { action: 'delete', run: restore },
} as const;

/** One form post about a deal; null for another intent. 403 without the permission, 404 foreign deal, 409 somebody was faster, 422 wrong input. */
export async function runDealIntent({ request, form, staff }: { request: Request; form: FormData; staff: Staff }) {
  const name = String(form.get('intent'));
  if (!Object.hasOwn(intents, name)) return null;
  const intent = intents[name as keyof typeof intents];
  if (!staff.can('deals', intent.action)) throw data(null, 403);
  return intent.run({ request, form, staff, t: await getFixedT(request, 'deals'), page: pageOf(request, form) });
}

/** The signed-in person as one who changes deals. */
export function dealActor({ org, user, can, reach }: Staff, action: 'create' | 'update' | 'delete' = 'update'): DealActor {
  return { organizationId: org.id, userId: user.id, scope: can('deals', action) || 'own', reach: reach.deals };
}

function pageOf(request: Request, form: FormData): string {
  const { pathname, searchParams } = new URL(request.url);
  for (const name of ['move', 'to']) searchParams.delete(name);
  return safeRedirect(form.get('returnTo'), searchParams.size > 0 ? `${pathname}?${searchParams.toString()}` : pathname);
}

async function move({ form, staff, t, page }: Context) {
  const submission = parseWithZod(form, { schema: moveSchema });
  if (submission.status !== 'success') {
    if (submission.error && ('id' in submission.error || 'to' in submission.error || 'version' in submission.error)) throw data(null, 400);
    return data({ intent: 'move' as const, result: submission.reply(), conflict: null }, 422);
  }
  const { id, to, version, amount = null, lostReasonId = null, lostNote } = submission.value;
  const done = await moveDeal(dealActor(staff), { dealId: id, to: targetOf(to), amount, lostReasonId, lostNote, version, now: new Date() });
  if (!done.ok) {
    const field = fieldOf(done.error);
    if (field && !form.has(field)) return redirect(withMove(page, id, to), 303);
    if (field) return data({ intent: 'move' as const, result: submission.reply({ fieldErrors: { [field]: [`errors.${done.error}`] } }), conflict: null }, 422);
    return data({ intent: 'move' as const, result: submission.reply(), conflict: await sayRefusal(staff, t, done) }, 409);
  }
  // within the stages there is a way back
  const isStage = done.from.stageId !== null && isUuid(to);
  const undo = isStage && { action: page, label: t('common:undo'), fields: { intent: 'move', id, to: done.from.stageId ?? '', version: String(done.version), returnTo: page } };
  return redirectWithToast(page, { message: t('toast.moved', { place: await placeName(staff, t, to) }), tone: 'success', ...(undo && { undo }) });
}

/** `to` of a form: a state or a stage's id. */
export function targetOf(to: string): MoveDeal['to'] {
  const state = DEAL_STATES.find((known) => known === to);
  return state ? { state } : { stageId: to };
}

/** The field at which the refusal stands; null: it is no matter of input. */
export function fieldOf(error: MoveRefusal['error']): 'amount' | 'lostReasonId' | null {
  if (error === 'amountRequired') return 'amount';
  return error === 'lostReasonRequired' || error === 'lostReasonUnknown' ? 'lostReasonId' : null;
}

/** What somebody else did meanwhile or what the rules do not know, in a sentence. Throws 404 and 403. */
export async function sayRefusal(staff: Staff, t: TFunction, refusal: MoveRefusal): Promise<string> {
  switch (refusal.error) {
    case 'notFound':
      throw data(null, 404);
    case 'forbidden':
      throw data(null, 403);
    case 'stale': {
      const { changedBy, state, stageId, title } = refusal.current;
      const place = await placeName(staff, t, stageId ?? state);
      return changedBy ? t('conflict.staleBy', { who: changedBy, title, place }) : t('conflict.stale', { title, place });
    }
    case 'notAllowed': {
      const { state, stageId, title } = refusal.current;
      const place = await placeName(staff, t, stageId ?? state);
      const allowed = refusal.allowed.map((to) => t(`state.${to}`)).join(', ');
      return allowed ? t('conflict.notAllowed', { title, place, allowed }) : t('conflict.notAllowedNone', { title, place });
    }
    case 'stageUnknown':
    case 'stageRequired':
      return t('conflict.stageUnknown');
    default:
      return t(`errors.${refusal.error}`);
  }
}

async function placeName({ db }: Staff, t: TFunction, place: string): Promise<string> {
  if (!isUuid(place)) return t(`state.${place as DealState}`);
  const stages = (await listPipelines(db)).flatMap((pipeline) => pipeline.stages);
  return stages.find(({ id }) => id === place)?.name ?? t('state.IN_PROGRESS');
}

async function remove({ form, staff, t }: Context) {
  const parsed = deleteSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) throw data(null, 400);
  const { id, version } = parsed.data;
  const done = await deleteDeal({ actor: dealActor(staff, 'delete'), dealId: id, version, now: new Date() });
  if (!done.ok) return data({ intent: 'delete' as const, result: null, conflict: await sayRefusal(staff, t, done) }, 409);
  const list = `/o/${staff.org.slug}/deals`;
  const undo = { action: list, label: t('common:undo'), fields: { intent: 'restore', id, returnTo: `${list}/${id}` } };
  return redirectWithToast(list, { message: t('toast.deleted'), tone: 'success', undo });
}

async function restore({ form, staff, t, page }: Context) {
  const id = form.get('id');
  if (!isUuid(id)) throw data(null, 400);
  const done = await restoreDeal({ organizationId: staff.org.id, userId: staff.user.id }, id);
  if (!done.ok && done.error === 'notFound') throw data(null, 404);
  return redirectWithToast(page, done.ok ? { message: t('toast.restored'), tone: 'success' } : { message: t('toast.contactDeleted'), tone: 'error' });
}
