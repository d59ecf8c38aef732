import type { TFunction } from 'i18next';
import { calendarSearchParams, EMPTY_CALENDAR_FILTER, type CalendarFilter } from '~/domain/bookings/calendar-filter';
import { busyTime } from '~/domain/bookings/intervals';
import { layOutBars } from '~/domain/bookings/lay-out-bars';
import type { CalendarBar, CalendarRow } from '~/domain/bookings/list-calendar.server';
import { startOfDay, type Day } from '~/domain/time/zoned-time';
import { formatNumber } from '~/ui/format';

const HOUR = 3_600_000;

interface Presenting {
  t: TFunction<'bookings'>;
  language: string;
  timeZone: string;
  days: { from: Day; to: Day };
  /** The organisation's address. */
  base: string;
  filter: CalendarFilter;
}

/** Says a row of the calendar and what is booked in it in words and places. */
export function createRowPresenter({ t, language, timeZone, days, base, filter }: Presenting) {
  const shown = { from: startOfDay(days.from, timeZone).getTime(), to: startOfDay(days.to, timeZone).getTime() };
  const times = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone, weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const hours = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone, hour: '2-digit', minute: '2-digit' });
  const isInside = ({ startsAt, endsAt }: CalendarBar) => startsAt.getTime() >= shown.from && endsAt.getTime() <= shown.to;

  const bar = (found: CalendarBar) => {
    const length = found.endsAt.getTime() - found.startsAt.getTime();
    const what = found.kind === 'ORDER' ? t('order', { number: found.number }) : t('maintenance');
    return {
      id: found.id,
      kind: found.kind,
      state: found.state,
      label: found.kind === 'ORDER' ? (found.number ?? '') : (found.maintenanceTitle ?? ''),
      what,
      client: found.client,
      address: found.address,
      stateName: found.state ? t(`state.${found.state}`, { defaultValue: '' }) : null,
      time: filter.view === 'day' && isInside(found) ? hours.formatRange(found.startsAt, found.endsAt) : times.formatRange(found.startsAt, found.endsAt),
      to: found.orderId ? `${base}/orders/${found.orderId}` : `${base}/catalog/${found.rowId}`,
      /** What is kept free around it, in percent of its own length. */
      before: (100 * (found.startsAt.getTime() - found.blockedFrom.getTime())) / length,
      after: (100 * (found.blockedTo.getTime() - found.endsAt.getTime())) / length,
    };
  };

  return (row: CalendarRow, found: readonly CalendarBar[]) => {
    const places = layOutBars(found, days, timeZone);
    const busy = busyTime(found.map(({ startsAt, endsAt }) => ({ from: startsAt.getTime(), to: endsAt.getTime() })), shown) / HOUR;
    return {
      ...row,
      to: row.subject === 'item' ? `${base}/catalog/${row.id}` : `${base}/calendar?${calendarSearchParams({ ...EMPTY_CALENDAR_FILTER, view: 'month', day: filter.day, rows: 'people', personId: row.id }).toString()}`,
      busyHours: Math.round(busy * 10) / 10,
      busy: found.length > 0 ? t('busy', { count: Math.round(busy), hours: formatNumber(busy, language, 1) }) : t('free'),
      lines: Math.max(1, ...places.map(({ line }) => line + 1)),
      bars: found.map((one, index) => ({ ...bar(one), ...places[index]! })),
    };
  };
}

export type PresentedRow = ReturnType<ReturnType<typeof createRowPresenter>>;
