import type { OrgDb } from '~/platform/db.server';
import type { ViewResource } from './saved-view';

export interface ViewRow {
  id: string;
  name: string;
  query: string;
  ownerId: string;
  isShared: boolean;
  isDefault: boolean;
  version: number;
}

/** The person's own views of a list and those that others share, the own ones first. */
export async function listViews(db: OrgDb, userId: string, resource: ViewResource): Promise<ViewRow[]> {
  const rows = await db.savedView.findMany({
    where: { resource, OR: [{ ownerId: userId }, { isShared: true }] },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, query: true, ownerId: true, isShared: true, version: true, defaults: { where: { userId }, select: { userId: true } } },
  });
  const views = rows.map(({ defaults, ...row }) => ({ ...row, isDefault: defaults.length > 0 }));
  return [...views.filter(({ ownerId }) => ownerId === userId), ...views.filter(({ ownerId }) => ownerId !== userId)];
}
