import type { OrgTx } from '~/platform/db.server';

/** The photos of an order that is erased stay with its client. */
export async function releaseFilesOfOrder(tx: OrgTx, orderId: string, contactId: string | null): Promise<void> {
  await tx.file.updateMany({ where: { orderId }, data: { orderId: null, contactId } });
}
