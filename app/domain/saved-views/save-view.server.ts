import { can } from '~/domain/accounts/permissions';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { orgDb } from '~/platform/db.server';
import { findViewToChange, isNameTaken, lockViewsOf } from './lock-view.server';
import { VIEW_QUERY_MAX, VIEWS_MAX, type ViewActor, type ViewResource } from './saved-view';

export interface NewView {
  resource: ViewResource;
  name: string;
  /** The address's query in the list's own short form. */
  query: string;
  isShared: boolean;
  /** The person's list opens with it from now on. */
  isDefault: boolean;
}

type SaveError = 'nameTaken' | 'tooMany' | 'queryTooLong' | 'mayNotShare';

/** Keeps an address under a name. */
export async function createView(actor: ViewActor, view: NewView): Promise<{ ok: true; id: string } | { ok: false; error: SaveError }> {
  const { organizationId, userId } = actor;
  const { resource, name, query, isShared, isDefault } = view;
  if (query.length > VIEW_QUERY_MAX) return { ok: false, error: 'queryTooLong' };
  if (isShared && !mayShareViews(actor, resource)) return { ok: false, error: 'mayNotShare' };
  return orgDb(organizationId).$transaction(async (tx) => {
    await lockViewsOf(tx, { organizationId, ownerId: userId });
    if (await isNameTaken(tx, { ownerId: userId, resource, name })) return { ok: false, error: 'nameTaken' };
    const position = await tx.savedView.count({ where: { ownerId: userId, resource } });
    if (position >= VIEWS_MAX) return { ok: false, error: 'tooMany' };
    const { id } = await tx.savedView.create({ data: { organizationId, resource, name, query, ownerId: userId, isShared, position }, select: { id: true } });
    if (isDefault) {
      await tx.viewDefault.deleteMany({ where: { userId, resource } });
      await tx.viewDefault.create({ data: { organizationId, userId, resource, viewId: id }, select: { viewId: true } });
    }
    await writeAudit(tx, { organizationId, actorId: userId, action: 'create', resource: 'savedViews', resourceId: id, label: name, after: { resource, name, query, isShared } });
    return { ok: true, id };
  });
}

export interface ViewChange {
  name?: string;
  query?: string;
  isShared?: boolean;
}

export type ChangeViewResult =
  | { ok: true; name: string }
  | { ok: false; error: 'notFound' | 'forbidden' | SaveError }
  | { ok: false; error: 'stale'; current: { name: string; version: number } };

/** Renames a view, gives it another address, shares it or takes it back. Who lost sight of it has it as the default no more. */
export async function changeView(actor: ViewActor, { viewId, version, change }: { viewId: string; version: number; change: ViewChange }): Promise<ChangeViewResult> {
  const { organizationId, userId } = actor;
  if ((change.query ?? '').length > VIEW_QUERY_MAX) return { ok: false, error: 'queryTooLong' };
  return orgDb(organizationId).$transaction(async (tx) => {
    const owner = await tx.savedView.findFirst({ where: { id: viewId }, select: { ownerId: true } });
    // the owner's lock before the view's, as when a view is made: two orders of locks could wait for each other
    if (owner) await lockViewsOf(tx, { organizationId, ownerId: owner.ownerId });
    const found = await findViewToChange(tx, actor, viewId);
    if (!found.ok) return found;
    const { view } = found;
    if (view.version !== version) return { ok: false, error: 'stale', current: { name: view.name, version: view.version } };
    const { name = view.name, query = view.query, isShared = view.isShared } = change;
    if (isShared && !view.isShared && !mayShareViews(actor, view.resource as ViewResource)) return { ok: false, error: 'mayNotShare' };
    if (await isNameTaken(tx, { ownerId: view.ownerId, resource: view.resource, name, exceptId: viewId })) return { ok: false, error: 'nameTaken' };
    await tx.savedView.update({ where: { id: viewId }, data: { name, query, isShared, version: { increment: 1 } }, select: { id: true } });
    if (view.isShared && !isShared) await tx.viewDefault.deleteMany({ where: { viewId, userId: { not: view.ownerId } } });
    const { name: nameBefore, query: queryBefore, isShared: wasShared } = view;
    await writeAudit(tx, {
      organizationId, actorId: userId, action: 'update', resource: 'savedViews', resourceId: viewId, label: name,
      before: { name: nameBefore, query: queryBefore, isShared: wasShared }, after: { name, query, isShared },
    });
    return { ok: true, name };
  });
}

/** Sharing shows a view to everybody: it takes more than reading. */
export function mayShareViews({ role }: Pick<ViewActor, 'role'>, resource: ViewResource): boolean {
  return can(role, resource, 'update') !== false;
}
