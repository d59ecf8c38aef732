import type { OrgTx } from '~/platform/db.server';

/** The history of a request belongs to its deal and its client too. */
export async function giveHistoryOfLead(tx: OrgTx, leadId: string, to: { contactId: string; dealId: string }): Promise<void> {
  await tx.activity.updateMany({ where: { leadId }, data: to });
}

/** The history of a deal that is erased stays with its client. */
export async function releaseHistoryOfDeal(tx: OrgTx, dealId: string): Promise<void> {
  await tx.activity.updateMany({ where: { dealId }, data: { dealId: null } });
}
