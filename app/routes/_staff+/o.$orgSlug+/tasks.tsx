import { data, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { parseTaskFilter, taskSearchParams } from '~/domain/tasks/task-filter';
import { ButtonLink } from '~/ui/button';
import { ErrorScreen } from '~/ui/error-screen';
import { listStyles } from '~/ui/list/list-styles';
import { ViewBar } from '~/ui/list/view-bar';
import { PageHeader } from '~/ui/page-header';
import { Tabs } from '~/ui/tabs';
import { ExportLink } from './__bulk/export-link';
import { RecordBulkBar } from './__bulk/record-bulk-bar';
import { isBulkIntent, runBulkIntent } from './__bulk/run-bulk-intent.server';
import { DayOf, TaskDay } from './__tasks/day-view';
import { TaskList } from './__tasks/list-view';
import { loadTasks } from './__tasks/load-tasks.server';
import { QuickAdd } from './__tasks/quick-add';
import { runTaskIntent } from './__tasks/task-actions.server';
import { TaskDoForm } from './__tasks/task-do-form';
import { runViewIntent } from './__views/run-view-intent.server';
import styles from './__tasks/tasks.css?url';

export const handle = { i18n: ['tasks', 'lists', 'runs', 'exports'] };

export const links: LinksFunction = () => [listStyles, { rel: 'stylesheet', href: styles }];

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { headers, ...page } = await loadTasks(args.request, await requireStaff(args, 'tasks', 'read'));
  return data(page, { headers });
}

export async function action(args: ActionFunctionArgs) {
  const viewed = await runViewIntent(args, 'tasks', (params) => taskSearchParams(parseTaskFilter(params)).toString());
  if (viewed) return viewed;
  const staff = await requireStaff(args, 'tasks', 'read');
  const form = await args.request.formData();
  if (isBulkIntent(form)) return runBulkIntent(args.request, form, staff, 'tasks');
  const done = await runTaskIntent(args.request, form, staff);
  if (done) return done;
  throw data(null, 400);
}

const none: string[] = [];

export default function TasksPage() {
  const { t } = useTranslation('tasks');
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { filter, rights, day, list } = page;
  const quick = answer && 'quick' in answer ? answer.quick : undefined;
  const refused = answer && 'kind' in answer ? answer : null;
  const views = [
    { to: { search: day ? page.search : '' }, label: t('view.day'), isCurrent: day !== null },
    { to: { search: list ? page.search : 'view=list' }, label: t('view.list'), isCurrent: list !== null },
  ];
  return (
    <>
      <PageHeader
        title={day?.person ? t('day.of', { name: day.person }) : t('title')}
        actions={
          <>
            {day ? <DayOf page={page} day={day} /> : <ExportLink to={`${page.page}/export`} search={page.search} />}
            {rights.create ? (
              <ButtonLink look="primary" to={`${page.page}/new`} data-shortcut="new">
                <Plus aria-hidden="true" className="size-4" />
                {t('new')}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <div className="mb-4"><Tabs label={t('view.label')} tabs={views} /></div>
      {rights.create ? (
        <QuickAdd key={quick?.text} action={page.page} timeZone={page.timeZone} answer={quick} links={quick?.links} returnTo={quick?.returnTo} />
      ) : null}
      {list && filter.view === 'list' ? (
        <>
          <ViewBar bar={page.views} />
          <TaskList
            page={page}
            list={list}
            selected={refused?.ids ?? none}
            bulk={
              rights.update ? (
                <RecordBulkBar
                  resource="tasks"
                  people={page.people}
                  listKey={list.rows.map(({ id }) => id).join()}
                  search={page.search}
                  all={list.total > list.rows.length ? { count: list.total, text: list.shownTotal } : null}
                  error={refused?.message ?? null}
                />
              ) : null
            }
          />
        </>
      ) : null}
      {day ? <TaskDay day={day} page={page} /> : null}
      <TaskDoForm action={page.page} />
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
