import { Prisma } from '~/generated/prisma/client';
import type { OrderState } from '~/generated/prisma/enums';
import type { Viewer } from '~/domain/accounts/reach';
import { reachWhere } from '~/domain/accounts/reach.server';
import type { SqlRunner } from '~/platform/db.server';
import type { CalendarFilter } from './calendar-filter';

/** So many machines and people stand on a page. */
export const PAGE_ROWS = 100;

export interface CalendarRow {
  subject: 'item' | 'person';
  id: string;
  name: string;
  /** Of an item. */
  code: string | null;
  kind: 'EQUIPMENT' | 'ATTACHMENT' | 'PERSON';
  isBroken: boolean;
}

export interface CalendarBar {
  id: string;
  /** The row that it lies in. */
  rowId: string;
  kind: 'ORDER' | 'MAINTENANCE';
  orderId: string | null;
  number: string | null;
  state: OrderState | null;
  address: string | null;
  /** Null also for a client whom the viewer may not see. */
  client: string | null;
  maintenanceTitle: string | null;
  startsAt: Date;
  endsAt: Date;
  blockedFrom: Date;
  blockedTo: Date;
}

interface Query {
  organizationId: string;
  filter: CalendarFilter;
  /** The shown time, half-open. */
  from: Date;
  to: Date;
}

/** What a calendar's rows are: one query. Who left and what is retired stay in the time in which they worked. */
export async function listCalendarRows(db: SqlRunner, { organizationId, filter, from, to }: Query): Promise<{ rows: CalendarRow[]; hasMore: boolean }> {
  const { rows: shown, categoryId, personId, isFreeOnly, after } = filter;
  const isTaken = (column: Prisma.Sql, id: Prisma.Sql) => Prisma.sql`EXISTS (SELECT FROM "Booking" b
    WHERE b."organizationId" = ${organizationId}::uuid AND ${column} = ${id} AND ${column} IS NOT NULL AND tstzrange(b."blockedFrom", b."blockedTo") && tstzrange(${from}::timestamptz, ${to}::timestamptz))`;
  const itemTaken = isTaken(Prisma.sql`b."itemId"`, Prisma.sql`i."id"`);
  const personTaken = isTaken(Prisma.sql`b."userId"`, Prisma.sql`u."id"`);
  const kinds = shown === 'machines' ? ['EQUIPMENT'] : shown === 'attachments' ? ['ATTACHMENT'] : shown === 'people' || personId ? [] : ['EQUIPMENT', 'ATTACHMENT'];
  const people = (shown === 'all' || shown === 'people') && !categoryId;
  const rows = await db.$queryRaw<CalendarRow[]>`
    WITH RECURSIVE branch AS (
      SELECT "id" FROM "CatalogCategory" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${categoryId}::uuid
      UNION SELECT c."id" FROM "CatalogCategory" c JOIN branch ON c."parentId" = branch."id" WHERE c."organizationId" = ${organizationId}::uuid
    ), subjects AS (
      SELECT 'item' AS "subject", i."id", i."name"::text COLLATE "default" AS "name", i."code"::text AS "code", i."kind"::text AS "kind", i."status" = 'BROKEN' AS "isBroken",
        CASE i."kind" WHEN 'EQUIPMENT' THEN 1 ELSE 2 END AS "rank"
      FROM "CatalogItem" i
      WHERE i."organizationId" = ${organizationId}::uuid AND i."deletedAt" IS NULL AND i."kind"::text = ANY(${kinds}::text[])
        AND (${categoryId}::uuid IS NULL OR i."categoryId" IN (SELECT "id" FROM branch))
        AND ${isFreeOnly ? Prisma.sql`i."isActive" AND i."status" = 'READY' AND NOT ${itemTaken}` : Prisma.sql`(i."isActive" AND i."status" <> 'RETIRED' OR ${itemTaken})`}
      UNION ALL
      SELECT 'person', u."id", u."name"::text COLLATE "default", NULL, 'PERSON', FALSE, 3
      FROM "Membership" m JOIN "User" u ON u."id" = m."userId"
      WHERE ${people} AND m."organizationId" = ${organizationId}::uuid AND (${personId}::uuid IS NULL OR m."userId" = ${personId}::uuid)
        AND ${isFreeOnly ? Prisma.sql`m."removedAt" IS NULL AND m."role" = 'OPERATOR' AND NOT ${personTaken}` : Prisma.sql`(m."removedAt" IS NULL AND (m."role" = 'OPERATOR' OR m."userId" = ${personId}::uuid) OR ${personTaken})`}
    )
    SELECT "subject", "id", "name", "code", "kind", "isBroken" FROM subjects
    WHERE NOT EXISTS (SELECT FROM subjects WHERE "id" = ${after}::uuid)
      OR ("rank", "name", "id") > (SELECT "rank", "name", "id" FROM subjects WHERE "id" = ${after}::uuid)
    ORDER BY subjects."rank", subjects."name", subjects."id" LIMIT ${PAGE_ROWS + 1}`;
  return { rows: rows.slice(0, PAGE_ROWS), hasMore: rows.length > PAGE_ROWS };
}

/**
 * What is booked in these rows, in the order of time: one query, each row by its own place in the index.
 * @param contacts whose names may be read; null: nobody's
 */
export function listCalendarBars(db: SqlRunner, { organizationId, from, to, rows, contacts }: Omit<Query, 'filter'> & { rows: readonly CalendarRow[]; contacts: Viewer | null }): Promise<CalendarBar[]> {
  const ids = (subject: CalendarRow['subject']) => rows.filter((row) => row.subject === subject).map(({ id }) => id);
  const shown = Prisma.sql`tstzrange(b."blockedFrom", b."blockedTo") && tstzrange(${from}::timestamptz, ${to}::timestamptz) AND b."startsAt" < ${to}::timestamptz AND b."endsAt" > ${from}::timestamptz`;
  const maySee = contacts ? reachWhere(contacts, [Prisma.sql`c."ownerId"`, Prisma.sql`c."createdById"`]) : Prisma.sql`FALSE`;
  return db.$queryRaw<CalendarBar[]>`
    SELECT b."id", b."rowId", b."kind"::text AS "kind", b."orderId", o."number", o."state"::text AS "state", o."address", c."name" AS "client", m."title" AS "maintenanceTitle",
      b."startsAt", b."endsAt", b."blockedFrom", b."blockedTo"
    FROM (
      SELECT item AS "rowId", b.* FROM unnest(${ids('item')}::uuid[]) AS item
      JOIN "Booking" b ON b."organizationId" = ${organizationId}::uuid AND b."itemId" = item AND b."itemId" IS NOT NULL AND ${shown}
      UNION ALL
      SELECT person, b.* FROM unnest(${ids('person')}::uuid[]) AS person
      JOIN "Booking" b ON b."organizationId" = ${organizationId}::uuid AND b."userId" = person AND b."userId" IS NOT NULL AND ${shown}
    ) b
    LEFT JOIN "Order" o ON o."organizationId" = b."organizationId" AND o."id" = b."orderId"
    LEFT JOIN "Contact" c ON c."organizationId" = o."organizationId" AND c."id" = o."contactId" AND ${maySee}
    LEFT JOIN "MaintenanceRecord" m ON m."organizationId" = b."organizationId" AND m."id" = b."maintenanceId"
    ORDER BY b."startsAt", b."id"`;
}
