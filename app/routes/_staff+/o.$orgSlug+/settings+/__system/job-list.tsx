import { Form, Link } from '@remix-run/react';
import { ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { jobSearch, type JobFilter } from '~/domain/system/job-filter';
import { JOB_STATES } from '~/platform/jobs/job-state';
import { Button, buttonClass } from '~/ui/button';
import { sayTime } from '~/ui/format';
import { FilterChoice } from '~/ui/list/filter-fields';
import { NoRows } from '~/ui/list/no-rows';
import { Pager } from '~/ui/list/pager';
import { JobStateBadge } from './job-state-badge';
import type { JobsPage } from './load-jobs.server';
import { useQueueName } from './queue-name';

type Page = NonNullable<JobsPage['page']>;
type Times = Pick<JobsPage, 'now' | 'timeZone'>;

/** The jobs of a state and queue, the newest first. */
export function JobList({ page: { rows, pages }, filter, queues, ...times }: { page: Page; filter: JobFilter; queues: string[] } & Times) {
  const { t } = useTranslation('system');
  const isFiltered = filter.state !== null || filter.queue !== null;
  return (
    <>
      <JobFilters filter={filter} queues={queues} isFiltered={isFiltered} />
      {rows.length === 0 ? (
        <NoRows reason={isFiltered ? 'noMatch' : 'empty'} empty={{ icon: ListChecks, title: t('jobs.empty.title'), text: t('jobs.empty.text') }} clear="?view=jobs" />
      ) : (
        <ul aria-label={t('jobs.listLabel')} className="divide-y divide-line rounded-card border border-line bg-surface shadow-card">
          {rows.map((job) => <JobEntry key={job.id} job={job} {...times} />)}
        </ul>
      )}
      <Pager {...pages} />
    </>
  );
}

function JobFilters({ filter, queues, isFiltered }: { filter: JobFilter; queues: string[]; isFiltered: boolean }) {
  const { t } = useTranslation(['system', 'common']);
  const sayQueue = useQueueName();
  return (
    <Form key={jobSearch(filter)} method="get" aria-label={t('jobs.filter.label')} className="grid grid-cols-2 items-end gap-3 rounded-card border border-line bg-surface p-4 shadow-card md:grid-cols-[1fr_2fr_auto]">
      <input type="hidden" name="view" value="jobs" />
      <FilterChoice name="state" label={t('jobs.filter.state')} value={filter.state ?? ''}>
        <option value="">{t('jobs.filter.anyState')}</option>
        {JOB_STATES.map((state) => <option key={state} value={state}>{t(`jobs.states.${state}`)}</option>)}
      </FilterChoice>
      <FilterChoice name="queue" label={t('jobs.filter.queue')} value={filter.queue ?? ''}>
        <option value="">{t('jobs.filter.anyQueue')}</option>
        {queues.map((queue) => <option key={queue} value={queue}>{sayQueue(queue)}</option>)}
      </FilterChoice>
      <div className="col-span-2 flex justify-end gap-2 md:col-span-1">
        {isFiltered ? <Link to={{ search: '?view=jobs' }} className={buttonClass('quiet')}>{t('common:reset')}</Link> : null}
        <Button look="primary">{t('common:apply')}</Button>
      </div>
    </Form>
  );
}

function JobEntry({ job, now, timeZone }: { job: Page['rows'][number] } & Times) {
  const { t, i18n } = useTranslation('system');
  const sayQueue = useQueueName();
  const say = (at: Date) => sayTime(at, now, i18n.language, timeZone);
  const queue = sayQueue(job.queue);
  const isOpen = job.state === 'waiting' || job.state === 'running';
  return (
    <li data-row="job" data-id={job.id} data-state={job.state} className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <details className="min-w-0 flex-1 basis-72">
        <summary className="rounded-control">
          <span className="text-14 font-medium">{queue}</span>
          <span className="block text-13 text-muted">{[t('jobs.created', { at: say(job.createdAt) }), ...sayCourse(job, t, say)].join(' · ')}</span>
        </summary>
        <dl aria-label={t('jobs.data')} className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 rounded-control bg-sunken p-3 text-13">
          {job.data.length === 0 ? <dt className="col-span-2 text-muted">{t('jobs.noData')}</dt> : null}
          {[{ name: 'id', value: job.id }, ...job.data].map(({ name, value }) => (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd className="font-mono text-12 break-all">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
      <div className="flex flex-wrap items-center gap-2">
        <JobStateBadge state={job.state} />
        {job.state === 'done' ? null : (
          <Form method="post" preventScrollReset>
            <input type="hidden" name="id" value={job.id} />
            <input type="hidden" name="state" value={job.state} />
            {isOpen ? (
              <Button size="small" look="quiet" name="intent" value="job-cancel" aria-label={t('jobs.cancelOne', { queue, at: say(job.createdAt) })}>{t('jobs.cancel')}</Button>
            ) : (
              <Button size="small" name="intent" value="job-retry" aria-label={t('jobs.retryOne', { queue, at: say(job.createdAt) })}>{t('jobs.retry')}</Button>
            )}
          </Form>
        )}
      </div>
      {job.error && job.state !== 'done' ? <p className="w-full text-13 break-words text-danger">{job.error}</p> : null}
    </li>
  );
}

/** How far it has come: beginning, end or next try, and tries. */
function sayCourse({ state, startedAt, finishedAt, startAfter, createdAt, retryCount, retryLimit }: Page['rows'][number], t: ReturnType<typeof useTranslation>['t'], say: (at: Date) => string): string[] {
  const tries = startedAt && (retryCount > 0 || state === 'failed') ? [t('jobs.tries', { count: retryCount + 1, most: retryLimit + 1 })] : [];
  if (finishedAt) return [t('jobs.finished', { at: say(finishedAt) }), ...tries];
  if (state === 'running' && startedAt) return [t('jobs.started', { at: say(startedAt) }), ...tries];
  if (startedAt) return [t('jobs.next', { at: say(startAfter) }), ...tries];
  return startAfter.getTime() - createdAt.getTime() > 1_000 ? [t('jobs.begins', { at: say(startAfter) })] : [];
}
