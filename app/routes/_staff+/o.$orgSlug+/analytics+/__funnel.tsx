import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { formatNumber, formatPercent } from '~/ui/format';
import { LeadsNow, type LeadCounts } from './__leads-now';

export interface FunnelStep {
  key: 'view' | 'start' | 'sent';
  count: number;
  /** Of the first step, 0…1, with its Wilson 95 % interval; null when there is nothing to divide by. */
  share: number | null;
  interval: { low: number; high: number } | null;
  to: string;
}

/** Below it the shares are said to be shaky. */
const FEW = 30;

/** How many of those who opened the form went on, each step a link to its views, then what became of the requests. */
export function Funnel({ steps, leads }: { steps: FunnelStep[]; leads: LeadCounts }) {
  const { t, i18n } = useTranslation('analytics');
  const number = (value: number) => formatNumber(value, i18n.language);
  const percent = (share: number) => formatPercent(share, i18n.language, share < 0.1 ? 1 : 0);
  const first = steps[0]?.count ?? 0;
  return (
    <Card title={t('funnel.title')} className="flex flex-col">
      <table data-chart="funnel" className="w-full text-14">
        <caption className="sr-only">{t('funnel.caption')}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('funnel.step')}</th>
            <th scope="col">{t('funnel.count')}</th>
            <th scope="col">{t('funnel.ofFirst')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ key, count, share, interval, to }, index) => {
            const before = steps[index - 1]?.count;
            const lost = before === undefined ? 0 : before - count;
            return (
              <tr key={key}>
                <th scope="row" className="w-full pb-3.5 text-left align-bottom font-normal">
                  <Link to={to} className="font-medium underline-offset-4 hover:underline">{t(`funnel.steps.${key}`)}</Link>
                  {lost > 0 ? <span className="ml-2 text-12 text-muted">{t('funnel.lost', { formatted: number(lost), count: lost })}</span> : null}
                  <span aria-hidden="true" className="mt-1 block h-2.5 overflow-hidden rounded-full bg-sunken">
                    <span className="block h-full rounded-full bg-accent" style={{ width: `${Math.max(count > 0 ? 1 : 0, (share ?? 0) * 100)}%` }} />
                  </span>
                </th>
                <td data-metric={`funnel-${key}`} data-value={count} className="pb-2.5 pl-4 text-right align-bottom text-16 font-semibold">{number(count)}</td>
                <td
                  className="min-w-14 pb-2.5 pl-3 text-right align-bottom text-muted"
                  title={interval ? t('funnel.interval', { low: percent(interval.low), high: percent(interval.high) }) : undefined}
                >
                  {share === null ? '—' : percent(share)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {first > 0 && first < FEW ? <p className="mt-3 text-12 text-muted">{t('funnel.few', { count: first })}</p> : null}
      <LeadsNow leads={leads} />
    </Card>
  );
}
