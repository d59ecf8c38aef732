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

/** How the order stands, held against other changes until the transaction ends; null when it is gone. */
export async function holdClientOrder(tx: OrgTx, organizationId: string, orderId: string): Promise<Pick<ClientOrder, 'state' | 'quoteAcceptedAt'> | null> {
  const [order] = await tx.$queryRaw<Pick<ClientOrder, 'state' | 'quoteAcceptedAt'>[]>`
    SELECT "state"::text AS "state", "quoteAcceptedAt" FROM "Order"
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${orderId}::uuid AND "deletedAt" IS NULL FOR NO KEY UPDATE`;
  return order ?? null;
}

/** A new quote stands in the place of the one that was accepted. */
export async function forgetQuoteAccepted(tx: OrgTx, orderId: string): Promise<void> {
  await tx.order.updateMany({ where: { id: orderId, quoteAcceptedAt: { not: null } }, data: { quoteAcceptedAt: null } });
}

/**
 * Notes that the client accepted the quote: once, however often it is said, and not when the order was cancelled or done.
 * @returns whom to tell; null when there was nothing to note
 */
export async function noteQuoteAccepted(tx: OrgTx, organizationId: string, orderId: string, now: Date): Promise<{ number: string; tellUserId: string | null } | null> {
  const [order] = await tx.$queryRaw<{ number: string; tellUserId: string | null }[]>`
    UPDATE "Order" SET "quoteAcceptedAt" = ${now}
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${orderId}::uuid AND "quoteAcceptedAt" IS NULL AND "deletedAt" IS NULL AND "state" NOT IN ('CANCELLED', 'COMPLETED')
    RETURNING "number", coalesce("managerId", "createdById") AS "tellUserId"`;
  return order ?? null;
}
