import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { assignLead } from '~/domain/leads/assign-lead.server';
import { changeLeadState } from '~/domain/leads/change-state.server';
import type { LeadRefusal } from '~/domain/leads/lead-command';
import { assignSchema, overrideSchema, stateSchema, takeBackSchema } from '~/domain/leads/lead-command.schema';
import { findLead } from '~/domain/leads/lead-detail.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { overrideScore, takeBackOverride } from '~/domain/leads/override-score.server';
import { confirmSpam, releaseLead } from '~/domain/leads/quarantine.server';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { runTimelineIntent } from '../__timeline/timeline-actions.server';
import { undoForm } from './list-actions.server';

interface Context {
  form: FormData;
  staff: Staff;
  leadId: string;
  t: TFunction;
  /** This card, with the filter it was opened from. */
  card: string;
}

const intents = {
  state: { resource: 'leads', action: 'update', run: changeState },
  assign: { resource: 'leads', action: 'update', run: assign },
  override: { resource: 'leads', action: 'update', run: override },
  takeBack: { resource: 'leads', action: 'update', run: takeBack },
  release: { resource: 'leads', action: 'update', run: release },
  spam: { resource: 'leads', action: 'update', run: markSpam },
} as const;

/** One form post of a request's card. 400 unknown intent, 403 without the permission, 404 foreign request, 409 somebody was faster, 422 wrong input. */
export async function runCardIntent(request: Request, leadId: string | undefined, staff: Staff) {
  const form = await request.formData();
  const name = String(form.get('intent'));
  if (!isUuid(leadId) || !(await findLead(staff.db, viewerFor(staff, 'leads'), leadId))) throw data(null, 404);
  const logged = await runTimelineIntent({ request, form, staff, subject: { leadId } });
  if (logged) return logged;
  if (!Object.hasOwn(intents, name)) throw data(null, 400);
  const intent = intents[name as keyof typeof intents];
  if (!staff.can(intent.resource, intent.action)) throw data(null, 403);
  const { pathname, search } = new URL(request.url);
  return intent.run({ form, staff, leadId, t: await getFixedT(request, 'leads'), card: pathname + search });
}

function actorOf({ staff }: Context) {
  return { organizationId: staff.org.id, userId: staff.user.id, scope: staff.can('leads', 'update') || 'own', reach: staff.reach.leads } as const;
}

async function changeState(context: Context) {
  const { form, leadId, t, card } = context;
  const submission = parseWithZod(form, { schema: stateSchema });
  if (submission.status !== 'success') return data({ intent: 'state' as const, result: submission.reply() }, 422);
  const { to, reason = null, version } = submission.value;
  const done = await changeLeadState({ actor: actorOf(context), leadId, to, reason, version, now: new Date() });
  if (!done.ok) {
    if (done.error === 'transition.reasonRequired' || done.error === 'transition.reasonTooLong') {
      return data({ intent: 'state' as const, result: submission.reply({ fieldErrors: { reason: [done.error] } }) }, 422);
    }
    return refuse(context, done, t('wanted.state', { state: t(`state.${to}`) }));
  }
  return redirectWithToast(card, { message: t(`toast.state.${to}`), tone: 'success', undo: undoForm(t, listOf(context), done.batchId) });
}

async function assign(context: Context) {
  const { form, leadId, staff, t, card } = context;
  const submission = parseWithZod(form, { schema: assignSchema });
  if (submission.status !== 'success') return data({ intent: 'assign' as const, result: submission.reply() }, 422);
  const { assigneeId = null, version } = submission.value;
  const done = await assignLead({ actor: actorOf(context), leadId, assigneeId, version, now: new Date() });
  const person = assigneeId && (await listMemberNames(staff.db)).find(({ id }) => id === assigneeId)?.name;
  const name = person || t('nobody');
  if (!done.ok) {
    if (done.error === 'notAssignable') return data({ intent: 'assign' as const, result: submission.reply({ fieldErrors: { assigneeId: ['errors.notAssignable'] } }) }, 422);
    return refuse(context, done, t('wanted.assign', { name }));
  }
  return redirectWithToast(card, { message: assigneeId ? t('toast.assignedTo', { name }) : t('toast.unassigned'), tone: 'success', undo: undoForm(t, listOf(context), done.batchId) });
}

async function override(context: Context) {
  const { form, leadId, t } = context;
  const submission = parseWithZod(form, { schema: overrideSchema });
  if (submission.status !== 'success') return data({ intent: 'override' as const, result: submission.reply() }, 422);
  const { score, reason, version } = submission.value;
  const done = await overrideScore({ actor: actorOf(context), leadId, score, reason, version, now: new Date() });
  return done.ok ? succeed(context, t('toast.scoreOverridden', { score })) : refuse(context, done, t('wanted.score', { score }));
}

async function takeBack(context: Context) {
  const { form, leadId, t } = context;
  const submission = parseWithZod(form, { schema: takeBackSchema });
  if (submission.status !== 'success') throw data(null, 400);
  const done = await takeBackOverride({ actor: actorOf(context), leadId, version: submission.value.version, now: new Date() });
  return done.ok ? succeed(context, t('toast.scoreTakenBack', { score: done.score })) : refuse(context, done, t('wanted.takeBack'));
}

async function release(context: Context) {
  const { leadId, t } = context;
  requireAll(context);
  const done = await releaseLead({ actor: actorOf(context), leadId, now: new Date() });
  return succeed(context, done ? t('toast.released') : t('toast.alreadyDecided'));
}

async function markSpam(context: Context) {
  const { leadId, t } = context;
  requireAll(context);
  const done = await confirmSpam({ actor: actorOf(context), leadId, now: new Date() });
  return succeed(context, done ? t('toast.confirmedSpam') : t('toast.alreadyDecided'));
}

/** Requests in quarantine are nobody's own. */
function requireAll({ staff }: Context): void {
  if (staff.can('leads', 'update') !== 'all') throw data(null, 403);
}

function succeed({ card }: Context, message: string) {
  return redirectWithToast(card, { message, tone: 'success' });
}

function listOf({ staff }: Context): string {
  return `/o/${staff.org.slug}/leads`;
}

/** 404 and 403 as pages; what somebody else did meanwhile as an answer that shows both sides. */
async function refuse({ staff, t }: Context, refusal: LeadRefusal, wanted: string) {
  if (refusal.error === 'notFound') throw data(null, 404);
  if (refusal.error !== 'stale' && refusal.error !== 'notAllowed') throw data(null, 403);
  const { current } = refusal;
  const members = await listMemberNames(staff.db);
  const assignee = members.find(({ id }) => id === current.assigneeId)?.name ?? t('nobody');
  const state = t(`state.${current.state}`);
  const allowed = refusal.error === 'notAllowed' ? refusal.allowed.map((to) => t(`state.${to}`)) : null;
  const conflict = {
    now: t('conflict.now', { state, assignee, score: current.score }),
    wanted: t('conflict.wanted', { what: wanted }),
    allowed: allowed && (allowed.length > 0 ? t('conflict.notAllowed', { state, allowed: allowed.join(', ') }) : t('conflict.notAllowedNone', { state })),
  };
  return data({ intent: 'conflict' as const, conflict }, 409);
}
