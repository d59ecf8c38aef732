import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { Chart, type ChartSeries } from '~/ui/chart';
import type { TaskFigures } from './load-tasks.server';
import { sayMonth } from './say-month';

/** Tasks made and done by month. */
export function TaskMonths({ months }: Pick<TaskFigures, 'months'>) {
  const { t, i18n } = useTranslation('crm-analytics');
  const series: ChartSeries[] = [
    { key: 'made', label: t('tasks.months.made'), look: 'bar', tone: 'muted' },
    { key: 'done', label: t('tasks.months.done'), look: 'bar', tone: 'ok' },
  ];
  const rows = months.map(({ month, made, done, madeTo }) => ({ ...sayMonth(month, i18n.language), values: { made, done }, to: madeTo }));
  return (
    <Card title={t('tasks.months.title')}>
      <Chart name="tasks-by-month" caption={t('tasks.months.title')} rowHeading={t('month')} rows={rows} series={series} height={220} />
    </Card>
  );
}
