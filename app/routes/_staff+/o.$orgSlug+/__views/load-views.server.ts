import { redirect } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { keepLastList, readLastList, type LastList, type ListKey } from '~/domain/saved-views/last-list.server';
import { listViews, type ViewRow } from '~/domain/saved-views/list-views.server';
import { mayShareViews } from '~/domain/saved-views/save-view.server';
import { isSameQuery, mayChangeView, type ViewActor, type ViewResource } from '~/domain/saved-views/saved-view';
import { isPrefetch } from '~/platform/http/is-prefetch';
import type { ShownView, ViewBarData } from '~/ui/list/view-bar-data';

/** The signed-in person as one who works with views. */
export function viewActor({ org, user, member }: Pick<Staff, 'org' | 'user' | 'member'>): ViewActor {
  return { organizationId: org.id, userId: user.id, role: member.role };
}

/**
 * The saved views of a list, and how the list stands by them.
 * Throws a redirect when the list is to be opened as it was left (`?resume`, the links of the frame), or by its bare address
 * from outside with the person's default view.
 * @param search the list's filter in its own short form, without a place
 * @returns `bar` for <ViewBar>, and the headers by which the list is found again as it is now
 */
export async function loadViews(request: Request, staff: Staff, resource: ViewResource, search: string): Promise<{ bar: ViewBarData; headers: Headers }> {
  const actor = viewActor(staff);
  const key = { orgSlug: staff.org.slug, resource };
  const [last, rows] = await Promise.all([readLastList(request, key), listViews(staff.db, { ...actor, resource })]);
  openElsewhere(request, last, rows);
  const same = rows.filter(({ query }) => isSameQuery(query, search));
  const current = same.find(({ id }) => id === last?.viewId) ?? same.find(({ isDefault }) => isDefault) ?? same.at(0);
  const changed = current || search === '' ? undefined : rows.find(({ id }) => id === last?.viewId);
  const bar: ViewBarData = {
    search,
    views: rows.map((row) => present(row, actor)),
    current: current?.id ?? null,
    changed: changed?.id ?? null,
    mayShare: mayShareViews(actor, resource),
  };
  return { bar, headers: await remember(request, key, last, { search, viewId: bar.current ?? bar.changed }) };
}

function present(row: ViewRow, actor: ViewActor): ShownView {
  const { id, name, query, isShared, isDefault, version, ownerId } = row;
  return { id, name, search: query, isShared, isDefault, version, isMine: ownerId === actor.userId, mayChange: mayChangeView(row, actor) };
}

/**
 * A bare address means the plain list to every link of ours (a figure and its rows must agree), so only who comes from
 * outside, by a bookmark or by typing, gets the default view for it; a plain list that was left plain stays so.
 */
function openElsewhere(request: Request, last: LastList | null, rows: readonly ViewRow[]): void {
  const { pathname, searchParams } = new URL(request.url);
  const isResumed = searchParams.has('resume');
  const isFromOutside = searchParams.size === 0 && !request.headers.has('Referer') && last?.search !== '';
  if (!isResumed && !isFromOutside) return;
  const usual = rows.find(({ isDefault }) => isDefault)?.query ?? '';
  const wanted = isResumed ? (last?.search ?? usual) : usual;
  // no-store: the browser may have fetched it ahead of the click, before the list was left in another way
  if (isResumed || wanted !== '') throw redirect(wanted ? `${pathname}?${wanted}` : pathname, { headers: { 'Cache-Control': 'no-store' } });
}

async function remember(request: Request, key: ListKey, last: LastList | null, now: LastList): Promise<Headers> {
  const headers = new Headers();
  const isAhead = isPrefetch(request);
  const isKnown = last?.search === now.search && last.viewId === now.viewId;
  if (!isAhead && !isKnown) headers.append('Set-Cookie', await keepLastList(key, now));
  return headers;
}
