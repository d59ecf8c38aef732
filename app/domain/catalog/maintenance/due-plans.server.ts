import { addDays, type Day } from '~/domain/behavior/local-day';
import type { OrgTx } from '~/platform/db.server';
import { NEWS_DAYS } from './due-news';
import { SOON_HOURS } from './next-due';

export interface DuePlan {
  id: string;
  itemId: string;
  machine: string;
  title: string;
  nextDay: Day | null;
  nextHours: string | null;
  meterHours: string | null;
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** A stretch of the live plans that are due within a week or a few hours of work, or late. */
export function listDuePlans(tx: OrgTx, { organizationId, today, after, limit }: { organizationId: string; today: Day; after: string | null; limit: number }): Promise<DuePlan[]> {
  return tx.$queryRaw<DuePlan[]>`
    SELECT p."id", p."itemId", i."name" AS "machine", p."title", p."nextDay"::text AS "nextDay", p."nextHours"::text AS "nextHours", i."meterHours"::text AS "meterHours"
    FROM "MaintenancePlan" p JOIN "CatalogItem" i ON i."organizationId" = p."organizationId" AND i."id" = p."itemId"
    WHERE p."organizationId" = ${organizationId}::uuid AND p."id" > ${after ?? FIRST_ID}::uuid AND p."isActive" AND i."deletedAt" IS NULL
      AND (p."nextDay" <= ${addDays(today, NEWS_DAYS)}::date OR p."nextHours" - i."meterHours" <= ${SOON_HOURS})
    ORDER BY p."id" LIMIT ${limit}`;
}
