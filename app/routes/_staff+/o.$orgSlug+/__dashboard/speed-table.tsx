import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { leadsLink } from '~/domain/dashboard/dashboard-filter';
import type { ResponseFigures } from '~/domain/dashboard/lead-figures.server';
import type { LeadFilter } from '~/domain/leads/lead-filter';
import { PRIORITIES, type Priority } from '~/domain/leads/lead-options';
import { Card } from '~/ui/card';
import { formatDuration, formatNumber, formatPercent } from '~/ui/format';
import { TemperatureBadge } from '~/ui/temperature-badge';

interface Props {
  response: Record<Priority, ResponseFigures>;
  filter: LeadFilter;
  base: string;
}

/** Below it a share says little. */
const FEW = 5;
const head = 'pb-2 pl-3 text-right font-medium';
const cell = 'py-2 pl-3 text-right whitespace-nowrap max-md:p-0 max-md:text-left';

/** How soon requests were answered, and how many of them within their time. */
export function SpeedTable({ response, filter, base }: Props) {
  const { t, i18n } = useTranslation('dashboard');
  const time = (ms: number | null) => (ms === null ? '—' : formatDuration(ms, i18n.language));
  return (
    <Card className="lg:col-span-2" title={t('speed.title')} aside={t('speed.hint')}>
      <table data-chart="speed" className="w-full text-14 max-md:block">
        <caption className="sr-only">{t('speed.caption')}</caption>
        <thead className="max-md:sr-only">
          <tr className="text-12 text-muted">
            <th scope="col" className="pb-2 text-left font-medium"><span className="sr-only">{t('speed.colour')}</span></th>
            <th scope="col" className="pb-2 pl-3 text-left font-medium">{t('speed.share')}</th>
            <th scope="col" className={head}>{t('speed.late')}</th>
            <th scope="col" className={head} title={t('speed.p50Hint')}>{t('speed.p50')}</th>
            <th scope="col" className={head} title={t('speed.p90Hint')}>{t('speed.p90')}</th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {PRIORITIES.map((priority) => {
            const { share, inTime, late, overdue, answered, p50Ms, p90Ms } = response[priority];
            const link = (answer: 'inTime' | 'late' | 'overdue' | 'answered') => leadsLink(base, filter, { priorities: [priority], answer });
            return (
              <tr key={priority} className="border-t border-line max-md:grid max-md:grid-cols-3 max-md:gap-x-4 max-md:gap-y-2 max-md:py-3">
                <th scope="row" className="py-2 text-left max-md:p-0"><TemperatureBadge priority={priority} /></th>
                <td className="w-2/5 py-2 pl-3 max-md:col-span-2 max-md:w-auto max-md:p-0">
                  <Link to={link('inTime')} className="group flex items-center gap-3 pointer-coarse:min-h-11">
                    <span aria-hidden="true" className="block h-1.5 min-w-8 flex-1 overflow-hidden rounded-full bg-sunken">
                      <span className="block h-full rounded-full bg-ok" style={{ width: `${(share ?? 0) * 100}%` }} />
                    </span>
                    <span data-metric={`in-time-${priority}`} data-value={inTime} className="font-semibold whitespace-nowrap underline-offset-4 group-hover:underline">
                      {share === null ? '—' : formatPercent(share, i18n.language)}
                    </span>
                    <span className="w-24 text-12 whitespace-nowrap text-muted">
                      {inTime + late + overdue < FEW ? t('speed.few', { count: inTime + late + overdue }) : t('speed.of', { count: inTime, total: formatNumber(inTime + late + overdue, i18n.language) })}
                    </span>
                  </Link>
                </td>
                <td className={cell}>
                  <Label>{t('speed.late')}</Label>
                  <Link to={link('late')} data-metric={`late-${priority}`} data-value={late} className="underline-offset-4 hover:underline">{formatNumber(late, i18n.language)}</Link>
                  {overdue > 0 ? <Link to={link('overdue')} className="ml-2 text-13 font-medium text-hot underline-offset-4 hover:underline">{t('speed.overdue', { count: overdue })}</Link> : null}
                </td>
                <td className={cell} data-metric={`p50-${priority}`} data-value={p50Ms ?? ''}>
                  <Label>{t('speed.p50')}</Label>
                  <Link to={link('answered')} title={t('speed.answered', { count: answered })} className="underline-offset-4 hover:underline">{time(p50Ms)}</Link>
                </td>
                <td className={cell} data-metric={`p90-${priority}`} data-value={p90Ms ?? ''}>
                  <Label>{t('speed.p90')}</Label>
                  {time(p90Ms)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Card>
  );
}

/** The column's name beside each figure, where rows are cards. */
function Label({ children }: { children: ReactNode }) {
  return <span aria-hidden="true" className="block text-12 text-muted md:hidden">{children}</span>;
}
