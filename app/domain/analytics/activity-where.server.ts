import { Prisma } from '~/generated/prisma/client';
import type { Reach, Viewer } from '~/domain/accounts/reach';
import { visibleContacts } from '~/domain/contacts/contact-where.server';
import { visibleDeals } from '~/domain/deals/deal-where.server';
import { leadsWithin } from '~/domain/leads/lead-reach.server';
import type { LoggedKind } from '~/domain/activities/activity-kinds';
import { periodWhere } from '~/domain/periods/period.server';
import type { PeriodFilter } from '~/domain/periods/period';

/** Who looks at activities: what they are about may be narrowed for each kind of record. */
export interface ActivityViewer extends Omit<Viewer, 'reach'> {
  reach: Readonly<Record<'leads' | 'contacts' | 'deals', Reach>>;
}

export interface ActivityFilter {
  kind: LoggedKind | null;
  /** Who logged it: a member's id, or the signed-in person as `mine`. */
  person: string | null;
  period: PeriodFilter | null;
}

/**
 * The condition of a filter on the table "Activity": what people logged (calls, messages, meetings, notes), not what the
 * system noted, about records that the viewer sees.
 */
export function activityWhere(viewer: ActivityViewer, { kind, person, period }: ActivityFilter, now: Date): Prisma.Sql {
  const conditions = [
    Prisma.sql`"organizationId" = ${viewer.organizationId}::uuid AND "deletedAt" IS NULL`,
    // a literal list, so that the index by kind and time is walked; SYSTEM is what is left out
    kind ? KINDS[kind] : Prisma.sql`"kind" IN ('CALL', 'EMAIL', 'MEETING', 'NOTE')`,
  ];
  if (person) conditions.push(Prisma.sql`"authorId" = ${person === 'mine' ? viewer.userId : person}::uuid`);
  if (period?.period) conditions.push(periodWhere(Prisma.sql`"occurredAt"`, period, viewer.timeZone, now));
  return Prisma.join([...conditions, ...withinReach(viewer)], ' AND ');
}

const KINDS: Record<LoggedKind, Prisma.Sql> = {
  CALL: Prisma.sql`"kind" = 'CALL'`,
  EMAIL: Prisma.sql`"kind" = 'EMAIL'`,
  MEETING: Prisma.sql`"kind" = 'MEETING'`,
  NOTE: Prisma.sql`"kind" = 'NOTE'`,
};

/** All that a line is about must be within the viewer's reach, also where it has been deleted since; one's own lines always are. */
function withinReach({ reach, ...who }: ActivityViewer): Prisma.Sql[] {
  const of = (table: Prisma.Sql, column: Prisma.Sql, condition: Prisma.Sql) =>
    Prisma.sql`(${column} IS NULL OR ${column} IN (SELECT "id" FROM ${table} WHERE ${condition}))`;
  const narrowed = [
    ...(reach.leads === 'all' ? [] : [of(Prisma.sql`"Lead"`, Prisma.sql`"leadId"`, Prisma.sql`"organizationId" = ${who.organizationId}::uuid AND ${leadsWithin({ ...who, reach: reach.leads })}`)]),
    ...(reach.contacts === 'all' ? [] : [of(Prisma.sql`"Contact"`, Prisma.sql`"contactId"`, visibleContacts({ ...who, reach: reach.contacts }))]),
    ...(reach.deals === 'all' ? [] : [of(Prisma.sql`"Deal"`, Prisma.sql`"dealId"`, visibleDeals({ ...who, reach: reach.deals }))]),
  ];
  return narrowed.length > 0 ? [Prisma.sql`("authorId" = ${who.userId}::uuid OR (${Prisma.join(narrowed, ' AND ')}))`] : [];
}
