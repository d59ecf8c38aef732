import { z } from 'zod';
import { notify } from '~/domain/notifications/notify.server';
import { db, orgDb } from '~/platform/db.server';
import { defineJob } from '~/platform/jobs.server';

const BATCH = 200;
const ORGANIZATIONS = 500;
/** Two hundred people are told within it. */
const TIMEOUT_MS = 60_000;

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

/** Tells of all reminders that are due. @returns how many people were told of a task */
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

/** Takes a stretch of an organisation's due reminders and tells of them in the same transaction: both happen, or neither. */
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
    let sent = 0;
    for (const { id: taskId, assigneeId, title, dueAt, hasTime, description } of tasks) {
      const data = { taskId, title, dueAt: dueAt?.toISOString() ?? null, hasTime, description, isLate: dueAt !== null && dueAt < now };
      sent += await notify(tx, { organizationId, event: 'task.reminder', to: [assigneeId], actorId: null, data, path: `/tasks/${taskId}`, now });
    }
    return { claimed: rows.length, sent };
  }, { timeout: TIMEOUT_MS });
}
