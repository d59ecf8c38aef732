import type { OrgDb, OrgTx } from '~/platform/db.server';
import type { Person } from './find-person.server';

/** What stands against forgetting a person. */
export interface Obstacles {
  /** Agreed work that is not over: it has to be ended or cancelled first. */
  running: { id: string; number: string }[];
  /** Finished work that is not paid, or paid back: may be forgotten once somebody confirms that it shall not be claimed. */
  unpaid: { id: string; number: string; balance: string; currency: string }[];
}

/** Rule: docs/decisions/012-forgetting-a-person.md */
export async function findObstacles(tx: OrgTx | OrgDb, organizationId: string, { orderIds }: Person): Promise<Obstacles> {
  const running = await tx.$queryRaw<Obstacles['running']>`
    SELECT "id"::text AS "id", "number" FROM "Order" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ANY(${orderIds}::uuid[])
      AND "deletedAt" IS NULL AND "state" IN ('CREATED', 'APPROVED', 'IN_PROGRESS') ORDER BY "number"`;
  const unpaid = await tx.$queryRaw<Obstacles['unpaid']>`
    SELECT "id"::text AS "id", "number", ("total" - "paid")::text AS "balance", "currency" FROM "Order" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ANY(${orderIds}::uuid[])
      AND "deletedAt" IS NULL AND (("state" = 'COMPLETED' AND "total" <> "paid") OR ("state" = 'CANCELLED' AND "paid" <> 0)) ORDER BY "number"`;
  return { running, unpaid };
}
