import { db } from '~/platform/db.server';
import type { Role } from './permissions';

export interface MembershipRow {
  organizationId: string;
  slug: string;
  name: string;
  timeZone: string;
  /** Whether its form answers at "/". */
  isDefault: boolean;
  role: Role;
  notifyNewLeads: boolean;
}

/** The organisations a person works in, by name. */
export async function listMemberships(userId: string): Promise<MembershipRow[]> {
  const rows = await db.membership.findMany({
    where: { userId, removedAt: null },
    select: {
      organizationId: true,
      role: true,
      notifyNewLeads: true,
      organization: { select: { slug: true, name: true, timeZone: true, isDefault: true } },
    },
    orderBy: [{ organization: { name: 'asc' } }, { organizationId: 'asc' }],
  });
  return rows.map(({ organization, ...row }) => ({ ...row, ...organization }));
}

/** Where a person lands after the sign-in when no page was asked for: the default organisation, else the first by name. */
export async function findLandingPath(userId: string): Promise<string> {
  const memberships = await listMemberships(userId);
  const place = memberships.find(({ isDefault }) => isDefault) ?? memberships[0];
  return place ? `/o/${place.slug}` : '/profile';
}

/** Switches the e-mails about new requests on in the named organisations of this person, and off in the others. */
export async function setLeadNotices(userId: string, organizationIds: string[]): Promise<void> {
  await db.$executeRaw`
    UPDATE "Membership" SET "notifyNewLeads" = ("organizationId"::text = ANY(${organizationIds}::text[]))
    WHERE "userId" = ${userId}::uuid AND "removedAt" IS NULL`;
}
