import type { SqlRunner } from '~/platform/db.server';

export interface EqualMachine {
  id: string;
  code: string;
  name: string;
}

const OFFERED = 5;

/**
 * For each of these the machines (or attachments) that can do the same and are free in [startsAt, endsAt) with the buffers: of the same kind and
 * category, in use and in order. None for one without a category, which is like no other.
 */
export async function equalFreeMachines(db: SqlRunner, { organizationId, itemIds, startsAt, endsAt }: { organizationId: string; itemIds: readonly string[]; startsAt: Date; endsAt: Date }): Promise<{ itemId: string; machines: EqualMachine[] }[]> {
  if (itemIds.length === 0) return [];
  const rows = await db.$queryRaw<(EqualMachine & { itemId: string })[]>`
    SELECT wanted."id" AS "itemId", equal."id", equal."code", equal."name"
    FROM "CatalogItem" wanted
    JOIN "Organization" o ON o."id" = wanted."organizationId"
    CROSS JOIN LATERAL (
      SELECT i."id", i."code", i."name" FROM "CatalogItem" i WHERE i."organizationId" = wanted."organizationId" AND i."kind" = wanted."kind" AND i."categoryId" = wanted."categoryId" AND i."id" <> wanted."id"
        AND i."deletedAt" IS NULL AND i."isActive" AND i."status" = 'READY'
        AND NOT EXISTS (
          SELECT FROM "Booking" b WHERE b."organizationId" = ${organizationId}::uuid AND b."itemId" = i."id" AND b."itemId" IS NOT NULL
            AND tstzrange(b."blockedFrom", b."blockedTo") && tstzrange(
              ${startsAt}::timestamptz - make_interval(mins => o."bufferBeforeMin"), ${endsAt}::timestamptz + make_interval(mins => o."bufferAfterMin")))
      ORDER BY i."name", i."id" LIMIT ${OFFERED}) equal
    WHERE wanted."organizationId" = ${organizationId}::uuid AND wanted."id" = ANY(${[...itemIds]}::uuid[])
    ORDER BY equal."name", equal."id"`;
  return itemIds.map((itemId) => ({ itemId, machines: rows.flatMap(({ itemId: of, ...machine }) => (of === itemId ? [machine] : [])) }));
}
