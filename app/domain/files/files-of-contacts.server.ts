import type { OrgDb, OrgTx } from '~/platform/db.server';

/** The newest files of a contact. */
export function listFilesOfContact(db: OrgDb, contactId: string, limit: number) {
  return db.file.findMany({
    where: { contactId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: { id: true, name: true, size: true, contentType: true },
  });
}


/** Gives the files of one contact to another. Returns their ids. */
export async function moveFilesOfContact(tx: OrgTx, fromId: string, toId: string): Promise<string[]> {
  const rows = await tx.file.updateManyAndReturn({ where: { contactId: fromId }, data: { contactId: toId }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** Gives these files back, as far as they are still with the contact that got them. Returns how many went. */
export async function returnFilesToContact(tx: OrgTx, ids: readonly string[], { fromId, toId }: { fromId: string; toId: string }): Promise<number> {
  const { count } = await tx.file.updateMany({ where: { id: { in: [...ids] }, contactId: fromId }, data: { contactId: toId } });
  return count;
}

/** Removes the files of contacts that are erased; those of a request or a deal stay there. The bytes go with the next sweep. */
export async function eraseFilesOfContacts(tx: OrgTx, contactIds: readonly string[]): Promise<void> {
  const ofThem = { contactId: { in: [...contactIds] } };
  await tx.file.deleteMany({ where: { ...ofThem, leadId: null, dealId: null } });
  await tx.file.updateMany({ where: ofThem, data: { contactId: null } });
}
