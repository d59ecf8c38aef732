import { z } from '@hono/zod-openapi';
import { LOGGED_KINDS } from '~/domain/activities/activity-kinds';
import { activitiesByPerson, activitiesByTime, activityTotals } from '~/domain/analytics/activity-figures.server';
import { monthsOf, spanOf } from '~/domain/analytics/analytics-filter';
import { contactsByMonth, contactsBySource, contactTotals } from '~/domain/analytics/contact-figures.server';
import { ACTIVITY_ORDER, listActivities } from '~/domain/analytics/list-activities.server';
import { taskTotals } from '~/domain/analytics/task-totals.server';
import { tasksByMonth } from '~/domain/analytics/tasks-by-month.server';
import { tasksByPerson } from '~/domain/analytics/tasks-by-person.server';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { count, figuresOf, figuresQuery, month, readFigures, share } from '../ground/figures';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { pageAnswer, pageOf, pageQuery, readPlace } from '../ground/paging';
import { day, id, moment } from '../ground/schemas';

const TAG = 'Analytics';
const query = z.strictObject(figuresQuery);

const taskTotal = z.object({ total: count, states: z.object({ TODO: count, IN_PROGRESS: count, DONE: count }), overdue: count, completion: share.openapi({ description: 'done / total' }) });
const taskFigures = z
  .object({
    made: taskTotal.openapi({ description: 'Tasks that were made in the period, by where they are now' }),
    madeBefore: z.union([taskTotal, z.null()]).openapi({ description: 'In as many days before' }),
    people: z.array(z.object({ personId: id.nullable(), total: count, open: count, done: count, overdue: count, completion: share })).openapi({ description: 'Empty where a person is asked for' }),
    months: z.array(z.object({ month, made: count, done: count })),
  })
  .openapi('TaskFigures');

const contactTotal = z.object({ total: count, people: count, companies: count });
const contactFigures = z
  .object({
    all: contactTotal,
    made: contactTotal.openapi({ description: 'In the period' }),
    madeBefore: z.union([contactTotal, z.null()]).openapi({ description: 'In as many days before' }),
    sources: z.array(z.object({ source: z.string().nullable(), count, withDeals: count })),
    months: z.array(z.object({ month, people: count, companies: count })),
  })
  .openapi('ContactFigures');

const kinds = z.object({ NOTE: count, CALL: count, EMAIL: count, MEETING: count });
const activityTotal = z.object({ total: count, kinds, minutes: count.openapi({ description: 'Of calls and meetings whose length was written down' }) });
const activityFigures = z
  .object({
    totals: activityTotal,
    totalsBefore: z.union([activityTotal, z.null()]).openapi({ description: 'In as many days before' }),
    people: z.array(z.object({ personId: id.nullable(), total: count, kinds })).openapi({ description: 'Empty where a person is asked for' }),
    unit: z.enum(['day', 'month']),
    times: z.array(z.object({ from: day.openapi({ description: 'First day' }), kinds })),
  })
  .openapi('ActivityFigures');

const linkId = id.nullable();
const logged = z.object({ id, kind: z.enum(LOGGED_KINDS), body: z.string().nullable(), durationMin: z.int().nullable(), authorId: id.nullable(), occurredAt: moment, leadId: linkId, contactId: linkId, dealId: linkId }).openapi('LoggedActivity');

function readActivities(caller: ApiCaller, search: URLSearchParams, now: Date) {
  const { filter: { period, owner }, today, before } = readFigures(caller, search, now, 'deals');
  const { org, user, reach } = caller;
  const person = owner === 'nobody' ? null : owner;
  const viewer = { organizationId: org.id, timeZone: org.timeZone, userId: user.id, reach };
  return { options: { viewer, filter: { kind: null, person, period }, now }, period, person, today, before };
}

export const workFigureOperations: Operation[] = [
  staffOperation(figuresOf('tasks'), { id: 'analytics.tasks', method: 'get', path: '/analytics/tasks', tag: TAG, summary: 'Sum up tasks', query, answer: taskFigures }, async ({ caller, search, now }) => {
    const { options, filter, period, before, today } = readFigures(caller, search, now, 'deals');
    const [made, madeBefore, people, months] = await Promise.all([
      taskTotals(caller.db, options, period), before && taskTotals(caller.db, options, before), filter.owner ? [] : tasksByPerson(caller.db, options), tasksByMonth(caller.db, options, monthsOf(period, today)),
    ]);
    return answer({ made, madeBefore, people, months });
  }),
  staffOperation(figuresOf('contacts'), { id: 'analytics.contacts', method: 'get', path: '/analytics/contacts', tag: TAG, summary: 'Sum up contacts', query, answer: contactFigures }, async ({ caller, search, now }) => {
    const { options, period, before, today } = readFigures(caller, search, now, 'contacts');
    const [all, made, madeBefore, sources, months] = await Promise.all([
      contactTotals(caller.db, options, null), contactTotals(caller.db, options, period), before && contactTotals(caller.db, options, before),
      contactsBySource(caller.db, options), contactsByMonth(caller.db, options, monthsOf(period, today)),
    ]);
    return answer({ all, made, madeBefore, sources, months });
  }),
  staffOperation(figuresOf('activities'), { id: 'analytics.activities', method: 'get', path: '/analytics/activities', tag: TAG, summary: 'Sum up what people logged', query, answer: activityFigures }, async ({ caller, search, now }) => {
    const { options, period, person, before, today } = readActivities(caller, search, now);
    const span = spanOf(period, today);
    const [totals, totalsBefore, people, times] = await Promise.all([
      activityTotals(caller.db, options), before && activityTotals(caller.db, { ...options, filter: { ...options.filter, period: before } }),
      person ? [] : activitiesByPerson(caller.db, options), activitiesByTime(caller.db, options, span),
    ]);
    return answer({ totals, totalsBefore, people, unit: span.unit, times });
  }),
  staffOperation(
    figuresOf('activities'),
    { id: 'analytics.logged', method: 'get', path: '/analytics/activities/rows', tag: TAG, summary: 'List what people logged in a period', description: 'The rows behind the figures, the newest first.', query: query.extend({ ...pageQuery, kind: z.enum(LOGGED_KINDS).optional() }), answer: pageOf(logged, 'LoggedActivity') },
    async ({ caller, query: { limit, kind = null }, search, request, now }) => {
      const { options } = readActivities(caller, search, now);
      const place = readPlace(search, ACTIVITY_ORDER);
      const page = await listActivities(caller.db, { ...options, filter: { ...options.filter, kind }, limit, ...place });
      return pageAnswer(request, page, place, (row) => row);
    },
  ),
];
