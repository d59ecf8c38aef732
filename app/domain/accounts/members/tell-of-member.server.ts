import { notify } from '~/domain/notifications/notify.server';
import type { OrgTx } from '~/platform/db.server';
import { can, ROLES, type Role } from '../permissions';

/** Tells those who look after the team of a person who has joined. */
export async function tellOfNewMember(tx: OrgTx, { organizationId, userId, role, now }: { organizationId: string; userId: string; role: Role; now: Date }): Promise<void> {
  const [person] = await tx.membership.findMany({ where: { userId }, select: { user: { select: { name: true } } } });
  if (!person) return;
  const keepers = await tx.membership.findMany({ where: { removedAt: null, role: { in: ROLES.filter((one) => can(one, 'members', 'update')) } }, select: { userId: true } });
  await notify(tx, { organizationId, event: 'member.joined', to: keepers.map((keeper) => keeper.userId), actorId: userId, data: { name: person.user.name, role }, path: `/settings/members/${userId}`, now });
}
