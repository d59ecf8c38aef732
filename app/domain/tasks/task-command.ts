import type { Reach, ReachResource } from '~/domain/accounts/reach';
import type { Scope } from '~/domain/accounts/permissions';
import type { Due, Reminder } from './task-due';
import type { Recurrence } from './recurrence';
import type { TaskPriority, TaskState } from './task-rules';

/** Who changes tasks of which organisation, and how far that reaches: `own` are those created by or assigned to the person. */
export interface TaskActor {
  organizationId: string;
  userId: string;
  scope: Scope;
  /** IANA name of the organisation: due days and times are its. */
  timeZone: string;
  /** Records outside it cannot be linked. */
  reach: Record<ReachResource, Reach>;
}

export interface TaskLinks {
  contactId: string | null;
  dealId: string | null;
  leadId: string | null;
  orderId: string | null;
}

/** What a form says about a task. */
export interface TaskInput extends TaskLinks {
  title: string;
  description: string | null;
  priority: TaskPriority;
  due: Due | null;
  assigneeId: string | null;
  reminder: Reminder;
  recurrence: Recurrence | null;
}

/** What somebody else made of a task meanwhile. */
export interface CurrentTask {
  title: string;
  state: TaskState;
  priority: TaskPriority;
  dueAt: Date | null;
  hasTime: boolean;
  assigneeId: string | null;
  version: number;
}

/** What the person can mend: shown at the field of the same meaning. */
export type TaskInputError = 'duePast' | 'recurrenceWithoutDue' | 'notAssignable' | 'linkNotFound';

export type TaskRefusal =
  | { ok: false; error: 'notFound' }
  | { ok: false; error: 'forbidden' }
  | { ok: false; error: 'stale'; current: CurrentTask };

export type SaveTaskResult = { ok: true; id: string; version: number } | TaskRefusal | { ok: false; error: TaskInputError };
