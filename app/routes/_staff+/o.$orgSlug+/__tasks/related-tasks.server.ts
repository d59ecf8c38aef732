import type { Staff } from '~/domain/accounts/guard.server';
import type { Subject } from '~/domain/activities/subject';
import { listRelatedTasks } from '~/domain/tasks/related-tasks.server';
import { createTaskPresenter } from './present-task.server';

const FILTER = { contactId: 'contact', dealId: 'deal', leadId: 'lead', orderId: 'order' } as const;

/** The tasks of a record for `<RelatedTasks>`; null when the person may not see tasks. The caller has checked the record. */
export async function loadRelatedTasks(staff: Staff, subject: Subject, request: Request) {
  if (!staff.can('tasks', 'read')) return null;
  const { org } = staff;
  const { open, done, hasMore } = await listRelatedTasks(staff.db, org.id, subject);
  const present = await createTaskPresenter(request, staff, [...open, ...done], new Date());
  const params = new URLSearchParams({ view: 'list', state: 'all' });
  for (const [key, id] of Object.entries(subject)) params.set(FILTER[key as keyof typeof FILTER], String(id));
  // what they are about is known here
  const shown = (rows: typeof open) => rows.map(present).map((task) => ({ ...task, links: [] }));
  return {
    page: `/o/${org.slug}/tasks`,
    timeZone: org.timeZone,
    links: Object.fromEntries(Object.entries(subject)) as Record<string, string>,
    open: shown(open),
    done: shown(done),
    hasMore,
    all: `/o/${org.slug}/tasks?${params.toString()}`,
    mayCreate: Boolean(staff.can('tasks', 'create')),
  };
}

export type RelatedTaskList = NonNullable<Awaited<ReturnType<typeof loadRelatedTasks>>>;
