import type { Prisma } from '~/generated/prisma/client';
import { moneyText } from '~/domain/money/money';
import type { OrgDb } from '~/platform/db.server';

/** How a client stands in one currency. Sums are decimal texts, never below zero. */
export interface ContactBalance {
  /** ISO 4217 */
  currency: string;
  /** What is still to be received for approved and carried out orders. */
  due: string;
  /** Paid in advance or too much, or to be given back for cancelled orders. */
  advance: string;
  /** All that orders of the client cost and brought so far. */
  total: string;
  paid: string;
  /** Orders with something still to be received. */
  dueOrders: number;
}

/** How a client stands, by currency, the largest debt first; empty without orders. Rule: orders are owed from their approval on. */
export async function balanceOfContact(db: OrgDb, organizationId: string, contactId: string): Promise<ContactBalance[]> {
  const rows = await db.$queryRaw<(Pick<ContactBalance, 'currency' | 'dueOrders'> & Record<'due' | 'advance' | 'total' | 'paid', Prisma.Decimal>)[]>`
    SELECT "currency", sum(greatest("owed" - "paid", 0)) AS "due", sum(greatest("paid" - "owed", 0)) AS "advance", sum("owed") AS "total", sum("paid") AS "paid",
      (count(*) FILTER (WHERE "owed" > "paid"))::int AS "dueOrders"
    FROM (
      SELECT "currency", "paid", CASE WHEN "state" IN ('APPROVED', 'IN_PROGRESS', 'COMPLETED') THEN "total" ELSE 0 END AS "owed"
      FROM "Order" WHERE "organizationId" = ${organizationId}::uuid AND "contactId" = ${contactId}::uuid AND "deletedAt" IS NULL) AS "orders"
    GROUP BY "currency" HAVING sum("owed") <> 0 OR sum("paid") <> 0 ORDER BY 2 DESC, 1`;
  return rows.map(({ currency, dueOrders, due, advance, total, paid }) => ({ currency, dueOrders, due: moneyText(due), advance: moneyText(advance), total: moneyText(total), paid: moneyText(paid) }));
}
