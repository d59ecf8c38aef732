import type { Prisma } from '~/generated/prisma/client';
import { escapeLike } from '~/domain/contacts/contact-query';
import { moneyText } from '~/domain/money/money';
import type { OrgDb } from '~/platform/db.server';

export interface OrderChoice {
  id: string;
  number: string;
  contactName: string | null;
  currency: string;
  /** Total less what was received; decimal text, may be below zero. */
  balance: string;
}

/** Orders that money can belong to, by number or client: those with something still to be received first, then the newest. */
export async function searchMoneyOrders(db: OrgDb, organizationId: string, q: string, limit: number): Promise<OrderChoice[]> {
  const pattern = `%${escapeLike(q.trim().slice(0, 100))}%`;
  const rows = await db.$queryRaw<(Omit<OrderChoice, 'balance'> & { balance: Prisma.Decimal })[]>`
    SELECT o."id", o."number", c."name" AS "contactName", o."currency", o."total" - o."paid" AS "balance"
    FROM "Order" o LEFT JOIN "Contact" c ON c."organizationId" = o."organizationId" AND c."id" = o."contactId"
    WHERE o."organizationId" = ${organizationId}::uuid AND o."deletedAt" IS NULL AND o."state" <> 'DRAFT' AND (o."number" ILIKE ${pattern} OR c."name" ILIKE ${pattern})
    ORDER BY o."total" > o."paid" AND o."state" <> 'CANCELLED' DESC, o."createdAt" DESC, o."id" DESC LIMIT ${limit}`;
  return rows.map((row) => ({ ...row, balance: moneyText(row.balance) }));
}
