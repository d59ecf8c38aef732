import { Form, useSearchParams, useSubmit } from '@remix-run/react';
import { CalendarDays } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ANALYTICS_PERIODS, analyticsSearch, type AnalyticsFilter } from '~/domain/analytics/analytics-filter';
import { daysOfPeriod } from '~/domain/periods/period';
import { Button } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { controlClass } from '~/ui/field';
import { formatDay } from '~/ui/format';
import { segmentClass, SegmentLinks } from '../__segment-links';

interface Props {
  filter: AnalyticsFilter;
  today: string;
  /** The role sees own figures only. */
  isOwn: boolean;
  people: { id: string; name: string }[];
  /** Null: these figures know no person. */
  ownerLabel: string | null;
}

/** Period and person of a page of figures. Links and a form: all of it is in the address. */
export function PeriodBar({ filter, today, isOwn, people, ownerLabel }: Props) {
  const { t } = useTranslation('crm-analytics');
  const [search] = useSearchParams();
  const submit = useSubmit();
  const rest = [...search].filter(([name]) => !['period', 'from', 'to', 'after', 'before'].includes(name));
  const kept = [...analyticsSearch({ ...filter, owner: null })];
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <SegmentLinks
        label={t('period.label')}
        segments={ANALYTICS_PERIODS.map((period) => ({
          key: period,
          label: t(`period.${period}`),
          to: { search: new URLSearchParams([...rest, ['period', period]]).toString() },
          isCurrent: (filter.period.period ?? 'all') === period,
        }))}
      />
      <OwnDays filter={filter} today={today} rest={rest} />
      {isOwn ? <p className="text-13 text-muted">{t('ownOnly')}</p> : ownerLabel === null ? null : (
        <Form key={filter.owner} preventScrollReset onChange={(event) => void submit(event.currentTarget, { preventScrollReset: true })} className="no-print flex items-center gap-2 md:ml-auto">
          {kept.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
          <label className="flex items-center gap-2 text-13 text-muted">
            {ownerLabel}
            <select name="owner" defaultValue={filter.owner ?? ''} className={`${controlClass} w-auto max-w-56`}>
              <option value="">{t('owner.all')}</option>
              <option value="mine">{t('owner.mine')}</option>
              {people.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
              <option value="nobody">{t('owner.nobody')}</option>
            </select>
          </label>
          <noscript><Button size="small">{t('period.show')}</Button></noscript>
        </Form>
      )}
    </div>
  );
}

/** The days that the figures are of, and a form for other ones. */
function OwnDays({ filter, today, rest }: Pick<Props, 'filter' | 'today'> & { rest: [string, string][] }) {
  const { t, i18n } = useTranslation('crm-analytics');
  const { from, to } = daysOfPeriod(filter.period, today);
  const day = (value: string) => formatDay(new Date(`${value}T12:00:00Z`), i18n.language, 'UTC');
  return (
    <details key={`${from} ${to}`} className="relative">
      <summary className={cx(segmentClass(filter.period.period === 'custom'), 'border border-line')}>
        <CalendarDays aria-hidden="true" className="size-4" />
        {from ? t('period.range', { from: day(from), to: day(to ?? today) }) : t('period.untilToday')}
        <span className="sr-only">. {t('period.custom')}</span>
      </summary>
      <Form preventScrollReset className="absolute top-full left-0 z-30 mt-1.5 flex w-64 flex-col gap-3 rounded-card border border-line bg-surface p-3 shadow-float">
        {rest.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
        <input type="hidden" name="period" value="custom" />
        {(['from', 'to'] as const).map((name) => (
          <label key={name} className="flex flex-col gap-1 text-13 font-medium">
            {t(`period.${name}`)}
            <input type="date" name={name} defaultValue={(name === 'from' ? from : to) ?? today} max={today} required className={controlClass} />
          </label>
        ))}
        <Button>{t('period.show')}</Button>
      </Form>
    </details>
  );
}
