import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { itemSearchParams, parseItemFilter } from '~/domain/catalog/item-filter';
import { contactSearchParams, parseContactFilter } from '~/domain/contacts/contact-filter';
import { activeFields } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { dealSearchParams, parseDealFilter } from '~/domain/deals/deal-filter';
import { parseLeadFilter, toSearchParams } from '~/domain/leads/lead-filter';
import { orderSearchParams, parseOrderFilter } from '~/domain/orders/order-filter';
import { deleteView, restoreView } from '~/domain/saved-views/delete-view.server';
import { findView, listViews, type ViewRow } from '~/domain/saved-views/list-views.server';
import { changeView, createView } from '~/domain/saved-views/save-view.server';
import { VIEW_NAME_MAX, VIEW_QUERY_MAX, VIEW_RESOURCES, VIEWS_MAX, type ViewActor, type ViewResource } from '~/domain/saved-views/saved-view';
import { viewName } from '~/domain/saved-views/saved-view.schema';
import { clearDefaultView, setDefaultView } from '~/domain/saved-views/view-default.server';
import { parseTaskFilter, taskSearchParams } from '~/domain/tasks/task-filter';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { requireOwnSignIn } from '../ground/own-sign-in';
import { pageOf, wholeList } from '../ground/paging';
import { ApiProblem, invalid } from '../ground/problem';
import { accept } from '../ground/read-input';
import { created, filled, id, text } from '../ground/schemas';

const TAG = 'Saved views';
const params = z.object({ viewId: id });
const resource = z.enum(VIEW_RESOURCES).openapi({ example: 'deals', description: 'Of which list' });

const name = filled(VIEW_NAME_MAX).openapi({ example: 'Крупные в работе' });
const query = text(VIEW_QUERY_MAX).openapi({ example: 'state=IN_PROGRESS', description: "The list's filter as its address has it" });
const isShared = z.boolean().openapi({ example: false, description: 'Everybody who may read the list sees it; takes the right to change its records' });
const view = z.object({ id, resource, name, query, ownerId: id, isShared, isDefault: z.boolean().openapi({ description: 'Your list opens with it' }), version: z.int() }).openapi('SavedView');

const actorOf = ({ org, user, member }: ApiCaller): ViewActor => ({ organizationId: org.id, userId: user.id, role: member.role });

/** Who may not read a list keeps no views of it. */
function requireList({ can }: ApiCaller, list: ViewResource): void {
  if (!can(list, 'read')) throw new ApiProblem('forbidden');
}

/** A key that only reads leaves the person's views as they are. */
function requireKeeping(caller: ApiCaller, list: ViewResource): void {
  requireList(caller, list);
  if (caller.credential.kind === 'key' && !caller.can(list, 'update')) throw new ApiProblem('forbidden');
}

/** One that the caller may keep, change or throw away. */
async function findKept(caller: ApiCaller, viewId: string): Promise<ViewRow & { resource: ViewResource }> {
  const found = await find(caller, viewId);
  requireKeeping(caller, found.resource);
  return found;
}

async function find(caller: ApiCaller, viewId: string): Promise<ViewRow & { resource: ViewResource }> {
  const found = await findView(caller.db, { organizationId: caller.org.id, userId: caller.user.id, viewId });
  if (!found || !caller.can(found.resource, 'read')) throw new ApiProblem('not-found');
  return found;
}

/** How the list is shown stands beside its filter. */
const SHOWN_BY = ['view', 'month', 'columns'];

/** The list's own short form of a filter, as the interface keeps it. */
async function shorten({ db }: ApiCaller, list: ViewResource, search: string): Promise<string> {
  const asked = new URLSearchParams(search);
  const fields = async (entity: 'CONTACT' | 'DEAL' | 'ITEM') => activeFields(await listCustomFields(db, entity));
  const forms: Record<ViewResource, () => URLSearchParams | Promise<URLSearchParams>> = {
    leads: () => toSearchParams(parseLeadFilter(asked)),
    contacts: async () => contactSearchParams(parseContactFilter(asked, await fields('CONTACT'))),
    deals: async () => dealSearchParams(parseDealFilter(asked, await fields('DEAL'))),
    orders: () => orderSearchParams(parseOrderFilter(asked)),
    tasks: () => taskSearchParams(parseTaskFilter(asked)),
    catalog: async () => itemSearchParams(parseItemFilter(asked, await fields('ITEM'))),
  };
  const short = await forms[list]();
  for (const one of SHOWN_BY) if (asked.has(one) && !short.has(one)) short.set(one, asked.get(one) ?? '');
  return short.toString();
}

function cleanName(typed: string): string {
  const parsed = viewName.safeParse(typed);
  if (!parsed.success) throw invalid('/name', parsed.error.issues[0]?.message ?? 'name', 'Give it a name.');
  return parsed.data;
}

const refusals = {
  nameTaken: '/name',
  queryTooLong: '/query',
  mayNotShare: new ApiProblem('forbidden', { detail: 'Sharing takes the right to change records of the list.' }),
};
const forms = (...intents: string[]) => VIEW_RESOURCES.flatMap((list) => intents.map((intent) => `/${list} view.${intent}`));

export const savedViewOperations: Operation[] = [
  staffOperation(null, { id: 'savedViews.list', method: 'get', path: '/saved-views', tag: TAG, summary: 'List the saved views of a list', description: 'Your own and those that others share.', query: z.strictObject({ resource }), answer: pageOf(view, 'SavedView') }, async ({ caller, query: { resource: list } }) => {
    requireList(caller, list);
    const rows = await listViews(caller.db, { organizationId: caller.org.id, userId: caller.user.id, resource: list });
    return wholeList(rows.map((row) => ({ ...row, resource: list })));
  }),
  staffOperation(
    null,
    {
      id: 'savedViews.create', method: 'post', path: '/saved-views', tag: TAG, summary: 'Keep a view', answer: created, status: 201, conflict: `You keep ${VIEWS_MAX} of this list already`,
      body: z.strictObject({ resource, name, query, isShared: isShared.optional(), isDefault: z.boolean().optional().openapi({ example: false }) }).openapi('SavedViewInput'), does: forms('create'),
    },
    async ({ caller, body }) => {
      requireKeeping(caller, body.resource);
      const wanted = { resource: body.resource, name: cleanName(body.name), query: await shorten(caller, body.resource, body.query), isShared: body.isShared ?? false, isDefault: body.isDefault ?? false };
      const made = accept(await createView(actorOf(caller), wanted), refusals);
      return answer({ id: made.id }, { location: `/saved-views/${made.id}` });
    },
  ),
  staffOperation(null, { id: 'savedViews.read', method: 'get', path: '/saved-views/{viewId}', tag: TAG, summary: 'Read a saved view', params, answer: view }, async ({ caller, params: { viewId } }) => {
    const found = await find(caller, viewId);
    return answer(found, { version: found.version });
  }),
  staffOperation(
    null,
    {
      id: 'savedViews.update', method: 'patch', path: '/saved-views/{viewId}', tag: TAG, summary: 'Rename, share or change a saved view', params, answer: view, needsVersion: true,
      body: z.strictObject({ name, query, isShared }).partial().openapi('SavedViewChange'), does: forms('rename', 'update', 'share', 'unshare'),
    },
    async ({ caller, params: { viewId }, body, version }) => {
      const found = await findKept(caller, viewId);
      const change = {
        ...(body.name !== undefined && { name: cleanName(body.name) }),
        ...(body.query !== undefined && { query: await shorten(caller, found.resource, body.query) }),
        ...(body.isShared !== undefined && { isShared: body.isShared }),
      };
      accept(await changeView(actorOf(caller), { viewId, version, change }), refusals);
      const after = await find(caller, viewId);
      return answer(after, { version: after.version });
    },
  ),
  staffOperation(null, { id: 'savedViews.delete', method: 'delete', path: '/saved-views/{viewId}', tag: TAG, summary: 'Delete a saved view', params, does: forms('delete') }, async ({ caller, params: { viewId } }) => {
    await findKept(caller, viewId);
    accept(await deleteView(actorOf(caller), viewId));
    return done();
  }),
  staffOperation(null, { id: 'savedViews.restore', method: 'post', path: '/saved-views/{viewId}/restore', tag: TAG, summary: 'Take the own deletion back', description: 'For a day; not by an API key.', params, conflict: 'Another one is called so meanwhile', does: forms('restore') }, async ({ caller, params: { viewId }, now }) => {
    requireOwnSignIn(caller);
    accept(await restoreView(actorOf(caller), viewId, now));
    return done();
  }),
  staffOperation(null, { id: 'savedViews.makeDefault', method: 'put', path: '/saved-views/{viewId}/default', tag: TAG, summary: 'Open your list with a view', params, does: forms('default') }, async ({ caller, params: { viewId } }) => {
    const found = await findKept(caller, viewId);
    if (!(await setDefaultView(actorOf(caller), { viewId, resource: found.resource })).ok) throw new ApiProblem('not-found');
    return done();
  }),
  staffOperation(null, { id: 'savedViews.clearDefault', method: 'delete', path: '/default-views/{list}', tag: TAG, summary: 'Open your list plainly', params: z.object({ list: resource }), does: forms('plain') }, async ({ caller, params: { list } }) => {
    requireKeeping(caller, list);
    await clearDefaultView(actorOf(caller), list);
    return done();
  }),
];
