import type { Staff } from '~/domain/accounts/guard.server';
import { INVITATION_DAYS, listInvitations } from '~/domain/accounts/members/invitations.server';
import { listMembers } from '~/domain/accounts/members/list-members.server';
import { rolesToGive } from '~/domain/accounts/members/member-rules';
import { canChangeMember } from '~/domain/accounts/permissions';
import { listTeams } from '~/domain/accounts/members/teams.server';
import { getFixedT } from '~/platform/i18n.server';
import { isMailConfigured } from '~/platform/mail.server';

/** Who works here, and who was asked to: the second only for those who may ask. */
export async function loadMembers(request: Request, { db, org, user, member, can }: Staff) {
  const canInvite = Boolean(can('members', 'create'));
  const [members, invitations, teams, t] = await Promise.all([
    listMembers(db),
    canInvite ? listInvitations(db) : [],
    canInvite ? listTeams(db) : [],
    getFixedT(request, 'members'),
  ]);
  const now = new Date();
  const teamNames = new Map(teams.map(({ id, name }) => [id, name]));
  return {
    title: `${t('title')} · ${org.name}`,
    base: `/o/${org.slug}/settings/members`,
    now,
    timeZone: org.timeZone,
    canInvite,
    isMailed: isMailConfigured(),
    days: INVITATION_DAYS,
    roles: rolesToGive(member.role),
    teams: teams.map(({ id, name }) => ({ id, name })),
    members: members.map(({ teamId: _teamId, ...row }) => ({ ...row, isYou: row.id === user.id })),
    invitations: invitations.map(({ teamId, createdAt: _createdAt, ...row }) => ({
      ...row,
      team: teamId && (teamNames.get(teamId) ?? null),
      isExpired: row.expiresAt <= now,
      canChange: canChangeMember(member.role, row.role),
    })),
  };
}

export type MembersPage = Awaited<ReturnType<typeof loadMembers>>;
