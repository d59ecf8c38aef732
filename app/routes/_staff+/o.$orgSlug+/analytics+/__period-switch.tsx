import { Form, useSearchParams } from '@remix-run/react';
import { CalendarDays } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PERIODS, type PeriodFilter } from '~/domain/behavior/behavior-filter';
import { Button } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { controlClass } from '~/ui/field';
import { formatDay } from '~/ui/format';
import { segmentClass, SegmentLinks } from './__segment-links';

/** The period of a page as links, and own dates behind the last of them. What else the address says stays. */
export function PeriodSwitch({ filter, today }: { filter: PeriodFilter; today: string }) {
  const { t, i18n } = useTranslation('analytics');
  const [search] = useSearchParams();
  const rest = [...search].filter(([name]) => !['period', 'from', 'to', 'after'].includes(name));
  const day = (value: string) => formatDay(new Date(`${value}T12:00:00Z`), i18n.language, 'UTC');
  return (
    <div className="no-print flex flex-wrap items-center gap-x-3 gap-y-2">
      <SegmentLinks
        label={t('period.label')}
        segments={PERIODS.filter((period) => period !== 'custom').map((period) => ({
          key: period,
          label: t(`period.${period}`),
          to: { search: new URLSearchParams([...rest, ['period', period]]).toString() },
          isCurrent: filter.period === period,
        }))}
      />
      <details key={`${filter.from} ${filter.to}`} className="relative">
        <summary className={cx(segmentClass(filter.period === 'custom'), 'border border-line')}>
          <CalendarDays aria-hidden="true" className="size-4" />
          {t('period.range', { from: day(filter.from), to: day(filter.to) })}
          <span className="sr-only">. {t('period.custom')}</span>
        </summary>
        <Form preventScrollReset className="absolute top-full left-0 z-30 mt-1.5 flex w-64 flex-col gap-3 rounded-card border border-line bg-surface p-3 shadow-float">
          {rest.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
          <input type="hidden" name="period" value="custom" />
          {(['from', 'to'] as const).map((name) => (
            <label key={name} className="grid grid-cols-[2rem_1fr] items-center gap-2 text-13">
              {t(`period.${name}`)}
              <input type="date" name={name} defaultValue={filter[name]} max={today} required className={controlClass} />
            </label>
          ))}
          <Button look="primary">{t('period.show')}</Button>
        </Form>
      </details>
    </div>
  );
}
