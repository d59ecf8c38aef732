import type { AuditValue } from '~/domain/audit/changed-fields';
import { listAudit, type AuditRow } from '~/domain/audit/list-audit.server';
import { NO_PERIOD } from '~/domain/periods/period';
import type { OrgDb } from '~/platform/db.server';

const SHOWN = 30;
/** What goes with the due date, and links to records that the reader may not see. */
const LEFT_OUT = ['hasTime', 'contactId', 'dealId', 'leadId', 'orderId'];

interface TaskHistory {
  organizationId: string;
  /** IANA name. */
  timeZone: string;
  taskId: string;
  now: Date;
}

/** The latest changes of a task, newest first, as everybody who sees it may read them. */
export async function listTaskHistory(db: OrgDb, { taskId, ...query }: TaskHistory): Promise<AuditRow[]> {
  const filter = { person: null, resource: 'tasks' as const, action: null, record: taskId, ...NO_PERIOD };
  const { rows } = await listAudit(db, { ...query, filter, limit: SHOWN });
  return rows.map((row) => ({ ...row, before: readable(row.before), after: readable(row.after) }));
}

function readable(fields: AuditRow['before']): AuditRow['before'] {
  return fields && Object.fromEntries<AuditValue>(Object.entries(fields).filter(([field]) => !LEFT_OUT.includes(field)));
}
