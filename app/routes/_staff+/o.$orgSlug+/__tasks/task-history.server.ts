import type { Staff } from '~/domain/accounts/guard.server';
import type { AuditValue } from '~/domain/audit/changed-fields';
import { listAudit, type AuditRow } from '~/domain/audit/list-audit.server';
import { NO_PERIOD } from '~/domain/periods/period';
import { sayRecurrence } from '~/domain/tasks/due-words';
import { readRecurrence } from '~/domain/tasks/recurrence';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { createAuditPresenter } from '../settings+/__audit/present-audit.server';

const SHOWN = 30;
/** Said elsewhere on the page, or of records that the reader may not see. */
const LEFT_OUT = ['hasTime', 'contactId', 'dealId', 'leadId'];

/** Who changed what in a task, newest first. */
export async function loadTaskHistory(request: Request, { db, org }: Staff, taskId: string, names: ReadonlyMap<string, string>) {
  const filter = { person: null, resource: 'tasks' as const, action: null, record: taskId, ...NO_PERIOD };
  const [{ rows }, t, tasksT, language] = await Promise.all([
    listAudit(db, { organizationId: org.id, timeZone: org.timeZone, filter, now: new Date(), limit: SHOWN }),
    getFixedT(request, 'audit'),
    getFixedT(request, 'tasks'),
    getLanguage(request),
  ]);
  const present = createAuditPresenter({ t, language, timeZone: org.timeZone, base: `/o/${org.slug}`, names });
  const readable = (fields: AuditRow['before']): AuditRow['before'] => {
    if (!fields) return null;
    const kept: Record<string, AuditValue> = Object.fromEntries(Object.entries(fields).filter(([field]) => !LEFT_OUT.includes(field)));
    const rule = readRecurrence(fields.recurrence);
    return rule ? { ...kept, recurrence: sayRecurrence(rule, tasksT, language) } : kept;
  };
  return rows.map((row) => {
    const { id, at, dayText, exact, person, action, changes } = present({ ...row, before: readable(row.before), after: readable(row.after) });
    return { id, when: `${dayText}, ${at}`, exact, person, action, changes: row.action === 'update' ? changes : [] };
  });
}

export type TaskHistory = Awaited<ReturnType<typeof loadTaskHistory>>;
