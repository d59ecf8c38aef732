import { Prisma } from '~/generated/prisma/client';
import { daysOfPeriod, type PeriodFilter } from '~/domain/periods/period';
import { periodWhere } from '~/domain/periods/period.server';
import { localDay } from '~/domain/time/zoned-time';
import { isNarrowed } from './report-filter';
import type { ReportOptions } from './report-viewer.server';

/**
 * Orders that were completed in a period, of the table "Order": by the local day of their actual end, not by the day on
 * which somebody wrote it down. The literals make the partial index of completed orders known.
 */
export function completedOrders({ viewer, filter, now }: ReportOptions, period: PeriodFilter): Prisma.Sql {
  return Prisma.sql`"Order"."deletedAt" IS NULL AND "Order"."state" = 'COMPLETED' AND "Order"."currency" = ${filter.currency}
    AND ${periodWhere(Prisma.sql`"Order"."actualEnd"`, period, viewer.timeZone, now)} AND ${narrowedOrders({ viewer, filter })}`;
}

/** The filter's client, manager, operator and item as a condition on the table "Order". */
export function narrowedOrders({ viewer, filter }: Pick<ReportOptions, 'viewer' | 'filter'>): Prisma.Sql {
  const { organizationId, userId } = viewer;
  const { contactId, itemId, operatorId, manager } = filter;
  const conditions = [Prisma.sql`"Order"."organizationId" = ${organizationId}::uuid`];
  if (contactId) conditions.push(Prisma.sql`"Order"."contactId" = ${contactId}::uuid`);
  if (manager === 'mine') conditions.push(Prisma.sql`("Order"."managerId" = ${userId}::uuid OR "Order"."createdById" = ${userId}::uuid)`);
  else if (manager) conditions.push(Prisma.sql`"Order"."managerId" = ${manager}::uuid`);
  if (operatorId) {
    conditions.push(Prisma.sql`"Order"."id" IN (SELECT o."orderId" FROM "OrderOperator" o WHERE o."organizationId" = ${organizationId}::uuid AND o."userId" = ${operatorId}::uuid)`);
  }
  if (itemId) conditions.push(Prisma.sql`"Order"."id" IN (SELECT l."orderId" FROM "OrderLine" l WHERE l."organizationId" = ${organizationId}::uuid AND l."itemId" = ${itemId}::uuid)`);
  return Prisma.join(conditions, ' AND ');
}

/** Expenses of a period by their day, of the table "Expense": those of the filter's orders, and of its machine. */
export function reportExpenses(options: ReportOptions, period: PeriodFilter): Prisma.Sql {
  const { itemId, ...rest } = options.filter;
  const ofOrders = isNarrowed({ ...rest, itemId: null });
  return Prisma.join(
    [
      moneyOf(options, Prisma.sql`"Expense"`, period),
      ...(itemId ? [Prisma.sql`"Expense"."itemId" = ${itemId}::uuid`] : []),
      ...(ofOrders ? [Prisma.sql`"Expense"."orderId" IN (SELECT "Order"."id" FROM "Order" WHERE ${narrowedOrders({ ...options, filter: { ...rest, itemId: null } })})`] : []),
    ],
    ' AND ',
  );
}

/** Pay of a period by its day, in all states, of the table "PayrollRow": that of the filter's orders, of the operator alone if one is chosen. */
export function reportPay(options: ReportOptions, period: PeriodFilter): Prisma.Sql {
  const { operatorId, ...rest } = options.filter;
  const ofOrders = isNarrowed({ ...rest, operatorId: null });
  return Prisma.join(
    [
      moneyOf(options, Prisma.sql`"PayrollRow"`, period),
      ...(operatorId ? [Prisma.sql`"PayrollRow"."userId" = ${operatorId}::uuid`] : []),
      ...(ofOrders ? [Prisma.sql`"PayrollRow"."orderId" IN (SELECT "Order"."id" FROM "Order" WHERE ${narrowedOrders({ ...options, filter: { ...rest, operatorId: null } })})`] : []),
    ],
    ' AND ',
  );
}

/** Payments of a period by their day, of the table "Payment". */
export function reportPayments(options: ReportOptions, period: PeriodFilter): Prisma.Sql {
  const where = moneyOf(options, Prisma.sql`"Payment"`, period);
  return isNarrowed(options.filter) ? Prisma.sql`${where} AND "Payment"."orderId" IN (SELECT "Order"."id" FROM "Order" WHERE ${narrowedOrders(options)})` : where;
}

function moneyOf({ viewer, filter, now }: ReportOptions, table: Prisma.Sql, period: PeriodFilter): Prisma.Sql {
  const { from, to } = daysOfPeriod(period, localDay(now, viewer.timeZone));
  return Prisma.join(
    [
      Prisma.sql`${table}."organizationId" = ${viewer.organizationId}::uuid AND ${table}."deletedAt" IS NULL AND ${table}."currency" = ${filter.currency}`,
      ...(from ? [Prisma.sql`${table}."day" >= ${from}::date`] : []),
      ...(to ? [Prisma.sql`${table}."day" <= ${to}::date`] : []),
    ],
    ' AND ',
  );
}
