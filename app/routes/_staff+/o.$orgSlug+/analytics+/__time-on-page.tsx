import { useTranslation } from 'react-i18next';
import { MIN_VIEWS, type TimePoint } from '~/domain/behavior/time-points';
import { Card } from '~/ui/card';
import { Chart } from '~/ui/chart';
import { formatDay, formatDuration, formatNumber, formatPercent } from '~/ui/format';
import { Metric } from '~/ui/metric';

export interface TimeFigure {
  span: 'day' | 'week' | 'month';
  meanMs: number | null;
  n: number;
  interval: { lowMs: number; highMs: number } | null;
  previous: { n: number };
  change: number | null;
  to: string;
}

/** Time on page of the last day, week and month; n, interval and change say how far to trust it. */
export function TimeFigures({ times }: { times: TimeFigure[] }) {
  const { t, i18n } = useTranslation('analytics');
  const duration = (ms: number) => formatDuration(ms, i18n.language);
  return (
    <section aria-labelledby="time-title">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="time-title" className="text-16 font-semibold">{t('time.title')}</h2>
        <p className="text-13 text-muted">{t('time.hint')}</p>
      </div>
      <div className="grid gap-3 sm:grid-cols-3">
        {times.map(({ span, meanMs, n, interval, previous, change, to }) => {
          const isKnown = meanMs !== null && n >= MIN_VIEWS;
          return (
            <Metric
              key={span}
              name={`time-on-page-${span}`}
              value={isKnown ? Math.round(meanMs) : null}
              label={t(`time.${span}`)}
              to={n > 0 ? to : undefined}
              change={isKnown && change !== null && previous.n >= MIN_VIEWS ? { share: change, label: t('change', { share: signed(change, i18n.language) }) } : null}
              note={
                isKnown ? (
                  <>
                    {interval ? `${t('interval', { low: duration(interval.lowMs), high: duration(interval.highMs) })} · ` : ''}
                    {t('n.views', { count: n, formatted: formatNumber(n, i18n.language) })}
                  </>
                ) : (
                  t('n.notEnoughNote', { count: n, min: MIN_VIEWS })
                )
              }
            >
              {isKnown ? duration(meanMs) : <span className="text-20 text-muted">{t('n.notEnough')}</span>}
            </Metric>
          );
        })}
      </div>
    </section>
  );
}

/** Time on page over the chosen period, by day or by week, with the number of views that each mean is made of. */
export function TimeChart({ points, byWeek }: { points: (TimePoint & { rows: string })[]; byWeek: boolean }) {
  const { t, i18n } = useTranslation('analytics');
  const date = (day: string) => new Date(`${day}T12:00:00Z`);
  const short = new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : i18n.language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const long = (day: string) => formatDay(date(day), i18n.language, 'UTC');
  const title = t(byWeek ? 'time.chartByWeek' : 'time.chartByDay');
  return (
    <Card title={title}>
      {points.every(({ n }) => n === 0) ? (
        <p className="text-muted">{t('time.empty')}</p>
      ) : (
        <>
          <Chart
            name="time-on-page"
            caption={title}
            rowHeading={t(byWeek ? 'time.chartWeek' : 'time.chartDay')}
            height={252}
            rows={points.map(({ from, to: last, meanMs, n, rows }) => ({
              label: short.format(date(from)),
              title: from === last ? long(from) : t('period.range', { from: long(from), to: long(last) }),
              to: n > 0 ? rows : undefined,
              values: { mean: meanMs === null ? null : Math.round(meanMs / 1000), views: n },
            }))}
            series={[
              { key: 'views', label: t('time.chartViews'), look: 'bar', tone: 'muted', side: 'right' },
              {
                key: 'mean',
                label: t('time.chartMean'),
                look: 'line',
                format: (seconds) => formatDuration(seconds * 1000, i18n.language),
                axisFormat: (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`,
              },
            ]}
          />
          {points.some(({ n, meanMs }) => n > 0 && meanMs === null) ? <p className="mt-2 text-12 text-muted">{t('time.few', { count: MIN_VIEWS })}</p> : null}
        </>
      )}
    </Card>
  );
}

function signed(change: number, language: string): string {
  const text = formatPercent(Math.abs(change), language);
  return change > 0.005 ? `+${text}` : change < -0.005 ? `−${text}` : text;
}
