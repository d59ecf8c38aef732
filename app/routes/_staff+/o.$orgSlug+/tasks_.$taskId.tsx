import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { CalendarDays, Check, CircleDot, Ellipsis, Flag, Repeat, RotateCcw, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { Alert } from '~/ui/alert';
import { Button, buttonClass } from '~/ui/button';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';
import { ErrorScreen } from '~/ui/error-screen';
import { Menu } from '~/ui/menu';
import { PageHeader } from '~/ui/page-header';
import { PersonChip } from '~/ui/person-chip';
import { loadTaskPage } from './__tasks/load-task-form.server';
import { runUpdateTask } from './__tasks/save-actions.server';
import { TASK_FORM } from './__tasks/shown-task';
import { TaskDoForm } from './__tasks/task-do-form';
import { TaskForm } from './__tasks/task-form';
import { TaskHistory } from './__tasks/task-history';

export const handle = { i18n: ['tasks', 'audit'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadTaskPage(args.request, args.params.taskId, await requireStaff(args, 'tasks', 'read'));
}

export async function action(args: ActionFunctionArgs) {
  return runUpdateTask(args.request, args.params.taskId, await requireStaff(args, 'tasks', 'update'));
}

export default function TaskPage() {
  const { t } = useTranslation('tasks');
  const { page, form, task, rights, history } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <article data-id={task.id} data-state={task.state}>
      <PageHeader title={<span className={cx(task.state === 'DONE' && 'text-muted line-through')}>{task.title}</span>} crumbs={[{ label: t('title'), to: page }]} actions={<StateButtons />} />
      <div className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-2 text-14">
        <span className="rounded-full border border-line bg-surface px-2.5 py-0.5 text-13">{t(`state.${task.state}`)}</span>
        {task.due ? <span className={cx('inline-flex items-center gap-1.5', task.due.isLate && 'font-medium text-danger')}><CalendarDays aria-hidden="true" className="size-4" />{task.due.text}</span> : null}
        {task.priority === 'HIGH' ? <span className="inline-flex items-center gap-1.5 text-hot"><Flag aria-hidden="true" className="size-4 fill-current" />{t('priority.HIGH')}</span> : null}
        {task.repeats ? <span className="inline-flex items-center gap-1.5 text-muted"><Repeat aria-hidden="true" className="size-4" />{task.repeats}</span> : null}
        <PersonChip name={task.assignee} none={t('nobody')} />
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
        {rights.update ? <TaskForm key={task.version} data={form} answer={answer} version={task.version} /> : <ReadOnly />}
        <div className="flex flex-col gap-4">
          <Card>
            <dl className="flex flex-col gap-2 text-14">
              {task.links.map(({ kind, label, to }) => (
                <div key={kind} className="flex flex-col">
                  <dt className="text-12 text-muted">{t(`form.${kind}`)}</dt>
                  <dd><Link to={to} className="break-words underline-offset-4 hover:underline">{label}</Link></dd>
                </div>
              ))}
            </dl>
            <p title={task.createdExact} className={cx('text-13 text-muted', task.links.length > 0 && 'mt-3 border-t border-line pt-3')}>{task.created}</p>
            {task.done ? <p className="mt-1 text-13 text-muted">{task.done}</p> : null}
            {task.occurrence ? <p className="mt-1 text-13 text-muted">{t('page.series', { number: task.occurrence })}</p> : null}
          </Card>
          <TaskHistory history={history} />
        </div>
      </div>
      <TaskDoForm action={page} />
    </article>
  );
}

/** The way the task goes from here; the one that moves it on is the primary action. */
function StateButtons() {
  const { t } = useTranslation('tasks');
  const { task, rights } = useLoaderData<typeof loader>();
  const press = (verb: string) => ({ form: TASK_FORM, name: 'do', value: `${verb}:${task.id}` });
  return (
    <>
      {rights.update && task.state === 'DONE' ? <Button {...press('reopen')}><RotateCcw aria-hidden="true" className="size-4" />{t('do.reopen')}</Button> : null}
      {rights.update && task.state === 'TODO' ? <Button {...press('start')}><CircleDot aria-hidden="true" className="size-4" />{t('do.start')}</Button> : null}
      {rights.update && task.state !== 'DONE' ? <Button look="primary" {...press('done')}><Check aria-hidden="true" className="size-4" />{t('do.done')}</Button> : null}
      {rights.delete || (rights.update && task.state !== 'DONE') ? (
        <Menu align="right" label={t('do.menu', { title: task.title })} summary={<Ellipsis aria-hidden="true" className="size-4" />} summaryClassName={buttonClass('secondary', 'normal', 'px-2.5!')}>
          {rights.update && task.state !== 'DONE' ? (['tomorrow', 'nextWeek'] as const).map((verb) => <button key={verb} {...press(verb)} className={menuItem}><CalendarDays aria-hidden="true" className="size-4 text-muted" />{t(`do.${verb}`)}</button>) : null}
          {rights.delete ? <button {...press('delete')} className={cx(menuItem, 'text-danger hover:bg-danger-soft')}><Trash2 aria-hidden="true" className="size-4" />{t('do.delete')}</button> : null}
        </Menu>
      ) : null}
    </>
  );
}

const menuItem = 'flex min-h-9 w-full items-center gap-2.5 rounded-control px-2.5 py-1.5 text-left text-14 hover:bg-sunken pointer-coarse:min-h-11';

function ReadOnly() {
  const { t } = useTranslation('tasks');
  const { task } = useLoaderData<typeof loader>();
  return (
    <div className="flex flex-col gap-4">
      <Alert>{t('form.noteHidden')}</Alert>
      {task.description ? <Card title={t('form.description')}><p className="max-w-prose text-14 break-words whitespace-pre-line">{task.description}</p></Card> : null}
    </div>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
