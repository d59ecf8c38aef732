import { z } from 'zod';
import { deleteOldAnswers } from '~/platform/idempotency.server';
import { defineJob } from '~/platform/jobs.server';
import { deleteExpiredSessions } from './sessions.server';
import { deleteOldAttempts } from './sign-in-throttle.server';
import { deleteOldFamilies } from './token-families.server';

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
