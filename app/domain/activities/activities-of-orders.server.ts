import type { OrgTx } from '~/platform/db.server';

/** The history of an order that is erased stays with its client and its deal. */
export async function releaseHistoryOfOrder(tx: OrgTx, orderId: string): Promise<void> {
  await tx.activity.updateMany({ where: { orderId }, data: { orderId: null } });
}
