import type { SqlRunner } from '~/platform/db.server';
import type { Role } from '../permissions';

export interface LockedMember {
  userId: string;
  name: string;
  email: string;
  role: Role;
  teamId: string | null;
  teamName: string | null;
}

export interface LockedMembers {
  find: (userId: string) => LockedMember | undefined;
  owners: number;
}

/**
 * Locks the organisation's owners and the named members, always in the order of their ids, and reads them as they are
 * now: of two changes that would together leave no owner, the second one sees what the first one left.
 */
export async function lockMembers(tx: SqlRunner, organizationId: string, userIds: readonly string[]): Promise<LockedMembers> {
  const rows = await tx.$queryRaw<LockedMember[]>`
    SELECT m."userId"::text AS "userId", u."name", u."email", m."role"::text AS "role", m."teamId"::text AS "teamId",
      (SELECT t."name" FROM "Team" t WHERE t."organizationId" = m."organizationId" AND t."id" = m."teamId") AS "teamName"
    FROM "Membership" m JOIN "User" u ON u."id" = m."userId"
    WHERE m."organizationId" = ${organizationId}::uuid AND m."removedAt" IS NULL
      AND (m."role" = 'OWNER' OR m."userId" = ANY(${[...userIds]}::uuid[]))
    ORDER BY m."userId" FOR NO KEY UPDATE OF m`;
  return {
    find: (userId) => rows.find((row) => row.userId === userId),
    owners: rows.filter(({ role }) => role === 'OWNER').length,
  };
}
