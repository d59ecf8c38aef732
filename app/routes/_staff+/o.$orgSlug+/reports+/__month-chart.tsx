import { useTranslation } from 'react-i18next';
import { formatMoney, formatMoneyShort } from '~/domain/money/money-text';
import { Card } from '~/ui/card';
import { Chart, type ChartSeries } from '~/ui/chart';
import { sayMonth } from '../analytics+/__crm/say-month';
import type { MonthsData } from './__load-months.server';

/** Revenue of each month, and with the costs what remained. */
export function MonthChart({ months, currency, hasCosts }: MonthsData) {
  const { t, i18n } = useTranslation('reports');
  const format = (value: number) => formatMoney(value.toFixed(2), currency, i18n.language);
  const axisFormat = (value: number) => formatMoneyShort(String(value), currency, i18n.language).replace(/\s?\p{Sc}/u, '');
  const series: ChartSeries[] = [
    { key: 'revenue', label: t('months.revenue'), look: 'bar', tone: 'accent', format, axisFormat },
    ...(hasCosts
      ? [
          { key: 'costs', label: t('months.costs'), look: 'bar', tone: 'muted', format, axisFormat } as const,
          { key: 'margin', label: t('months.margin'), look: 'line', tone: 'ok', format, axisFormat } as const,
        ]
      : []),
  ];
  const rows = months.map(({ month, revenue, costs, margin, to }) => ({
    ...sayMonth(month, i18n.language), to, values: { revenue: Number(revenue), ...(hasCosts && { costs: Number(costs), margin: Number(margin) }) },
  }));
  return (
    <Card title={t('months.title')} aside={t('months.hint')}>
      <Chart name="results-by-month" caption={t('months.caption', { currency })} rowHeading={t('months.month')} rows={rows} series={series} />
    </Card>
  );
}
