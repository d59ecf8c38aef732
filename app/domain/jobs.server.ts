import { mailJob } from '~/platform/mail.server';
import { accountsCleanUpJob } from './accounts/clean-up.server';
import { resetLetterJob } from './accounts/links/reset-password.server';
import { backUpJob } from './backups/backup-job.server';
import { foldHeatJob } from './behavior/fold-heat.server';
import { purgeBehaviorJob } from './behavior/purge-behavior.server';
import { bulkJob } from './bulk/bulk-runs.server';
import { sweepFilesJob } from './files/sweep-files.server';
import { importJob, undoImportJob } from './imports/import-jobs.server';
import { rescoreJob } from './leads/rescore-leads.server';
import { leadOverdueJob } from './leads/tell-of-lead.server';
import { deliverJob } from './notifications/deliver.server';
import { digestJob } from './notifications/digest.server';
import { sweepDeliveriesJob } from './notifications/sweep-deliveries.server';
import { exportJob } from './privacy/export-person.server';
import { reapplyErasuresJob } from './privacy/reapply-erasures.server';
import { retentionJob } from './privacy/retention-sweep.server';
import { roundClockJob } from './rounds/round-clock.server';
import { roundJob } from './rounds/round.server';
import { remindJob } from './tasks/remind.server';
import { purgeTrashJob } from './trash/purge-trash.server';
import { webhookCleanUpJob } from './webhooks/clean-up.server';
import { deliverWebhooksJob } from './webhooks/deliver.server';

/**
 * Every kind of background work. Importing a job defines it; naming it here keeps the import from being dropped, and
 * shows in one place what runs in the background.
 */
const jobs = [accountsCleanUpJob, backUpJob, resetLetterJob, foldHeatJob, purgeBehaviorJob, bulkJob, rescoreJob, sweepFilesJob, purgeTrashJob, exportJob, reapplyErasuresJob, retentionJob, remindJob, roundClockJob, roundJob, leadOverdueJob, deliverJob, digestJob, sweepDeliveriesJob, importJob, undoImportJob, deliverWebhooksJob, webhookCleanUpJob, mailJob];

/** Called once, before the workers start. Returns the names, for the log. */
export function registerJobs(): string[] {
  return jobs.map((job) => job.name);
}
