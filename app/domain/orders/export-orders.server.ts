import { Prisma } from '~/generated/prisma/client';
import { moneyText } from '~/domain/money/money';
import type { OrgDb } from '~/platform/db.server';
import type { OrderState } from './lifecycle';
import type { OrderFilter } from './order-filter';
import type { OrderViewer } from './order-viewer.server';
import { orderWhere } from './order-where.server';

export interface ExportedOrder {
  id: string;
  number: string;
  state: OrderState;
  contactName: string | null;
  address: string | null;
  plannedStart: Date | null;
  plannedEnd: Date | null;
  actualStart: Date | null;
  actualEnd: Date | null;
  description: string | null;
  managerId: string | null;
  operators: string[];
  /** ISO 4217 */
  currency: string;
  /** Decimal texts; null for whom prices are not shown to. */
  total: string | null;
  paid: string | null;
  cancelReason: string | null;
  createdAt: Date;
}

type StoredOrder = Omit<ExportedOrder, 'total' | 'paid'> & { total: Prisma.Decimal; paid: Prisma.Decimal };

const BATCH_SIZE = 1_000;

/** All orders that a filter shows, oldest first, read in batches while they are taken. */
export async function* exportOrders(db: OrgDb, { viewer, filter, now }: { viewer: OrderViewer; filter: OrderFilter; now: Date }): AsyncGenerator<ExportedOrder> {
  for (let after: string | null = null; ; ) {
    const rows: StoredOrder[] = await db.$queryRaw`
      WITH page AS (
        SELECT * FROM "Order" WHERE ${orderWhere(viewer, filter, now)} ${after ? Prisma.sql`AND "id" > ${after}::uuid` : Prisma.empty} ORDER BY "id" LIMIT ${BATCH_SIZE}
      )
      SELECT p."id", p."number", p."state"::text AS "state", c."name" AS "contactName", p."address", p."plannedStart", p."plannedEnd", p."actualStart", p."actualEnd", p."description",
        p."managerId", p."currency", p."total", p."paid", p."cancelReason", p."createdAt",
        ARRAY(SELECT u."name" FROM "OrderOperator" o JOIN "User" u ON u."id" = o."userId" WHERE o."organizationId" = p."organizationId" AND o."orderId" = p."id" ORDER BY u."name") AS "operators"
      FROM page p
      LEFT JOIN "Contact" c ON c."organizationId" = p."organizationId" AND c."id" = p."contactId"
      ORDER BY p."id"`;
    for (const { total, paid, ...row } of rows) yield { ...row, total: viewer.canSeeMoney ? moneyText(total) : null, paid: viewer.canSeeMoney ? moneyText(paid) : null };
    const last = rows.at(-1);
    if (!last || rows.length < BATCH_SIZE) return;
    after = last.id;
  }
}
