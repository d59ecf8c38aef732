import { writeAudit } from '~/domain/audit/write-audit.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { enqueue } from '~/platform/jobs.server';
import { cancelLockedJob, lockJob, restartFailedJobs, restartJobs } from '~/platform/jobs/job-table.server';
import type { JobState } from '~/platform/jobs/job-state';
import { definedJobs } from '~/platform/jobs/registry';

/** Who runs the installation: an owner of the default organisation, whose log keeps what they did. */
export interface Host {
  organizationId: string;
  userId: string;
}

/** `state`: somebody, or the job itself, was faster; in which state it is now. */
export type JobRefusal = { ok: false; error: 'notFound' } | { ok: false; error: 'state'; state: JobState };
export type JobResult = { ok: true; queue: string } | JobRefusal;

/** Lets a job that failed or was cancelled begin anew, with all its tries. */
export function retryJob(host: Host, id: string): Promise<JobResult> {
  return changeJob(host, { id, action: 'retry', from: ['failed', 'cancelled'] }, (tx, queue) => restartJobs(tx, queue, [id]));
}

/** Takes a job out of its queue. One that runs is asked to stop; what it has done by then stays done. */
export function cancelJob(host: Host, id: string): Promise<JobResult> {
  return changeJob(host, { id, action: 'cancel', from: ['waiting', 'running'] }, (tx, queue) => cancelLockedJob(tx, { id, queue }));
}

/** Lets all failed jobs of a queue begin anew. @returns how many; null: there is no such queue */
export async function retryFailedJobs({ organizationId, userId }: Host, queue: string): Promise<number | null> {
  if (!definedJobs().some(({ name }) => name === queue)) return null;
  return orgDb(organizationId).$transaction(async (tx) => {
    const count = await restartFailedJobs(tx, queue);
    if (count > 0) await writeAudit(tx, { organizationId, actorId: userId, action: 'retry', resource: 'installation', label: queue, after: { count } });
    return count;
  });
}

/** Begins a periodic job now, besides its time. False: there is no such periodic job. */
export async function runScheduleNow({ organizationId, userId }: Host, name: string): Promise<boolean> {
  const job = definedJobs().find((known) => known.name === name && known.everySeconds);
  if (!job) return false;
  await orgDb(organizationId).$transaction(async (tx) => {
    // twice in a hurry is once
    const id = await enqueue(tx, job, {}, { singletonKey: 'now', singletonSeconds: 5 });
    if (id) await writeAudit(tx, { organizationId, actorId: userId, action: 'run', resource: 'installation', resourceId: id, label: name });
  });
  return true;
}

interface Change {
  id: string;
  action: 'retry' | 'cancel';
  from: readonly JobState[];
}

/** The lock decides between two people, and between a person and the job: whoever is second is told. */
async function changeJob({ organizationId, userId }: Host, { id, action, from }: Change, change: (tx: OrgTx, queue: string) => Promise<void>): Promise<JobResult> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const job = await lockJob(tx, id);
    if (!job) return { ok: false, error: 'notFound' };
    if (!from.includes(job.state)) return { ok: false, error: 'state', state: job.state };
    await change(tx, job.queue);
    await writeAudit(tx, { organizationId, actorId: userId, action, resource: 'installation', resourceId: id, label: job.queue });
    return { ok: true, queue: job.queue };
  });
}
