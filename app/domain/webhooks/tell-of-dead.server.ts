import { can, ROLES } from '~/domain/accounts/permissions';
import { notify } from '~/domain/notifications/notify.server';
import type { OrgTx } from '~/platform/db.server';

/** Tells those who look after webhooks that one was given up, once a day (UTC) for each endpoint. */
export async function tellOfDeadDelivery(tx: OrgTx, organizationId: string, { endpointId, url, type, now }: { endpointId: string; url: string; type: string; now: Date }): Promise<void> {
  const keepers = await tx.membership.findMany({ where: { removedAt: null, role: { in: ROLES.filter((role) => can(role, 'webhooks', 'update')) } }, select: { userId: true } });
  await notify(tx, {
    organizationId, event: 'webhook.dead', to: keepers.map(({ userId }) => userId), actorId: null, data: { url, event: type },
    path: `/settings/webhooks/${endpointId}`, onceKey: `webhook.dead:${endpointId}:${now.toISOString().slice(0, 10)}`, now,
  });
}
