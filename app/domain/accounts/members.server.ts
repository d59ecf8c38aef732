import { db } from '~/platform/db.server';
import type { Role } from './permissions';

export interface MembershipRow {
  organizationId: string;
  slug: string;
  name: string;
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
      organization: { select: { slug: true, name: true } },
    },
    orderBy: [{ organization: { name: 'asc' } }, { organizationId: 'asc' }],
  });
  return rows.map(({ organization, ...row }) => ({ ...row, ...organization }));
}
