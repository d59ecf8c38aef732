import { writeAudit } from '~/domain/audit/write-audit.server';
import { orgDb } from '~/platform/db.server';
import { findViewToChange, isNameTaken, lockViewsOf } from './lock-view.server';
import type { ViewActor } from './saved-view';
import { deletedView } from './saved-view.schema';

export type DeleteViewResult = { ok: true; name: string } | { ok: false; error: 'notFound' | 'forbidden' };

/** Deletes a view. What it was stands in the log, from where `restoreView` takes it. */
export async function deleteView(actor: ViewActor, viewId: string): Promise<DeleteViewResult> {
  const { organizationId, userId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    const found = await findViewToChange(tx, actor, viewId);
    if (!found.ok) return found;
    const { resource, name, query, ownerId, isShared, position } = found.view;
    const defaults = await tx.viewDefault.findMany({ where: { viewId }, select: { userId: true } });
    await tx.savedView.delete({ where: { id: viewId }, select: { id: true } });
    await writeAudit(tx, {
      organizationId, actorId: userId, action: 'delete', resource: 'savedViews', resourceId: viewId, label: name,
      before: { resource, name, query, ownerId, isShared, position, defaultOf: defaults.map((one) => one.userId) },
    });
    return { ok: true, name };
  });
}

/** So long a deletion can be taken back. */
const UNDO_MS = 24 * 3_600_000;

/**
 * Makes a view again that this person has deleted, for whom it was, and as the default of those who have no other one by
 * now. `nameTaken`: its owner calls another one so meanwhile.
 */
export async function restoreView(actor: ViewActor, viewId: string, now: Date): Promise<{ ok: true; name: string; query: string } | { ok: false; error: 'notFound' | 'nameTaken' }> {
  const { organizationId, userId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    const entry = await tx.auditLog.findFirst({
      where: { resource: 'savedViews', resourceId: viewId, action: 'delete', actorId: userId, createdAt: { gte: new Date(now.getTime() - UNDO_MS) } },
      orderBy: { createdAt: 'desc' },
      select: { before: true },
    });
    const deleted = deletedView.safeParse(entry?.before);
    if (!deleted.success) return { ok: false, error: 'notFound' };
    const { defaultOf, ...view } = deleted.data;
    await lockViewsOf(tx, { organizationId, ownerId: view.ownerId });
    const { name, query, resource } = view;
    if (await tx.savedView.findFirst({ where: { id: viewId }, select: { id: true } })) return { ok: true, name, query };
    if (await isNameTaken(tx, view)) return { ok: false, error: 'nameTaken' };
    await tx.savedView.create({ data: { id: viewId, organizationId, ...view }, select: { id: true } });
    const rows = defaultOf.map((person) => ({ organizationId, userId: person, resource, viewId }));
    await tx.viewDefault.createMany({ data: rows, skipDuplicates: true });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'restore', resource: 'savedViews', resourceId: viewId, label: name, after: view });
    return { ok: true, name, query };
  });
}
