import { cleanText } from '~/domain/leads/clean-text';
import { data } from '@remix-run/node';
import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import type { Scope } from '~/domain/accounts/permissions';
import { assignLeads, BULK_MAX, changeLeadStates, type BulkDone } from '~/domain/leads/bulk-leads.server';
import type { LeadActor } from '~/domain/leads/lead-command';
import { isUuid } from '~/domain/leads/lead-filter';
import { undoBatch } from '~/domain/leads/undo-batch.server';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { readSelection } from '~/ui/list/selection';
import { runBulkIntent } from '../__bulk/run-bulk-intent.server';

export interface BulkError {
  field: 'ids' | 'reason' | 'assigneeId';
  message: string;
  /** What was ticked and typed. */
  ids: string[];
  reason: string;
}

interface Context {
  actor: LeadActor;
  ids: string[];
  form: FormData;
  t: TFunction;
  list: string;
}

const intents = { assign, reject, spam };

/** One form post of the list. 400 for an unknown intent; wrong input keeps the selection and what was typed. */
export async function runListIntent(request: Request, staff: Staff & { scope: Scope }) {
  const form = await request.formData();
  const t = await getFixedT(request, 'leads');
  const actor = { organizationId: staff.org.id, userId: staff.user.id, scope: staff.scope, reach: staff.reach.leads };
  const { pathname, search } = new URL(request.url);
  const intent = String(form.get('intent'));
  if (intent === 'undo') return undo({ actor, form, t, list: safeRedirect(form.get('returnTo'), pathname) });
  if (!Object.hasOwn(intents, intent)) throw data(null, 400);
  const { ids, isAll } = readSelection(form);
  const context = { actor, ids, form, t, list: pathname + search };
  if (isAll) return intent === 'assign' ? assignAll(request, staff, form) : refuse(context, 'ids', t('bulk.allOnlyAssign'));
  if (ids.length === 0) return refuse(context, 'ids', t('bulk.none'));
  if (ids.length > BULK_MAX) return refuse(context, 'ids', t('bulk.tooMany', { max: BULK_MAX }));
  return intents[intent as keyof typeof intents](context);
}

/** All that match go to the background. */
function assignAll(request: Request, staff: Staff, form: FormData) {
  form.set('intent', 'bulk.owner');
  form.set('ownerId', String(form.get('assigneeId') ?? ''));
  return runBulkIntent(request, form, staff, 'leads');
}

async function assign(context: Context) {
  const { actor, ids, form, t } = context;
  const typed = form.get('assigneeId');
  if (typed && !isUuid(typed)) return refuse(context, 'assigneeId', t('bulk.notAssignable'));
  const result = await assignLeads({ actor, ids, assigneeId: isUuid(typed) ? typed : null, now: new Date() });
  return result.ok ? succeed(context, 'assigned', result) : refuse(context, 'assigneeId', t('bulk.notAssignable'));
}

async function reject(context: Context) {
  const { actor, ids, form, t } = context;
  const result = await changeLeadStates({ actor, ids, to: 'REJECTED', reason: cleanText(String(form.get('reason') ?? '')), now: new Date() });
  return result.ok ? succeed(context, 'rejected', result) : refuse(context, 'reason', t(result.error));
}

async function spam(context: Context) {
  const { actor, ids, t } = context;
  const result = await changeLeadStates({ actor, ids, to: 'SPAM', reason: null, now: new Date() });
  return result.ok ? succeed(context, 'spam', result) : refuse(context, 'ids', t(result.error));
}

async function undo({ actor, form, t, list }: Pick<Context, 'actor' | 'form' | 't' | 'list'>) {
  const batchId = form.get('batchId');
  const result = isUuid(batchId) ? await undoBatch({ actor, batchId, now: new Date() }) : null;
  if (!result) throw data(null, 404);
  const { reverted, kept } = result;
  const message = [reverted > 0 && t('toast.reverted', { count: reverted }), kept > 0 && t('toast.kept', { count: kept })];
  return redirectWithToast(list, { message: message.filter(Boolean).join(' '), tone: reverted > 0 ? 'success' : 'info' });
}

/** The undo of a toast goes to the list, which is there for every page. */
export function undoForm(t: TFunction, list: string, batchId: string) {
  return { action: new URL(list, 'http://local').pathname, label: t('common:undo'), fields: { intent: 'undo', batchId } };
}

function succeed({ t, list }: Context, key: string, { batchId, changed, skipped }: BulkDone) {
  const message = [changed > 0 && t(`toast.${key}`, { count: changed }), skipped > 0 && t('toast.skipped', { count: skipped })];
  return redirectWithToast(list, {
    message: message.filter(Boolean).join(' ') || t('toast.nothingChanged'),
    tone: changed > 0 ? 'success' : 'info',
    ...(changed > 0 && { undo: undoForm(t, list, batchId) }),
  });
}

function refuse({ ids, form }: Pick<Context, 'ids' | 'form'>, field: BulkError['field'], message: string) {
  const error: BulkError = { field, message, ids: ids.slice(0, BULK_MAX), reason: String(form.get('reason') ?? '').slice(0, 2_000) };
  return data({ error }, 422);
}
