import type { SqlRunner } from '~/platform/db.server';

type Sql = Pick<SqlRunner, '$queryRaw'>;

/** The records in whose histories an order's lines stand too. */
export interface OrderPlace {
  contactId: string | null;
  dealId: string | null;
}

/** The contact and the deal of an order, a deleted one's too; null for an unknown order. */
export async function placeOfOrder(tx: Sql, organizationId: string, orderId: string): Promise<OrderPlace | null> {
  const [order] = await tx.$queryRaw<OrderPlace[]>`
    SELECT "contactId", "dealId" FROM "Order" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${orderId}::uuid`;
  return order ?? null;
}

/** The same of an order that is not deleted, which is held so until the transaction ends. */
export async function holdOrder(tx: Sql, organizationId: string, orderId: string): Promise<OrderPlace | null> {
  const [order] = await tx.$queryRaw<OrderPlace[]>`
    SELECT "contactId", "dealId" FROM "Order" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${orderId}::uuid AND "deletedAt" IS NULL FOR KEY SHARE`;
  return order ?? null;
}
