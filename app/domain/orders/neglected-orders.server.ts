import type { OrgTx } from '~/platform/db.server';

/** An order that somebody should look at. */
export interface NeglectedOrder {
  id: string;
  number: string;
  client: string | null;
  managerId: string | null;
  /** When it should have ended, or when it was completed. */
  at: Date;
  /** What is still to be paid, decimal text. */
  due: string;
  currency: string;
}

interface Stretch {
  organizationId: string;
  now: Date;
  /** Goes on behind this order. */
  after: NeglectedOrder | null;
  limit: number;
}

/** What has been so for longer is no news. */
const NEWS_DAYS = 30;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Orders whose planned end has passed within the last month and whose work is not completed, the longest overdue first. */
export async function listOverdueOrders(tx: OrgTx, { organizationId, now, after, limit }: Stretch): Promise<NeglectedOrder[]> {
  const from = after?.at ?? daysBefore(now, NEWS_DAYS);
  return tx.$queryRaw<NeglectedOrder[]>`
    SELECT o."id", o."number", c."name" AS "client", o."managerId", o."plannedEnd" AS "at", (o."total" - o."paid")::text AS "due", o."currency"
    FROM "Order" o LEFT JOIN "Contact" c ON c."organizationId" = o."organizationId" AND c."id" = o."contactId"
    WHERE o."organizationId" = ${organizationId}::uuid AND o."deletedAt" IS NULL AND o."state" IN ('CREATED', 'APPROVED', 'IN_PROGRESS') AND o."plannedEnd" IS NOT NULL
      AND (o."plannedEnd", o."id") > (${from}, ${after?.id ?? FIRST_ID}::uuid) AND o."plannedEnd" < ${now}
    ORDER BY o."plannedEnd", o."id" LIMIT ${limit}`;
}

/** Completed orders with a balance whose time to pay (the organisation's own) has run out within the last month. */
export async function listUnpaidOrders(tx: OrgTx, { organizationId, now, after, limit }: Stretch): Promise<NeglectedOrder[]> {
  const { unpaidAfterDays } = await tx.organization.findFirstOrThrow({ select: { unpaidAfterDays: true } });
  const until = daysBefore(now, unpaidAfterDays);
  const from = after?.at ?? daysBefore(until, NEWS_DAYS);
  return tx.$queryRaw<NeglectedOrder[]>`
    SELECT o."id", o."number", c."name" AS "client", o."managerId", o."completedAt" AS "at", (o."total" - o."paid")::text AS "due", o."currency"
    FROM "Order" o LEFT JOIN "Contact" c ON c."organizationId" = o."organizationId" AND c."id" = o."contactId"
    WHERE o."organizationId" = ${organizationId}::uuid AND o."deletedAt" IS NULL AND o."state" = 'COMPLETED' AND o."total" > o."paid"
      AND (o."completedAt", o."id") > (${from}, ${after?.id ?? FIRST_ID}::uuid) AND o."completedAt" <= ${until}
    ORDER BY o."completedAt", o."id" LIMIT ${limit}`;
}

function daysBefore(moment: Date, days: number): Date {
  return new Date(moment.getTime() - days * 86_400_000);
}
