import { z } from 'zod';
import { db } from '~/platform/db.server';
import { defineJob } from '~/platform/jobs.server';
import { deleteExpiredSessions } from './sessions.server';
import { deleteOldAttempts } from './sign-in-throttle.server';
import { deleteOldFamilies } from './token-families.server';

/** How long the answer to an Idempotency-Key is kept. */
const ANSWER_MS = 24 * 60 * 60 * 1000;

/** Throws away sessions and programs' sign-ins that are over, forgotten attempts, and kept answers older than a day, hourly. */
export const accountsCleanUpJob = defineJob({
  name: 'accounts-clean-up',
  schema: z.object({}),
  everySeconds: 3600,
  handler: async () => ({
    sessions: await deleteExpiredSessions(),
    attempts: await deleteOldAttempts(),
    families: await deleteOldFamilies(new Date()),
    answers: await deleteOldAnswers(new Date()),
  }),
});

/** @returns how many */
export async function deleteOldAnswers(now: Date): Promise<number> {
  const { count } = await db.idempotencyRecord.deleteMany({ where: { createdAt: { lte: new Date(now.getTime() - ANSWER_MS) } } });
  return count;
}
