import type { OrgDb } from '~/platform/db.server';

/** A person whose row the calendar can show. */
export interface CalendarPerson {
  id: string;
  name: string;
}

/** Whose bookings can be asked for: all operators, and this person whoever it is. */
export async function listCalendarPeople(db: OrgDb, personId: string | null): Promise<CalendarPerson[]> {
  const rows = await db.membership.findMany({
    where: { OR: [{ removedAt: null, role: 'OPERATOR' }, ...(personId ? [{ userId: personId }] : [])] },
    select: { userId: true, user: { select: { name: true } } },
  });
  return rows.map(({ userId, user }) => ({ id: userId, name: user.name })).sort((a, b) => a.name.localeCompare(b.name, 'ru'));
}
