import type { OrgTx } from '~/platform/db.server';

/** Moves the whole history of one contact to another. Returns the ids of its lines. */
export async function moveActivitiesOfContact(tx: OrgTx, fromId: string, toId: string): Promise<string[]> {
  const rows = await tx.activity.updateManyAndReturn({ where: { contactId: fromId }, data: { contactId: toId }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** Moves these lines back, as far as they are still with the contact that got them. Returns how many went. */
export async function returnActivitiesToContact(tx: OrgTx, ids: readonly string[], { fromId, toId }: { fromId: string; toId: string }): Promise<number> {
  const { count } = await tx.activity.updateMany({ where: { id: { in: [...ids] }, contactId: fromId }, data: { contactId: toId } });
  return count;
}

/** Removes the history of contacts that are erased; lines that belong to a request or a deal as well stay there. */
export async function eraseActivitiesOfContacts(tx: OrgTx, contactIds: readonly string[]): Promise<void> {
  const ofThem = { contactId: { in: [...contactIds] } };
  await tx.activity.deleteMany({ where: { ...ofThem, leadId: null, dealId: null } });
  await tx.activity.updateMany({ where: ofThem, data: { contactId: null } });
}
