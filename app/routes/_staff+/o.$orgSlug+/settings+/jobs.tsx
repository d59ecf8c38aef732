import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { ErrorScreen } from '~/ui/error-screen';
import { Tabs } from '~/ui/tabs';
import { JobList } from './__system/job-list';
import { runJobIntent } from './__system/job-actions.server';
import { loadJobs } from './__system/load-jobs.server';
import { QueueTable } from './__system/queue-table';
import { ScheduleTable } from './__system/schedule-table';

export const handle = { i18n: ['system', 'lists'] };
export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadJobs(args.request, await requireStaff(args, 'installation', 'read'));
}

export async function action(args: ActionFunctionArgs) {
  const answer = await runJobIntent(args.request, await requireStaff(args, 'installation', 'update'));
  if (!answer) throw data(null, 400);
  return answer;
}

/** What runs in the background: how the queues stand, each job, and what begins by itself. */
export default function JobsPage() {
  const { t } = useTranslation('system');
  const page = useLoaderData<typeof loader>();
  const { view, base, queues, filter, schedules, now, timeZone } = page;
  const tab = (name: typeof view, search: string) => ({ to: base + search, label: t(`jobs.views.${name}`), isCurrent: view === name });
  return (
    <section aria-labelledby="jobs" className="flex flex-col gap-4">
      <div>
        <h2 id="jobs" className="text-20 font-semibold">{t('jobs.title')}</h2>
        <p className="max-w-prose text-14 text-muted">{t('jobs.intro')}</p>
      </div>
      <Tabs label={t('jobs.views.label')} tabs={[tab('queues', ''), tab('jobs', '?view=jobs'), tab('schedules', '?view=schedules')]} />
      {view === 'queues' ? <QueueTable queues={queues} base={base} now={now} timeZone={timeZone} /> : null}
      {page.page ? <JobList page={page.page} filter={filter} queues={queues.map(({ name }) => name)} now={now} timeZone={timeZone} /> : null}
      {schedules ? <ScheduleTable schedules={schedules} now={now} timeZone={timeZone} /> : null}
    </section>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
