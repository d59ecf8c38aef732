import { Prisma } from '~/generated/prisma/client';
import { localDay } from '~/domain/behavior/local-day';
import { escapeLike } from '~/domain/contacts/contact-query';
import { daysOfPeriod } from '~/domain/periods/period';
import { defineOrder, type Cursor, type KeyStep, type Order } from '~/platform/db/keyset';
import { readKeysetPage, type KeysetPage, type Place } from '~/platform/db/keyset-page';
import type { OrgDb } from '~/platform/db.server';
import type { LedgerFilter, LedgerSort, OrderFacts } from './ledger-filter';
import { moneyText } from './money';

/** What of a row of money its place in every order depends on. */
export interface LedgerRow {
  id: string;
  day: Date;
  amount: Prisma.Decimal;
}

type Step = KeyStep<LedgerRow>;
const id: Step = { name: 'id', sql: Prisma.sql`"id"`, type: 'uuid' };
const day: Step = { name: 'day', sql: Prisma.sql`"day"`, type: 'date' };
const amount: Step = { name: 'amount', sql: Prisma.sql`"amount"`, type: 'numeric' };
const down = (step: Step): Step => ({ ...step, descending: true });

export const LEDGER_ORDERS: Record<LedgerSort, Order<LedgerRow>> = {
  '-day': defineOrder([down(day), down(id)]),
  day: defineOrder([day, id]),
  '-amount': defineOrder([down(amount), down(id)]),
  amount: defineOrder([amount, id]),
};

const WORDS_MAX = 6;

/**
 * The conditions that all lists of money share, on a table of money without another name. The literal makes the partial
 * indexes known.
 * @param texts conditions in which a word may occur; each is given the pattern
 */
export function ledgerWhere({ organizationId, timeZone, now }: LedgerViewer, filter: LedgerFilter, texts: readonly ((pattern: string) => Prisma.Sql)[]): Prisma.Sql[] {
  const { from, to } = daysOfPeriod(filter.period, localDay(now, timeZone));
  const words = filter.q.split(/\s+/).filter(Boolean).slice(0, WORDS_MAX);
  return [
    Prisma.sql`"organizationId" = ${organizationId}::uuid AND "deletedAt" IS NULL`,
    ...(from ? [Prisma.sql`"day" >= ${from}::date`] : []),
    ...(to ? [Prisma.sql`"day" <= ${to}::date`] : []),
    ...(filter.orderId ? [Prisma.sql`"orderId" = ${filter.orderId}::uuid`] : []),
    ...rowsOfOrders(organizationId, filter.ofOrders),
    ...words.map((word) => Prisma.sql`(${Prisma.join(texts.map((occurs) => occurs(`%${escapeLike(word)}%`)), ' OR ')})`),
  ];
}

function rowsOfOrders(organizationId: string, { contactId, managerId, operatorId, itemId }: OrderFacts): Prisma.Sql[] {
  const facts = [
    ...(contactId ? [Prisma.sql`o."contactId" = ${contactId}::uuid`] : []),
    ...(managerId ? [Prisma.sql`o."managerId" = ${managerId}::uuid`] : []),
    ...(operatorId ? [Prisma.sql`o."id" IN (SELECT p."orderId" FROM "OrderOperator" p WHERE p."organizationId" = ${organizationId}::uuid AND p."userId" = ${operatorId}::uuid)`] : []),
    ...(itemId ? [Prisma.sql`o."id" IN (SELECT l."orderId" FROM "OrderLine" l WHERE l."organizationId" = ${organizationId}::uuid AND l."itemId" = ${itemId}::uuid)`] : []),
  ];
  return facts.length > 0 ? [Prisma.sql`"orderId" IN (SELECT o."id" FROM "Order" o WHERE o."organizationId" = ${organizationId}::uuid AND ${Prisma.join(facts, ' AND ')})`] : [];
}

/** Whose money, and what "today" is there. */
export interface LedgerViewer {
  organizationId: string;
  /** IANA name. */
  timeZone: string;
  now: Date;
}

/** The row's order has a number or a client in whose name the pattern occurs. */
export function orderTextWhere(organizationId: string): (pattern: string) => Prisma.Sql {
  return (pattern) => Prisma.sql`"orderId" IN (
    SELECT o."id" FROM "Order" o LEFT JOIN "Contact" c ON c."organizationId" = o."organizationId" AND c."id" = o."contactId"
    WHERE o."organizationId" = ${organizationId}::uuid AND (o."number" ILIKE ${pattern} OR c."name" ILIKE ${pattern}))`;
}

/** The row belongs to an order of the client. */
export function ordersOfContact(organizationId: string, contactId: string): Prisma.Sql {
  return Prisma.sql`"orderId" IN (SELECT o."id" FROM "Order" o WHERE o."organizationId" = ${organizationId}::uuid AND o."contactId" = ${contactId}::uuid)`;
}

export const noteWhere = (pattern: string) => Prisma.sql`"note" ILIKE ${pattern}`;

interface Reading extends Place {
  select: Prisma.Sql;
  from: Prisma.Sql;
  where: Prisma.Sql;
  sort: LedgerSort;
  limit?: number;
}

/** One page of a list of money. */
export function readLedgerPage<Row extends LedgerRow>(db: OrgDb, { sort, ...reading }: Reading): Promise<KeysetPage<Row>> {
  return readKeysetPage<Row>(db, { ...reading, order: LEDGER_ORDERS[sort] as unknown as Order<Row> });
}

const BATCH_SIZE = 1_000;

/** All rows of a list in its order, read in batches while they are taken. */
export async function* readLedger<Row extends LedgerRow>(db: OrgDb, reading: Reading): AsyncGenerator<Row> {
  for (let cursor: Cursor | null = null; ; ) {
    const page: KeysetPage<Row> = await readLedgerPage<Row>(db, { ...reading, cursor, direction: 'after', limit: BATCH_SIZE });
    yield* page.rows;
    if (!page.next) return;
    cursor = page.next;
  }
}

export interface LedgerSum<Key extends string> {
  /** ISO 4217 */
  currency: string;
  key: Key;
  count: number;
  /** Decimal text. */
  amount: string;
}

/** What all rows of a condition come to, by currency and by what `key` says; exact, however many there are. */
export async function sumLedger<Key extends string>(db: OrgDb, { from, where, key }: { from: Prisma.Sql; where: Prisma.Sql; key: Prisma.Sql }): Promise<LedgerSum<Key>[]> {
  const rows = await db.$queryRaw<{ currency: string; key: Key; count: number; amount: Prisma.Decimal }[]>`
    SELECT "currency", ${key} AS "key", count(*)::int AS "count", sum("amount") AS "amount" FROM ${from} WHERE ${where} GROUP BY 1, 2 ORDER BY 1, 2`;
  return rows.map((row) => ({ ...row, amount: moneyText(row.amount) }));
}

/** Whether there is any row at all, whatever the filter. */
export async function hasAnyMoney(db: OrgDb, from: Prisma.Sql, where: Prisma.Sql): Promise<boolean> {
  const rows = await db.$queryRaw<object[]>`SELECT 1 FROM ${from} WHERE ${where} LIMIT 1`;
  return rows.length > 0;
}
