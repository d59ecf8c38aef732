import type { Prisma } from '~/generated/prisma/client';
import { moneyText } from '~/domain/money/money';
import type { OrgDb, OrgTx } from '~/platform/db.server';
import type { ExpenseInput } from './expense-input';

/** An expense as its form shows it. */
export interface ExpenseRecord extends ExpenseInput {
  id: string;
  orderNumber: string | null;
  itemName: string | null;
  currency: string;
  /** What made it by itself; null: a person. */
  source: 'completion' | 'maintenance' | null;
  isDeleted: boolean;
  createdById: string | null;
  createdAt: Date;
  version: number;
}

/** The expense, deleted ones too; null for an unknown one. */
export function findExpense(db: OrgDb | OrgTx, organizationId: string, id: string): Promise<ExpenseRecord | null> {
  return read(db.$queryRaw`
    SELECT e."id", e."kind"::text AS "kind", e."amount", e."currency", e."day"::text AS "day", e."note", e."orderId", e."itemId", CASE WHEN e."maintenanceId" IS NOT NULL THEN 'maintenance' WHEN e."sourceKey" IS NOT NULL THEN 'completion' END AS "source",
      e."deletedAt" IS NOT NULL AS "isDeleted", e."createdById", e."createdAt", e."version", o."number" AS "orderNumber", i."name" AS "itemName"
    FROM "Expense" e
    LEFT JOIN "Order" o ON o."organizationId" = e."organizationId" AND o."id" = e."orderId"
    LEFT JOIN "CatalogItem" i ON i."organizationId" = e."organizationId" AND i."id" = e."itemId"
    WHERE e."organizationId" = ${organizationId}::uuid AND e."id" = ${id}::uuid`);
}

/** The same, held until the transaction ends. */
export async function lockExpense(tx: OrgTx, organizationId: string, id: string): Promise<ExpenseRecord | null> {
  await tx.$queryRaw`SELECT 1 FROM "Expense" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${id}::uuid FOR NO KEY UPDATE`;
  return findExpense(tx, organizationId, id);
}

async function read(query: Promise<unknown>): Promise<ExpenseRecord | null> {
  const [row] = (await query) as (Omit<ExpenseRecord, 'amount'> & { amount: Prisma.Decimal })[];
  return row ? { ...row, amount: moneyText(row.amount) } : null;
}

/** An expense as the audit log compares it. */
export function expenseFacts({ kind, amount, day, note, orderId, itemId }: ExpenseInput) {
  return { kind, amount: moneyText(amount), day, note, orderId, itemId };
}
