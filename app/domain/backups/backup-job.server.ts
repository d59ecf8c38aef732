import { z } from 'zod';
import { defineJob } from '~/platform/jobs.server';
import { backUp } from './back-up.server';
import { isScheduledBackupDue } from './backup-runs.server';

const HOURS = 3_600;

/** The daily backup of BACKUP_AT, in whichever process takes the job. A failed one is tried again after an hour. */
export const backUpJob = defineJob({
  name: 'back-up',
  schema: z.object({}),
  everySeconds: 300,
  retryLimit: 0,
  expireInSeconds: 12 * HOURS,
  async handler(_data, { signal }) {
    if (await isScheduledBackupDue(new Date())) await backUp({ signal });
  },
});
