import { z } from 'zod';
import { defineJob } from '~/platform/jobs.server';
import { deleteExpiredSessions } from './sessions.server';
import { deleteOldAttempts } from './sign-in-throttle.server';

/** Throws away expired sessions and forgotten sign-in attempts, hourly. */
export const accountsCleanUpJob = defineJob({
  name: 'accounts-clean-up',
  schema: z.object({}),
  everySeconds: 3600,
  handler: async () => ({ sessions: await deleteExpiredSessions(), attempts: await deleteOldAttempts() }),
});
