import type { TFunction } from 'i18next';
import { requireStaff, type GuardArgs, type Staff } from '~/domain/accounts/guard.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { deleteView, restoreView } from '~/domain/saved-views/delete-view.server';
import { keepLastList, type ListKey } from '~/domain/saved-views/last-list.server';
import { changeView, createView, type ViewChange } from '~/domain/saved-views/save-view.server';
import { VIEW_NAME_MAX, VIEW_QUERY_MAX, VIEWS_MAX, type ViewActor, type ViewResource } from '~/domain/saved-views/saved-view';
import { viewName } from '~/domain/saved-views/saved-view.schema';
import { clearDefaultView, setDefaultView } from '~/domain/saved-views/view-default.server';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import type { ViewError } from '~/ui/list/view-bar-data';
import { viewActor } from './load-views.server';

const TYPED_MAX = 500;

interface Context {
  actor: ViewActor;
  resource: ViewResource;
  form: FormData;
  t: TFunction;
  key: ListKey;
  path: string;
  /** Back to the list as it was. */
  list: string;
  /** What the list shows, in its own short form. */
  query: string;
}

const intents = {
  'view.create': create,
  'view.rename': rename,
  'view.update': (context: Context) => change(context, 'view.update', { query: context.query }),
  'view.share': (context: Context) => change(context, 'view.share', { isShared: true }),
  'view.unshare': (context: Context) => change(context, 'view.unshare', { isShared: false }),
  'view.default': makeDefault,
  'view.plain': clearDefault,
  'view.delete': remove,
  'view.restore': restore,
};

/**
 * Runs a form post about saved views; null for every other post, whose body is still unread then. Goes before a list's own
 * action, because whoever reads the list may keep views of it.
 * @param shorten makes the list's own short address of any, through its filter
 */
export async function runViewIntent(args: GuardArgs, resource: ViewResource, shorten: (params: URLSearchParams, staff: Staff) => string | Promise<string>): Promise<Response | null> {
  const staff = await requireStaff(args, resource, 'read');
  const form = await args.request.clone().formData();
  const intent = String(form.get('intent'));
  if (!intent.startsWith('view.')) return null;
  if (!Object.hasOwn(intents, intent)) throw new Response(null, { status: 400 });
  const { pathname, search } = new URL(args.request.url);
  const query = await shorten(new URLSearchParams(text(form, 'query')), staff);
  const list = safeRedirect(form.get('returnTo'), pathname + search);
  const t = await getFixedT(args.request, 'lists');
  return intents[intent as keyof typeof intents]({ actor: viewActor(staff), resource, form, t, key: { orgSlug: staff.org.slug, resource }, path: pathname, list, query });
}

async function create(context: Context): Promise<Response> {
  const { actor, resource, form, t, key, path, query } = context;
  const name = viewName.safeParse(form.get('name'));
  if (!name.success) return refuse(context, 'view.create', name.error.issues[0]?.message ?? 'name');
  const made = await createView(actor, { resource, name: name.data, query, isShared: form.has('isShared'), isDefault: form.has('isDefault') });
  if (!made.ok) return refuse(context, 'view.create', made.error);
  const headers = { 'Set-Cookie': await keepLastList(key, { search: query, viewId: made.id }) };
  return redirectWithToast(query ? `${path}?${query}` : path, { message: t('views.toast.created', { name: name.data }), tone: 'success' }, headers);
}

async function rename(context: Context): Promise<Response> {
  const name = viewName.safeParse(context.form.get('name'));
  if (!name.success) return refuse(context, 'view.rename', name.error.issues[0]?.message ?? 'name');
  return change(context, 'view.rename', { name: name.data });
}

async function change(context: Context, intent: ViewError['intent'], wanted: ViewChange): Promise<Response> {
  const { actor, form, t, list } = context;
  const version = Number(form.get('version'));
  const done = await changeView(actor, { viewId: viewId(form), version: Number.isInteger(version) ? version : 0, change: wanted });
  if (done.ok) return redirectWithToast(list, { message: t(`views.toast.${intent.slice('view.'.length)}`, { name: done.name }), tone: 'success' });
  if (done.error === 'notFound' || done.error === 'forbidden') throw new Response(null, { status: done.error === 'notFound' ? 404 : 403 });
  if (done.error === 'stale') return refuse(context, intent, 'stale', { name: done.current.name }, 409);
  return refuse(context, intent, done.error);
}

async function makeDefault({ actor, resource, form, t, list }: Context): Promise<Response> {
  const { ok } = await setDefaultView(actor, { viewId: viewId(form), resource });
  if (!ok) throw new Response(null, { status: 404 });
  return redirectWithToast(list, { message: t('views.toast.default'), tone: 'success' });
}

async function clearDefault({ actor, resource, t, list }: Context): Promise<Response> {
  await clearDefaultView(actor, resource);
  return redirectWithToast(list, { message: t('views.toast.plain'), tone: 'success' });
}

async function remove({ actor, form, t, path, list }: Context): Promise<Response> {
  const id = viewId(form);
  const done = await deleteView(actor, id);
  if (!done.ok) throw new Response(null, { status: done.error === 'notFound' ? 404 : 403 });
  const undo = { action: path, label: t('common:undo'), fields: { intent: 'view.restore', viewId: id } };
  return redirectWithToast(list, { message: t('views.toast.deleted', { name: done.name }), tone: 'success', undo });
}

async function restore({ actor, form, t, path }: Context): Promise<Response> {
  const done = await restoreView(actor, viewId(form), new Date());
  if (done.ok) return redirectWithToast(done.query ? `${path}?${done.query}` : path, { message: t('views.toast.restored', { name: done.name }), tone: 'success' });
  if (done.error === 'notFound') throw new Response(null, { status: 404 });
  return redirectWithToast(path, { message: t('views.errors.nameTaken'), tone: 'error' });
}

/** 404 for what is no id. */
function viewId(form: FormData): string {
  const id = form.get('viewId');
  if (!isUuid(id)) throw new Response(null, { status: 404 });
  return id;
}

/** 422: what was typed is kept, the message stands at the form. */
function refuse({ form, t }: Context, intent: ViewError['intent'], key: string, values: Record<string, string> = {}, status = 422): Response {
  const max = { nameLong: VIEW_NAME_MAX, tooMany: VIEWS_MAX, queryTooLong: VIEW_QUERY_MAX }[key];
  const viewError: ViewError = {
    intent,
    message: t(`views.errors.${key}`, { max, ...values }),
    name: text(form, 'name').slice(0, TYPED_MAX),
    isShared: form.has('isShared'),
    isDefault: form.has('isDefault'),
  };
  return Response.json({ viewError }, { status });
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
