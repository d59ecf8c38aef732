import type { Staff } from '~/domain/accounts/guard.server';
import { jobSearch, parseJobFilter } from '~/domain/system/job-filter';
import { listSchedules } from '~/domain/system/list-schedules.server';
import { showData } from '~/domain/system/show-data';
import { localDay, startOfDay } from '~/domain/time/zoned-time';
import { db } from '~/platform/db.server';
import { parsePlace, turnPage } from '~/platform/db/list-place';
import { getFixedT } from '~/platform/i18n.server';
import { countQueues, JOB_ORDER, listJobs } from '~/platform/jobs/job-table.server';

export const JOB_VIEWS = ['queues', 'jobs', 'schedules'] as const;
export type JobView = (typeof JOB_VIEWS)[number];

/** The queues, and of jobs and schedules what the address asks for. */
export async function loadJobs(request: Request, { org }: Staff) {
  const params = new URL(request.url).searchParams;
  const view = JOB_VIEWS.find((known) => known === params.get('view')) ?? 'queues';
  const now = new Date();
  const [queues, t] = await Promise.all([countQueues(startOfDay(localDay(now, org.timeZone), org.timeZone)), getFixedT(request, 'system')]);
  const filter = parseJobFilter(params, queues.map(({ name }) => name));
  const [page, schedules] = await Promise.all([view === 'jobs' ? readPage(params, filter) : null, view === 'schedules' ? listSchedules(now) : null]);
  return { title: `${t('jobs.title')} · ${org.name}`, base: `/o/${org.slug}/settings/jobs`, timeZone: org.timeZone, now, view, queues, filter, page, schedules };
}

export type JobsPage = Awaited<ReturnType<typeof loadJobs>>;

async function readPage(params: URLSearchParams, filter: ReturnType<typeof parseJobFilter>) {
  const search = new URLSearchParams(jobSearch(filter));
  search.set('view', 'jobs');
  const { rows, pages } = await turnPage(parsePlace(params, JOB_ORDER), search.toString(), (place) => listJobs(db, { ...filter, ...place }));
  return { pages, rows: rows.map(({ data, ...row }) => ({ ...row, data: showData(data) })) };
}
