import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import { activityEditSchema, activityKeySchema, activitySchema } from '~/domain/activities/activity.schema';
import { deleteActivity, editActivity, restoreActivity, type ActivityResult, type CurrentActivity } from '~/domain/activities/change-activity.server';
import { logActivity } from '~/domain/activities/log-activity.server';
import type { Subject } from '~/domain/activities/subject';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import type { TimelineAnswer } from '~/ui/timeline/timeline-types';

interface Context {
  form: FormData;
  staff: Staff;
  subject: Subject;
  t: TFunction;
  /** The record's page as it was seen. */
  page: string;
}

const intents = {
  'activity-log': { action: 'create', run: log },
  'activity-edit': { action: 'update', run: edit },
  'activity-delete': { action: 'delete', run: remove },
  'activity-restore': { action: 'delete', run: restore },
} as const;

/**
 * What was posted to a record's page about its history; null when it was about something else. The caller has made sure
 * that the person may see the record. 403 without the permission, 404 unknown entry, 409 somebody was faster, 422 wrong input.
 */
export async function runTimelineIntent({ request, form, staff, subject }: { request: Request; form: FormData; staff: Staff; subject: Subject }) {
  const name = String(form.get('intent'));
  if (!Object.hasOwn(intents, name)) return null;
  const { action, run } = intents[name as keyof typeof intents];
  if (!staff.can('activities', action)) throw data(null, 403);
  const { pathname, search } = new URL(request.url);
  return run({ form, staff, subject, t: await getFixedT(request, 'activities'), page: pathname + search });
}

async function log({ form, staff, subject, t, page }: Context) {
  const now = new Date();
  const submission = parseWithZod(form, { schema: activitySchema({ timeZone: staff.org.timeZone, now }) });
  if (submission.status !== 'success') return refuse(form, 'log', submission.error ?? {});
  const done = await logActivity({ ...submission.value, organizationId: staff.org.id, subject, authorId: staff.user.id, now });
  if (!done) throw data(null, 404);
  return redirectWithToast(withoutPlace(page), { message: t('toast.logged'), tone: 'success' });
}

async function edit(context: Context) {
  const { form, t, page } = context;
  const submission = parseWithZod(form, { schema: activityEditSchema });
  const id = String(form.get('id'));
  if (submission.status !== 'success') return refuse(form, id, submission.error ?? {});
  const done = await editActivity({ ...changeOf(context, 'update'), ...submission.value, now: new Date() });
  if (done.ok) return redirectWithToast(page, { message: t('toast.edited'), tone: 'success' });
  if (done.error === 'empty') return refuse(form, id, { body: ['errors.required'] });
  if (done.error !== 'stale') throw refusalOf(done);
  return refuse(form, id, {}, { version: done.current.version, now: sayCurrent(t, done.current) });
}

async function remove(context: Context) {
  const { t, page } = context;
  const key = keyOf(context.form);
  const done = await deleteActivity({ ...changeOf(context, 'delete'), ...key, now: new Date() });
  if (!done.ok) return sayMissed(context, done);
  const undo = { action: page, label: t('common:undo'), fields: { intent: 'activity-restore', id: key.id, version: String(done.version) } };
  return redirectWithToast(page, { message: t('toast.deleted'), tone: 'success', undo });
}

async function restore(context: Context) {
  const { form, t, page } = context;
  const done = await restoreActivity({ ...changeOf(context, 'delete'), ...keyOf(form), now: new Date() });
  return done.ok ? redirectWithToast(safeRedirect(form.get('returnTo'), page), { message: t('toast.restored'), tone: 'success' }) : sayMissed(context, done);
}

function keyOf(form: FormData) {
  const submission = parseWithZod(form, { schema: activityKeySchema });
  if (submission.status !== 'success') throw data(null, 400);
  return submission.value;
}

function changeOf({ staff, subject }: Context, action: 'update' | 'delete') {
  return { organizationId: staff.org.id, userId: staff.user.id, scope: staff.can('activities', action) || ('own' as const), subject };
}

function sayMissed({ t, page }: Context, refusal: Exclude<ActivityResult, { ok: true }>) {
  if (refusal.error !== 'stale') throw refusalOf(refusal);
  return redirectWithToast(page, { message: t('toast.changedSince'), tone: 'info' });
}

function refusalOf({ error }: { error: string }) {
  return data(null, error === 'forbidden' ? 403 : 404);
}

function sayCurrent(t: TFunction, { body, isDeleted }: CurrentActivity): string {
  if (isDeleted) return t('conflict.gone');
  return body ? t('conflict.now', { body }) : t('conflict.nowEmpty');
}

/** A new line stands on the first page, whatever stretch or kind was looked at. */
function withoutPlace(page: string): string {
  const { pathname, searchParams } = new URL(page, 'http://local');
  for (const name of ['history', 'show']) searchParams.delete(name);
  return searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname;
}

function refuse(form: FormData, name: string, errors: Record<string, string[] | null>, conflict?: TimelineAnswer['conflict']) {
  const typed = (field: string) => {
    const value = form.get(field);
    return typeof value === 'string' ? value : '';
  };
  const known = ['kind', 'body', 'durationMin', 'occurredAt'] as const;
  const timeline: TimelineAnswer = {
    form: name,
    typed: { kind: typed('kind'), body: typed('body'), durationMin: typed('durationMin'), occurredAt: typed('occurredAt') },
    errors: Object.fromEntries(known.flatMap((field) => (errors[field] ? [[field, errors[field]]] : []))),
    ...(conflict && { conflict }),
  };
  return data({ intent: 'timeline' as const, timeline }, conflict ? 409 : 422);
}
