import { requireStaff, type GuardArgs } from '~/domain/accounts/guard.server';

/** Behaviour on the form belongs to the whole organisation: whoever may read only his own figures gets a 403. */
export async function requireAnalytics(args: GuardArgs) {
  const staff = await requireStaff(args, 'analytics', 'read');
  if (staff.scope !== 'all') throw new Response(null, { status: 403 });
  return staff;
}
