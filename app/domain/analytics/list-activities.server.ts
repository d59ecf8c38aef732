import { Prisma } from '~/generated/prisma/client';
import type { LoggedKind } from '~/domain/activities/activity-kinds';
import { visibleContacts } from '~/domain/contacts/contact-where.server';
import { visibleDeals } from '~/domain/deals/deal-where.server';
import { leadsWithin } from '~/domain/leads/lead-reach.server';
import type { OrgDb } from '~/platform/db.server';
import { countUpTo } from '~/platform/db/count-up-to';
import { defineOrder } from '~/platform/db/keyset';
import { readKeysetPage, type KeysetPage, type Place } from '~/platform/db/keyset-page';
import { activityWhere, type ActivityFilter, type ActivityViewer } from './activity-where.server';

export interface ListedActivity {
  id: string;
  kind: LoggedKind;
  body: string | null;
  durationMin: number | null;
  authorId: string | null;
  occurredAt: Date;
  leadId: string | null;
  contactId: string | null;
  dealId: string | null;
}

/** Newest first. */
export const ACTIVITY_ORDER = defineOrder<ListedActivity>([
  { name: 'occurredAt', sql: Prisma.sql`"occurredAt"`, type: 'timestamptz', descending: true },
  { name: 'id', sql: Prisma.sql`"id"`, type: 'uuid', descending: true },
]);

interface Options {
  viewer: ActivityViewer;
  filter: ActivityFilter;
  now: Date;
}

/** One page of what people logged. */
export function listActivities(db: OrgDb, { viewer, filter, now, ...place }: Options & Place & { limit?: number }): Promise<KeysetPage<ListedActivity>> {
  return readKeysetPage<ListedActivity>(db, {
    ...place,
    order: ACTIVITY_ORDER,
    select: Prisma.sql`"id", "kind"::text AS "kind", "body", "durationMin", "authorId", "occurredAt", "leadId", "contactId", "dealId"`,
    from: Prisma.sql`"Activity"`,
    where: activityWhere(viewer, filter, now),
  });
}

/** How many there are, counted up to a bound. */
export function countActivities(db: OrgDb, { viewer, filter, now }: Options): Promise<number> {
  return countUpTo(db, { from: Prisma.sql`"Activity"`, where: activityWhere(viewer, filter, now) });
}

export interface AboutRecord {
  kind: 'lead' | 'contact' | 'deal';
  id: string;
  name: string;
}

/** What the lines are about, by id: the records that the viewer may open, deals before contacts before requests. */
export async function recordsOf(db: OrgDb, { reach, ...who }: ActivityViewer, rows: readonly Pick<ListedActivity, 'leadId' | 'contactId' | 'dealId'>[]): Promise<Map<string, AboutRecord>> {
  const ids = (key: 'leadId' | 'contactId' | 'dealId') => [...new Set(rows.flatMap((row) => row[key] ?? []))];
  const found = await db.$queryRaw<AboutRecord[]>`
    SELECT 'deal' AS "kind", "id", "title" AS "name" FROM "Deal" WHERE ${visibleDeals({ ...who, reach: reach.deals })} AND "id" = ANY(${ids('dealId')}::uuid[])
    UNION ALL
    SELECT 'contact', "id", "name" FROM "Contact" WHERE ${visibleContacts({ ...who, reach: reach.contacts })} AND "id" = ANY(${ids('contactId')}::uuid[])
    UNION ALL
    SELECT 'lead', "id", "lastName" || ' ' || "firstName" FROM "Lead"
    WHERE "organizationId" = ${who.organizationId}::uuid AND ${leadsWithin({ ...who, reach: reach.leads })} AND "id" = ANY(${ids('leadId')}::uuid[])`;
  return new Map(found.map((record) => [record.id, record]));
}
