import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { TaskDoForm } from '../__tasks/task-do-form';
import { TaskLine, usePressedTask } from '../__tasks/task-line';
import type { MyTasks as Tasks } from './load-my-tasks.server';

/** The person's own day: what is overdue, what falls due today. */
export function MyTasks({ tasks: { overdue, today, tasks, page }, className }: { tasks: Tasks; className?: string }) {
  const { t } = useTranslation('tasks');
  const pressed = usePressedTask();
  return (
    <Card title={t('card.title')} className={className} aside={<Link to={page} className="text-13 text-muted underline-offset-4 hover:text-ink hover:underline">{t('card.open')}</Link>}>
      <p className="mb-1 flex flex-wrap gap-x-4 text-13 text-muted">
        {overdue > 0 ? <Link to={`${page}?view=list&assignee=me&due=overdue`} className="font-medium text-danger underline-offset-4 hover:underline">{t('card.overdue')}: <span data-metric="my-tasks-overdue" data-value={overdue}>{overdue}</span></Link> : null}
        <span>{t('card.today')}: <span data-metric="my-tasks-today" data-value={today}>{today}</span></span>
      </p>
      {tasks.length > 0 ? <ul className="-mx-1 flex flex-col">{tasks.map((task) => <TaskLine key={task.id} task={task} pressed={pressed} />)}</ul> : <p className="text-14 text-muted">{t('card.free')}</p>}
      <TaskDoForm action={page} />
    </Card>
  );
}
