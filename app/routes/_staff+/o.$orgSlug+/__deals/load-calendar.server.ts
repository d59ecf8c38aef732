import { addDays, firstOfMonth, nextMonth } from '~/domain/behavior/local-day';
import { listCloseDays } from '~/domain/deals/calendar.server';
import { dealSearchParams, type DealFilter } from '~/domain/deals/deal-filter';
import { isOpen } from '~/domain/deals/lifecycle';
import { formatMoney } from '~/domain/money/money-text';
import { addMoney, moneyText } from '~/domain/money/money';
import { formatNumber } from '~/ui/format';
import { dealPageSearch } from './describe-filter.server';
import type { DealsQuery } from './deals-query.server';
import { createPlacePresenter, presentSums } from './present-deal.server';

/** A month of the calendar in whole weeks from Monday, with the deals that are expected to close. */
export async function loadCalendar({ db, viewer, filter, now, today, t, language, pipelines, month }: DealsQuery) {
  const first = `${month}-01`;
  const last = addDays(nextMonth(first), -1);
  const from = addDays(first, -((new Date(first).getUTCDay() + 6) % 7));
  const to = addDays(last, (7 - new Date(last).getUTCDay()) % 7);
  const found = new Map((await listCloseDays(db, { viewer, filter, now, from, to })).map((day) => [day.day, day]));
  const place = createPlacePresenter(t, pipelines);
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: 'UTC', ...options });
  const [names, weekdays, long] = [format({ month: 'long', year: 'numeric' }), format({ weekday: 'short' }), format({ weekday: 'short', day: 'numeric', month: 'long' })];
  const days = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const known = found.get(day);
    const date = new Date(day);
    days.push({
      day,
      number: date.getUTCDate(),
      label: long.format(date),
      isToday: day === today,
      isPast: day < today,
      isOutside: day.slice(0, 7) !== month,
      count: known?.count ?? 0,
      sums: presentSums(known?.sums ?? [], language, true),
      deals: (known?.deals ?? []).map((deal) => ({
        id: deal.id,
        title: deal.title,
        client: deal.contactName,
        place: place(deal),
        isLate: day < today && isOpen(deal.state),
        amount: deal.amount && formatMoney(deal.amount, deal.currency, language),
      })),
      listSearch: dealSearchParams(closingOn(filter, day, day)).toString(),
    });
  }
  const own = days.filter(({ isOutside, count }) => !isOutside && count > 0);
  const total = own.reduce((sum, { count }) => sum + count, 0);
  const at = (which: string) => dealPageSearch(filter, { view: 'calendar', month: which === today.slice(0, 7) ? null : which });
  return {
    view: 'calendar' as const,
    month: { name: names.format(new Date(first)), previous: at(addDays(first, -1).slice(0, 7)), next: at(nextMonth(first).slice(0, 7)), current: month === today.slice(0, 7) ? null : at(today.slice(0, 7)) },
    weekdays: days.slice(0, 7).map(({ day }) => weekdays.format(new Date(day))),
    days,
    total,
    count: t('count', { count: total, shown: formatNumber(total, language) }),
    sums: presentSums(monthSums(own.map(({ day }) => found.get(day)?.sums ?? [])), language),
    listSearch: dealSearchParams(closingOn(filter, firstOfMonth(first), last)).toString(),
  };
}

export type Calendar = Awaited<ReturnType<typeof loadCalendar>>;

function closingOn(filter: DealFilter, from: string, to: string): DealFilter {
  return { ...filter, on: 'close', period: { period: 'custom', from, to }, sort: 'close' };
}

function monthSums(days: { currency: string; amount: string }[][]) {
  const sums = new Map<string, string>();
  for (const { currency, amount } of days.flat()) sums.set(currency, moneyText(addMoney(sums.get(currency) ?? '0', amount)));
  return [...sums].map(([currency, amount]) => ({ currency, amount }));
}
