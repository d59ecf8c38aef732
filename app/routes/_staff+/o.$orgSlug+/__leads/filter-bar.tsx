import { Form, Link } from '@remix-run/react';
import { Search, SlidersHorizontal, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ANSWER_FILTERS, LEAD_SORTS, PERIODS, STATE_FILTERS, toSearchParams } from '~/domain/leads/lead-filter';
import { PRIORITIES } from '~/domain/leads/lead-options';
import { Button, buttonClass } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { controlClass } from '~/ui/field';
import type { LeadList } from './load-list.server';

type Props = Pick<LeadList, 'filter' | 'chips' | 'services' | 'people' | 'search'>;

/** What the list shows: states as tabs, words to look for, the rest behind "filters"; then the whole as a sentence. */
export function FilterBar({ filter, chips, services, people, search }: Props) {
  const { t } = useTranslation('leads');
  return (
    <section aria-label={t('filter.label')} className="mb-3 flex flex-col gap-3 no-print">
      <nav aria-label={t('filter.states')} className="-mx-4 overflow-x-auto px-4 scroll-thin md:mx-0 md:px-0">
        <ul className="flex min-w-max gap-1 border-b border-line">
          {STATE_FILTERS.map((state) => (
            <li key={state}>
              <Link
                to={{ search: toSearchParams({ ...filter, state }).toString() }}
                aria-current={filter.state === state ? 'page' : undefined}
                className="-mb-px flex h-9 items-center border-b-2 border-transparent px-3 text-14 text-muted hover:text-ink aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink pointer-coarse:h-11"
              >
                {t(`states.${state}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Form key={search} method="get" className="flex flex-wrap items-start gap-2">
        {filter.state === 'open' ? null : <input type="hidden" name="state" value={filter.state} />}
        <div className="relative min-w-0 flex-1 md:max-w-sm">
          <Search aria-hidden="true" className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted" />
          <input type="search" name="q" defaultValue={filter.q} maxLength={100} placeholder={t('filter.search')} aria-label={t('filter.search')} enterKeyHint="search" className={cx(controlClass, 'pl-9')} />
        </div>
        <details className="group relative">
          <summary className={buttonClass('secondary')}>
            <SlidersHorizontal aria-hidden="true" className="size-4" />
            {t('filter.open')}
            {chips.length > 0 ? <span className="rounded-full bg-accent px-1.5 text-12 text-on-accent">{chips.length}</span> : null}
          </summary>
          <div className="absolute right-0 z-30 mt-1 grid w-[min(36rem,calc(100vw-2rem))] gap-4 rounded-card border border-line bg-surface p-4 shadow-float md:right-auto md:left-0 md:grid-cols-2">
            <fieldset className="md:col-span-2">
              <legend className="mb-1 text-13 font-medium">{t('filter.priority')}</legend>
              <div className="flex flex-wrap gap-x-5 gap-y-1">
                {PRIORITIES.map((priority) => (
                  <label key={priority} className="flex items-center gap-2 text-14 pointer-coarse:min-h-11">
                    <input type="checkbox" name="priority" value={priority} defaultChecked={filter.priorities.includes(priority)} className="size-4.5 accent-accent" />
                    {t(`common:temperature.${priority}`)}
                  </label>
                ))}
              </div>
            </fieldset>
            <Choice name="service" label={t('filter.service')} value={filter.serviceId ?? ''}>
              <option value="">{t('filter.anyService')}</option>
              {services.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
            </Choice>
            <Choice name="assignee" label={t('filter.assignee')} value={filter.assignee ?? ''}>
              <option value="">{t('filter.anybody')}</option>
              <option value="me">{t('filter.me')}</option>
              <option value="nobody">{t('filter.nobody')}</option>
              {people.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
            </Choice>
            <Choice name="period" label={t('filter.period')} value={filter.period ?? ''}>
              <option value="">{t('filter.anytime')}</option>
              {PERIODS.map((period) => <option key={period} value={period}>{t(`period.${period}`)}</option>)}
            </Choice>
            <div className="grid grid-cols-2 gap-2">
              <Day name="from" label={t('filter.from')} value={filter.period === 'custom' ? filter.from : null} />
              <Day name="to" label={t('filter.to')} value={filter.period === 'custom' ? filter.to : null} />
            </div>
            <Choice name="answer" label={t('filter.answer')} value={filter.answer ?? ''}>
              <option value="">{t('filter.anyAnswer')}</option>
              {ANSWER_FILTERS.map((answer) => <option key={answer} value={answer}>{t(`answer.${answer}`)}</option>)}
            </Choice>
            <Choice name="sort" label={t('sort.label')} value={filter.sort}>
              {LEAD_SORTS.map((sort) => <option key={sort} value={sort}>{t(`sortBy.${sort}`)}</option>)}
            </Choice>
            <div className="flex items-end justify-end md:col-span-2">
              <Button look="primary">{t('filter.apply')}</Button>
            </div>
          </div>
        </details>
        <Button className="max-md:sr-only">{t('common:search')}</Button>
      </Form>
      {chips.length > 0 ? (
        <p className="flex flex-wrap items-center gap-1.5 text-13 text-muted">
          {t('filter.chips')}
          {chips.map(({ text, without }) => (
            <Link key={text} to={{ search: without }} aria-label={t('filter.remove', { what: text })} className="inline-flex min-h-7 items-center gap-1 rounded-full border border-line bg-surface pr-2 pl-3 text-ink hover:border-line-strong pointer-coarse:min-h-11">
              {text}
              <X aria-hidden="true" className="size-3.5 text-muted" />
            </Link>
          ))}
          <Link to={{ search: '' }} className="ml-1 font-medium text-accent underline-offset-4 hover:underline">{t('filter.clear')}</Link>
        </p>
      ) : null}
    </section>
  );
}

function Choice({ name, label, value, children }: { name: string; label: string; value: string; children: ReactNode }) {
  return (
    <label className="flex flex-col gap-1 text-13 font-medium">
      {label}
      <select name={name} defaultValue={value} className={cx(controlClass, 'font-normal')}>{children}</select>
    </label>
  );
}

function Day({ name, label, value }: { name: string; label: string; value: string | null }) {
  return (
    <label className="flex flex-col gap-1 text-13 font-medium">
      {label}
      <input type="date" name={name} defaultValue={value ?? ''} className={cx(controlClass, 'font-normal')} />
    </label>
  );
}
