import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { DASHBOARD_PERIODS, type DashboardPeriod } from '~/domain/dashboard/dashboard-filter';
import { cx } from '~/ui/class-names';

/** Today, a week or a month: the address says which. */
export function PeriodLinks({ period }: { period: DashboardPeriod }) {
  const { t } = useTranslation('dashboard');
  return (
    <nav aria-label={t('period.label')} className="flex rounded-control bg-sunken p-0.5">
      {DASHBOARD_PERIODS.map((name) => (
        <Link
          key={name}
          to={`?period=${name}`}
          preventScrollReset
          aria-current={name === period ? 'page' : undefined}
          className={cx(
            'flex h-8 items-center rounded-[0.375rem] px-3 text-13 whitespace-nowrap pointer-coarse:min-h-11',
            name === period ? 'bg-surface font-semibold text-ink shadow-card' : 'text-muted hover:text-ink',
          )}
        >
          {t(`period.${name}`)}
        </Link>
      ))}
    </nav>
  );
}
