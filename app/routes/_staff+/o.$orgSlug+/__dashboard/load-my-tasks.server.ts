import type { Staff } from '~/domain/accounts/guard.server';
import { countMyDay, readMyDay } from '~/domain/tasks/my-day.server';
import { createTaskPresenter } from '../__tasks/present-task.server';

const SHOWN = 5;

/** What of the person's own tasks is overdue or falls due today; null for who has no tasks. */
export async function loadMyTasks(request: Request, staff: Staff, now: Date) {
  if (!staff.can('tasks', 'update')) return null;
  const { db, org, user } = staff;
  const viewer = { organizationId: org.id, userId: user.id, timeZone: org.timeZone };
  const [counts, day] = await Promise.all([countMyDay(db, viewer, user.id, now), readMyDay(db, viewer, user.id, now)]);
  const rows = [...day.overdue, ...day.today].slice(0, SHOWN);
  const present = await createTaskPresenter(request, staff, rows, now);
  return { ...counts, page: `/o/${org.slug}/tasks`, tasks: rows.map(present) };
}

export type MyTasks = NonNullable<Awaited<ReturnType<typeof loadMyTasks>>>;
