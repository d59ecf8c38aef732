import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { BREAKPOINTS } from '~/domain/behavior/batch';
import { FORM_SECTIONS } from '~/domain/leads/form-fields';
import { cx } from '~/ui/class-names';
import { formatDuration } from '~/ui/format';
import { RelativeTime } from '~/ui/relative-time';
import { TemperatureBadge, type Priority } from '~/ui/temperature-badge';
import { useElementName } from './__element-name';

export interface ShownView {
  id: string;
  openedAt: string;
  breakpoint: string;
  activeMs: number;
  isMeasured: boolean;
  started: boolean;
  furthestSection: number;
  lastField: string | null;
  isSent: boolean;
  sentPriority: Priority | null;
  leadId: string | null;
  leadReference: string | null;
  visitNumber: number | null;
}

interface Props {
  rows: ShownView[];
  now: string;
  timeZone: string;
  /** Address of the list of requests; null for who may not see it. */
  leads: string | null;
}

const COLUMNS = ['when', 'screen', 'active', 'section', 'field', 'result', 'visit'] as const;
const cell = 'px-3 py-2 max-md:block max-md:p-0';

/** The views, newest first. Below the tablet width every row is a card with the same facts in the same order. */
export function ViewsTable({ rows, now, timeZone, leads }: Props) {
  const { t, i18n } = useTranslation('analytics');
  const nameOf = useElementName();
  const none = <span className="text-muted">—</span>;
  const facts = (view: ShownView) => ({
    screen: BREAKPOINTS.some((known) => known === view.breakpoint) ? t(`screens.${view.breakpoint}`) : none,
    active: view.isMeasured ? formatDuration(view.activeMs, i18n.language) : <span className="text-13 text-muted">{t('views.unmeasured')}</span>,
    section: view.isMeasured ? t(`form:sections.${FORM_SECTIONS[view.furthestSection]?.key ?? 'details'}.short`) : none,
    field: view.lastField ? nameOf(view.lastField) : none,
    result: <Result view={view} leads={leads} />,
    visit: view.visitNumber === null ? none : t('views.visitNumber', { count: view.visitNumber }),
  });
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface shadow-card">
      <table className="w-full text-14 max-md:block">
        <caption className="sr-only">{t('views.caption')}</caption>
        <thead className="sticky top-0 z-10 border-b border-line bg-raised max-md:sr-only">
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={cx('px-3 py-2 text-12 font-medium whitespace-nowrap text-muted', column === 'active' || column === 'visit' ? 'text-right' : 'text-left')}>
                {t(`views.columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {rows.map((view) => {
            const shown = facts(view);
            return (
              <tr key={view.id} data-row="view" data-id={view.id} className="border-b border-line last:border-0 hover:bg-raised max-md:grid max-md:grid-cols-2 max-md:gap-x-4 max-md:gap-y-1.5 max-md:p-3">
                <th scope="row" className={cx(cell, 'text-left font-medium whitespace-nowrap max-md:col-span-2')}>
                  <RelativeTime at={view.openedAt} now={now} timeZone={timeZone} />
                </th>
                {COLUMNS.filter((column) => column !== 'when').map((column) => (
                  <td key={column} className={cx(cell, column === 'screen' && 'whitespace-nowrap', (column === 'active' || column === 'visit') && 'md:text-right')}>
                    <span className="block text-12 text-muted md:hidden">{t(`views.columns.${column}`)}</span>
                    {shown[column]}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Result({ view, leads }: { view: ShownView; leads: string | null }) {
  const { t } = useTranslation('analytics');
  if (!view.isSent) return <span className="text-muted">{t(view.started ? 'views.result.abandoned' : 'views.result.idle')}</span>;
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1" title={view.leadId ? undefined : t('views.anonymous')}>
      {view.sentPriority ? <><span className="sr-only">{t('views.result.sent')}.</span><TemperatureBadge priority={view.sentPriority} /></> : t('views.result.sent')}
      {view.leadId && leads ? (
        <Link to={`${leads}/${view.leadId}`} className="text-accent underline-offset-4 hover:underline">{t('views.lead', { reference: view.leadReference })}</Link>
      ) : null}
    </span>
  );
}
