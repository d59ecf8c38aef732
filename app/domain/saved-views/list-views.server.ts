import type { OrgDb } from '~/platform/db.server';
import type { ViewResource } from './saved-view';

export interface ViewRow {
  id: string;
  name: string;
  query: string;
  ownerId: string;
  isShared: boolean;
  /** Whether the person's list opens with it. */
  isDefault: boolean;
  version: number;
}

interface Asked {
  organizationId: string;
  userId: string;
  resource: ViewResource;
}

/** The person's own views of a list and those that others share, the own ones first. Every page of the list asks this. */
export async function listViews(db: Pick<OrgDb, '$queryRaw'>, { organizationId, userId, resource }: Asked): Promise<ViewRow[]> {
  return db.$queryRaw<ViewRow[]>`
    SELECT v."id", v."name", v."query", v."ownerId", v."isShared", v."version", d."viewId" IS NOT NULL AS "isDefault"
    FROM "SavedView" v
    LEFT JOIN "ViewDefault" d
      ON d."organizationId" = v."organizationId" AND d."viewId" = v."id" AND d."userId" = ${userId}::uuid AND d."resource" = v."resource"
    WHERE v."organizationId" = ${organizationId}::uuid AND v."resource" = ${resource} AND (v."ownerId" = ${userId}::uuid OR v."isShared")
    ORDER BY v."ownerId" <> ${userId}::uuid, v."position", v."id"`;
}

/** One view that the person sees, whichever list it is of; null when there is none. */
export async function findView(db: Pick<OrgDb, '$queryRaw'>, { organizationId, userId, viewId }: Omit<Asked, 'resource'> & { viewId: string }): Promise<(ViewRow & { resource: ViewResource }) | null> {
  const [view] = await db.$queryRaw<(ViewRow & { resource: ViewResource })[]>`
    SELECT v."id", v."resource", v."name", v."query", v."ownerId", v."isShared", v."version", d."viewId" IS NOT NULL AS "isDefault"
    FROM "SavedView" v
    LEFT JOIN "ViewDefault" d
      ON d."organizationId" = v."organizationId" AND d."viewId" = v."id" AND d."userId" = ${userId}::uuid AND d."resource" = v."resource"
    WHERE v."organizationId" = ${organizationId}::uuid AND v."id" = ${viewId}::uuid AND (v."ownerId" = ${userId}::uuid OR v."isShared")`;
  return view ?? null;
}
