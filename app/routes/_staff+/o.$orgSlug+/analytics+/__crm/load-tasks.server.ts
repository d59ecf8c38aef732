import { viewerFor } from '~/domain/accounts/reach.server';
import { changeOf, monthPeriod, monthsOf, previousPeriod } from '~/domain/analytics/analytics-filter';
import type { Words } from '~/domain/analytics/record-links';
import { tasksSearch } from '~/domain/analytics/task-links';
import { taskTotals } from '~/domain/analytics/task-totals.server';
import { tasksByMonth } from '~/domain/analytics/tasks-by-month.server';
import { tasksByPerson } from '~/domain/analytics/tasks-by-person.server';
import type { PeriodFilter } from '~/domain/periods/period';
import { hasAnyTask } from '~/domain/tasks/list-tasks.server';
import { TASK_STATES } from '~/domain/tasks/task-rules';
import { barOf, nameOf, type FigureRequest } from './require-figures.server';

/** All figures of tasks, each with the address of its rows. */
export async function loadTaskFigures(request: FigureRequest) {
  const { staff, filter, members, now, today, base } = request;
  const { db } = staff;
  const options = { viewer: viewerFor(staff, 'deals'), filter, now };
  const { period } = filter;
  const before = previousPeriod(period, today);
  const [totals, totalsBefore, people, months] = await Promise.all([
    taskTotals(db, options, period), before && taskTotals(db, options, before), filter.owner ? [] : tasksByPerson(db, options), tasksByMonth(db, options, monthsOf(period, today)),
  ]);
  const to = (rows: PeriodFilter, words: Words = {}) => `${base}/tasks?${tasksSearch(filter, rows, { on: 'created', ...words }).toString()}`;
  return {
    bar: barOf(request),
    isEmpty: totals.total === 0 && !(await hasAnyTask(db)),
    totals: {
      ...totals, change: changeOf(totals.total, totalsBefore?.total ?? null), completionBefore: totalsBefore?.completion ?? null,
      to: to(period), doneTo: to(period, { state: 'DONE' }), openTo: to(period, { state: 'open' }), overdueTo: to(period, { due: 'overdue' }),
    },
    states: TASK_STATES.map((state) => ({ state, count: totals.states[state], to: to(period, { state }) })),
    people: people.map((person) => {
      const of = (words: Words = {}) => to(period, { assignee: person.personId ?? 'nobody', ...words });
      return { ...person, name: nameOf(members, person.personId), to: of(), openTo: of({ state: 'open' }), doneTo: of({ state: 'DONE' }), overdueTo: of({ due: 'overdue' }) };
    }),
    months: months.map((month) => ({ ...month, madeTo: to(monthPeriod(month.month)), doneTo: to(monthPeriod(month.month), { on: 'done' }) })),
  };
}

export type TaskFigures = Awaited<ReturnType<typeof loadTaskFigures>>;
