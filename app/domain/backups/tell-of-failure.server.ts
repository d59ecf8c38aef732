import { notify } from '~/domain/notifications/notify.server';
import { db, orgDb } from '~/platform/db.server';

/** Tells the host of the installation, the owners of the default organisation, that a backup was not made. */
export async function tellOfFailedBackup(name: string, error: string): Promise<void> {
  const organization = await db.organization.findFirst({ where: { isDefault: true }, select: { id: true } });
  if (!organization) return;
  const organizationId = organization.id;
  await orgDb(organizationId).$transaction(async (tx) => {
    const owners = await tx.membership.findMany({ where: { role: 'OWNER', removedAt: null }, select: { userId: true } });
    await notify(tx, { organizationId, event: 'backup.failed', to: owners.map(({ userId }) => userId), actorId: null, data: { error }, path: '/settings/system', onceKey: `backup.failed:${name}` });
  });
}
