import { isUuid } from '~/domain/leads/lead-filter';
import { parseDay } from '~/domain/periods/period';
import { addDays, addMonths, weekdayOf, type Day } from '~/domain/time/zoned-time';

export const CALENDAR_VIEWS = ['day', 'week', 'month'] as const;
export type CalendarView = (typeof CALENDAR_VIEWS)[number];

/** Whose rows are shown. */
export const CALENDAR_ROWS = ['all', 'machines', 'attachments', 'people'] as const;
export type CalendarRows = (typeof CALENDAR_ROWS)[number];

/** What the calendar of bookings shows, as its address says it. */
export interface CalendarFilter {
  view: CalendarView;
  /** A day of the shown time; null: today. */
  day: Day | null;
  rows: CalendarRows;
  /** With all branches below it. */
  categoryId: string | null;
  personId: string | null;
  /** Only what nothing is booked with in the shown time. */
  isFreeOnly: boolean;
  /** The last row of the page before. */
  after: string | null;
}

export const EMPTY_CALENDAR_FILTER: CalendarFilter = { view: 'week', day: null, rows: 'all', categoryId: null, personId: null, isFreeOnly: false, after: null };

/** Reads the address forgivingly: what is unknown or broken counts as not given. */
export function parseCalendarFilter(params: URLSearchParams): CalendarFilter {
  const id = (name: string) => {
    const value = params.get(name);
    return isUuid(value) ? value.toLowerCase() : null;
  };
  return {
    view: CALENDAR_VIEWS.find((view) => view === params.get('view')) ?? 'week',
    day: parseDay(params.get('day')),
    rows: CALENDAR_ROWS.find((rows) => rows === params.get('rows')) ?? 'all',
    categoryId: id('category'),
    personId: id('person'),
    isFreeOnly: params.get('free') === 'yes',
    after: id('after'),
  };
}

/** What somebody who sees only the own orders is shown: the own row, at the asked time. */
export function ownCalendar({ view, day }: CalendarFilter, userId: string): CalendarFilter {
  return { ...EMPTY_CALENDAR_FILTER, view, day, rows: 'people', personId: userId };
}

/** The shortest address of a filter: what is as usual is left out. */
export function calendarSearchParams({ view, day, rows, categoryId, personId, isFreeOnly, after }: CalendarFilter): URLSearchParams {
  const given = { view: view === 'week' ? null : view, day, rows: rows === 'all' ? null : rows, category: categoryId, person: personId, free: isFreeOnly ? 'yes' : null, after };
  return new URLSearchParams(Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** The local days that a view shows around one of them: `to` is the first that is not shown. Weeks begin on Monday. */
export function shownDays(view: CalendarView, day: Day): { from: Day; to: Day } {
  if (view === 'day') return { from: day, to: addDays(day, 1) };
  if (view === 'week') {
    const from = addDays(day, 1 - weekdayOf(day));
    return { from, to: addDays(from, 7) };
  }
  const from = `${day.slice(0, 7)}-01`;
  return { from, to: addMonths(from, 1) };
}
