import { Prisma } from '~/generated/prisma/client';
import type { Reach } from '~/domain/accounts/reach';
import { reachWhere } from '~/domain/accounts/reach.server';
import type { OrgDb } from '~/platform/db.server';
import { defineOrder } from '~/platform/db/keyset';
import { readKeysetPage, type Place } from '~/platform/db/keyset-page';
import type { ActivityKind } from '~/generated/prisma/enums';
import type { ActivityRecord } from './find-activity.server';
import type { Subject } from './subject';

export const TIMELINE_PAGE = 40;

/** One line of a history, with the names of the deal and the request that it belongs to. */
export interface TimelineRow extends Omit<ActivityRecord, 'deletedAt'> {
  leadName: string | null;
  orderNumber: string | null;
  dealTitle: string | null;
}

export const TIMELINE_ORDER = defineOrder<TimelineRow>([
  { name: 'occurredAt', sql: Prisma.sql`a."occurredAt"`, type: 'timestamptz', descending: true },
  { name: 'id', sql: Prisma.sql`a."id"`, type: 'uuid', descending: true },
]);

export interface TimelineQuery extends Place {
  organizationId: string;
  subject: Subject;
  /** Who looks: lines of deals and requests outside the person's reach are not shown on a contact. */
  viewer: { userId: string; leads: Reach; deals: Reach };
  /** None: all. */
  kinds: readonly ActivityKind[];
  /** Lines of a page. */
  limit?: number;
}

/** A stretch of a record's history, newest first. */
export async function listActivities(db: OrgDb, { organizationId, subject, viewer, kinds, limit = TIMELINE_PAGE, ...place }: TimelineQuery) {
  const reach = (resource: Reach, columns: Prisma.Sql[]) => reachWhere({ organizationId, userId: viewer.userId, reach: resource }, columns);
  const conditions = [Prisma.sql`a."organizationId" = ${organizationId}::uuid`, subjectWhere(subject), Prisma.sql`a."deletedAt" IS NULL`];
  if (kinds.length > 0) conditions.push(Prisma.sql`a."kind" IN (${Prisma.join(kinds.map((kind) => Prisma.sql`${kind}::"ActivityKind"`))})`);
  const isOfOrder = 'orderId' in subject;
  if (!isOfOrder && !('dealId' in subject) && viewer.deals !== 'all') conditions.push(Prisma.sql`(a."dealId" IS NULL OR ${reach(viewer.deals, [Prisma.sql`d."ownerId"`, Prisma.sql`d."createdById"`])})`);
  if (!isOfOrder && !('leadId' in subject) && viewer.leads !== 'all') conditions.push(Prisma.sql`(a."leadId" IS NULL OR ${reach(viewer.leads, [Prisma.sql`l."assigneeId"`])})`);
  return readKeysetPage<TimelineRow>(db, {
    ...place,
    order: TIMELINE_ORDER,
    limit,
    select: Prisma.sql`a."id", a."kind"::text AS "kind", a."event", a."data", a."body", a."durationMin", a."authorId", a."occurredAt", a."editedAt", a."version",
      a."leadId", a."contactId", a."dealId", a."orderId", l."lastName" || ' ' || l."firstName" AS "leadName", d."title" AS "dealTitle", r."number" AS "orderNumber"`,
    from: Prisma.sql`"Activity" a
      LEFT JOIN "Deal" d ON d."organizationId" = a."organizationId" AND d."id" = a."dealId"
      LEFT JOIN "Lead" l ON l."organizationId" = a."organizationId" AND l."id" = a."leadId"
      LEFT JOIN "Order" r ON r."organizationId" = a."organizationId" AND r."id" = a."orderId"`,
    where: Prisma.join(conditions, ' AND '),
  });
}

function subjectWhere(subject: Subject): Prisma.Sql {
  if ('leadId' in subject) return Prisma.sql`a."leadId" = ${subject.leadId}::uuid`;
  if ('orderId' in subject) return Prisma.sql`a."orderId" = ${subject.orderId}::uuid`;
  return 'dealId' in subject ? Prisma.sql`a."dealId" = ${subject.dealId}::uuid` : Prisma.sql`a."contactId" = ${subject.contactId}::uuid`;
}
