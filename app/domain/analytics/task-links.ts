import { parseTaskFilter, type TaskFilter } from '~/domain/tasks/task-filter';
import type { PeriodFilter } from '~/domain/periods/period';
import type { AnalyticsFilter } from './analytics-filter';
import { recordsSearch, type Words } from './record-links';

/** The search of the list of tasks behind a figure: of all people, unless one is chosen. */
export function tasksSearch({ owner }: Pick<AnalyticsFilter, 'owner'>, period: PeriodFilter | null, words: Words = {}): URLSearchParams {
  return recordsSearch({ view: 'list', state: 'all', assignee: owner ?? 'any', ...words }, period);
}

export function tasksFilter(filter: Pick<AnalyticsFilter, 'owner'>, period: PeriodFilter | null, words: Words = {}): TaskFilter {
  return parseTaskFilter(tasksSearch(filter, period, words));
}
