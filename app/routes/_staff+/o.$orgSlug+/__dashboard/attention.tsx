import { Link } from '@remix-run/react';
import { AlarmClock, CircleCheck, Clock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { leadsLink } from '~/domain/dashboard/dashboard-filter';
import type { LeadFigures } from '~/domain/dashboard/dashboard.server';
import { cx } from '~/ui/class-names';
import { formatNumber } from '~/ui/format';

/** What cannot wait: requests past their time first, then those whose clock runs. */
export function Attention({ now, base }: { now: LeadFigures['now']; base: string }) {
  const { t, i18n } = useTranslation('dashboard');
  const { overdue, waiting, filter } = now;
  const Icon = overdue > 0 ? AlarmClock : waiting > 0 ? Clock : CircleCheck;
  return (
    <section
      aria-label={t('attention.label')}
      className={cx(
        'flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border px-4 py-3 lg:col-span-3 md:px-5',
        overdue > 0 ? 'border-hot/30 bg-hot-soft text-hot' : 'border-line bg-surface shadow-card',
      )}
    >
      <Icon aria-hidden="true" className={cx('size-5 shrink-0', overdue === 0 && 'text-ok')} />
      <p className="flex flex-1 flex-wrap items-baseline gap-x-4 gap-y-1 text-16">
        <Link to={leadsLink(base, filter, { answer: 'overdue' })} className="font-semibold underline-offset-4 hover:underline">
          <span data-metric="leads-overdue" data-value={overdue}>{t('attention.overdue', { count: overdue, formatted: formatNumber(overdue, i18n.language) })}</span>
        </Link>
        <Link to={leadsLink(base, filter)} className={cx('text-14 underline-offset-4 hover:underline', overdue > 0 ? 'text-ink' : 'text-muted')}>
          <span data-metric="leads-waiting" data-value={waiting}>{t('attention.waiting', { count: waiting, formatted: formatNumber(waiting, i18n.language) })}</span>
        </Link>
      </p>
    </section>
  );
}
