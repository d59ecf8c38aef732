import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { availability } from '~/domain/bookings/availability.server';
import { equalFreeMachines } from '~/domain/bookings/equal-machines.server';
import { listBusy } from '~/domain/bookings/list-busy.server';
import { nearestFree } from '~/domain/bookings/nearest-free.server';
import { findItems } from '~/domain/catalog/item-record.server';
import { findCatalogItem, itemParams } from './catalog-item';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { pageOf, wholeList } from '../ground/paging';
import { ApiProblem, invalid } from '../ground/problem';
import { id, instant, moment, several } from '../ground/schemas';

export const BOOKINGS_TAG = 'Bookings';
/** More than any order has. */
const SUBJECTS_MAX = 100;
const DAY_MS = 86_400_000;
const SPAN_MAX_DAYS = 366;
const MINUTE_MS = 60_000;
const MINUTES_MAX = 525_600;

/** As the interface: who plans orders asks what is free. */
const plans = { resource: 'orders', action: 'create' } as const;

const subjects = {
  items: several(id, SUBJECTS_MAX).openapi({ description: 'Machines and attachments', example: undefined, type: 'array', items: { type: 'string', format: 'uuid' } }),
  users: several(id, SUBJECTS_MAX).openapi({ description: 'People', example: undefined, type: 'array', items: { type: 'string', format: 'uuid' } }),
};
const span = { from: instant, to: instant.openapi({ description: 'Not included', example: '2026-11-22T12:30:00+03:00' }) };
const except = { except: id.optional().openapi({ description: 'An order whose own bookings do not count', example: undefined }) };

const what = {
  subject: z.enum(['item', 'person']), id, name: z.string(), kind: z.enum(['ORDER', 'MAINTENANCE']), orderId: id.nullable(), orderNumber: z.string().nullable().openapi({ example: '2026-000123' }),
  maintenanceTitle: z.string().nullable(), startsAt: moment, endsAt: moment,
};
const clash = z.object({ ...what, freeFrom: moment.openapi({ description: 'With the buffer after it' }) }).openapi('BookingClash');
const busy = z.object({ ...what, blockedFrom: moment.openapi({ description: 'With the buffers that it was booked with' }), blockedTo: moment }).openapi('BusyTime');
const machine = z.object({ id, code: z.string().openapi({ example: 'EX-02' }), name: z.string() }).openapi('EqualMachine');
const times = z.object({ startsAt: moment, endsAt: moment }).openapi('FreeTime');
const found = z
  .object({
    isFree: z.boolean(),
    nearest: times,
    subjects: z.array(z.object({ subject: what.subject, id, isFree: z.boolean(), clashes: z.array(clash), equal: z.array(machine).openapi({ description: 'Free machines that can do the same' }) })),
  })
  .openapi('Availability');

interface Span {
  from: Date;
  to: Date;
}

/** @throws {ApiProblem} 422 for a time that ends before it begins, or is too long to be looked at */
function checkSpan({ from, to }: Span): void {
  if (to <= from) throw invalid('query.to', 'order', 'It ends before it begins.');
  if (to.getTime() - from.getTime() > SPAN_MAX_DAYS * DAY_MS) throw invalid('query.to', 'tooLong', `At most ${SPAN_MAX_DAYS} days.`);
}

interface Asked {
  items?: readonly string[] | undefined;
  users?: readonly string[] | undefined;
}

/** Those who are asked for. @throws {ApiProblem} 422 for nobody and for whom the organisation does not have */
async function readSubjects({ db, org }: ApiCaller, { items = [], users = [] }: Asked) {
  if (items.length + users.length === 0) throw invalid('query.items', 'required', 'Name machines or people.');
  const [knownItems, members] = await Promise.all([items.length > 0 ? findItems(db, { id: { in: [...items] } }) : [], users.length > 0 ? listMemberNames(db) : []]);
  const strangers = (name: string, asked: readonly string[], known: readonly { id: string }[]) =>
    asked.filter((one) => !known.some((row) => row.id === one)).map((one) => ({ path: `query.${name}`, code: 'unknown', message: `Not here: ${one}` }));
  const errors = [...strangers('items', items, knownItems), ...strangers('users', users, members)];
  if (errors.length > 0) throw new ApiProblem('validation', { errors });
  return { organizationId: org.id, itemIds: items, userIds: users };
}

export const bookingOperations: Operation[] = [
  staffOperation(
    plans,
    { id: 'bookings.availability', method: 'get', path: '/availability', tag: BOOKINGS_TAG, summary: 'Whether machines and people are free, and when all are', query: z.strictObject({ ...subjects, ...span, ...except }), answer: found },
    async ({ caller, query: { from, to, except: exceptOrderId = null, ...asked } }) => {
      checkSpan({ from, to });
      return answer(await availability(caller.db, { ...(await readSubjects(caller, asked)), startsAt: from, endsAt: to, exceptOrderId }));
    },
  ),
  staffOperation(
    plans,
    {
      id: 'bookings.nearestFree', method: 'get', path: '/availability/nearest', tag: BOOKINGS_TAG, summary: 'The nearest time in which all of these are free',
      query: z.strictObject({ ...subjects, from: instant, minutes: z.string().regex(/^[1-9]\d{0,5}$/).refine((text) => Number(text) <= MINUTES_MAX).transform(Number).openapi({ type: 'integer', minimum: 1, maximum: MINUTES_MAX, example: 480 }), ...except }),
      answer: times,
    },
    async ({ caller, query: { from, minutes, except: exceptOrderId = null, ...asked } }) =>
      answer(await nearestFree(caller.db, { ...(await readSubjects(caller, asked)), startsAt: from, durationMs: minutes * MINUTE_MS, exceptOrderId })),
  ),
  staffOperation(
    plans,
    { id: 'bookings.equalMachines', method: 'get', path: '/catalog/{itemId}/equal-free', tag: BOOKINGS_TAG, summary: 'Free machines that can do the same', description: 'Of the same kind and category, in use and in order, free with the buffers.', params: itemParams, query: z.strictObject(span), answer: pageOf(machine, 'EqualMachine') },
    async ({ caller, params: { itemId }, query: { from, to } }) => {
      await findCatalogItem(caller, itemId);
      checkSpan({ from, to });
      const [equal] = await equalFreeMachines(caller.db, { organizationId: caller.org.id, itemIds: [itemId], startsAt: from, endsAt: to });
      return wholeList(equal?.machines ?? []);
    },
  ),
  staffOperation(
    { resource: 'orders', action: 'read' },
    { id: 'bookings.list', method: 'get', path: '/bookings', tag: BOOKINGS_TAG, summary: 'When machines and people are taken, and by what', description: 'Who sees only the own orders may ask for themselves alone.', query: z.strictObject({ ...subjects, ...span }), answer: pageOf(busy, 'BusyTime') },
    async ({ caller, query: { from, to, ...asked } }) => {
      checkSpan({ from, to });
      const isOthers = (asked.items ?? []).length > 0 || (asked.users ?? []).some((userId) => userId !== caller.user.id);
      if (isOthers && caller.can('orders', 'read') !== 'all') throw new ApiProblem('forbidden');
      return wholeList(await listBusy(caller.db, { ...(await readSubjects(caller, asked)), from, to }));
    },
  ),
];
