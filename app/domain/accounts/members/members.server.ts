import { db, type OrgDb, type OrgTx } from '~/platform/db.server';
import { readLastOrganization } from '../last-organization.server';
import { can, ROLES, type Action, type Resource, type Role } from '../permissions';

export interface MembershipRow {
  organizationId: string;
  slug: string;
  name: string;
  timeZone: string;
  /** Whether its form answers at "/". */
  isDefault: boolean;
  role: Role;
  /** Since when the person is in. */
  createdAt: Date;
}

/** The organisations a person works in, by name. */
export async function listMemberships(userId: string): Promise<MembershipRow[]> {
  const rows = await db.membership.findMany({
    where: { userId, removedAt: null },
    select: {
      organizationId: true,
      role: true,
      createdAt: true,
      organization: { select: { slug: true, name: true, timeZone: true, isDefault: true } },
    },
    orderBy: [{ organization: { name: 'asc' } }, { organizationId: 'asc' }],
  });
  return rows.map(({ organization, ...row }) => ({ ...row, ...organization }));
}

/** The organisations of which the person is the one owner, so that they cannot leave: ids. For what a page offers; the command counts under a lock. */
export async function listOnlyOwnerships(userId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT m."organizationId"::text AS "id" FROM "Membership" m
    WHERE m."userId" = ${userId}::uuid AND m."role" = 'OWNER' AND m."removedAt" IS NULL AND NOT EXISTS (
      SELECT 1 FROM "Membership" other
      WHERE other."organizationId" = m."organizationId" AND other."userId" <> m."userId" AND other."role" = 'OWNER' AND other."removedAt" IS NULL)`;
  return rows.map(({ id }) => id);
}

/**
 * Where a person lands after the sign-in when no page was asked for: the organisation that this browser showed last,
 * else the default one, else the first by name. Without any: the page of one's organisations, which says so.
 */
export async function findLandingPath(userId: string, request: Request): Promise<string> {
  const [memberships, last] = await Promise.all([listMemberships(userId), readLastOrganization(request)]);
  const place = memberships.find(({ slug }) => slug === last) ?? memberships.find(({ isDefault }) => isDefault) ?? memberships[0];
  return place ? `/o/${place.slug}` : '/organizations';
}

/** The roles whose people can be given records of this resource: those that may change them, or do `action` with them. */
function workingRoles(resource: Resource, action: Action = 'update'): Role[] {
  return ROLES.filter((role) => can(role, resource, action));
}

export interface MemberName {
  id: string;
  name: string;
  /** Records can be given to this person. */
  isAssignable: boolean;
}

/**
 * Everybody who is or was a member, by name: for names in lists and histories, and for the choice of a person.
 * @param action what those can do to whom records are given
 */
export async function listMemberNames(client: OrgDb | OrgTx, resource: Resource = 'leads', action: Action = 'update'): Promise<MemberName[]> {
  const rows = await client.membership.findMany({ select: { userId: true, role: true, removedAt: true, user: { select: { name: true } } } });
  const working = workingRoles(resource, action);
  return rows
    .map(({ userId, role, removedAt, user }) => ({ id: userId, name: user.name, isAssignable: removedAt === null && working.includes(role) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'ru'));
}

/** Whether records of this resource can be given to this person; false for an unknown one. */
export async function isAssignable(tx: OrgTx | OrgDb, userId: string, resource: Resource = 'leads'): Promise<boolean> {
  const member = await tx.membership.findFirst({ where: { userId, removedAt: null, role: { in: workingRoles(resource) } }, select: { userId: true } });
  return member !== null;
}

export interface MemberLogin {
  id: string;
  name: string;
  email: string;
}

/** The people to whom records of this resource can be given, with what a file may name them by. */
export async function listMemberLogins(client: OrgDb, resource: Resource): Promise<MemberLogin[]> {
  const rows = await client.membership.findMany({
    where: { removedAt: null, role: { in: workingRoles(resource) } },
    select: { userId: true, user: { select: { name: true, email: true } } },
  });
  return rows.map(({ userId, user }) => ({ id: userId, ...user }));
}
