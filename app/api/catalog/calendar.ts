import { z } from '@hono/zod-openapi';
import { viewerFor } from '~/domain/accounts/reach.server';
import { CALENDAR_ROWS, CALENDAR_VIEWS, ownCalendar, parseCalendarFilter, shownDays } from '~/domain/bookings/calendar-filter';
import { listCalendarBars, listCalendarRows } from '~/domain/bookings/list-calendar.server';
import { localDay, startOfDay } from '~/domain/time/zoned-time';
import { OrderState } from '~/generated/prisma/enums';
import { BOOKINGS_TAG } from './bookings';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { day, id, moment } from '../ground/schemas';

const bar = z
  .object({
    id, kind: z.enum(['ORDER', 'MAINTENANCE']), orderId: id.nullable(), number: z.string().nullable().openapi({ example: '2026-000123' }), state: z.enum(OrderState).nullable(), address: z.string().nullable(),
    client: z.string().nullable().openapi({ description: 'null also for a client whom the caller does not see' }), maintenanceTitle: z.string().nullable(), startsAt: moment, endsAt: moment, blockedFrom: moment, blockedTo: moment,
  })
  .openapi('CalendarBooking');
const calendar = z
  .object({
    from: day, to: day.openapi({ description: 'The first day that is not shown', example: '2026-11-28' }),
    items: z.array(z.object({ subject: z.enum(['item', 'person']), id, name: z.string(), code: z.string().nullable().openapi({ description: 'Of an item' }), kind: z.enum(['EQUIPMENT', 'ATTACHMENT', 'PERSON']), isBroken: z.boolean(), bookings: z.array(bar) })),
    next: z.string().nullable().openapi({ description: 'Address of the next rows', example: null }),
    previous: z.null().openapi({ description: 'Rows are read forward only', example: null }),
  })
  .openapi('BookingCalendar');
const query = z.strictObject({
  view: z.enum(CALENDAR_VIEWS).optional().openapi({ description: 'How much time is shown around the day; a week when nothing is said' }),
  day: day.optional().openapi({ description: 'A day of the shown time; today when nothing is said' }),
  rows: z.enum(CALENDAR_ROWS).optional(),
  category: id.optional().openapi({ description: 'With all branches', example: undefined }),
  person: id.optional().openapi({ example: undefined }),
  free: z.enum(['yes']).optional().openapi({ description: 'Only what nothing is booked with', example: undefined }),
  after: id.optional().openapi({ description: 'The last row of the rows before', example: undefined }),
});

export const calendarOperations: Operation[] = [
  staffOperation(
    { resource: 'orders', action: 'read' },
    { id: 'bookings.calendar', method: 'get', path: '/calendar', tag: BOOKINGS_TAG, summary: 'Machines and people with what is booked', description: 'A hundred rows at a time. Who sees only the own orders gets the own row.', query, answer: calendar },
    async ({ caller, search, request, now }) => {
      const { db, org, user, can } = caller;
      const asked = parseCalendarFilter(search);
      const filter = can('orders', 'read') === 'own' ? ownCalendar(asked, user.id) : asked;
      const shown = shownDays(filter.view, filter.day ?? localDay(now, org.timeZone));
      const time = { organizationId: org.id, from: startOfDay(shown.from, org.timeZone), to: startOfDay(shown.to, org.timeZone) };
      const { rows, hasMore } = await listCalendarRows(db, { ...time, filter });
      const bars = await listCalendarBars(db, { ...time, rows, contacts: can('contacts', 'read') ? viewerFor(caller, 'contacts') : null });
      const items = rows.map((row) => ({ ...row, bookings: bars.filter(({ rowId }) => rowId === row.id).map(({ rowId: _row, ...booking }) => booking) }));
      return answer({ ...shown, items, next: hasMore ? following(request, rows.at(-1)?.id ?? '') : null, previous: null });
    },
  ),
];

function following(request: Request, after: string): string {
  const { pathname, searchParams } = new URL(request.url);
  searchParams.set('after', after);
  return `${pathname}?${searchParams.toString()}`;
}
