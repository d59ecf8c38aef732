import type { Staff } from '~/domain/accounts/guard.server';
import type { Scope } from '~/domain/accounts/permissions';
import { viewerFor } from '~/domain/accounts/reach.server';
import { calendarSearchParams, CALENDAR_VIEWS, EMPTY_CALENDAR_FILTER, ownCalendar, parseCalendarFilter, shownDays, type CalendarFilter } from '~/domain/bookings/calendar-filter';
import { listCalendarPeople } from '~/domain/bookings/calendar-options.server';
import { percentAt } from '~/domain/bookings/lay-out-bars';
import { listCalendarBars, listCalendarRows } from '~/domain/bookings/list-calendar.server';
import { listCategories } from '~/domain/catalog/categories.server';
import { showTree } from '~/domain/catalog/category-tree';
import { addDays, addMonths, localDay, startOfDay, type Day } from '~/domain/time/zoned-time';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { presentColumns } from './present-columns';
import { createRowPresenter } from './present-row.server';

/** All that the calendar shows: two queries for the rows and what is booked, however many they are. */
export async function loadCalendar(request: Request, { db, org, user, scope, can, reach }: Staff & { scope: Scope }) {
  const [t, language] = await Promise.all([getFixedT(request, 'bookings'), getLanguage(request)]);
  const asked = parseCalendarFilter(new URL(request.url).searchParams);
  const isOwn = scope === 'own';
  const filter = isOwn ? ownCalendar(asked, user.id) : asked;
  const now = new Date();
  const today = localDay(now, org.timeZone);
  const days = shownDays(filter.view, filter.day ?? today);
  const [from, to] = [startOfDay(days.from, org.timeZone), startOfDay(days.to, org.timeZone)];
  const [{ rows, hasMore }, categories, people] = await Promise.all([
    listCalendarRows(db, { organizationId: org.id, filter, from, to }),
    isOwn ? [] : listCategories(db).then((found) => showTree(found).map(({ id, name, depth }) => ({ id, name, depth }))),
    isOwn ? [] : listCalendarPeople(db, filter.personId),
  ]);
  const contacts = can('contacts', 'read') ? viewerFor({ org, user, reach }, 'contacts') : null;
  const bars = await listCalendarBars(db, { organizationId: org.id, from, to, rows, contacts });
  const base = `/o/${org.slug}`;
  const present = createRowPresenter({ t, language, timeZone: org.timeZone, days, base, filter });
  const isFiltered = !isOwn && calendarSearchParams({ ...filter, view: 'week', day: null, after: null }).size > 0;
  const at = (change: Partial<CalendarFilter>) => calendarSearchParams({ ...(isOwn ? { ...EMPTY_CALENDAR_FILTER, view: filter.view, day: filter.day } : filter), after: null, ...change }).toString();
  const dayOf = (day: Day) => (day === today ? null : day);
  return {
    title: `${t('title')} · ${org.name}`,
    base,
    view: filter.view,
    days: (Date.parse(days.to) - Date.parse(days.from)) / 86_400_000,
    range: {
      name: sayRange(filter.view, days, language),
      previous: at({ day: dayOf(step(filter.view, filter.day ?? today, -1)) }),
      next: at({ day: dayOf(step(filter.view, filter.day ?? today, 1)) }),
      current: today >= days.from && today < days.to ? null : at({ day: null }),
    },
    tabs: CALENDAR_VIEWS.map((view) => ({ view, search: at({ view }) })),
    columns: presentColumns({ view: filter.view, days, today, language, searchOf: (day) => at({ view: 'day', day: dayOf(day) }) }),
    nowAt: now >= from && now < to ? percentAt(now, days, org.timeZone) : null,
    rows: rows.map((row) => present(row, bars.filter(({ rowId }) => rowId === row.id))),
    pages: { previous: null, next: hasMore ? at({ after: rows.at(-1)?.id ?? null }) : null, first: filter.after ? at({}) : null },
    filter: isOwn ? null : { ...filter, search: at({}), clear: at({ rows: 'all', categoryId: null, personId: null, isFreeOnly: false }), chips: sayFilter(), options: { categories, people } },
    isFiltered,
    mayOpenCatalog: Boolean(can('catalog', 'read')),
  };

  function sayFilter() {
    const name = (options: readonly { id: string; name: string }[], id: string) => options.find((option) => option.id === id)?.name ?? t('chip.unknown');
    return [
      ...(filter.rows === 'all' ? [] : [{ text: t(`rows.${filter.rows}`), without: at({ rows: 'all' }) }]),
      ...(filter.categoryId ? [{ text: t('chip.category', { name: name(categories, filter.categoryId) }), without: at({ categoryId: null }) }] : []),
      ...(filter.personId ? [{ text: name(people, filter.personId), without: at({ personId: null }) }] : []),
      ...(filter.isFreeOnly ? [{ text: t('chip.free'), without: at({ isFreeOnly: false }) }] : []),
    ];
  }
}

export type CalendarPage = Awaited<ReturnType<typeof loadCalendar>>;

function step(view: CalendarFilter['view'], day: Day, count: 1 | -1): Day {
  if (view === 'month') return addMonths(`${day.slice(0, 7)}-01`, count);
  return addDays(day, view === 'week' ? 7 * count : count);
}

function sayRange(view: CalendarFilter['view'], { from, to }: { from: Day; to: Day }, language: string): string {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: 'UTC', ...options });
  if (view === 'day') return format({ dateStyle: 'full' }).format(new Date(from));
  if (view === 'month') return format({ month: 'long', year: 'numeric' }).format(new Date(from));
  return format({ dateStyle: 'long' }).formatRange(new Date(from), new Date(addDays(to, -1)));
}
