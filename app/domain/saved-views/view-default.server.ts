import { orgDb } from '~/platform/db.server';
import type { ViewActor, ViewResource } from './saved-view';

/**
 * Makes a view the one that the person's list opens with. It is a preference of the person, not a change of the
 * organisation's records, so the log does not name it.
 */
export async function setDefaultView({ organizationId, userId }: ViewActor, { viewId, resource }: { viewId: string; resource: ViewResource }): Promise<{ ok: boolean }> {
  // FOR SHARE: a view that is being hidden or deleted at this moment is looked at again
  const changed = await orgDb(organizationId).$executeRaw`
    INSERT INTO "ViewDefault" ("organizationId", "userId", "resource", "viewId")
    SELECT "organizationId", ${userId}::uuid, "resource", "id" FROM "SavedView"
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${viewId}::uuid AND "resource" = ${resource}
      AND ("isShared" OR "ownerId" = ${userId}::uuid)
    FOR SHARE
    ON CONFLICT ("organizationId", "userId", "resource") DO UPDATE SET "viewId" = EXCLUDED."viewId"`;
  return { ok: changed === 1 };
}

/** The person's list opens plainly again. */
export async function clearDefaultView({ organizationId, userId }: ViewActor, resource: ViewResource): Promise<void> {
  await orgDb(organizationId).viewDefault.deleteMany({ where: { userId, resource } });
}
