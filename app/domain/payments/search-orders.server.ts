import { Prisma } from '~/generated/prisma/client';
import { escapeLike } from '~/domain/contacts/contact-query';
import { cleanLine } from '~/domain/leads/clean-text';
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

/** A search of clients goes no further: what it is about is typed on. */
const CLIENTS_MAX = 200;

/** Orders that money can belong to, by number or client: those with something still to be received first, then the newest. */
export async function searchMoneyOrders(db: OrgDb, organizationId: string, q: string, limit: number): Promise<OrderChoice[]> {
  const words = cleanLine(q).slice(0, 100);
  const pattern = `%${escapeLike(words.toLowerCase())}%`;
  // the clients first, by their index, and not those of every order one after the other
  const isFound = words
    ? Prisma.sql`AND (o."searchText" LIKE ${pattern} AND o."number" ILIKE ${pattern} OR o."contactId" = ANY(ARRAY(
        SELECT "id" FROM "Contact" WHERE "organizationId" = ${organizationId}::uuid AND "searchText" LIKE ${pattern} AND "name" ILIKE ${pattern} LIMIT ${CLIENTS_MAX})))`
    : Prisma.empty;
  const rows = await db.$queryRaw<(Omit<OrderChoice, 'balance'> & { balance: Prisma.Decimal })[]>`
    SELECT o."id", o."number", c."name" AS "contactName", o."currency", o."total" - o."paid" AS "balance"
    FROM "Order" o LEFT JOIN "Contact" c ON c."organizationId" = o."organizationId" AND c."id" = o."contactId"
    WHERE o."organizationId" = ${organizationId}::uuid AND o."deletedAt" IS NULL AND o."state" <> 'DRAFT' ${isFound}
    ORDER BY o."total" > o."paid" AND o."state" <> 'CANCELLED' DESC, o."createdAt" DESC, o."id" DESC LIMIT ${limit}`;
  return rows.map((row) => ({ ...row, balance: moneyText(row.balance) }));
}
