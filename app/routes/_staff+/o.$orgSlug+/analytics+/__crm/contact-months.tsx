import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { Chart, type ChartSeries } from '~/ui/chart';
import type { ContactFigures } from './load-contacts.server';
import { sayMonth } from './say-month';

/** New contacts by month. */
export function ContactMonths({ months }: Pick<ContactFigures, 'months'>) {
  const { t, i18n } = useTranslation('crm-analytics');
  const series: ChartSeries[] = [
    { key: 'companies', label: t('contacts.companies'), look: 'bar', tone: 'accent', stack: 'kinds' },
    { key: 'people', label: t('contacts.people'), look: 'bar', tone: 'cool', stack: 'kinds' },
  ];
  const rows = months.map(({ month, people, companies, to }) => ({ ...sayMonth(month, i18n.language), values: { people, companies }, to }));
  return (
    <Card title={t('contacts.months')}>
      <Chart name="contacts-by-month" caption={t('contacts.months')} rowHeading={t('month')} rows={rows} series={series} height={240} />
    </Card>
  );
}
