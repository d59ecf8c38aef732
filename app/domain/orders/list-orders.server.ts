import { Prisma } from '~/generated/prisma/client';
import { searchWords } from '~/domain/contacts/client-search.server';
import { findCommonWords } from '~/domain/contacts/list-contacts.server';
import { moneyText } from '~/domain/money/money';
import { COUNT_MAX } from '~/platform/db/count-up-to';
import { readKeysetPage, type KeysetPage, type Place } from '~/platform/db/keyset-page';
import type { OrgDb } from '~/platform/db.server';
import type { OrderState } from './lifecycle';
import { EMPTY_ORDER_FILTER, USUAL_SORT, type OrderFilter } from './order-filter';
import { ORDER_ORDERS, type OrderedOrder } from './order-order.server';
import { visibleOrders, type OrderViewer } from './order-viewer.server';
import { orderWhere } from './order-where.server';

/** One row of the list. */
export interface OrderRow extends OrderedOrder {
  state: OrderState;
  contactId: string | null;
  contactName: string | null;
  address: string | null;
  plannedEnd: Date | null;
  managerId: string | null;
  /** Names of those who carry it out. */
  operators: string[];
  /** ISO 4217 */
  currency: string;
  paid: Prisma.Decimal;
  version: number;
}

const COLUMNS = Prisma.sql`
  "Order"."id", "number", "state"::text AS "state", "contactId", "address", "plannedStart", "plannedEnd", "managerId", "currency", "total", "paid", "version", "Order"."createdAt",
  (SELECT c."name" FROM "Contact" c WHERE c."organizationId" = "Order"."organizationId" AND c."id" = "Order"."contactId") AS "contactName",
  ARRAY(SELECT u."name" FROM "OrderOperator" o JOIN "User" u ON u."id" = o."userId"
    WHERE o."organizationId" = "Order"."organizationId" AND o."orderId" = "Order"."id" ORDER BY u."name") AS "operators"`;
const ORDERS = Prisma.sql`"Order"`;

export interface OrderListOptions extends Place {
  viewer: OrderViewer;
  filter: OrderFilter;
  now: Date;
  limit?: number;
}

/** One page of the orders that a filter shows, in its order. */
export async function listOrders(db: OrgDb, { viewer, filter, now, ...place }: OrderListOptions): Promise<KeysetPage<OrderRow>> {
  return readKeysetPage<OrderRow>(db, { ...place, order: ORDER_ORDERS[shownSort(viewer, filter.sort)], select: COLUMNS, from: ORDERS, where: await whereOf(db, viewer, filter, now) });
}

/** The order that is asked for, unless it would tell what is not shown. */
export function shownSort({ canSeeMoney }: Pick<OrderViewer, 'canSeeMoney'>, sort: OrderFilter['sort']): OrderFilter['sort'] {
  return !canSeeMoney && sort.endsWith('total') ? USUAL_SORT : sort;
}

async function whereOf(db: OrgDb, viewer: OrderViewer, filter: OrderFilter, now: Date): Promise<Prisma.Sql> {
  return orderWhere(viewer, filter, now, await findCommonWords(db, { ...viewer, reach: 'all' }, searchWords(filter.q), now));
}

/** Clients are looked at one after the other, so counting all that a search finds would take longer than the list. */
const SEARCH_COUNT_MAX = 1_000;

/** Up to how many orders of this filter are counted and summed. */
export function orderCountLimit({ q }: Pick<OrderFilter, 'q'>): number {
  return q ? SEARCH_COUNT_MAX : COUNT_MAX;
}

export interface OrderTotals {
  /** One more than `orderCountLimit` means more than that. */
  count: number;
  /** By currency, decimal texts, the largest first; empty when there are more orders than are counted, or for whom prices are not shown to. */
  sums: { currency: string; total: string; due: string }[];
}

/** How many orders a filter shows, what they cost and what of it is to be paid, counted up to `orderCountLimit`. */
export async function countOrders(db: OrgDb, { viewer, filter, now }: Pick<OrderListOptions, 'viewer' | 'filter' | 'now'>): Promise<OrderTotals> {
  const limit = orderCountLimit(filter);
  const where = await whereOf(db, viewer, filter, now);
  const rows = await db.$queryRaw<{ currency: string; count: number; total: Prisma.Decimal; due: Prisma.Decimal }[]>`
    SELECT "currency", count(*)::int AS "count", sum("total") AS "total",
      sum(CASE WHEN "state" IN ('APPROVED', 'IN_PROGRESS', 'COMPLETED') THEN GREATEST("total" - "paid", 0) ELSE 0 END) AS "due"
    FROM (SELECT "currency", "total", "paid", "state" FROM "Order" WHERE ${where} LIMIT ${limit + 1}) AS "shown"
    GROUP BY "currency" ORDER BY 3 DESC, 1`;
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  if (count > limit || !viewer.canSeeMoney) return { count, sums: [] };
  return { count, sums: rows.map(({ currency, total, due }) => ({ currency, total: moneyText(total), due: moneyText(due) })) };
}

/** Whether the person would see any order at all, whatever the filter. */
export async function hasAnyOrder(db: OrgDb, viewer: OrderViewer): Promise<boolean> {
  const rows = await db.$queryRaw<object[]>`SELECT 1 FROM "Order" WHERE ${visibleOrders(viewer)} LIMIT 1`;
  return rows.length > 0;
}

export interface OrderChoice {
  id: string;
  /** Its number. */
  label: string;
  /** The client, or the address. */
  detail: string;
}

/** Orders for a picker or the palette: open ones first, the newest of each; all of the newest for no words at all. */
export async function searchOrders(db: OrgDb, viewer: OrderViewer, q: string, limit: number): Promise<OrderChoice[]> {
  const now = new Date();
  const read = (state: OrderFilter['state']) => listOrders(db, { viewer, now, limit, filter: { ...EMPTY_ORDER_FILTER, q: q.trim().slice(0, 100), state } });
  const [open, all] = await Promise.all([read('open'), read('all')]);
  const rows = [...open.rows, ...all.rows.filter(({ id }) => !open.rows.some((row) => row.id === id))].slice(0, limit);
  return rows.map(({ id, number, contactName, address }) => ({ id, label: number, detail: contactName ?? address ?? '' }));
}
