import { useTranslation } from 'react-i18next';
import { formatMoney, formatMoneyShort } from '~/domain/money/money-text';
import { Card } from '~/ui/card';
import { Chart, type ChartSeries } from '~/ui/chart';
import { FigureLink } from './figure-link';
import type { DealFigures } from './load-deals.server';
import { sayMonth } from './say-month';

/** Deals made, won and lost by month, and what the won ones are worth. */
export function DealMonths({ months, currency }: Pick<DealFigures, 'months' | 'currency'>) {
  const { t, i18n } = useTranslation('crm-analytics');
  const counts: ChartSeries[] = [
    { key: 'made', label: t('deals.months.made'), look: 'bar', tone: 'muted' },
    { key: 'won', label: t('deals.months.won'), look: 'bar', tone: 'ok' },
    { key: 'lost', label: t('deals.months.lost'), look: 'bar', tone: 'hot' },
  ];
  const money = (value: number) => formatMoney(String(value), currency, i18n.language);
  const axis = (value: number) => formatMoneyShort(String(value), currency, i18n.language).replace(/\s?\p{Sc}/u, '');
  const amounts: ChartSeries[] = [{ key: 'wonAmount', label: t('deals.months.wonAmount'), look: 'bar', tone: 'accent', format: money, axisFormat: axis }];
  const rows = months.map(({ month, made, won, lost, madeTo }) => ({ ...sayMonth(month, i18n.language), values: { made, won, lost }, to: madeTo }));
  const worth = months.map(({ month, wonAmount, wonTo }) => ({ ...sayMonth(month, i18n.language), values: { wonAmount: Number(wonAmount) }, to: wonTo }));
  return (
    <Card title={t('deals.months.title')} aside={t('deals.months.hint')}>
      <div className="grid grid-cols-1 gap-x-8 gap-y-6 lg:grid-cols-2">
        <Chart name="deals-by-month" caption={t('deals.months.caption')} rowHeading={t('month')} rows={rows} series={counts} height={220} />
        <section>
          <h3 className="mb-2 text-12 text-muted">{t('deals.months.wonAmountIn', { currency })}</h3>
          <Chart name="won-amount-by-month" caption={t('deals.months.wonAmountIn', { currency })} rowHeading={t('month')} rows={worth} series={amounts} height={220} />
        </section>
      </div>
      <MonthLinks months={months} />
    </Card>
  );
}

/** The same months as figures, each with the way to its rows. */
function MonthLinks({ months }: Pick<DealFigures, 'months'>) {
  const { t, i18n } = useTranslation('crm-analytics');
  return (
    <details className="mt-2 text-13 print:hidden">
      <summary className="w-fit rounded-sm text-muted underline decoration-line-strong decoration-dotted underline-offset-4 hover:text-ink pointer-coarse:py-3">{t('deals.months.rows')}</summary>
      <div className="mt-2 max-h-72 scroll-thin overflow-auto">
        <table data-chart="deal-months-rows" className="w-full">
          <caption className="sr-only">{t('deals.months.caption')}</caption>
          <thead className="text-12 text-muted">
            <tr>
              <th scope="col" className="py-1 text-left font-medium">{t('month')}</th>
              {(['made', 'won', 'lost'] as const).map((key) => <th key={key} scope="col" className="py-1 pl-4 text-right font-medium">{t(`deals.months.${key}`)}</th>)}
            </tr>
          </thead>
          <tbody>
            {months.map(({ month, made, won, lost, madeTo, wonTo, lostTo }) => (
              <tr key={month} data-row="month" data-id={month} className="border-t border-line">
                <th scope="row" className="py-1 text-left font-normal">{sayMonth(month, i18n.language).title}</th>
                <td className="py-1 pl-4 text-right"><FigureLink name="month-made" value={made} to={madeTo}>{made}</FigureLink></td>
                <td className="py-1 pl-4 text-right"><FigureLink name="month-won" value={won} to={wonTo}>{won}</FigureLink></td>
                <td className="py-1 pl-4 text-right"><FigureLink name="month-lost" value={lost} to={lostTo}>{lost}</FigureLink></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
