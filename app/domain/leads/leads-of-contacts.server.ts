import type { OrgTx } from '~/platform/db.server';

/** Gives the requests of one contact to another. Returns their ids. */
export async function moveLeadsOfContact(tx: OrgTx, fromId: string, toId: string): Promise<string[]> {
  const rows = await tx.lead.updateManyAndReturn({ where: { contactId: fromId }, data: { contactId: toId }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** Gives these requests back, as far as they are still with the contact that got them. Returns how many went. */
export async function returnLeadsToContact(tx: OrgTx, ids: readonly string[], { fromId, toId }: { fromId: string; toId: string }): Promise<number> {
  const { count } = await tx.lead.updateMany({ where: { id: { in: [...ids] }, contactId: fromId }, data: { contactId: toId } });
  return count;
}

/** Leaves requests of contacts that are erased without one. */
export async function unlinkLeadsOfContacts(tx: OrgTx, contactIds: readonly string[]): Promise<void> {
  await tx.lead.updateMany({ where: { contactId: { in: [...contactIds] } }, data: { contactId: null } });
}
