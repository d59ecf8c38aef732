import type { OrgTx } from '~/platform/db.server';

/** The tasks of an order that is erased stay with its client. */
export async function releaseTasksOfOrder(tx: OrgTx, orderId: string, contactId: string | null): Promise<void> {
  await tx.task.updateMany({ where: { orderId }, data: { orderId: null, ...(contactId && { contactId }) } });
}
