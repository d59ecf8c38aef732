import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { sayDue } from '~/domain/tasks/due-words';
import type { TaskRow } from '~/domain/tasks/list-tasks.server';
import { toDue } from '~/domain/tasks/task-due';
import { listLinkNames } from '~/domain/tasks/task-links.server';
import { isOverdue } from '~/domain/tasks/task-rules';
import { localDay } from '~/domain/time/zoned-time';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatDateTime, formatDay, sayTime } from '~/ui/format';
import type { ShownTask } from './shown-task';

/** Who may change tasks, and what they may link. */
export function taskActorOf({ org, user, reach, can }: Staff, action: 'create' | 'update' | 'delete') {
  return { organizationId: org.id, userId: user.id, scope: can('tasks', action) || ('own' as const), timeZone: org.timeZone, reach };
}

/**
 * Reads what rows of tasks are shown with (names of people and of linked records), and makes them ready.
 * @param rows all rows of the page, so that each kind of names is read once
 */
export async function createTaskPresenter(request: Request, staff: Staff, rows: readonly TaskRow[], now: Date): Promise<(row: TaskRow) => ShownTask> {
  const { db, org, user, reach, can } = staff;
  const [members, links, t, language] = await Promise.all([
    listMemberNames(db, 'tasks'),
    listLinkNames(db, { organizationId: org.id, userId: user.id, reach }, rows),
    getFixedT(request, 'tasks'),
    getLanguage(request),
  ]);
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const today = localDay(now, org.timeZone);
  const base = `/o/${org.slug}`;
  const [updates, deletes] = [can('tasks', 'update'), can('tasks', 'delete')];
  return (row) => {
    const due = toDue(row, org.timeZone);
    const isOwn = row.assigneeId === user.id || row.createdById === user.id;
    const isLate = isOverdue(row, now);
    const link = (kind: 'contacts' | 'deals' | 'leads' | 'orders', id: string | null) => {
      const label = id === null ? undefined : links[kind].get(id);
      return label === undefined ? [] : [{ kind, label, to: `${base}/${kind}/${id}` }];
    };
    return {
      id: row.id,
      title: row.title,
      state: row.state,
      priority: row.priority,
      due: due && { text: sayDue(due, today, language), exact: sayExact(row, language, org.timeZone), tone: isLate ? 'late' : due.day === today ? 'today' : 'later' },
      isRecurring: row.isRecurring,
      assignee: row.assigneeId === null ? null : { name: names.get(row.assigneeId) ?? '', isMe: row.assigneeId === user.id },
      // a deal says whose it is: its contact need not be named beside it
      links: [...link('deals', row.dealId), ...(row.dealId !== null && links.deals.has(row.dealId) ? [] : link('contacts', row.contactId)), ...link('leads', row.leadId), ...link('orders', row.orderId)],
      doneText: row.doneAt && t('doneAt', { when: sayTime(row.doneAt, now, language, org.timeZone) }),
      created: sayTime(row.createdAt, now, language, org.timeZone),
      to: `${base}/tasks/${row.id}`,
      mayUpdate: updates === 'all' || (updates === 'own' && isOwn),
      mayDelete: deletes === 'all' || (deletes === 'own' && isOwn),
    };
  };
}

function sayExact({ dueAt, hasTime }: TaskRow, language: string, timeZone: string): string {
  if (!dueAt) return '';
  return hasTime ? formatDateTime(dueAt, language, timeZone) : formatDay(dueAt, language, timeZone);
}

