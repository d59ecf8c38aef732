import type { OrgTx } from '~/platform/db.server';

/** The orders of a deal that is erased stay with their client. */
export async function releaseOrdersOfDeal(tx: OrgTx, dealId: string): Promise<void> {
  await tx.order.updateMany({ where: { dealId }, data: { dealId: null } });
}
