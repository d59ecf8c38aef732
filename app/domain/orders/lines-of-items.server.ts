import type { OrgTx } from '~/platform/db.server';

/** Whether any order, also a deleted one, has a line of this item of the catalog. */
export async function isItemInOrders(tx: Pick<OrgTx, 'orderLine'>, itemId: string): Promise<boolean> {
  return (await tx.orderLine.findFirst({ where: { itemId }, select: { id: true } })) !== null;
}
