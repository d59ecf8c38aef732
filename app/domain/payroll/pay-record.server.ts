import { Prisma } from '~/generated/prisma/client';
import { moneyText } from '~/domain/money/money';
import type { OrgDb, OrgTx } from '~/platform/db.server';
import type { PayInput } from './pay-input';
import type { PayrollState } from './pay-states';

/** A row of pay as its form shows it. */
export interface PayRecord extends PayInput {
  id: string;
  state: PayrollState;
  amount: string;
  currency: string;
  personName: string;
  orderNumber: string | null;
  isDeleted: boolean;
  approvedById: string | null;
  approvedAt: Date | null;
  paidById: string | null;
  paidAt: Date | null;
  version: number;
}

type Stored = Omit<PayRecord, 'amount' | 'quantity' | 'rate'> & Record<'amount' | 'quantity' | 'rate', Prisma.Decimal>;

/** The row, deleted ones too; null for an unknown one. @param ownId only rows of this person; null: anybody's */
export async function findPayRow(db: OrgDb | OrgTx, organizationId: string, id: string, ownId: string | null = null): Promise<PayRecord | null> {
  const [row] = await db.$queryRaw<Stored[]>`
    SELECT p."id", p."userId", p."orderId", p."kind"::text AS "kind", p."state"::text AS "state", p."quantity", p."rate", p."amount", p."currency", p."day"::text AS "day", p."note",
      p."deletedAt" IS NOT NULL AS "isDeleted", p."approvedById", p."approvedAt", p."paidById", p."paidAt", p."version",
      u."name" AS "personName", o."number" AS "orderNumber"
    FROM "PayrollRow" p JOIN "User" u ON u."id" = p."userId"
    LEFT JOIN "Order" o ON o."organizationId" = p."organizationId" AND o."id" = p."orderId"
    WHERE p."organizationId" = ${organizationId}::uuid AND p."id" = ${id}::uuid ${ownId ? Prisma.sql`AND p."userId" = ${ownId}::uuid` : Prisma.empty}`;
  return row ? { ...row, amount: moneyText(row.amount), quantity: moneyText(row.quantity), rate: row.rate.toFixed() } : null;
}

/**
 * The row as its viewer sees it; null also for a deleted one. To the person what a percentage is of is not shown, because it
 * tells the order's price.
 */
export async function findShownPay(db: OrgDb, { organizationId, ownId }: { organizationId: string; ownId: string | null }, id: string): Promise<(Omit<PayRecord, 'quantity'> & { quantity: string | null }) | null> {
  const row = await findPayRow(db, organizationId, id, ownId);
  if (!row || row.isDeleted) return null;
  return ownId && row.kind === 'PERCENT' ? { ...row, quantity: null } : row;
}

/** The row itself, held until the transaction ends. */
export async function lockPayRow(tx: OrgTx, organizationId: string, id: string): Promise<PayRecord | null> {
  await tx.$queryRaw`SELECT 1 FROM "PayrollRow" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${id}::uuid FOR NO KEY UPDATE`;
  return findPayRow(tx, organizationId, id);
}
