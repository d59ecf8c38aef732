import { Prisma } from '~/generated/prisma/client';
import type { Role } from '~/domain/accounts/permissions';
import type { OrgDb } from '~/platform/db.server';
import { pool } from '~/platform/db.server';
import { defineOrder, type Order } from '~/platform/db/keyset';
import { readKeysetPage, type KeysetPage, type Place } from '~/platform/db/keyset-page';
import { isNotificationEvent, mayBeTold } from './events';
import { writeNotification } from './words.server';

/** The bell counts no further: it shows "99+". */
export const UNREAD_MAX = 100;

/** Whose bell it is. */
export interface BellOwner {
  organizationId: string;
  userId: string;
}

interface NotificationRecord {
  id: string;
  event: string;
  data: Record<string, unknown>;
  path: string;
  createdAt: Date;
  readAt: Date | null;
}

export interface NotificationRow extends Omit<NotificationRecord, 'data'> {
  /** Empty for an event that the register does not know any more, or of which the reader's role may not know any more. */
  title: string;
  lines: string[];
}

/** How the reader reads: language, clocks, rights of now. */
export interface BellReader extends BellOwner {
  locale: string;
  timeZone: string;
  organizationTimeZone: string;
  role: Role;
}

/** The newest first. */
export const NOTIFICATION_ORDER: Order<NotificationRecord> = defineOrder<NotificationRecord>([
  { name: 'createdAt', sql: Prisma.sql`"createdAt"`, type: 'timestamptz', descending: true },
  { name: 'id', sql: Prisma.sql`"id"`, type: 'uuid', descending: true },
]);

/** One page of what a person was told under the bell, in words. */
export async function listNotifications(db: OrgDb, { organizationId, userId, ...reader }: BellReader, { isUnread, ...place }: Place & { isUnread: boolean; limit?: number }): Promise<KeysetPage<NotificationRow>> {
  const unread = isUnread ? Prisma.sql`AND "readAt" IS NULL` : Prisma.empty;
  const page = await readKeysetPage<NotificationRecord>(db, {
    ...place,
    order: NOTIFICATION_ORDER,
    select: Prisma.sql`"id", "event", "data", "path", "createdAt", "readAt"`,
    from: Prisma.sql`"Notification"`,
    where: Prisma.sql`"organizationId" = ${organizationId}::uuid AND "userId" = ${userId}::uuid AND "inApp" ${unread}`,
  });
  const rows = await Promise.all(
    page.rows.map(async ({ data, ...row }) => {
      // whose role changed sees that there was something, and no more of it
      const words = isNotificationEvent(row.event) && mayBeTold(reader.role, row.event) ? await writeNotification(row.event, data, reader) : { title: '', lines: [] };
      return { ...row, title: words.title, lines: words.lines };
    }),
  );
  return { ...page, rows };
}

// The frame of every page asks this: as a prepared statement of the pool, like the question who is signed in.
const countSql = `
  SELECT count(*)::int AS "count" FROM (
    SELECT 1 FROM "Notification"
    WHERE "organizationId" = $1::uuid AND "userId" = $2::uuid AND "readAt" IS NULL AND "inApp" LIMIT ${UNREAD_MAX}
  ) unread`;

/** How many the person has not read, 100 at most. */
export async function countUnread({ organizationId, userId }: BellOwner): Promise<number> {
  const { rows } = await pool.query<{ count: number }>({ name: 'unread', text: countSql, values: [organizationId, userId] });
  return rows[0]?.count ?? 0;
}
