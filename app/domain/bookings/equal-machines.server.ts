import type { SqlRunner } from '~/platform/db.server';

export interface EqualMachine {
  id: string;
  code: string;
  name: string;
}

const OFFERED = 5;

/**
 * Machines (or attachments) that can do the same and are free in [startsAt, endsAt) with the buffers: of the same kind and
 * category, in use and in order. None for one without a category, which is like no other.
 */
export function equalFreeMachines(db: SqlRunner, { organizationId, itemId, startsAt, endsAt }: { organizationId: string; itemId: string; startsAt: Date; endsAt: Date }): Promise<EqualMachine[]> {
  return db.$queryRaw<EqualMachine[]>`
    SELECT i."id", i."code", i."name"
    FROM "CatalogItem" wanted
    JOIN "Organization" o ON o."id" = wanted."organizationId"
    JOIN "CatalogItem" i ON i."organizationId" = wanted."organizationId" AND i."kind" = wanted."kind" AND i."categoryId" = wanted."categoryId" AND i."id" <> wanted."id"
    WHERE wanted."organizationId" = ${organizationId}::uuid AND wanted."id" = ${itemId}::uuid
      AND i."deletedAt" IS NULL AND i."isActive" AND i."status" = 'READY'
      AND NOT EXISTS (
        SELECT FROM "Booking" b WHERE b."organizationId" = ${organizationId}::uuid AND b."itemId" = i."id" AND b."itemId" IS NOT NULL
          AND tstzrange(b."blockedFrom", b."blockedTo") && tstzrange(
            ${startsAt}::timestamptz - make_interval(mins => o."bufferBeforeMin"), ${endsAt}::timestamptz + make_interval(mins => o."bufferAfterMin")))
    ORDER BY i."name", i."id" LIMIT ${OFFERED}`;
}
