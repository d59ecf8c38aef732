import { Prisma } from '~/generated/prisma/client';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { countUnread, type BellOwner } from './list-notifications.server';
import { ringBells } from './notify.server';

/** Marks one notification of the person's own as read or unread. False when there is none of this id. */
export function markRead({ organizationId, userId }: BellOwner, id: string, { isRead, now }: { isRead: boolean; now: Date }): Promise<boolean> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const { count } = await tx.notification.updateMany({ where: { id, userId, inApp: true }, data: { readAt: isRead ? now : null } });
    if (count > 0) await ringBells(tx, organizationId, [userId]);
    return count > 0;
  });
}

/** Marks all of the person's own as read that came up to now. @returns how many */
export function markAllRead(owner: BellOwner, now: Date): Promise<number> {
  return orgDb(owner.organizationId).$transaction((tx) => markWhere(tx, owner, Prisma.sql`"createdAt" <= ${now}`, now));
}

/** Whoever opens a page has read what the bell says of it. @param url its address @returns how many are unread now, 100 at most */
export async function openPage(owner: BellOwner, { pathname, search }: Pick<URL, 'pathname' | 'search'>, now: Date): Promise<number> {
  const count = await countUnread(owner);
  if (count === 0) return 0;
  const opened = await orgDb(owner.organizationId).$transaction((tx) => markWhere(tx, owner, Prisma.sql`"path" = ANY(${[pathname, pathname + search]}::varchar[])`, now));
  return opened > 0 ? countUnread(owner) : count;
}

async function markWhere(tx: OrgTx, { organizationId, userId }: BellOwner, which: Prisma.Sql, now: Date): Promise<number> {
  const count = await tx.$executeRaw`
    UPDATE "Notification" SET "readAt" = ${now}
    WHERE "organizationId" = ${organizationId}::uuid AND "userId" = ${userId}::uuid AND "readAt" IS NULL AND "inApp" AND ${which}`;
  if (count > 0) await ringBells(tx, organizationId, [userId]);
  return count;
}
