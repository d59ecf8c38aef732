import { Form, Link } from '@remix-run/react';
import { ListTodo, PartyPopper } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { EmptyState } from '~/ui/empty-state';
import { controlClass } from '~/ui/field';
import type { DayView, TasksPage } from './load-tasks.server';
import type { ShownTask } from './shown-task';
import { TaskLine, usePressedTask } from './task-line';

/** What a person has to do, in the order in which it burns. */
export function TaskDay({ day, page }: { day: DayView; page: TasksPage }) {
  const { t } = useTranslation('tasks');
  const isFree = day.overdue.length === 0 && day.today.length === 0;
  if (day.isNew) {
    return <EmptyState icon={ListTodo} title={t('day.nothing')}>{t(page.rights.create ? 'day.nothingText' : 'day.nothingReader')}</EmptyState>;
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="flex flex-col gap-6">
        <Group title={t('day.overdue')} metric="tasks-overdue" tasks={day.overdue} isLoud />
        <Group title={t('day.today')} metric="tasks-today" tasks={day.today} />
        {isFree ? (
          <div className="flex items-center gap-3 rounded-card border border-dashed border-line bg-surface px-5 py-6">
            <PartyPopper aria-hidden="true" className="size-6 shrink-0 text-accent" strokeWidth={1.5} />
            <p className="text-14"><span className="font-semibold">{t('day.free')}.</span> <span className="text-muted">{t('day.freeText')}</span></p>
          </div>
        ) : null}
        {day.doneToday.length > 0 ? (
          <details className="group/done">
            <summary className="flex min-h-9 items-center gap-2 text-14 text-muted hover:text-ink">
              <span className="transition-transform group-open/done:rotate-90" aria-hidden="true">›</span>
              {t('day.doneToday')}
              <span data-metric="tasks-done-today" data-value={day.doneToday.length}>{day.doneToday.length}</span>
            </summary>
            <Lines tasks={day.doneToday} />
          </details>
        ) : null}
      </div>
      <div className="flex flex-col gap-6">
        <Group title={t('day.coming')} metric="tasks-coming" tasks={day.coming} />
        <Group title={t('day.undated')} metric="tasks-undated" tasks={day.undated} />
        {day.hasMore ? <p className="text-13 text-muted"><Link to={{ search: `view=list&assignee=${day.personId}` }} className="underline underline-offset-4">{t('day.more')}</Link></p> : null}
      </div>
    </div>
  );
}

function Group({ title, metric, tasks, isLoud }: { title: string; metric: string; tasks: readonly ShownTask[]; isLoud?: boolean }) {
  if (tasks.length === 0) return null;
  return (
    <section aria-label={title} className="rounded-card border border-line bg-surface p-2 shadow-card md:p-3">
      <h2 className={cx('mb-1 flex items-baseline gap-2 px-2 pt-1 text-14 font-semibold', isLoud && 'text-danger')}>
        {title}
        <span data-metric={metric} data-value={tasks.length} className="text-13 font-normal text-muted">{tasks.length}</span>
      </h2>
      <Lines tasks={tasks} />
    </section>
  );
}

function Lines({ tasks }: { tasks: readonly ShownTask[] }) {
  const pressed = usePressedTask();
  return <ul className="flex flex-col">{tasks.map((task) => <TaskLine key={task.id} task={task} pressed={pressed} />)}</ul>;
}

/** Another person's day, for those who plan the work of others. */
export function DayOf({ page, day }: { page: TasksPage; day: DayView }) {
  const { t } = useTranslation('tasks');
  if (page.rights.update !== 'all' || page.people.length < 2) return null;
  return (
    <Form method="get" className="flex items-center gap-2">
      <select name="assignee" aria-label={t('day.whose')} defaultValue={day.person ? day.personId : ''} onChange={(event) => event.currentTarget.form?.requestSubmit()} className={cx(controlClass, 'w-auto max-w-52')}>
        <option value="">{t('day.me')}</option>
        {page.people.filter(({ id }) => id !== page.me).map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </select>
      <noscript><Button>{t('day.show')}</Button></noscript>
    </Form>
  );
}
