import type { CalendarView } from '~/domain/bookings/calendar-filter';
import { addDays, weekdayOf, type Day } from '~/domain/time/zoned-time';

export interface CalendarColumn {
  key: string;
  /** Short, for the head of the column. */
  label: string;
  /** In full, for who does not see it. */
  name: string;
  isToday: boolean;
  isWeekend: boolean;
  /** The search of that day's own view; null for hours. */
  search: string | null;
}

interface Shown {
  view: CalendarView;
  days: { from: Day; to: Day };
  today: Day;
  language: string;
  searchOf: (day: Day) => string;
}

/** The columns of the shown time: days, or the hours of one day. */
export function presentColumns({ view, days, today, language, searchOf }: Shown): CalendarColumn[] {
  if (view === 'day') {
    return Array.from({ length: 24 }, (_, hour) => ({ key: String(hour), label: String(hour).padStart(2, '0'), name: `${String(hour).padStart(2, '0')}:00`, isToday: false, isWeekend: false, search: null }));
  }
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: 'UTC', ...options });
  const [short, full] = [format(view === 'week' ? { weekday: 'short', day: 'numeric' } : { day: 'numeric' }), format({ weekday: 'long', day: 'numeric', month: 'long' })];
  const columns: CalendarColumn[] = [];
  for (let day = days.from; day < days.to; day = addDays(day, 1)) {
    columns.push({ key: day, label: short.format(new Date(day)), name: full.format(new Date(day)), isToday: day === today, isWeekend: weekdayOf(day) > 5, search: searchOf(day) });
  }
  return columns;
}
