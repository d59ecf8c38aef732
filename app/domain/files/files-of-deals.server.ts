import type { OrgDb, OrgTx } from '~/platform/db.server';

const row = { id: true, name: true, contentType: true, size: true } as const;

/** Files that came with a deal, among them those of the request that it grew from; the newest first. */
export function listFilesOfDeal(db: OrgDb, dealId: string, limit: number) {
  return db.file.findMany({ where: { dealId }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: limit, select: row });
}

/** The files of a request belong to its deal and its client too. */
export async function giveFilesOfLead(tx: OrgTx, leadId: string, to: { contactId: string; dealId: string }): Promise<void> {
  await tx.file.updateMany({ where: { leadId }, data: to });
}

/** The files of a deal that is erased stay with its client. */
export async function releaseFilesOfDeal(tx: OrgTx, dealId: string, contactId: string): Promise<void> {
  await tx.file.updateMany({ where: { dealId }, data: { dealId: null, contactId } });
}
