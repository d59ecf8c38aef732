import { Prisma } from '~/generated/prisma/client';
import type { Staff } from './guard.server';
import type { ReachResource, Viewer } from './reach';

/** The signed-in person as a viewer of these records. */
export function viewerFor({ org, user, reach }: Pick<Staff, 'org' | 'user' | 'reach'>, resource: ReachResource): Viewer {
  return { organizationId: org.id, timeZone: org.timeZone, userId: user.id, reach: reach[resource] };
}

/**
 * The condition that a row belongs to whom the viewer sees; empty where that is everybody.
 * @param columns the row's columns that name a person, for example its owner and its creator
 */
export function reachWhere({ organizationId, userId, reach }: Pick<Viewer, 'organizationId' | 'userId' | 'reach'>, columns: readonly Prisma.Sql[]): Prisma.Sql {
  if (reach === 'all') return Prisma.sql`TRUE`;
  const isWithin =
    reach === 'own'
      ? // not ANY: one value lets the list's indexes keep their order
        (column: Prisma.Sql) => Prisma.sql`${column} = ${userId}::uuid`
      : (column: Prisma.Sql) => Prisma.sql`${column} = ANY(${teamMates(organizationId, userId)})`;
  return Prisma.sql`(${Prisma.join(columns.map(isWithin), ' OR ')})`;
}

/** The person and all who are or were in the same team: what a colleague left behind stays with the team. */
function teamMates(organizationId: string, userId: string): Prisma.Sql {
  return Prisma.sql`ARRAY(
    SELECT mate."userId" FROM "Membership" me
    JOIN "Membership" mate ON mate."organizationId" = me."organizationId" AND (mate."teamId" = me."teamId" OR mate."userId" = me."userId")
    WHERE me."organizationId" = ${organizationId}::uuid AND me."userId" = ${userId}::uuid)`;
}
