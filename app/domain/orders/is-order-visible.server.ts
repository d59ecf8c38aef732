import type { OrgDb, OrgTx } from '~/platform/db.server';
import { visibleOrders, type OrderViewer } from './order-viewer.server';

/** Whether the person may open this order: it is there, and theirs where only such are shown. */
export async function isOrderVisible(db: OrgDb | OrgTx, viewer: Pick<OrderViewer, 'organizationId' | 'userId' | 'scope'>, orderId: string): Promise<boolean> {
  const rows = await db.$queryRaw<object[]>`SELECT 1 FROM "Order" WHERE ${visibleOrders(viewer)} AND "organizationId" = ${viewer.organizationId}::uuid AND "id" = ${orderId}::uuid`;
  return rows.length > 0;
}
