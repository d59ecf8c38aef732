import type { TaskPriority, TaskState } from '~/domain/tasks/task-rules';

/** A task as its row shows it. */
export interface ShownTask {
  id: string;
  title: string;
  state: TaskState;
  priority: TaskPriority;
  due: { text: string; exact: string; tone: 'late' | 'today' | 'later' } | null;
  isRecurring: boolean;
  assignee: { name: string; isMe: boolean } | null;
  /** Linked records that the person sees. */
  links: { kind: 'contacts' | 'deals' | 'leads' | 'orders'; label: string; to: string }[];
  doneText: string | null;
  created: string;
  to: string;
  mayUpdate: boolean;
  mayDelete: boolean;
}

/** Id of the form that the buttons of all rows belong to: each posts `do` as "verb:id". */
export const TASK_FORM = 'task-do';
