import { writeAudit } from '~/domain/audit/write-audit.server';
import { endLeadStreams } from '~/domain/leads/announce-lead.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { lockMembers } from './lock-members.server';
import type { MemberActor, MemberRefused } from './member-command';
import { checkRoleChange } from './member-rules';
import type { Role } from '../permissions';

interface ChangeMember {
  actor: MemberActor;
  userId: string;
  role: Role;
  teamId: string | null;
  /** As the person saw it. */
  seen: { role: Role; teamId: string | null };
}

/** Gives a member another role or team. It counts from the member's next request on. */
export async function changeMember({ actor, userId, role, teamId, seen }: ChangeMember): Promise<{ ok: true; name: string } | MemberRefused> {
  const { organizationId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    const members = await lockMembers(tx, organizationId, [actor.userId, userId]);
    const [by, member] = [members.find(actor.userId), members.find(userId)];
    if (!by) return { ok: false, error: 'forbidden' };
    if (!member) return { ok: false, error: 'notFound' };
    const refusal = checkRoleChange({ actor: by.role, isSelf: by === member, from: member.role, to: role, owners: members.owners });
    if (refusal) return { ok: false, error: refusal };
    if (member.role !== seen.role || member.teamId !== seen.teamId) return { ok: false, error: 'stale', current: { role: member.role, teamId: member.teamId } };
    const teamName = await findTeamName(tx, teamId);
    if (teamId !== null && teamName === null) return { ok: false, error: 'unknownTeam' };
    await tx.membership.updateMany({ where: { userId }, data: { role, teamId } });
    await endLeadStreams(tx, organizationId, userId);
    await writeAudit(tx, {
      organizationId,
      actorId: actor.userId,
      action: 'update',
      resource: 'members',
      resourceId: userId,
      label: member.name,
      before: { role: member.role, team: member.teamName },
      after: { role, team: teamName },
    });
    return { ok: true, name: member.name };
  });
}

/** The name of one of the organisation's teams; null for no team and for an unknown one. */
export async function findTeamName(tx: OrgTx, teamId: string | null): Promise<string | null> {
  const team = teamId && (await tx.team.findFirst({ where: { id: teamId }, select: { name: true } }));
  return team ? team.name : null;
}
