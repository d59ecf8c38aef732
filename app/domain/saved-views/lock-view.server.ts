import type { OrgTx } from '~/platform/db.server';
import { mayChangeView, maySeeView, type ViewActor } from './saved-view';

export interface LockedView {
  id: string;
  resource: string;
  name: string;
  query: string;
  ownerId: string;
  isShared: boolean;
  position: number;
  version: number;
}

/** Lets the changes of one person's views happen one after the other, so that no name is given twice. */
export async function lockViewsOf(tx: Pick<OrgTx, '$queryRaw'>, { organizationId, ownerId }: { organizationId: string; ownerId: string }): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 AS "locked" FROM "Membership" WHERE "organizationId" = ${organizationId}::uuid AND "userId" = ${ownerId}::uuid FOR NO KEY UPDATE`;
}

type Found = { ok: true; view: LockedView } | { ok: false; error: 'notFound' | 'forbidden' };

/** The view, locked for a change by this person. What the person may not see is not found. */
export async function findViewToChange(tx: Pick<OrgTx, '$queryRaw'>, actor: ViewActor, viewId: string): Promise<Found> {
  const { organizationId } = actor;
  const [view] = await tx.$queryRaw<LockedView[]>`
    SELECT "id", "resource", "name", "query", "ownerId", "isShared", "position", "version" FROM "SavedView"
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${viewId}::uuid FOR UPDATE`;
  if (!view || !maySeeView(view, actor)) return { ok: false, error: 'notFound' };
  return mayChangeView(view, actor) ? { ok: true, view } : { ok: false, error: 'forbidden' };
}

/** Whether the owner calls another view of this list so already. Ask under `lockViewsOf`. */
export async function isNameTaken(
  tx: Pick<OrgTx, 'savedView'>,
  { ownerId, resource, name, exceptId }: { ownerId: string; resource: string; name: string; exceptId?: string },
): Promise<boolean> {
  const where = { ownerId, resource, name, ...(exceptId && { id: { not: exceptId } }) };
  return (await tx.savedView.findFirst({ where, select: { id: true } })) !== null;
}
