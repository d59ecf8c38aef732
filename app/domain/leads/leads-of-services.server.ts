import type { OrgTx } from '~/platform/db.server';

/** Whether any request, whatever its state, asks for this service. */
export async function hasLeadsOfService(tx: Pick<OrgTx, 'lead'>, serviceId: string): Promise<boolean> {
  return (await tx.lead.findFirst({ where: { serviceId }, select: { id: true } })) !== null;
}
