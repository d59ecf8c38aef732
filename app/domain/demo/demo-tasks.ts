import { randomUUID } from 'node:crypto';
import type { Prisma, Role } from '~/generated/prisma/client';
import { makeRecurrence, firstDay, followingDay } from '~/domain/tasks/recurrence';
import { dueInstant } from '~/domain/tasks/task-due';
import { addDays, localDay, type Day } from '~/domain/time/zoned-time';
import { taskData } from '../../../prisma/crm-factories';
import { pickPerson, type DemoCrmOptions } from './demo-contacts';
import { OPERATOR_TASKS, RECURRING } from './demo-crm-texts';
import type { DemoDeal } from './demo-deals';
import { uuidAt } from './uuid-at';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TIME_ZONE = 'Europe/Moscow';
/** How many weeks or months a recurring task has come already. */
const PAST_TIMES = 4;

export interface DemoTaskOptions extends DemoCrmOptions {
  deals: readonly DemoDeal[];
  userIds: Partial<Record<Role, string>>;
}

type TaskRow = Prisma.TaskCreateManyInput;

/** What is overdue, due today, coming and done; what comes back every week; and what the machine's driver has to do. */
export function demoTasks(options: DemoTaskOptions): TaskRow[] {
  return [...options.deals.flatMap((deal) => dealTasks(deal, options)), ...operatorTasks(options), ...recurringTasks(options)];
}

function dealTasks({ row, stays }: DemoDeal, { random, now, staff }: DemoTaskOptions): TaskRow[] {
  const { organizationId, id: dealId, contactId, ownerId, state } = row;
  const open = state === 'NEW' || state === 'IN_PROGRESS';
  const about = { organizationId, dealId, contactId, assigneeId: ownerId, createdById: random.chance(0.85) ? ownerId : pickPerson(staff, random) };
  const last = stays.at(-1)!.enteredAt;
  const rows: TaskRow[] = random.chance(0.8) ? [doneTask(about, new Date(last.getTime() - random.int(2, 30) * HOUR), random)] : [];
  if (open && random.chance(0.85)) {
    const inDays = random.weighted([[-9, 1], [-3, 2], [-1, 3], [0, 6], [1, 5], [3, 4], [8, 4], [null, 2]] as const);
    rows.push(openTask(about, inDays, last, { random, now }));
  }
  return rows;
}

interface About {
  organizationId: string;
  assigneeId: string;
  createdById: string;
}

function doneTask(about: About, doneAt: Date, random: DemoTaskOptions['random']): TaskRow {
  const createdAt = new Date(doneAt.getTime() - random.int(5, 100) * HOUR);
  const dueAt = new Date(doneAt.getTime() + random.int(-20, 30) * HOUR);
  return taskData({ ...about, id: uuidAt(createdAt), state: 'DONE', dueAt, hasTime: true, doneAt, doneById: about.assigneeId, createdAt, updatedAt: doneAt }, random);
}

function openTask(about: About, inDays: number | null, after: Date, { random, now }: Pick<DemoTaskOptions, 'random' | 'now'>): TaskRow {
  const createdAt = new Date(Math.min(now.getTime() - HOUR, Math.max(after.getTime() + HOUR, now.getTime() - 12 * DAY)));
  const hasTime = random.chance(0.6);
  const due = inDays === null ? null : { day: addDays(localDay(now, TIME_ZONE), inDays), minutes: hasTime ? random.int(18, 35) * 30 : null };
  return taskData(
    {
      ...about, id: uuidAt(createdAt), createdAt, updatedAt: createdAt,
      state: random.chance(0.25) ? 'IN_PROGRESS' : 'TODO', hasTime: due !== null && hasTime, dueAt: due && dueInstant(due, TIME_ZONE),
    },
    random,
  );
}

function operatorTasks({ userIds, organizationId, random, now }: DemoTaskOptions): TaskRow[] {
  const { OPERATOR: assigneeId, MANAGER: createdById } = userIds;
  if (!assigneeId || !createdById) return [];
  return OPERATOR_TASKS.map((title, index) => ({ ...openTask({ organizationId, assigneeId, createdById }, index, new Date(now.getTime() - 2 * DAY), { random, now }), title }));
}

/** Each time that has come is done; the next one waits. */
function recurringTasks({ userIds, organizationId, now }: DemoTaskOptions): TaskRow[] {
  return RECURRING.flatMap(({ title, every, weekdays, hour, role }) => {
    const assigneeId = userIds[role];
    if (!assigneeId) return [];
    const days = timesAround(every, [...weekdays], localDay(now, TIME_ZONE));
    const seriesId = randomUUID();
    return days.map(({ day, isNext }, index): TaskRow => {
      const dueAt = dueInstant({ day, minutes: hour * 60 }, TIME_ZONE);
      const createdAt = new Date(Math.min(dueAt.getTime() - 3 * DAY, now.getTime() - DAY));
      const doneAt = isNext ? null : new Date(dueAt.getTime() + HOUR);
      return {
        id: uuidAt(createdAt), organizationId, title, assigneeId, createdById: assigneeId, dueAt, hasTime: true, seriesId, occurrence: index + 1,
        recurrence: isNext ? makeRecurrence({ every, weekdays: [...weekdays] }, day) : undefined,
        ...(doneAt ? { state: 'DONE', doneAt, doneById: assigneeId } : { state: 'TODO' }), createdAt, updatedAt: doneAt ?? createdAt,
      };
    });
  });
}

function timesAround(every: 'week' | 'month', weekdays: number[], today: Day): { day: Day; isNext: boolean }[] {
  const start = addDays(today, every === 'week' ? -7 * PAST_TIMES : -31 * PAST_TIMES);
  const rule = makeRecurrence({ every, weekdays, monthDay: every === 'month' ? 1 : null }, start);
  const times: { day: Day; isNext: boolean }[] = [];
  for (let day = firstDay(rule, start); ; day = followingDay(rule, day)) {
    times.push({ day, isNext: day > today });
    if (day > today) return times;
  }
}
