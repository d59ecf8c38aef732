import { Prisma } from '~/generated/prisma/client';
import type { Staff } from '~/domain/accounts/guard.server';
import { hasAnyMoney, ledgerWhere, noteWhere, orderTextWhere, readLedger, readLedgerPage, sumLedger, type LedgerRow, type LedgerSum, type LedgerViewer } from '~/domain/money/ledger-list.server';
import type { KeysetPage, Place } from '~/platform/db/keyset-page';
import type { OrgDb } from '~/platform/db.server';
import type { PayKind } from './pay-amount';
import { EMPTY_PAY_FILTER, type PayFilter } from './pay-filter';
import type { PayrollState } from './pay-states';

/** Whose pay the viewer sees. */
export interface PayViewer extends LedgerViewer {
  /** Only rows of this person; null: everybody's. */
  ownId: string | null;
}

/** Whose pay a member sees: everybody's, or only the own. */
export function payViewer({ org, user, can }: Pick<Staff, 'org' | 'user' | 'can'>, now: Date): PayViewer {
  return { organizationId: org.id, timeZone: org.timeZone, now, ownId: can('payroll', 'read') === 'all' ? null : user.id };
}

/** One row of the list. */
export interface PayRow extends LedgerRow {
  userId: string;
  personName: string;
  orderId: string | null;
  orderNumber: string | null;
  kind: PayKind;
  state: PayrollState;
  /** Null: what a percentage is of is not shown to the person, because it tells the order's price. */
  quantity: Prisma.Decimal | null;
  rate: Prisma.Decimal;
  currency: string;
  note: string | null;
  paidAt: Date | null;
  version: number;
}

const columnsFor = ({ ownId }: PayViewer) => Prisma.sql`
  "id", "day", "amount", "userId", "orderId", "kind"::text AS "kind", "state"::text AS "state", ${ownId ? Prisma.sql`CASE WHEN "kind" <> 'PERCENT' THEN "quantity" END AS "quantity"` : Prisma.sql`"quantity"`}, "rate", "currency", "note", "paidAt", "version",
  (SELECT u."name" FROM "User" u WHERE u."id" = "PayrollRow"."userId") AS "personName",
  (SELECT o."number" FROM "Order" o WHERE o."organizationId" = "PayrollRow"."organizationId" AND o."id" = "PayrollRow"."orderId") AS "orderNumber"`;
const FROM = Prisma.sql`"PayrollRow"`;

/** Literals, so that the planner knows how many rows each has. */
const KINDS: Record<PayKind, Prisma.Sql> = { HOURLY: Prisma.sql`"kind" = 'HOURLY'`, FIXED: Prisma.sql`"kind" = 'FIXED'`, PERCENT: Prisma.sql`"kind" = 'PERCENT'` };
const STATES: Record<PayrollState, Prisma.Sql> = { PENDING: Prisma.sql`"state" = 'PENDING'`, APPROVED: Prisma.sql`"state" = 'APPROVED'`, PAID: Prisma.sql`"state" = 'PAID'` };

/** The condition of a filter on the table "PayrollRow". */
export function payWhere(viewer: PayViewer, filter: PayFilter): Prisma.Sql {
  const personText = (pattern: string) => Prisma.sql`"userId" IN (
    SELECT m."userId" FROM "Membership" m JOIN "User" u ON u."id" = m."userId" WHERE m."organizationId" = ${viewer.organizationId}::uuid AND u."name" ILIKE ${pattern})`;
  const conditions = ledgerWhere(viewer, filter, [noteWhere, personText, orderTextWhere(viewer.organizationId)]);
  if (viewer.ownId) conditions.push(Prisma.sql`"userId" = ${viewer.ownId}::uuid`);
  if (filter.personId) conditions.push(Prisma.sql`"userId" = ${filter.personId}::uuid`);
  if (filter.kind) conditions.push(KINDS[filter.kind]);
  if (filter.state) conditions.push(STATES[filter.state]);
  return Prisma.join(conditions, ' AND ');
}

interface Options {
  viewer: PayViewer;
  filter: PayFilter;
}

const readingOf = ({ viewer, filter }: Options) => ({ select: columnsFor(viewer), from: FROM, where: payWhere(viewer, filter), sort: filter.sort });

/** One page of the pay that a filter shows, in its order. */
export function listPay(db: OrgDb, { viewer, filter, ...place }: Options & Place & { limit?: number }): Promise<KeysetPage<PayRow>> {
  return readLedgerPage<PayRow>(db, { ...readingOf({ viewer, filter }), ...place });
}

/** All of it, for a file. */
export function exportPay(db: OrgDb, options: Options): AsyncGenerator<PayRow> {
  return readLedger<PayRow>(db, readingOf(options));
}

/** What it comes to, by currency and state. */
export function sumPay(db: OrgDb, { viewer, filter }: Options): Promise<LedgerSum<PayrollState>[]> {
  return sumLedger<PayrollState>(db, { from: FROM, where: payWhere(viewer, filter), key: Prisma.sql`"state"::text` });
}

/** Whether the person would see any pay at all, whatever the filter. */
export function hasAnyPay(db: OrgDb, viewer: PayViewer): Promise<boolean> {
  return hasAnyMoney(db, FROM, payWhere(viewer, EMPTY_PAY_FILTER));
}
