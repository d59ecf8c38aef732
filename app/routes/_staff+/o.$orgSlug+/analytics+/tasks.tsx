import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useParams } from '@remix-run/react';
import { ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { getFixedT } from '~/platform/i18n.server';
import { ButtonLink } from '~/ui/button';
import { Card } from '~/ui/card';
import { EmptyState } from '~/ui/empty-state';
import { loadTaskFigures } from './__crm/load-tasks.server';
import { PeriodBar } from './__crm/period-bar';
import { requireFigures } from './__crm/require-figures.server';
import { StatesBar } from './__crm/states-bar';
import { TaskCards } from './__crm/task-cards';
import { TaskMonths } from './__crm/task-months';
import { TaskPeople } from './__crm/task-people';

export const handle = { i18n: ['crm-analytics'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const request = await requireFigures(args, 'tasks');
  const [t, figures] = await Promise.all([getFixedT(args.request, 'crm-analytics'), loadTaskFigures(request)]);
  return { title: `${t('tabs.tasks')} · ${request.staff.org.name}`, ...figures };
}

const fills = { TODO: 'bg-warm', IN_PROGRESS: 'bg-accent', DONE: 'bg-ok' };
const keys = { TODO: 'todo', IN_PROGRESS: 'in-progress', DONE: 'done' };

export default function TaskFiguresPage() {
  const { t } = useTranslation('crm-analytics');
  const { orgSlug } = useParams();
  const { bar, isEmpty, totals, states, people, months } = useLoaderData<typeof loader>();
  if (isEmpty) {
    return <EmptyState icon={ListChecks} title={t('tasks.empty')} action={<ButtonLink to={`/o/${orgSlug}/tasks`}>{t('tasks.emptyAction')}</ButtonLink>}>{t('tasks.emptyText')}</EmptyState>;
  }
  return (
    <div className="flex flex-col gap-4">
      <PeriodBar {...bar} ownerLabel={t('owner.ofTasks')} />
      <TaskCards totals={totals} />
      <Card title={t('tasks.states')} aside={t('tasks.statesHint')}>
        <StatesBar name="tasks" parts={states.map(({ state, count, to }) => ({ key: keys[state], label: t(`tasks.state.${state}`), count, to, fill: fills[state] }))} />
      </Card>
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <TaskMonths months={months} />
        {people.length > 0 ? <TaskPeople people={people} /> : null}
      </div>
    </div>
  );
}
