import { Prisma } from '~/generated/prisma/client';
import type { OrgDb } from '~/platform/db.server';
import type { ReportOptions } from './report-viewer.server';
import { completedOrders, reportExpenses } from './report-where.server';

/** Sums and amounts are plain decimal text. */
export interface MachineWork {
  itemId: string;
  name: string;
  code: string;
  orders: number;
  shifts: string;
  /** Beyond whole shifts. */
  hours: string;
  /** Its lines in completed orders, with tax. */
  revenue: string;
  litres: string;
  /** Of the ledger of expenses, by their day. */
  fuel: string;
  repair: string;
}

type Row = { [Key in keyof MachineWork]: Key extends 'itemId' | 'name' | 'code' ? string : Key extends 'orders' ? number : Prisma.Decimal };

/** What each machine worked, brought and cost in the period, the most earning first; machines that stood still too, those of the trash as far as they worked or cost. */
export async function equipmentWork(db: OrgDb, options: ReportOptions): Promise<MachineWork[]> {
  const { organizationId } = options.viewer;
  const { itemId, period } = options.filter;
  const rows = await db.$queryRaw<Row[]>`
    WITH work AS (
      SELECT l."itemId", count(DISTINCT l."orderId")::int AS orders, sum(l."shifts") AS shifts, sum(l."hours") AS hours, sum(l."total") AS revenue, sum(l."fuelLitres") AS litres
      FROM "Order" JOIN "OrderLine" l ON l."organizationId" = ${organizationId}::uuid AND l."orderId" = "Order"."id"
      WHERE ${completedOrders(options, period)} AND l."kind" = 'EQUIPMENT' GROUP BY l."itemId"),
    spent AS (
      SELECT "itemId", sum("amount") FILTER (WHERE "kind" = 'FUEL') AS fuel, sum("amount") FILTER (WHERE "kind" = 'REPAIR') AS repair
      FROM "Expense" WHERE ${reportExpenses(options, period)} AND "itemId" IS NOT NULL GROUP BY "itemId")
    SELECT i."id" AS "itemId", i."name", i."code", coalesce(w.orders, 0) AS "orders", coalesce(w.shifts, 0) AS "shifts", coalesce(w.hours, 0) AS "hours",
      coalesce(w.revenue, 0) AS "revenue", coalesce(w.litres, 0) AS "litres", coalesce(s.fuel, 0) AS "fuel", coalesce(s.repair, 0) AS "repair"
    FROM "CatalogItem" i LEFT JOIN work w ON w."itemId" = i."id" LEFT JOIN spent s ON s."itemId" = i."id"
    WHERE i."organizationId" = ${organizationId}::uuid AND i."kind" = 'EQUIPMENT' AND (i."deletedAt" IS NULL OR w.orders > 0 OR s."itemId" IS NOT NULL)
      ${itemId ? Prisma.sql`AND i."id" = ${itemId}::uuid` : Prisma.empty}
    ORDER BY 7 DESC, i."name", i."id"`;
  return rows.map(({ shifts, hours, revenue, litres, fuel, repair, ...row }) => ({
    ...row, shifts: shifts.toFixed(2), hours: hours.toFixed(2), revenue: revenue.toFixed(2), litres: litres.toFixed(2), fuel: fuel.toFixed(2), repair: repair.toFixed(2),
  }));
}
