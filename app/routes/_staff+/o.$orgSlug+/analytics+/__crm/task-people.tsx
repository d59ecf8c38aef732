import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';
import { formatNumber, formatPercent } from '~/ui/format';
import { PersonChip } from '~/ui/person-chip';
import { FigureLink } from './figure-link';
import type { TaskFigures } from './load-tasks.server';

const cell = 'py-2 pl-4 text-right whitespace-nowrap max-md:p-0 max-md:text-left';

/** Whose tasks are how far. */
export function TaskPeople({ people }: Pick<TaskFigures, 'people'>) {
  const { t, i18n } = useTranslation('crm-analytics');
  const number = (value: number) => formatNumber(value, i18n.language);
  const columns = ['total', 'open', 'overdue', 'done', 'completion'] as const;
  return (
    <Card title={t('tasks.people')}>
      <table data-chart="tasks-by-person" className="w-full text-14 max-md:block">
        <caption className="sr-only">{t('tasks.people')}</caption>
        <thead className="text-12 text-muted max-md:sr-only">
          <tr>
            <th scope="col" className="pb-2 text-left font-medium">{t('person')}</th>
            {columns.map((key) => <th key={key} scope="col" className="pb-2 pl-4 text-right font-medium whitespace-nowrap">{t(`tasks.columns.${key}`)}</th>)}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {people.map((person) => {
            const shown = {
              total: <FigureLink name="person-tasks" value={person.total} to={person.to} className="font-semibold">{number(person.total)}</FigureLink>,
              open: <FigureLink name="person-open" value={person.open} to={person.openTo}>{number(person.open)}</FigureLink>,
              overdue: <FigureLink name="person-overdue" value={person.overdue} to={person.overdueTo} className={cx(person.overdue > 0 && 'text-hot underline decoration-dotted')}>{number(person.overdue)}</FigureLink>,
              done: <FigureLink name="person-done" value={person.done} to={person.doneTo}>{number(person.done)}</FigureLink>,
              completion: <span data-metric="person-completion" data-value={person.completion ?? ''}>{person.completion === null ? '—' : formatPercent(person.completion, i18n.language)}</span>,
            };
            return (
              <tr key={person.personId ?? 'nobody'} data-row="person" data-id={person.personId ?? 'nobody'} className="border-t border-line max-md:grid max-md:grid-cols-3 max-md:gap-x-4 max-md:gap-y-2 max-md:py-3">
                <th scope="row" className="py-2 text-left font-normal max-md:col-span-3 max-md:p-0">{person.name ? <PersonChip name={person.name} /> : <span className="text-muted">{t('owner.nobody')}</span>}</th>
                {columns.map((key) => (
                  <td key={key} className={cell}>
                    <span aria-hidden="true" className="block text-12 text-muted md:hidden">{t(`tasks.columns.${key}`)}</span>
                    {shown[key]}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Card>
  );
}
