import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { QuickAdd } from './quick-add';
import type { RelatedTaskList } from './related-tasks.server';
import { TaskDoForm } from './task-do-form';
import { TaskLine, usePressedTask } from './task-line';

/** The tasks of a record: what is open, the last that were done, and a line for a new one. Needs the namespace `tasks`. */
export function RelatedTasks({ tasks }: { tasks: RelatedTaskList }) {
  const { t } = useTranslation('tasks');
  const pressed = usePressedTask();
  const { open, done, mayCreate } = tasks;
  const hasAny = open.length > 0 || done.length > 0;
  return (
    <Card className={hasAny ? undefined : 'no-print'} title={t('related.title')} aside={hasAny ? <Link to={tasks.all} className="text-13 text-muted underline-offset-4 hover:text-ink hover:underline">{t('related.all')}</Link> : null}>
      {mayCreate ? <QuickAdd isSmall action={tasks.page} timeZone={tasks.timeZone} links={tasks.links} /> : null}
      {hasAny ? null : <p className="text-14 text-muted">{t('related.none')}</p>}
      <ul className="-mx-1 flex flex-col">
        {open.map((task) => <TaskLine key={task.id} task={task} pressed={pressed} showAssignee />)}
        {done.map((task) => <TaskLine key={task.id} task={task} pressed={pressed} showAssignee />)}
      </ul>
      <TaskDoForm action={tasks.page} />
    </Card>
  );
}
