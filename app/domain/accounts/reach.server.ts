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
export function reachWhere({ organizationId, userId, reach }: Viewer, columns: readonly Prisma.Sql[]): Prisma.Sql {
  if (reach === 'all') return Prisma.sql`TRUE`;
  const people =
    reach === 'own'
      ? Prisma.sql`ARRAY[${userId}::uuid]`
      : Prisma.sql`ARRAY(
          SELECT mate."userId" FROM "Membership" me
          JOIN "Membership" mate ON mate."organizationId" = me."organizationId" AND (mate."teamId" = me."teamId" OR mate."userId" = me."userId")
          WHERE me."organizationId" = ${organizationId}::uuid AND me."userId" = ${userId}::uuid)`;
  return Prisma.sql`(${Prisma.join(columns.map((column) => Prisma.sql`${column} = ANY(${people})`), ' OR ')})`;
}
