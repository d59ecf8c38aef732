import { Prisma } from '~/generated/prisma/client';
import { hasAnyMoney, ledgerWhere, noteWhere, ordersOfContact, orderTextWhere, readLedger, readLedgerPage, sumLedger, type LedgerRow, type LedgerSum, type LedgerViewer } from '~/domain/money/ledger-list.server';
import type { KeysetPage, Place } from '~/platform/db/keyset-page';
import type { OrgDb } from '~/platform/db.server';
import { EMPTY_PAYMENT_FILTER, type PaymentFilter } from './payment-filter';
import type { PaymentKind, PaymentMethod } from './payment-input';

/** One row of the list. */
export interface PaymentRow extends LedgerRow {
  orderId: string;
  orderNumber: string;
  contactId: string | null;
  contactName: string | null;
  kind: PaymentKind;
  method: PaymentMethod;
  currency: string;
  note: string | null;
  version: number;
}

/** The client is that of the order, also when the order or its client has been changed or merged since. */
const OF_ORDER = Prisma.sql`o."organizationId" = "Payment"."organizationId" AND o."id" = "Payment"."orderId"`;
const COLUMNS = Prisma.sql`
  "id", "day", "amount", "orderId", "kind"::text AS "kind", "method"::text AS "method", "currency", "note", "version",
  (SELECT o."number" FROM "Order" o WHERE ${OF_ORDER}) AS "orderNumber",
  (SELECT o."contactId" FROM "Order" o WHERE ${OF_ORDER}) AS "contactId",
  (SELECT c."name" FROM "Order" o JOIN "Contact" c ON c."organizationId" = o."organizationId" AND c."id" = o."contactId" WHERE ${OF_ORDER}) AS "contactName"`;
const FROM = Prisma.sql`"Payment"`;

/** Literals, so that the planner knows how many rows each has. */
const KINDS: Record<PaymentKind, Prisma.Sql> = { RECEIVED: Prisma.sql`"kind" = 'RECEIVED'`, REFUNDED: Prisma.sql`"kind" = 'REFUNDED'` };
const METHODS: Record<PaymentMethod, Prisma.Sql> = { CASH: Prisma.sql`"method" = 'CASH'`, TRANSFER: Prisma.sql`"method" = 'TRANSFER'`, CARD: Prisma.sql`"method" = 'CARD'`, ONLINE: Prisma.sql`"method" = 'ONLINE'` };

/** The condition of a filter on the table "Payment". */
export function paymentWhere(viewer: LedgerViewer, filter: PaymentFilter): Prisma.Sql {
  const conditions = ledgerWhere(viewer, filter, [noteWhere, orderTextWhere(viewer.organizationId)]);
  if (filter.kind) conditions.push(KINDS[filter.kind]);
  if (filter.method) conditions.push(METHODS[filter.method]);
  if (filter.contactId) conditions.push(ordersOfContact(viewer.organizationId, filter.contactId));
  return Prisma.join(conditions, ' AND ');
}

interface Options {
  viewer: LedgerViewer;
  filter: PaymentFilter;
}

const readingOf = ({ viewer, filter }: Options) => ({ select: COLUMNS, from: FROM, where: paymentWhere(viewer, filter), sort: filter.sort });

/** One page of the payments that a filter shows, in its order. */
export function listPayments(db: OrgDb, { viewer, filter, ...place }: Options & Place & { limit?: number }): Promise<KeysetPage<PaymentRow>> {
  return readLedgerPage<PaymentRow>(db, { ...readingOf({ viewer, filter }), ...place });
}

/** All of them, for a file. */
export function exportPayments(db: OrgDb, options: Options): AsyncGenerator<PaymentRow> {
  return readLedger<PaymentRow>(db, readingOf(options));
}

/** What they come to, by currency and kind. */
export function sumPayments(db: OrgDb, { viewer, filter }: Options): Promise<LedgerSum<PaymentKind>[]> {
  return sumLedger<PaymentKind>(db, { from: FROM, where: paymentWhere(viewer, filter), key: Prisma.sql`"kind"::text` });
}

/** Whether there is any payment at all, whatever the filter. */
export function hasAnyPayment(db: OrgDb, viewer: LedgerViewer): Promise<boolean> {
  return hasAnyMoney(db, FROM, paymentWhere(viewer, EMPTY_PAYMENT_FILTER));
}
