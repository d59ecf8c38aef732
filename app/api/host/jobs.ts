import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { parseJobFilter } from '~/domain/system/job-filter';
import { cancelJob, retryFailedJobs, retryJob, runScheduleNow, type JobResult } from '~/domain/system/job-commands.server';
import { listSchedules } from '~/domain/system/list-schedules.server';
import { showData } from '~/domain/system/show-data';
import { localDay, startOfDay } from '~/domain/time/zoned-time';
import { db } from '~/platform/db.server';
import { JOB_STATES } from '~/platform/jobs/job-state';
import { countQueues, JOB_ORDER, listJobs } from '~/platform/jobs/job-table.server';
import { definedJobs } from '~/platform/jobs/registry';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { pageAnswer, pageOf, pageQuery, readPlace } from '../ground/paging';
import { ApiProblem } from '../ground/problem';
import { id, moment } from '../ground/schemas';

const TAG = 'Background jobs';
const read = { resource: 'installation', action: 'read' } as const;
const change = { resource: 'installation', action: 'update' } as const;
const HOST = 'For owners of the default organisation: jobs belong to the whole installation.';

const queueName = z.string().min(1).max(60).openapi({ example: 'mail-send' });
const count = z.int().min(0);
const state = z.enum(JOB_STATES).openapi({ description: '`waiting`: not begun, or to be tried again' });
const queue = z
  .object({ name: queueName, waiting: count, running: count, failed: count, doneToday: count, oldestWaiting: moment.nullable().openapi({ description: 'Since when the job has been able to begin that has waited longest' }) })
  .openapi('JobQueue');
const job = z
  .object({
    id,
    queue: queueName,
    state,
    data: z.array(z.object({ name: z.string().openapi({ example: 'messageId' }), value: z.string() })).openapi({ description: 'Ids and codes that it works with; texts and secrets are hidden' }),
    createdAt: moment,
    startedAt: moment.nullable(),
    finishedAt: moment.nullable(),
    startAfter: moment.openapi({ description: 'When it may begin, or is tried again' }),
    retryCount: count,
    retryLimit: count,
    error: z.string().nullable().openapi({ example: null }),
  })
  .openapi('Job');
const schedule = z.object({ name: queueName, everySeconds: z.int().min(1), last: z.object({ at: moment, state }).nullable(), nextAt: moment }).openapi('JobSchedule');
const counted = z.object({ count: count.openapi({ description: 'How many are back in the queue' }) }).openapi('JobsRetried');

const hostOf = ({ org, user }: ApiCaller) => ({ organizationId: org.id, userId: user.id });
const jobParams = z.object({ jobId: id });
const tooLate = 'The job is in another state already';

function acceptJob(result: JobResult) {
  if (result.ok) return done();
  if (result.error === 'notFound') throw new ApiProblem('not-found');
  throw new ApiProblem('conflict', { detail: tooLate, extra: { code: 'state', state: result.state } });
}

export const jobOperations: Operation[] = [
  staffOperation(read, { id: 'jobs.queues', method: 'get', path: '/jobs/queues', tag: TAG, summary: 'Read how the queues stand', description: HOST, answer: z.object({ items: z.array(queue) }).openapi('JobQueues') }, async ({ caller: { org }, now }) => {
    return answer({ items: await countQueues(startOfDay(localDay(now, org.timeZone), org.timeZone)) });
  }),
  staffOperation(read, { id: 'jobs.list', method: 'get', path: '/jobs', tag: TAG, summary: 'List jobs', description: `The newest first; finished ones are kept for a day, failed ones for a week. ${HOST}`, query: z.strictObject({ ...pageQuery, state: state.optional(), queue: queueName.optional() }), answer: pageOf(job, 'Job') }, async ({ query: { limit, queue: asked }, search, request }) => {
    const names = definedJobs().map(({ name }) => name);
    if (asked !== undefined && !names.includes(asked)) throw new ApiProblem('not-found', { detail: 'There is no such queue.' });
    const place = readPlace(search, JOB_ORDER);
    return pageAnswer(request, await listJobs(db, { ...parseJobFilter(search, names), limit, ...place }), place, ({ data, ...row }) => ({ ...row, data: showData(data) }));
  }),
  staffOperation(change, { id: 'jobs.retry', method: 'post', path: '/jobs/{jobId}/retry', tag: TAG, summary: 'Let a failed or cancelled job begin anew', description: HOST, params: jobParams, conflict: tooLate, does: ['/settings/jobs job-retry'] }, async ({ caller, params: { jobId } }) => acceptJob(await retryJob(hostOf(caller), jobId))),
  staffOperation(change, { id: 'jobs.cancel', method: 'post', path: '/jobs/{jobId}/cancel', tag: TAG, summary: 'Cancel a job', description: `One that runs stops at its next step; what it has done stays done. ${HOST}`, params: jobParams, conflict: tooLate, does: ['/settings/jobs job-cancel'] }, async ({ caller, params: { jobId } }) => acceptJob(await cancelJob(hostOf(caller), jobId))),
  staffOperation(change, { id: 'jobs.retryFailed', method: 'post', path: '/jobs/queues/{queueName}/retry', tag: TAG, summary: 'Let all failed jobs of a queue begin anew', description: HOST, params: z.object({ queueName }), answer: counted, does: ['/settings/jobs queue-retry'] }, async ({ caller, params }) => {
    const retried = await retryFailedJobs(hostOf(caller), params.queueName);
    if (retried === null) throw new ApiProblem('not-found');
    return answer({ count: retried });
  }),
  staffOperation(read, { id: 'jobs.schedules', method: 'get', path: '/jobs/schedules', tag: TAG, summary: 'List what runs by itself', description: HOST, answer: z.object({ items: z.array(schedule) }).openapi('JobSchedules') }, async ({ now }) => answer({ items: await listSchedules(now) })),
  staffOperation(change, { id: 'jobs.run', method: 'post', path: '/jobs/schedules/{queueName}/run', tag: TAG, summary: 'Begin a periodic job now', description: `Besides its time. ${HOST}`, params: z.object({ queueName }), does: ['/settings/jobs schedule-run'] }, async ({ caller, params }) => {
    if (!(await runScheduleNow(hostOf(caller), params.queueName))) throw new ApiProblem('not-found');
    return done();
  }),
];
