import type { OrgTx } from '~/platform/db.server';

/** How many payments name these contacts, deleted ones too. */
export function countPaymentsOfContacts(tx: OrgTx, contactIds: readonly string[]): Promise<number> {
  return tx.payment.count({ where: { contactId: { in: [...contactIds] } } });
}

/** Gives all payments of one contact to another. Returns their ids. */
export async function movePaymentsOfContact(tx: OrgTx, fromId: string, toId: string): Promise<string[]> {
  const rows = await tx.payment.updateManyAndReturn({ where: { contactId: fromId }, data: { contactId: toId }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** Gives these payments back, as far as they are still with the contact that got them. Returns how many went. */
export async function returnPaymentsToContact(tx: OrgTx, ids: readonly string[], { fromId, toId }: { fromId: string; toId: string }): Promise<number> {
  const { count } = await tx.payment.updateMany({ where: { id: { in: [...ids] }, contactId: fromId }, data: { contactId: toId } });
  return count;
}
