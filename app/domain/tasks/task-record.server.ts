import { writeAudit } from '~/domain/audit/write-audit.server';
import { writeSystemActivity } from '~/domain/activities/system-activity.server';
import type { OrgTx } from '~/platform/db.server';
import type { CurrentTask, TaskActor, TaskLinks, TaskRefusal } from './task-command';
import { reminderInstant, type Due, type Reminder } from './task-due';
import type { TaskPriority, TaskState } from './task-rules';

/** A task as its commands need it. */
export interface TaskRecord extends TaskLinks {
  id: string;
  title: string;
  description: string | null;
  state: TaskState;
  priority: TaskPriority;
  dueAt: Date | null;
  hasTime: boolean;
  assigneeId: string | null;
  createdById: string | null;
  remindAt: Date | null;
  recurrence: unknown;
  seriesId: string | null;
  occurrence: number | null;
  version: number;
  deletedAt: Date | null;
}

interface Wanted {
  actor: TaskActor;
  taskId: string;
  /** The version that the person saw; without one whatever stands there. */
  version?: number | undefined;
  isDeleted?: boolean;
}

/** Locks a task for a change, or says why it cannot be changed: 404, 403 or 409. */
export async function lockTask(tx: OrgTx, { actor, taskId, version, isDeleted = false }: Wanted): Promise<{ ok: true; task: TaskRecord } | TaskRefusal> {
  const [task] = await tx.$queryRaw<TaskRecord[]>`
    SELECT "id", "title", "description", "state"::text AS "state", "priority"::text AS "priority", "dueAt", "hasTime", "assigneeId", "createdById",
      "contactId", "dealId", "leadId", "orderId", "remindAt", "recurrence", "seriesId", "occurrence", "version", "deletedAt"
    FROM "Task" WHERE "organizationId" = ${actor.organizationId}::uuid AND "id" = ${taskId}::uuid AND ("deletedAt" IS NOT NULL) = ${isDeleted}
    FOR NO KEY UPDATE`;
  if (!task) return { ok: false, error: 'notFound' };
  if (actor.scope === 'own' && task.assigneeId !== actor.userId && task.createdById !== actor.userId) return { ok: false, error: 'forbidden' };
  if (version !== undefined && version !== task.version) return { ok: false, error: 'stale', current: currentOf(task) };
  return { ok: true, task };
}

function currentOf({ title, state, priority, dueAt, hasTime, assigneeId, version }: TaskRecord): CurrentTask {
  return { title, state, priority, dueAt, hasTime, assigneeId, version };
}

/** When to remind the person; null without one, without a wish, or when that has passed. */
export async function remindAtFor(tx: OrgTx, wish: { due: Due | null; reminder: Reminder; assigneeId: string | null; timeZone: string; now: Date }): Promise<Date | null> {
  const { due, reminder, assigneeId, timeZone, now } = wish;
  if (!due || !assigneeId || reminder === 'none') return null;
  const at = reminderInstant(due, reminder, { timeZone, personZone: await zoneOf(tx, assigneeId, timeZone) });
  return at && at > now ? at : null;
}

/** The person's time zone, else the organisation's. */
export async function zoneOf(tx: Pick<OrgTx, 'membership'>, userId: string, timeZone: string): Promise<string> {
  const member = await tx.membership.findFirst({ where: { userId }, select: { user: { select: { timeZone: true } } } });
  return member?.user.timeZone ?? timeZone;
}

type Audited = Pick<TaskRecord, 'title' | 'description' | 'state' | 'priority' | 'dueAt' | 'hasTime' | 'assigneeId' | 'recurrence' | keyof TaskLinks>;

/** The columns that the audit log tells apart. */
export function auditFields({ title, description, state, priority, dueAt, hasTime, assigneeId, recurrence, contactId, dealId, leadId, orderId }: Audited) {
  return { title, description, state, priority, dueAt, hasTime, assigneeId, recurrence, contactId, dealId, leadId, orderId };
}

export interface Noted {
  actor: Pick<TaskActor, 'organizationId' | 'userId'>;
  task: Pick<TaskRecord, 'id' | 'title' | keyof TaskLinks>;
  action: string;
  before?: Audited;
  after?: Audited;
  /** Told in the histories of the linked records. */
  event?: 'task.created' | 'task.done' | 'task.reopened' | 'task.deleted' | 'task.restored';
  now: Date;
}

/** Notes a change in the audit log and, where it is told there, in the histories of the linked records. */
export async function noteTask(tx: OrgTx, { actor, task, action, before, after, event, now }: Noted): Promise<void> {
  const { organizationId, userId } = actor;
  const { id: taskId, title, contactId, dealId, leadId, orderId } = task;
  await writeAudit(tx, { organizationId, actorId: userId, action, resource: 'tasks', resourceId: taskId, label: title, before: before && auditFields(before), after: after && auditFields(after) });
  if (event && (contactId || dealId || leadId || orderId)) await writeSystemActivity(tx, { organizationId, contactId, dealId, leadId, orderId, event, data: { taskId, title }, authorId: userId, now });
}
