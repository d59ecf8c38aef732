import { requireStaff, type GuardArgs } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import type { Resource } from '~/domain/accounts/permissions';
import { parseAnalyticsFilter } from '~/domain/analytics/analytics-filter';
import { localDay } from '~/domain/time/zoned-time';

/**
 * Who looks at figures of these records, and which. Everybody whose role reads analytics: of all, or of the person's own.
 * Throws 403 for a role without analytics or without these records.
 */
export async function requireFigures(args: GuardArgs, resource: Resource) {
  const staff = await requireStaff(args, 'analytics', 'read');
  if (!staff.can(resource, 'read')) throw new Response(null, { status: 403 });
  const now = new Date();
  const today = localDay(now, staff.org.timeZone);
  const params = new URL(args.request.url).searchParams;
  const filter = parseAnalyticsFilter(params, staff.scope);
  const members = await listMemberNames(staff.db, resource);
  return { staff, params, filter, members, now, today, base: `/o/${staff.org.slug}` };
}

export type FigureRequest = Awaited<ReturnType<typeof requireFigures>>;

/** What every page of figures shows above them. */
export function barOf({ staff, filter, members, today }: FigureRequest) {
  return { filter, today, isOwn: staff.scope === 'own', people: members.filter(({ isAssignable }) => isAssignable).map(({ id, name }) => ({ id, name })) };
}

/** A person's name; null stands for nobody. */
export function nameOf(members: FigureRequest['members'], id: string | null): string | null {
  return members.find((member) => member.id === id)?.name ?? null;
}
