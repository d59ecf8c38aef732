import { Link } from '@remix-run/react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '~/ui/button';
import type { Calendar as CalendarData } from './load-calendar.server';
import { PlaceMark } from './place-mark';

/** A month of days on which deals are expected to close; on a phone the days that have some, as a list. */
export function Calendar({ calendar, base }: { calendar: CalendarData; base: string }) {
  const { t } = useTranslation('deals');
  const { month, weekdays, days, count, total, sums, listSearch } = calendar;
  const step = buttonClass('quiet', 'normal', 'w-9 px-0! pointer-coarse:w-11');
  return (
    <section aria-label={month.name}>
      <header className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="min-w-44 text-16 font-semibold first-letter:uppercase">{month.name}</h2>
        <nav aria-label={t('calendar.months')} className="flex items-center">
          <Link to={{ search: month.previous }} rel="prev" preventScrollReset aria-label={t('calendar.previous')} title={t('calendar.previous')} className={step}><ChevronLeft aria-hidden="true" className="size-5" /></Link>
          <Link to={{ search: month.next }} rel="next" preventScrollReset aria-label={t('calendar.next')} title={t('calendar.next')} className={step}><ChevronRight aria-hidden="true" className="size-5" /></Link>
          {month.current === null ? null : <Link to={{ search: month.current }} preventScrollReset className={buttonClass('quiet')}>{t('calendar.today')}</Link>}
        </nav>
        <p className="ml-auto flex flex-wrap gap-x-4 text-13 text-muted">
          <Link to={{ search: listSearch }} className="hover:text-ink hover:underline" data-metric="deals-in-month" data-value={total}>{count}</Link>
          {sums.map((sum) => <strong key={sum.currency} data-metric={`deals-sum-${sum.currency}`} data-value={sum.value} className="font-semibold text-ink tabular-nums">{sum.text}</strong>)}
        </p>
      </header>
      <div className="calendar" data-empty={total === 0 || undefined}>
        <div className="calendar-weekdays" aria-hidden="true">{weekdays.map((name) => <span key={name}>{name}</span>)}</div>
        <ol>
          {days.map((day) => (
            <li key={day.day} data-day={day.day} data-today={day.isToday || undefined} data-outside={day.isOutside || undefined} data-none={day.count === 0 || undefined}>
              <h3>
                <span className="calendar-number" aria-hidden="true">{day.number}</span>
                <span className="calendar-label">{day.label}</span>
                {day.sums.length > 0 ? <span className="calendar-sum">{day.sums.map(({ text }) => text).join(' + ')}</span> : null}
              </h3>
              {day.deals.length > 0 ? (
                <ul>
                  {day.deals.map((deal) => (
                    <li key={deal.id} data-row="deal" data-id={deal.id} data-late={deal.isLate || undefined}>
                      <Link to={`${base}/${deal.id}`} title={[deal.title, deal.client, deal.place.text, deal.amount].filter(Boolean).join(' · ')}>
                        <PlaceMark state={deal.place.state} color={deal.place.color} />
                        <span>{deal.title}</span>
                      </Link>
                      <p>{[deal.client, deal.amount].filter(Boolean).join(' · ')}</p>
                    </li>
                  ))}
                </ul>
              ) : null}
              {day.count > day.deals.length ? <Link to={{ search: day.listSearch }} className="calendar-more">{t('calendar.more', { count: day.count - day.deals.length })}</Link> : null}
            </li>
          ))}
        </ol>
      </div>
      {total === 0 ? <p className="mt-3 text-14 text-muted">{t('calendar.none')}</p> : null}
    </section>
  );
}
