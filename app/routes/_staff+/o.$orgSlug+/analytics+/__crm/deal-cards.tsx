import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { formatDuration, formatNumber, formatPercent } from '~/ui/format';
import { Metric } from '~/ui/metric';
import { Amounts } from './amounts';
import type { DealFigures } from './load-deals.server';
import { useChange } from './use-change';

/** The figures that a manager asks for first. */
export function DealCards({ made, results, open }: Pick<DealFigures, 'made' | 'results' | 'open'>) {
  const { t, i18n } = useTranslation('crm-analytics');
  const change = useChange();
  const number = (value: number) => formatNumber(value, i18n.language);
  const points = results.winRate === null || results.rateBefore === null ? null : Math.round((results.winRate - results.rateBefore) * 100);
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Metric name="deals-total" value={made.total} label={t('deals.made')} to={made.to} change={change(made.change)} note={<Amounts sums={made.amounts} />}>
        {number(made.total)}
      </Metric>
      <Metric name="deals-ended-won" value={results.won} label={t('deals.won')} to={results.wonTo} change={change(results.wonChange)} note={<Amounts sums={results.wonAmounts} />}>
        {number(results.won)}
      </Metric>
      <Metric
        name="deals-win-rate"
        value={results.winRate}
        label={t('deals.winRate')}
        to={results.endedTo}
        change={points === null ? null : { share: points / 100, label: t('deals.points', { count: points, sign: points > 0 ? '+' : '' }) }}
        note={t('deals.winRateOf', { won: number(results.won), ended: number(results.won + results.lost) })}
      >
        {results.winRate === null ? '—' : formatPercent(results.winRate, i18n.language)}
      </Metric>
      <Metric name="deals-time-to-win" value={results.meanMs === null ? null : Math.round(results.meanMs)} label={t('deals.timeToWin')} to={results.wonTo} note={results.medianMs === null ? null : t('deals.median', { time: formatDuration(results.medianMs, i18n.language) })}>
        {results.meanMs === null ? '—' : formatDuration(results.meanMs, i18n.language)}
      </Metric>
      <OpenCard open={open} />
    </div>
  );
}

/** What is being worked on now: per currency, and what it is worth by the stages' probability. */
function OpenCard({ open }: Pick<DealFigures, 'open'>) {
  const { t, i18n } = useTranslation('crm-analytics');
  return (
    <section className="col-span-2 rounded-card border border-line bg-surface px-4 py-3 shadow-card lg:col-span-4">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 className="text-13 text-muted">{t('deals.open')}</h2>
        <span className="text-12 text-muted">{t('deals.openHint')}</span>
      </div>
      {open.sums.length === 0 ? <p data-metric="deals-open" data-value="0" className="mt-1 text-14 text-muted">{t('deals.openNone')}</p> : (
        <ul className="mt-1 flex flex-wrap gap-x-10 gap-y-2">
          {open.sums.map(({ currency, count, amount, weighted, to }) => (
            <li key={currency} className="flex flex-wrap items-baseline gap-x-3">
              <Link to={to} data-metric={`pipeline-amount-${currency}`} data-value={amount} className="rounded-sm text-28 font-semibold underline-offset-4 hover:underline">
                <Amounts sums={[{ currency, amount }]} exact />
              </Link>
              <span className="text-13 text-muted">
                {t('deals.openCount', { count, formatted: formatNumber(count, i18n.language) })} · {t('deals.weighted')}{' '}
                <span data-metric={`pipeline-weighted-${currency}`} data-value={weighted}><Amounts sums={[{ currency, amount: weighted }]} /></span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
