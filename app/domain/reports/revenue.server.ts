import { Prisma } from '~/generated/prisma/client';
import { CatalogKind } from '~/generated/prisma/enums';
import type { PeriodFilter } from '~/domain/periods/period';
import type { OrgDb } from '~/platform/db.server';
import type { ReportOptions } from './report-viewer.server';
import { completedOrders } from './report-where.server';

/** Sums are plain decimal text with two decimals. */
export interface Revenue {
  orders: number;
  /** What the clients are billed: totals of the completed orders, with tax, less discounts. */
  total: string;
  /** Of it tax. */
  tax: string;
  /** Of it already taken off for being late. */
  lateDiscount: string;
}

export interface KindRevenue {
  kind: CatalogKind;
  lines: number;
  /** Totals of the lines, with tax. */
  total: string;
}

/** What the orders brought that were completed in a period. */
export async function revenueTotals(db: OrgDb, options: ReportOptions, period: PeriodFilter): Promise<Revenue> {
  const [row] = await db.$queryRaw<{ orders: number; total: Prisma.Decimal; tax: Prisma.Decimal; lateDiscount: Prisma.Decimal }[]>`
    SELECT count(*)::int AS "orders", coalesce(sum("total"), 0) AS "total", coalesce(sum("tax"), 0) AS "tax", coalesce(sum("lateDiscount"), 0) AS "lateDiscount"
    FROM "Order" WHERE ${completedOrders(options, period)}`;
  const text = (sum: Prisma.Decimal | undefined) => (sum ?? new Prisma.Decimal(0)).toFixed(2);
  return { orders: row?.orders ?? 0, total: text(row?.total), tax: text(row?.tax), lateDiscount: text(row?.lateDiscount) };
}

/** The same by what was billed. The kinds add up to the total and what was taken off for being late. */
export async function revenueByKind(db: OrgDb, options: ReportOptions): Promise<KindRevenue[]> {
  const rows = await db.$queryRaw<{ kind: CatalogKind; lines: number; total: Prisma.Decimal }[]>`
    SELECT l."kind"::text AS "kind", count(*)::int AS "lines", sum(l."total") AS "total"
    FROM "Order" JOIN "OrderLine" l ON l."organizationId" = ${options.viewer.organizationId}::uuid AND l."orderId" = "Order"."id"
    WHERE ${completedOrders(options, options.filter.period)} GROUP BY l."kind"`;
  return Object.values(CatalogKind).map((kind) => {
    const row = rows.find((one) => one.kind === kind);
    return { kind, lines: row?.lines ?? 0, total: (row?.total ?? new Prisma.Decimal(0)).toFixed(2) };
  });
}
