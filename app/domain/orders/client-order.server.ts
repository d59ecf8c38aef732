import type { OrderState } from '~/generated/prisma/enums';
import type { OrgDb, OrgTx } from '~/platform/db.server';

/** What a client is told of the own order: no lines, no costs, no people. */
export interface ClientOrder {
  id: string;
  number: string;
  state: OrderState;
  plannedStart: Date | null;
  plannedEnd: Date | null;
  actualStart: Date | null;
  actualEnd: Date | null;
  quoteAcceptedAt: Date | null;
}

/** The order that was made of a request, or of the deal that the request became; of several the newest that goes on. */
export async function findOrderOfLead(db: OrgDb | OrgTx, organizationId: string, leadId: string): Promise<ClientOrder | null> {
  const [order] = await db.$queryRaw<ClientOrder[]>`
    SELECT o."id", o."number", o."state"::text AS "state", o."plannedStart", o."plannedEnd", o."actualStart", o."actualEnd", o."quoteAcceptedAt"
    FROM "Order" o
    WHERE o."organizationId" = ${organizationId}::uuid AND o."deletedAt" IS NULL
      AND (o."leadId" = ${leadId}::uuid
        OR o."dealId" IN (SELECT d."id" FROM "Deal" d WHERE d."organizationId" = ${organizationId}::uuid AND d."leadId" = ${leadId}::uuid AND d."deletedAt" IS NULL))
    ORDER BY o."state" = 'CANCELLED', o."createdAt" DESC, o."id" DESC
    LIMIT 1`;
  return order ?? null;
}

/**
 * Notes that the client accepted the quote: once, however often it is said, and not when the order was cancelled.
 * @returns whom to tell; null when there was nothing to note
 */
export async function noteQuoteAccepted(tx: OrgTx, organizationId: string, orderId: string, now: Date): Promise<{ number: string; tellUserId: string | null } | null> {
  const [order] = await tx.$queryRaw<{ number: string; tellUserId: string | null }[]>`
    UPDATE "Order" SET "quoteAcceptedAt" = ${now}
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${orderId}::uuid AND "quoteAcceptedAt" IS NULL AND "deletedAt" IS NULL AND "state" <> 'CANCELLED'
    RETURNING "number", coalesce("managerId", "createdById") AS "tellUserId"`;
  return order ?? null;
}
