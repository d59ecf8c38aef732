import { Form } from '@remix-run/react';
import { SlidersHorizontal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CALENDAR_ROWS } from '~/domain/bookings/calendar-filter';
import { Button, buttonClass } from '~/ui/button';
import { FilterChips } from '~/ui/list/filter-chips';
import { FilterChecks, FilterChoice, FilterDay } from '~/ui/list/filter-fields';
import { useDismissal } from '~/ui/use-dismissal';
import type { CalendarPage } from './load-calendar.server';

/** Whose rows to show: a plain GET form behind a button, and what it says as a sentence. */
export function CalendarFilters({ view, filter }: { view: string; filter: NonNullable<CalendarPage['filter']> }) {
  const { t } = useTranslation('bookings');
  const panel = useDismissal();
  const { options, chips } = filter;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 no-print">
      <details ref={panel} className="group relative">
        <summary className={buttonClass('secondary')}>
          <SlidersHorizontal aria-hidden="true" className="size-4" />
          {t('filter.open')}
          {chips.length > 0 ? <span className="rounded-full bg-accent px-1.5 text-12 text-on-accent">{chips.length}</span> : null}
        </summary>
        <Form key={filter.search} method="get" className="absolute left-0 z-40 mt-1 grid w-[min(34rem,calc(100vw-2rem))] gap-4 rounded-card border border-line bg-surface p-4 shadow-float md:grid-cols-2">
          {view === 'week' ? null : <input type="hidden" name="view" value={view} />}
          <FilterChoice name="rows" label={t('filter.rows')} value={filter.rows}>
            {CALENDAR_ROWS.map((rows) => <option key={rows} value={rows}>{t(`rows.${rows}`)}</option>)}
          </FilterChoice>
          <FilterChoice name="category" label={t('filter.category')} value={filter.categoryId ?? ''}>
            <option value="">{t('filter.anyCategory')}</option>
            {options.categories.map(({ id, name, depth }) => <option key={id} value={id}>{`${'\u00a0\u00a0'.repeat(depth)}${name}`}</option>)}
          </FilterChoice>
          <FilterChoice name="person" label={t('filter.person')} value={filter.personId ?? ''}>
            <option value="">{t('filter.anybody')}</option>
            {options.people.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </FilterChoice>
          <FilterDay name="day" label={t('filter.day')} value={filter.day} />
          <FilterChecks legend={t('free')} name="free" options={[{ value: 'yes', label: t('filter.free') }]} checked={filter.isFreeOnly ? ['yes'] : []} />
          <div className="flex justify-end md:col-span-2"><Button look="primary">{t('filter.apply')}</Button></div>
        </Form>
      </details>
      <FilterChips lead={t('filter.chips')} chips={chips} clear={filter.clear} />
    </div>
  );
}
