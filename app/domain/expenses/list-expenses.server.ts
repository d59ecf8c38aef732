import { Prisma } from '~/generated/prisma/client';
import { hasAnyMoney, ledgerWhere, noteWhere, ordersOfContact, orderTextWhere, readLedger, readLedgerPage, sumLedger, type LedgerRow, type LedgerSum, type LedgerViewer } from '~/domain/money/ledger-list.server';
import type { KeysetPage, Place } from '~/platform/db/keyset-page';
import type { OrgDb } from '~/platform/db.server';
import { EMPTY_EXPENSE_FILTER, type ExpenseFilter } from './expense-filter';
import type { ExpenseKind } from './expense-input';

/** One row of the list. */
export interface ExpenseRow extends LedgerRow {
  kind: ExpenseKind;
  orderId: string | null;
  orderNumber: string | null;
  itemId: string | null;
  itemName: string | null;
  currency: string;
  note: string | null;
  version: number;
}

const COLUMNS = Prisma.sql`
  "id", "day", "amount", "kind"::text AS "kind", "orderId", "itemId", "currency", "note", "version",
  (SELECT o."number" FROM "Order" o WHERE o."organizationId" = "Expense"."organizationId" AND o."id" = "Expense"."orderId") AS "orderNumber",
  (SELECT i."name" FROM "CatalogItem" i WHERE i."organizationId" = "Expense"."organizationId" AND i."id" = "Expense"."itemId") AS "itemName"`;
const FROM = Prisma.sql`"Expense"`;

/** Literals, so that the planner knows how many rows each has. */
const KINDS: Record<ExpenseKind, Prisma.Sql> = {
  FUEL: Prisma.sql`"kind" = 'FUEL'`,
  REPAIR: Prisma.sql`"kind" = 'REPAIR'`,
  RENT: Prisma.sql`"kind" = 'RENT'`,
  SALARY: Prisma.sql`"kind" = 'SALARY'`,
  OTHER: Prisma.sql`"kind" = 'OTHER'`,
};

/** The condition of a filter on the table "Expense". */
export function expenseWhere(viewer: LedgerViewer, filter: ExpenseFilter): Prisma.Sql {
  const itemText = (pattern: string) => Prisma.sql`"itemId" IN (SELECT i."id" FROM "CatalogItem" i WHERE i."organizationId" = ${viewer.organizationId}::uuid AND i."name" ILIKE ${pattern})`;
  const conditions = ledgerWhere(viewer, filter, [noteWhere, orderTextWhere(viewer.organizationId), itemText]);
  if (filter.kind) conditions.push(KINDS[filter.kind]);
  if (filter.itemId) conditions.push(Prisma.sql`"itemId" = ${filter.itemId}::uuid`);
  if (filter.contactId) conditions.push(ordersOfContact(viewer.organizationId, filter.contactId));
  return Prisma.join(conditions, ' AND ');
}

interface Options {
  viewer: LedgerViewer;
  filter: ExpenseFilter;
}

const readingOf = ({ viewer, filter }: Options) => ({ select: COLUMNS, from: FROM, where: expenseWhere(viewer, filter), sort: filter.sort });

/** One page of the expenses that a filter shows, in its order. */
export function listExpenses(db: OrgDb, { viewer, filter, ...place }: Options & Place & { limit?: number }): Promise<KeysetPage<ExpenseRow>> {
  return readLedgerPage<ExpenseRow>(db, { ...readingOf({ viewer, filter }), ...place });
}

/** All of them, for a file. */
export function exportExpenses(db: OrgDb, options: Options): AsyncGenerator<ExpenseRow> {
  return readLedger<ExpenseRow>(db, readingOf(options));
}

/** What they come to, by currency and kind. */
export function sumExpenses(db: OrgDb, { viewer, filter }: Options): Promise<LedgerSum<ExpenseKind>[]> {
  return sumLedger<ExpenseKind>(db, { from: FROM, where: expenseWhere(viewer, filter), key: Prisma.sql`"kind"::text` });
}

/** Whether there is any expense at all, whatever the filter. */
export function hasAnyExpense(db: OrgDb, viewer: LedgerViewer): Promise<boolean> {
  return hasAnyMoney(db, FROM, expenseWhere(viewer, EMPTY_EXPENSE_FILTER));
}

const MACHINES_MAX = 500;

/** Machines and attachments by name: what an expense can be for. @param alsoId one that is gone, but is still meant */
export async function listMachines(db: OrgDb, alsoId: string | null = null): Promise<{ id: string; name: string; code: string }[]> {
  return db.catalogItem.findMany({
    where: { kind: { in: ['EQUIPMENT', 'ATTACHMENT'] }, OR: [{ deletedAt: null }, ...(alsoId ? [{ id: alsoId }] : [])] },
    select: { id: true, name: true, code: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: MACHINES_MAX,
  });
}
