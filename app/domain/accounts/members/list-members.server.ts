import type { Prisma } from '~/generated/prisma/client';
import type { OrgDb } from '~/platform/db.server';
import { ROLES, type Role } from '../permissions';

export interface MemberRow {
  id: string;
  name: string;
  email: string;
  role: Role;
  teamId: string | null;
  team: string | null;
  since: Date;
  /** Of the sessions that still stand; null when there is none. */
  lastSeenAt: Date | null;
}

const memberFacts = {
  userId: true, role: true, teamId: true, createdAt: true,
  team: { select: { name: true } },
  user: { select: { name: true, email: true, sessions: { select: { lastSeenAt: true }, orderBy: { lastSeenAt: 'desc' }, take: 1 } } },
} satisfies Prisma.MembershipSelect;

function toRow({ userId, role, teamId, createdAt, team, user }: Prisma.MembershipGetPayload<{ select: typeof memberFacts }>): MemberRow {
  return { id: userId, name: user.name, email: user.email, role, teamId, team: team?.name ?? null, since: createdAt, lastSeenAt: user.sessions[0]?.lastSeenAt ?? null };
}

/** Everybody who works here now: by role from the widest, then by name. */
export async function listMembers(db: OrgDb): Promise<MemberRow[]> {
  const rows = await db.membership.findMany({ where: { removedAt: null }, select: memberFacts });
  return rows.map(toRow).sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || a.name.localeCompare(b.name, 'ru'));
}

/** One member; null for who does not work here (any more). */
export async function findMember(db: OrgDb, userId: string): Promise<MemberRow | null> {
  const row = await db.membership.findFirst({ where: { userId, removedAt: null }, select: memberFacts });
  return row && toRow(row);
}

/** How many owners the organisation has now: for what the page offers; commands count under a lock. */
export function countOwners(db: OrgDb): Promise<number> {
  return db.membership.count({ where: { role: 'OWNER', removedAt: null } });
}
