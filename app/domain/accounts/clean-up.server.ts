import { z } from 'zod';
import { deleteOldAnswers } from '~/platform/idempotency.server';
import { defineJob } from '~/platform/jobs.server';
import { deleteOldCounts } from '~/platform/rate-limit.server';
import { deleteOldLinks } from './links/account-links.server';
import { deleteExpiredSessions } from './sign-in/sessions.server';
import { deleteOldSignIns } from './sign-in/sign-in-events.server';
import { deleteExpiredChallenges } from './factors/sign-in-challenges.server';
import { deleteOldAttempts } from './sign-in/sign-in-throttle.server';
import { deleteOldFamilies } from './programs/token-families.server';

/** Throws away sessions and programs' sign-ins that are over, half sign-ins that nobody finished, forgotten attempts, old links, the history of sign-ins beyond its days, and kept answers older than a day, hourly. */
export const accountsCleanUpJob = defineJob({
  name: 'accounts-clean-up',
  schema: z.object({}),
  everySeconds: 3600,
  handler: async () => ({
    sessions: await deleteExpiredSessions(),
    challenges: await deleteExpiredChallenges(new Date()),
    attempts: await deleteOldAttempts(),
    counts: await deleteOldCounts(new Date()),
    families: await deleteOldFamilies(new Date()),
    signIns: await deleteOldSignIns(new Date()),
    links: await deleteOldLinks(new Date()),
    answers: await deleteOldAnswers(new Date()),
  }),
});
