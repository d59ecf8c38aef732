import { can, ROLES } from '~/domain/accounts/permissions';
import { notify } from '~/domain/notifications/notify.server';
import type { OrgTx } from '~/platform/db.server';

interface Told {
  organizationId: string;
  dealId: string;
  actorId: string | null;
}

/** Tells a person of a deal that somebody else has given to them. */
export async function tellOfAssignedDeal(tx: OrgTx, { organizationId, dealId, actorId }: Told): Promise<void> {
  const { ownerId, title, client, stage, by } = await factsOf(tx, dealId, actorId);
  if (ownerId) await notify(tx, { organizationId, event: 'deal.assigned', to: [ownerId], actorId, data: { dealId, title, client, stage, by }, path: `/deals/${dealId}` });
}

/** Tells of a deal that was won: its owner and all who look after everybody's deals. */
export async function tellOfWonDeal(tx: OrgTx, { organizationId, dealId, actorId }: Told): Promise<void> {
  const { ownerId, title, client, amount, currency, by } = await factsOf(tx, dealId, actorId);
  const leaders = await tx.membership.findMany({ where: { removedAt: null, role: { in: ROLES.filter((role) => can(role, 'deals', 'update') === 'all') } }, select: { userId: true } });
  const to = [...(ownerId ? [ownerId] : []), ...leaders.map(({ userId }) => userId)];
  await notify(tx, { organizationId, event: 'deal.won', to, actorId, data: { dealId, title, client, ...(amount && { amount }), currency, by }, path: `/deals/${dealId}` });
}

async function factsOf(tx: OrgTx, dealId: string, actorId: string | null) {
  const { contact, stage, amount, ...deal } = await tx.deal.findFirstOrThrow({
    where: { id: dealId },
    select: { ownerId: true, title: true, amount: true, currency: true, contact: { select: { name: true } }, stage: { select: { name: true } } },
  });
  const actor = actorId && (await tx.membership.findFirst({ where: { userId: actorId }, select: { user: { select: { name: true } } } }));
  return { ...deal, amount: amount?.toFixed(2) ?? null, client: contact.name, stage: stage?.name ?? '', by: actor ? actor.user.name : null };
}
