import type { Prisma } from '~/generated/prisma/client';
import type { PayKind } from '~/domain/payroll/pay-amount';
import type { PayrollState } from '~/domain/payroll/pay-states';
import type { Day } from '~/domain/time/zoned-time';
import type { OrgDb } from '~/platform/db.server';
import type { ReportOptions } from './report-viewer.server';
import { reportPay } from './report-where.server';

export interface PayLine {
  id: string;
  day: Day;
  kind: PayKind;
  state: PayrollState;
  orderId: string | null;
  orderNumber: string | null;
  /** Decimal text. */
  quantity: string;
  rate: string;
  amount: string;
  note: string | null;
}

/** Rows of one person's pay in the period, the latest first; the person is the filter's operator. */
export async function payLines(db: OrgDb, options: ReportOptions, limit: number): Promise<PayLine[]> {
  const rows = await db.$queryRaw<(Omit<PayLine, 'quantity' | 'rate' | 'amount'> & Record<'quantity' | 'rate' | 'amount', Prisma.Decimal>)[]>`
    SELECT "id", "day"::text AS "day", "kind"::text AS "kind", "state"::text AS "state", "orderId", "quantity", "rate", "amount", "note",
      (SELECT o."number" FROM "Order" o WHERE o."organizationId" = "PayrollRow"."organizationId" AND o."id" = "PayrollRow"."orderId") AS "orderNumber"
    FROM "PayrollRow" WHERE ${reportPay(options, options.filter.period)} ORDER BY "day" DESC, "id" DESC LIMIT ${limit}`;
  return rows.map(({ quantity, rate, amount, ...row }) => ({ ...row, quantity: quantity.toString(), rate: rate.toString(), amount: amount.toFixed(2) }));
}

/** Whose pay was written last; null where nobody has any. */
export async function lastPaidPerson(db: OrgDb, organizationId: string): Promise<string | null> {
  const [row] = await db.$queryRaw<{ userId: string }[]>`
    SELECT "userId" FROM "PayrollRow" WHERE "organizationId" = ${organizationId}::uuid AND "deletedAt" IS NULL ORDER BY "day" DESC, "id" DESC LIMIT 1`;
  return row?.userId ?? null;
}
