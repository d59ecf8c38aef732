import { Link } from '@remix-run/react';
import { ArrowDownRight, ArrowUpRight, Minus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { leadsLink, type DashboardPeriod } from '~/domain/dashboard/dashboard-filter';
import type { LeadFigures } from '~/domain/dashboard/dashboard.server';
import { PRIORITIES } from '~/domain/leads/lead-options';
import { Card } from '~/ui/card';
import { Chart, type ChartSeries } from '~/ui/chart';
import { formatNumber, formatPercent } from '~/ui/format';
import { TemperatureBadge } from '~/ui/temperature-badge';

/** Cool at the foot of a bar, hot on top: the loudest where the eye goes first. */
const STACK = ['low', 'medium', 'high'] as const;
const tones = { high: 'hot', medium: 'warm', low: 'cool' } as const;

/** How many requests came, of which colour, when. */
export function NewLeads({ leads, period, base }: { leads: LeadFigures; period: DashboardPeriod; base: string }) {
  const { t, i18n } = useTranslation(['dashboard', 'common']);
  const { total, before, colours, buckets, filter } = leads;
  const number = (value: number) => formatNumber(value, i18n.language);
  const series: ChartSeries[] = STACK.map((priority) => ({ key: priority, label: t(`common:temperature.${priority}`), look: 'bar', tone: tones[priority], stack: 'colours' }));
  const rows = buckets.map(({ bucket, ...values }) => {
    const [day = '', hour] = bucket.split('T');
    const to = hour === undefined ? leadsLink(base, filter, { period: 'custom', from: day, to: day }) : undefined;
    return { ...sayBucket(bucket, i18n.language), values, ...(to && { to }) };
  });
  return (
    <Card className="lg:col-span-2" title={t('leads.title')} aside={t(`period.${period}`)}>
      <div className="flex flex-col gap-2">
        <Link to={leadsLink(base, filter)} className="group flex flex-wrap items-baseline gap-x-3 self-start">
          <span data-metric="leads-new" data-value={total} className="text-28 font-semibold underline-offset-4 group-hover:underline">{number(total)}</span>
          <Change total={total} before={before} />
        </Link>
        <ul className="flex flex-wrap gap-x-6 gap-y-2">
          {PRIORITIES.map((priority) => (
            <li key={priority}>
              <Link to={leadsLink(base, filter, { priorities: [priority] })} className="group flex items-center gap-2 pointer-coarse:min-h-11">
                <TemperatureBadge priority={priority} />
                <span data-metric={`leads-${priority}`} data-value={colours[priority]} className="text-16 font-semibold underline-offset-4 group-hover:underline">{number(colours[priority])}</span>
                {total > 0 ? <span className="text-13 text-muted">{formatPercent(colours[priority] / total, i18n.language)}</span> : null}
              </Link>
            </li>
          ))}
        </ul>
      </div>
      <Chart name="leads-by-colour" caption={t('leads.chart')} rowHeading={period === 'today' ? t('leads.hour') : t('leads.day')} rows={rows} series={series} height={220} className="mt-5" />
    </Card>
  );
}

function Change({ total, before }: { total: number; before: number }) {
  const { t, i18n } = useTranslation('dashboard');
  if (before === 0) return null;
  const share = total / before - 1;
  const Icon = share > 0.005 ? ArrowUpRight : share < -0.005 ? ArrowDownRight : Minus;
  return (
    <span className="flex items-center gap-1 text-12 text-muted" title={t('leads.before', { count: before })}>
      <Icon aria-hidden="true" className="size-3.5" />
      {t('leads.change', { share: `${share > 0 ? '+' : ''}${formatPercent(share, i18n.language)}` })}
    </span>
  );
}

/** Buckets are local already: said in UTC, so that no zone shifts them again. */
function sayBucket(bucket: string, language: string): { label: string; title: string } {
  const locale = language === 'en' ? 'en-GB' : language;
  const [day = '', hour] = bucket.split('T');
  const at = new Date(`${day}T${hour ?? '00'}:00:00Z`);
  const say = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(at);
  if (hour !== undefined) return { label: `${hour}:00`, title: `${hour}:00–${hour}:59` };
  return { label: say({ day: 'numeric', month: 'short' }), title: say({ weekday: 'short', day: 'numeric', month: 'long' }) };
}
