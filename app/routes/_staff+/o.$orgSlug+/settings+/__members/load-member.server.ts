import { z } from 'zod';
import { hasFactor } from '~/domain/accounts/factors/factors.server';
import type { Staff } from '~/domain/accounts/guard.server';
import { countOwners, findMember } from '~/domain/accounts/members/list-members.server';
import { checkRemoval, checkRoleChange, rolesToGive } from '~/domain/accounts/members/member-rules';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { canChangeMember, ROLES } from '~/domain/accounts/permissions';
import { listTeams } from '~/domain/accounts/members/teams.server';
import { listPayTerms } from '~/domain/payroll/pay-terms.server';
import { countWork } from '~/domain/organizations/hand-over.server';
import { db as unbound } from '~/platform/db.server';
import { getFixedT } from '~/platform/i18n.server';

/** A member with what the signed-in person may do about them. Throws 404 for who does not work here. */
export async function loadMember(request: Request, userId: string | undefined, { db, org, user, member: me, can }: Staff) {
  const id = z.guid().safeParse(userId);
  const member = id.success ? await findMember(db, id.data) : null;
  if (!member) throw new Response(null, { status: 404 });
  const isYou = member.id === user.id;
  const mayPay = can('payroll', 'update') === 'all';
  const mayUpdate = can('members', 'update') === 'all';
  const [owners, teams, people, work, terms, hasSecond, t] = await Promise.all([
    countOwners(db),
    listTeams(db),
    listMemberNames(db),
    countWork(db, org.id, member.id),
    mayPay ? listPayTerms(db, [member.id]) : null,
    mayUpdate || isYou ? hasFactor(unbound, member.id) : null,
    getFixedT(request, 'members'),
  ]);
  const change = { actor: me.role, isSelf: isYou, from: member.role, owners };
  const roles = ROLES.filter((to) => checkRoleChange({ ...change, to }) === null);
  const mayRemove = checkRemoval(change) === null;
  return {
    title: `${member.name} · ${t('title')} · ${org.name}`,
    base: `/o/${org.slug}/settings/members`,
    organization: org.name,
    now: new Date(),
    timeZone: org.timeZone,
    member: { ...member, isYou },
    /** Those that this member may be given by this person; the present one among them. */
    roles,
    teams: teams.map(({ id: teamId, name }) => ({ id: teamId, name })),
    work: Object.entries(work).filter(([, count]) => count > 0).map(([kind, count]) => ({ kind, count })),
    takers: people.filter((person) => person.isAssignable && person.id !== member.id).map(({ id: taker, name }) => ({ id: taker, name })),
    /** Whether the member has a second factor; null for those whom it does not concern. */
    hasFactor: hasSecond,
    /** How the member is paid; null for those who may not change it. */
    pay: terms && { terms: terms.get(member.id) ?? null },
    rights: { resetFactors: Boolean(hasSecond) && !isYou && canChangeMember(me.role, member.role), change: roles.includes(member.role), remove: mayRemove, note: noteOf({ me: me.role, isYou, isOwner: member.role === 'OWNER', owners }) },
  };
}

/** Why something is not offered, or null. */
function noteOf({ me, isYou, isOwner, owners }: { me: Staff['member']['role']; isYou: boolean; isOwner: boolean; owners: number }) {
  if (rolesToGive(me).length === 0) return isYou ? null : 'readOnly';
  if (isOwner && me !== 'OWNER') return 'ownerOnly';
  if (isOwner && isYou) return owners < 2 ? 'lastOwner' : 'stepDown';
  return isYou ? 'ownRole' : null;
}

export type MemberPageData = Awaited<ReturnType<typeof loadMember>>;
