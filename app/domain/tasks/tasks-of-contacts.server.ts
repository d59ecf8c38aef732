import type { OrgTx } from '~/platform/db.server';

/** Gives all tasks of one contact to another. Returns their ids. */
export async function moveTasksOfContact(tx: OrgTx, fromId: string, toId: string): Promise<string[]> {
  const rows = await tx.task.updateManyAndReturn({ where: { contactId: fromId }, data: { contactId: toId }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** Gives these tasks back, as far as they are still with the contact that got them. Returns how many went. */
export async function returnTasksToContact(tx: OrgTx, ids: readonly string[], { fromId, toId }: { fromId: string; toId: string }): Promise<number> {
  const { count } = await tx.task.updateMany({ where: { id: { in: [...ids] }, contactId: fromId }, data: { contactId: toId } });
  return count;
}

/** Leaves tasks of contacts that are erased without one. */
export async function unlinkTasksOfContacts(tx: OrgTx, contactIds: readonly string[]): Promise<void> {
  await tx.task.updateMany({ where: { contactId: { in: [...contactIds] } }, data: { contactId: null } });
}
