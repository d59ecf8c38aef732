import { useTranslation } from 'react-i18next';
import { formatDuration, formatNumber } from '~/ui/format';
import { Metric } from '~/ui/metric';
import type { ActivityFigures } from './load-activities.server';
import { useChange } from './use-change';

/** How much people did about clients, in all and by kind. */
export function ActivityCards({ totals, kinds }: Pick<ActivityFigures, 'totals' | 'kinds'>) {
  const { t, i18n } = useTranslation('crm-analytics');
  const change = useChange();
  const number = (value: number) => formatNumber(value, i18n.language);
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-5">
      <Metric
        name="activities-total"
        value={totals.total}
        label={t('activities.total')}
        to={totals.to}
        change={change(totals.change)}
        note={totals.minutes > 0 ? t('activities.talked', { time: formatDuration(totals.minutes * 60_000, i18n.language) }) : null}
      >
        {number(totals.total)}
      </Metric>
      {kinds.map(({ kind, count, change: share, to }) => (
        <Metric key={kind} name={`activities-${kind.toLowerCase()}`} value={count} label={t(`activities.kinds.${kind}`)} to={to} change={change(share)}>{number(count)}</Metric>
      ))}
    </div>
  );
}
