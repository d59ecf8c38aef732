import { z } from 'zod';
import { db, orgDb } from '~/platform/db.server';
import { siteOrigin } from '~/platform/http/site-origin.server';
import { defineJob } from '~/platform/jobs.server';
import { queueMail } from '~/platform/mail.server';
import { writeReminderMail } from './remind-mail.server';

const BATCH = 200;
const ORGANIZATIONS = 500;

/** Sends what is due to be reminded of. Several processes may do it at once: each reminder is claimed by one of them. */
export const remindJob = defineJob({
  name: 'tasks-remind',
  schema: z.object({}),
  everySeconds: 60,
  retryLimit: 0,
  expireInSeconds: 300,
  handler: async (_data, { signal }) => {
    await sendReminders(new Date(), signal);
  },
});

/** Queues the mails of all reminders that are due. @returns how many mails */
export async function sendReminders(now: Date, signal?: AbortSignal): Promise<number> {
  const waiting = await db.$queryRaw<{ organizationId: string }[]>`
    SELECT DISTINCT "organizationId" FROM "Task" WHERE "remindAt" <= ${now} LIMIT ${ORGANIZATIONS}`;
  let sent = 0;
  for (const { organizationId } of waiting) {
    for (let claimed = BATCH; claimed === BATCH && !signal?.aborted; ) {
      const round = await remindIn(organizationId, now);
      claimed = round.claimed;
      sent += round.sent;
    }
  }
  return sent;
}

interface Claimed {
  id: string;
  title: string;
  dueAt: Date | null;
  hasTime: boolean;
  description: string | null;
  assigneeId: string | null;
  isOpen: boolean;
}

/** Takes a stretch of an organisation's due reminders and queues their mails in the same transaction: both happen, or neither. */
async function remindIn(organizationId: string, now: Date): Promise<{ claimed: number; sent: number }> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const rows = await tx.$queryRaw<Claimed[]>`
      WITH "claimed" AS (
        SELECT "id" FROM "Task" WHERE "organizationId" = ${organizationId}::uuid AND "remindAt" <= ${now}
        ORDER BY "remindAt" LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
      )
      UPDATE "Task" t SET "remindAt" = NULL FROM "claimed" WHERE t."organizationId" = ${organizationId}::uuid AND t."id" = "claimed"."id"
      RETURNING t."id", t."title", t."dueAt", t."hasTime", t."description", t."assigneeId", t."deletedAt" IS NULL AND t."state" <> 'DONE' AS "isOpen"`;
    const tasks = rows.flatMap((row) => (row.isOpen && row.assigneeId ? [{ ...row, assigneeId: row.assigneeId }] : []));
    const people = await tx.membership.findMany({
      where: { userId: { in: [...new Set(tasks.map(({ assigneeId }) => assigneeId))] }, removedAt: null, notifyTasks: true },
      select: { userId: true, user: { select: { email: true, locale: true, timeZone: true } } },
    });
    if (people.length === 0) return { claimed: rows.length, sent: 0 };
    const organization = await tx.organization.findFirstOrThrow({ select: { slug: true, name: true, timeZone: true } });
    const byId = new Map(people.map(({ userId, user }) => [userId, user]));
    const drafts = await Promise.all(
      tasks.flatMap((task) => {
        const user = byId.get(task.assigneeId);
        if (!user) return [];
        const url = `${siteOrigin()}/o/${organization.slug}/tasks/${task.id}`;
        const write = writeReminderMail(task, { organization, url, locale: user.locale, timeZone: user.timeZone ?? organization.timeZone, now });
        return [write.then((mail) => ({ organizationId, kind: 'task.reminder', to: user.email, ...mail }))];
      }),
    );
    await queueMail(tx, drafts);
    return { claimed: rows.length, sent: drafts.length };
  });
}
