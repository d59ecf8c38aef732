import { useTranslation } from 'react-i18next';
import { formatNumber, formatPercent } from '~/ui/format';
import { Metric } from '~/ui/metric';
import type { TaskFigures } from './load-tasks.server';
import { useChange } from './use-change';

/** How many tasks were made, how many of them are done, and what is late. */
export function TaskCards({ totals }: Pick<TaskFigures, 'totals'>) {
  const { t, i18n } = useTranslation('crm-analytics');
  const change = useChange();
  const { total, states, overdue, completion, completionBefore } = totals;
  const number = (value: number) => formatNumber(value, i18n.language);
  const points = completion === null || completionBefore === null ? null : Math.round((completion - completionBefore) * 100);
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Metric name="tasks-total" value={total} label={t('tasks.made')} to={totals.to} change={change(totals.change)}>{number(total)}</Metric>
      <Metric
        name="tasks-completion"
        value={completion}
        label={t('tasks.completion')}
        to={totals.doneTo}
        change={points === null ? null : { share: points / 100, label: t('deals.points', { count: points, sign: points > 0 ? '+' : '' }) }}
        note={t('tasks.doneOf', { done: number(states.DONE), total: number(total) })}
      >
        {completion === null ? '—' : formatPercent(completion, i18n.language)}
      </Metric>
      <Metric name="tasks-overdue" value={overdue} label={t('tasks.overdue')} to={totals.overdueTo} note={t('tasks.overdueHint')} {...(overdue > 0 && { tone: 'hot' as const })}>{number(overdue)}</Metric>
      <Metric name="tasks-open" value={states.TODO + states.IN_PROGRESS} label={t('tasks.open')} to={totals.openTo} note={t('tasks.openHint')}>{number(states.TODO + states.IN_PROGRESS)}</Metric>
    </div>
  );
}
