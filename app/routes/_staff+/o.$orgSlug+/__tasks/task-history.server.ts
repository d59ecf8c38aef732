import type { Staff } from '~/domain/accounts/guard.server';
import type { AuditRow } from '~/domain/audit/list-audit.server';
import { sayRecurrence } from '~/domain/tasks/due-words';
import { readRecurrence } from '~/domain/tasks/recurrence';
import { listTaskHistory } from '~/domain/tasks/task-history.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { createAuditPresenter } from '../settings+/__audit/present-audit.server';

/** Who changed what in a task, newest first. */
export async function loadTaskHistory(request: Request, { db, org }: Staff, taskId: string, names: ReadonlyMap<string, string>) {
  const [rows, t, tasksT, language] = await Promise.all([
    listTaskHistory(db, { organizationId: org.id, timeZone: org.timeZone, taskId, now: new Date() }),
    getFixedT(request, 'audit'),
    getFixedT(request, 'tasks'),
    getLanguage(request),
  ]);
  const present = createAuditPresenter({ t, language, timeZone: org.timeZone, base: `/o/${org.slug}`, names });
  const readable = (fields: AuditRow['before']): AuditRow['before'] => {
    const rule = readRecurrence(fields?.recurrence);
    return rule ? { ...fields, recurrence: sayRecurrence(rule, tasksT, language) } : fields;
  };
  return rows.map((row) => {
    const { id, at, dayText, exact, person, action, changes } = present({ ...row, before: readable(row.before), after: readable(row.after) });
    return { id, when: `${dayText}, ${at}`, exact, person, action, changes: row.action === 'update' ? changes : [] };
  });
}

export type TaskHistory = Awaited<ReturnType<typeof loadTaskHistory>>;
