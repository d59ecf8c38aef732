import { Prisma } from '~/generated/prisma/client';
import type { Day } from '~/domain/behavior/local-day';
import { moneyText } from '~/domain/money/money';
import type { OrderState } from '~/generated/prisma/enums';
import type { OrgDb, OrgTx } from '~/platform/db.server';
import type { PaymentInput } from './payment-input';

/** An order as its payments see it. Sums are decimal texts. */
export interface PaidOrder {
  id: string;
  number: string;
  state: OrderState;
  contactId: string | null;
  contactName: string | null;
  currency: string;
  total: string;
  paid: string;
  prepayment: string | null;
}

type StoredOrder = Omit<PaidOrder, 'total' | 'paid' | 'prepayment'> & Record<'total' | 'paid', Prisma.Decimal> & { prepayment: Prisma.Decimal | null };

const ORDER = Prisma.sql`
  o."id", o."number", o."state"::text AS "state", o."contactId", o."currency", o."total", o."paid", o."prepayment",
  (SELECT c."name" FROM "Contact" c WHERE c."organizationId" = o."organizationId" AND c."id" = o."contactId") AS "contactName"`;

/** The order that is paid for; null for an unknown or deleted one. Who may see its money is the caller's to check. */
export function findPaidOrder(db: OrgDb | OrgTx, organizationId: string, orderId: string): Promise<PaidOrder | null> {
  return readOrder(db, Prisma.sql`o."organizationId" = ${organizationId}::uuid AND o."id" = ${orderId}::uuid AND o."deletedAt" IS NULL`);
}

/** The same, locked until the transaction ends: payments of one order are written one after the other. */
export function lockPaidOrder(tx: OrgTx, organizationId: string, orderId: string): Promise<PaidOrder | null> {
  return readOrder(tx, Prisma.sql`o."organizationId" = ${organizationId}::uuid AND o."id" = ${orderId}::uuid AND o."deletedAt" IS NULL FOR NO KEY UPDATE OF o`);
}

async function readOrder(db: OrgDb | OrgTx, where: Prisma.Sql): Promise<PaidOrder | null> {
  const [row] = await db.$queryRaw<StoredOrder[]>`SELECT ${ORDER} FROM "Order" o WHERE ${where}`;
  return row ? { ...row, total: moneyText(row.total), paid: moneyText(row.paid), prepayment: row.prepayment && moneyText(row.prepayment) } : null;
}

/** Writes into the order what its payments come to. The caller holds the order. */
export async function settleOrder(tx: OrgTx, organizationId: string, orderId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Order" o SET "paid" = (
      SELECT coalesce(sum(CASE WHEN p."kind" = 'RECEIVED' THEN p."amount" ELSE -p."amount" END), 0)
      FROM "Payment" p WHERE p."organizationId" = o."organizationId" AND p."orderId" = o."id" AND p."deletedAt" IS NULL)
    WHERE o."organizationId" = ${organizationId}::uuid AND o."id" = ${orderId}::uuid`;
}

/** A payment as its form shows it. */
export interface PaymentRecord extends PaymentInput {
  id: string;
  orderId: string;
  orderNumber: string;
  contactName: string | null;
  currency: string;
  isDeleted: boolean;
  createdById: string | null;
  createdAt: Date;
  version: number;
}

/** The payment, deleted ones too; null for an unknown one. */
export async function findPayment(db: OrgDb | OrgTx, organizationId: string, id: string): Promise<PaymentRecord | null> {
  const [row] = await db.$queryRaw<(Omit<PaymentRecord, 'amount'> & { amount: Prisma.Decimal })[]>`
    SELECT p."id", p."orderId", o."number" AS "orderNumber", p."kind"::text AS "kind", p."method"::text AS "method", p."amount", p."currency", p."day"::text AS "day", p."note",
      p."deletedAt" IS NOT NULL AS "isDeleted", p."createdById", p."createdAt", p."version",
      (SELECT c."name" FROM "Contact" c WHERE c."organizationId" = o."organizationId" AND c."id" = o."contactId") AS "contactName"
    FROM "Payment" p JOIN "Order" o ON o."organizationId" = p."organizationId" AND o."id" = p."orderId"
    WHERE p."organizationId" = ${organizationId}::uuid AND p."id" = ${id}::uuid`;
  return row ? { ...row, amount: moneyText(row.amount) } : null;
}

/** A payment as the audit log compares it. */
export function paymentFacts({ kind, method, amount, day, note }: PaymentInput): { kind: string; method: string; amount: string; day: Day; note: string | null } {
  return { kind, method, amount: moneyText(amount), day, note };
}
