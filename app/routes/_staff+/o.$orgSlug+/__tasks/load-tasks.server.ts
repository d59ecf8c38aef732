import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames, type MemberName } from '~/domain/accounts/members/members.server';
import { countTasks, hasAnyTask, listTasks, TASK_ORDERS, type TaskRow } from '~/domain/tasks/list-tasks.server';
import { readMyDay } from '~/domain/tasks/my-day.server';
import { isTaskFiltered, parseTaskFilter, taskSearchParams, type TaskFilter } from '~/domain/tasks/task-filter';
import { listLinkNames } from '~/domain/tasks/task-links.server';
import { COUNT_MAX } from '~/platform/db/count-up-to';
import { parsePlace, turnPage } from '~/platform/db/list-place';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatNumber } from '~/ui/format';
import { loadViews } from '../__views/load-views.server';
import { describeTaskFilter } from './describe-filter.server';
import { createTaskPresenter } from './present-task.server';

/** All that the page of tasks shows: a person's day, or the list of a filter. */
export async function loadTasks(request: Request, staff: Staff) {
  const { db, org, user } = staff;
  const params = new URL(request.url).searchParams;
  const filter = parseTaskFilter(params);
  const search = taskSearchParams(filter).toString();
  const [views, members, t] = await Promise.all([loadViews(request, staff, 'tasks', search), listMemberNames(db, 'tasks'), getFixedT(request, 'tasks')]);
  const shared = {
    title: `${t('title')} · ${org.name}`,
    page: `/o/${org.slug}/tasks`,
    timeZone: org.timeZone,
    search,
    filter,
    me: user.id,
    people: members.filter(({ id, isAssignable }) => isAssignable || id === filter.assignee).map(({ id, name }) => ({ id, name })),
    rights: { create: Boolean(staff.can('tasks', 'create')), update: staff.can('tasks', 'update') },
    views: views.bar,
  };
  const shown = filter.view === 'day' ? { day: await loadDay(request, staff, { filter, members }), list: null } : { day: null, list: await loadList(request, staff, { filter, search, members, t }) };
  return { ...shared, ...shown, headers: views.headers };
}

export type TasksPage = Omit<Awaited<ReturnType<typeof loadTasks>>, 'headers'>;

function viewerOf({ org, user }: Staff) {
  return { organizationId: org.id, userId: user.id, timeZone: org.timeZone };
}

async function loadDay(request: Request, staff: Staff, { filter, members }: { filter: TaskFilter; members: readonly MemberName[] }) {
  const now = new Date();
  const asked = members.find(({ id }) => id === filter.assignee) ?? null;
  const personId = asked?.id ?? staff.user.id;
  const { hasMore, ...groups } = await readMyDay(staff.db, viewerOf(staff), personId, now);
  const rows = Object.values(groups).flat();
  const present = await createTaskPresenter(request, staff, rows, now);
  const shown = (key: keyof typeof groups) => groups[key].map(present);
  return {
    person: personId === staff.user.id ? null : (asked?.name ?? null),
    personId,
    overdue: shown('overdue'),
    today: shown('today'),
    coming: shown('coming'),
    undated: shown('undated'),
    doneToday: shown('doneToday'),
    hasMore,
    isNew: rows.length === 0 && !(await hasAnyTask(staff.db)),
  };
}

export type DayView = Awaited<ReturnType<typeof loadDay>>;

interface ListContext {
  filter: TaskFilter;
  search: string;
  members: readonly MemberName[];
  t: TFunction;
}

async function loadList(request: Request, staff: Staff, { filter, search, members, t }: ListContext) {
  const { db, org, user, reach } = staff;
  const now = new Date();
  const viewer = viewerOf(staff);
  const place = parsePlace<TaskRow>(new URL(request.url).searchParams, TASK_ORDERS[filter.sort]);
  const [page, count, links, language] = await Promise.all([
    turnPage<TaskRow>(place, search, (at) => listTasks(db, { viewer, filter, now, ...at })),
    countTasks(db, { viewer, filter, now }),
    listLinkNames(db, { organizationId: org.id, userId: user.id, reach }, [filter]),
    getLanguage(request),
  ]);
  const present = await createTaskPresenter(request, staff, page.rows, now);
  return {
    rows: page.rows.map(present),
    pages: page.pages,
    total: count,
    shownTotal: formatNumber(Math.min(count, COUNT_MAX), language),
    count: count > COUNT_MAX ? t('countMore', { max: formatNumber(COUNT_MAX, language) }) : t('count', { count, shown: formatNumber(count, language) }),
    chips: describeTaskFilter({ filter, t, language, members, links }),
    isFiltered: isTaskFiltered(filter),
    hasAny: page.rows.length > 0 || (await hasAnyTask(db)),
  };
}

export type ListView = Awaited<ReturnType<typeof loadList>>;
