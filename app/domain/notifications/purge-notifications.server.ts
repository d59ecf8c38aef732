import { db } from '~/platform/db.server';

const DAY_MS = 86_400_000;
const BATCH = 5_000;

/**
 * Deletes notifications that are older than so many days, read or not, with what is noted of their deliveries.
 * @param organizationId of one organisation; without it of all
 * @returns how many
 */
export async function purgeNotifications({ days, now, organizationId = null }: { days: number; now: Date; organizationId?: string | null }): Promise<number> {
  const before = new Date(now.getTime() - days * DAY_MS);
  let purged = 0;
  for (let deleted = BATCH; deleted === BATCH; purged += deleted) {
    deleted = await db.$executeRaw`
      DELETE FROM "Notification" WHERE "id" IN (
        SELECT "id" FROM "Notification" WHERE "createdAt" < ${before} AND (${organizationId}::uuid IS NULL OR "organizationId" = ${organizationId}::uuid) LIMIT ${BATCH})`;
  }
  return purged;
}
