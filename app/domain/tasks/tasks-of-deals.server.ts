import type { OrgTx } from '~/platform/db.server';

/** What is to do about a request is to do about its deal, unless it belongs to another one. */
export async function giveTasksOfLead(tx: OrgTx, leadId: string, to: { contactId: string; dealId: string }): Promise<void> {
  await tx.task.updateMany({ where: { leadId, dealId: null }, data: to });
}

/** The tasks of a deal that is erased stay with its client. */
export async function releaseTasksOfDeal(tx: OrgTx, dealId: string, contactId: string): Promise<void> {
  await tx.task.updateMany({ where: { dealId }, data: { dealId: null, contactId } });
}
