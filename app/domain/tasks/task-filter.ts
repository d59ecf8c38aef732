import { isUuid } from '~/domain/leads/lead-filter';
import { NO_PERIOD, parsePeriod, setPeriodParams, type PeriodFilter } from '~/domain/periods/period';
import { TASK_PRIORITIES, TASK_STATES, type TaskPriority, type TaskState } from './task-rules';

export const TASK_VIEWS = ['day', 'list'] as const;
export type TaskView = (typeof TASK_VIEWS)[number];

/** `open` is what is still to be done: TODO and IN_PROGRESS. */
export const TASK_STATE_FILTERS = ['open', ...TASK_STATES, 'all'] as const;
export type TaskStateFilter = 'open' | TaskState | 'all';

/** `week` are the seven days from today on; `overdue` was due before now and is not done. */
export const DUE_FILTERS = ['overdue', 'today', 'week', 'none'] as const;
export type DueFilter = (typeof DUE_FILTERS)[number];

/** The moment that a period is about. */
export const PERIOD_FIELDS = ['due', 'created', 'done'] as const;
export type PeriodField = (typeof PERIOD_FIELDS)[number];

export const TASK_SORTS = ['due', '-due', 'priority', 'created', '-created', 'title'] as const;
export type TaskSort = (typeof TASK_SORTS)[number];

/** What a list of tasks shows, as its address says it. */
export interface TaskFilter {
  view: TaskView;
  state: TaskStateFilter;
  /** A member's id, the signed-in person (`mine`: also what that person made), or nobody; null: whoever it is. */
  assignee: string | null;
  due: DueFilter | null;
  on: PeriodField;
  period: PeriodFilter;
  /** None: all. In the order of TASK_PRIORITIES. */
  priorities: TaskPriority[];
  contactId: string | null;
  dealId: string | null;
  leadId: string | null;
  orderId: string | null;
  q: string;
  sort: TaskSort;
}

export const EMPTY_TASK_FILTER: TaskFilter = {
  view: 'list', state: 'open', assignee: null, due: null, on: 'due', period: NO_PERIOD, priorities: [], contactId: null, dealId: null, leadId: null, orderId: null, q: '', sort: 'due',
};

const QUERY_MAX = 100;
/** PostgreSQL refuses NUL in text. */
const UNSTORABLE = /\0|\p{Cs}/gu;

/** Reads the address forgivingly: what is unknown or broken counts as not given. Anything but a person asks for the list. */
export function parseTaskFilter(params: URLSearchParams): TaskFilter {
  const wanted = params.getAll('priority').flatMap((value) => value.toUpperCase().split(','));
  const priorities = TASK_PRIORITIES.filter((priority) => wanted.includes(priority));
  const assignee = params.get('assignee');
  const filter: TaskFilter = {
    view: 'list',
    state: oneOf(TASK_STATE_FILTERS, params.get('state')) ?? 'open',
    assignee: assignee === 'me' || assignee === 'mine' || assignee === 'nobody' ? assignee : uuidOf(assignee),
    due: oneOf(DUE_FILTERS, params.get('due')),
    on: params.get('due') === 'range' ? 'due' : (oneOf(PERIOD_FIELDS, params.get('on')) ?? 'due'),
    period: parsePeriod(params),
    priorities: priorities.length === TASK_PRIORITIES.length ? [] : priorities,
    contactId: uuidOf(params.get('contact')),
    dealId: uuidOf(params.get('deal')),
    leadId: uuidOf(params.get('lead')),
    orderId: uuidOf(params.get('order')),
    q: [...(params.get('q') ?? '').replace(UNSTORABLE, '').trim()].slice(0, QUERY_MAX).join(''),
    sort: oneOf(TASK_SORTS, params.get('sort')) ?? 'due',
  };
  const asked = oneOf(TASK_VIEWS, params.get('view'));
  const isAboutPerson = taskSearchParams({ ...filter, assignee: null }).size === 1;
  return { ...filter, view: asked ?? (isAboutPerson ? 'day' : 'list') };
}

/** The shortest address of a filter: what is as usual is left out. Without a page's cursor. */
export function taskSearchParams(filter: TaskFilter): URLSearchParams {
  const params = new URLSearchParams();
  if (filter.view === 'list') params.set('view', 'list');
  if (filter.q) params.set('q', filter.q);
  if (filter.state !== 'open') params.set('state', filter.state);
  if (filter.assignee) params.set('assignee', filter.assignee);
  if (filter.due) params.set('due', filter.due);
  for (const priority of filter.priorities) params.append('priority', priority);
  if (filter.period.period && filter.on !== 'due') params.set('on', filter.on);
  setPeriodParams(params, filter.period);
  if (filter.contactId) params.set('contact', filter.contactId);
  if (filter.dealId) params.set('deal', filter.dealId);
  if (filter.leadId) params.set('lead', filter.leadId);
  if (filter.orderId) params.set('order', filter.orderId);
  if (filter.sort !== 'due') params.set('sort', filter.sort);
  return params;
}

/** Whether anything but all open tasks is asked for; the order does not count. */
export function isTaskFiltered(filter: TaskFilter): boolean {
  return taskSearchParams({ ...filter, view: 'list', sort: 'due' }).size > 1;
}

function uuidOf(value: string | null): string | null {
  return isUuid(value) ? value.toLowerCase() : null;
}

function oneOf<T extends string>(values: readonly T[], value: string | null): T | null {
  const asked = value?.toLowerCase();
  return values.find((known) => known.toLowerCase() === asked) ?? null;
}
