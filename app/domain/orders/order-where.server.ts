import { Prisma } from '~/generated/prisma/client';
import { foundByWord, searchWords } from '~/domain/contacts/client-search.server';
import { periodWhere } from '~/domain/periods/period.server';
import type { OrderDate, OrderFilter, OrderStateFilter } from './order-filter';
import { visibleOrders, type OrderViewer } from './order-viewer.server';

const NONE: ReadonlySet<string> = new Set();

/** Literals, so that the planner knows how many rows a state has. */
const STATES: Record<Exclude<OrderStateFilter, 'all'>, Prisma.Sql> = {
  open: Prisma.sql`"state" IN ('DRAFT', 'CREATED', 'APPROVED', 'IN_PROGRESS')`,
  DRAFT: Prisma.sql`"state" = 'DRAFT'`,
  CREATED: Prisma.sql`"state" = 'CREATED'`,
  APPROVED: Prisma.sql`"state" = 'APPROVED'`,
  IN_PROGRESS: Prisma.sql`"state" = 'IN_PROGRESS'`,
  COMPLETED: Prisma.sql`"state" = 'COMPLETED'`,
  CANCELLED: Prisma.sql`"state" = 'CANCELLED'`,
};

/** What was agreed counts; literals as in the partial index. */
const AGREED = Prisma.sql`"state" IN ('APPROVED', 'IN_PROGRESS', 'COMPLETED')`;
export const IS_DUE = Prisma.sql`(${AGREED} AND "total" > "paid")`;
export const IS_PAID = Prisma.sql`(${AGREED} AND "total" > 0 AND "paid" >= "total")`;

/**
 * The condition of a filter on the table "Order".
 * @param common words of the search that very many contacts have (`findCommonWords`); the result is the same without
 */
export function orderWhere(viewer: OrderViewer, filter: OrderFilter, now: Date, common: ReadonlySet<string> = NONE): Prisma.Sql {
  const { organizationId } = viewer;
  const conditions = [visibleOrders(viewer)];
  const add = (condition: Prisma.Sql) => conditions.push(condition);
  if (filter.state !== 'all') add(STATES[filter.state]);
  if (filter.contactId) add(Prisma.sql`"contactId" = ${filter.contactId}::uuid`);
  if (filter.dealId) add(Prisma.sql`"dealId" = ${filter.dealId}::uuid`);
  if (filter.manager === 'nobody') add(Prisma.sql`"managerId" IS NULL`);
  else if (filter.manager === 'mine') add(Prisma.sql`("managerId" = ${viewer.userId}::uuid OR "createdById" = ${viewer.userId}::uuid)`);
  else if (filter.manager) add(Prisma.sql`"managerId" = ${filter.manager === 'me' ? viewer.userId : filter.manager}::uuid`);
  if (filter.operator) {
    const userId = filter.operator === 'me' ? viewer.userId : filter.operator;
    add(Prisma.sql`"Order"."id" = ANY(ARRAY(SELECT o."orderId" FROM "OrderOperator" o WHERE o."organizationId" = ${organizationId}::uuid AND o."userId" = ${userId}::uuid))`);
  }
  if (filter.itemId) add(Prisma.sql`"Order"."id" = ANY(ARRAY(SELECT l."orderId" FROM "OrderLine" l WHERE l."organizationId" = ${organizationId}::uuid AND l."itemId" = ${filter.itemId}::uuid))`);
  // who sees no prices cannot ask for them either
  if (filter.debt && viewer.canSeeMoney) add(filter.debt === 'due' ? IS_DUE : IS_PAID);
  if (filter.currency) add(Prisma.sql`"currency" = ${filter.currency}`);
  if (filter.period.period) add(DATES[filter.on](filter, viewer.timeZone, now));
  const search = { table: Prisma.sql`"Order"`, text: Prisma.sql`"Order"."searchText"`, viewer, reach: viewer.clients, common, now };
  for (const word of searchWords(filter.q)) add(foundByWord(word, search));
  return Prisma.join(conditions, ' AND ');
}

const DATES: Record<OrderDate, (filter: OrderFilter, timeZone: string, now: Date) => Prisma.Sql> = {
  created: ({ period }, timeZone, now) => periodWhere(Prisma.sql`"Order"."createdAt"`, period, timeZone, now),
  planned: ({ period }, timeZone, now) => Prisma.sql`("plannedStart" IS NOT NULL AND ${periodWhere(Prisma.sql`"plannedStart"`, period, timeZone, now)})`,
  // the day on which the work ended, not that on which somebody said so
  completed: ({ period }, timeZone, now) => Prisma.sql`("state" = 'COMPLETED' AND ${periodWhere(Prisma.sql`"actualEnd"`, period, timeZone, now)})`,
  request: ({ period }, timeZone, now) => Prisma.sql`EXISTS (
    SELECT FROM "Lead" request WHERE request."organizationId" = "Order"."organizationId" AND request."id" = "Order"."leadId"
      AND ${periodWhere(Prisma.sql`request."createdAt"`, period, timeZone, now)})`,
};
