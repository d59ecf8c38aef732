import { notify } from '~/domain/notifications/notify.server';
import type { OrgTx } from '~/platform/db.server';

export type GivenResource = 'leads' | 'contacts' | 'deals' | 'orders' | 'tasks';

/** The list of what a person has of each kind. */
const LISTS: Record<GivenResource, string> = {
  leads: '/leads?assignee=me', contacts: '/contacts?owner=me', deals: '/deals?owner=me', orders: '/orders?manager=me', tasks: '/tasks?assignee=me',
};

/** Tells a person of records that somebody else has given to them at once: one sentence for all of a kind. */
export async function tellOfGivenRecords(tx: OrgTx, { organizationId, toId, actorId, resource, count }: { organizationId: string; toId: string; actorId: string; resource: GivenResource; count: number }): Promise<void> {
  if (count === 0 || toId === actorId) return;
  const actor = await tx.membership.findFirst({ where: { userId: actorId }, select: { user: { select: { name: true } } } });
  await notify(tx, { organizationId, event: 'records.assigned', to: [toId], actorId, data: { resource, count, by: actor?.user.name ?? null }, path: LISTS[resource] });
}
