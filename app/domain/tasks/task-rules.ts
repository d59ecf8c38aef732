import { dueInstant, type Due } from './task-due';

export const TASK_STATES = ['TODO', 'IN_PROGRESS', 'DONE'] as const;
export type TaskState = (typeof TASK_STATES)[number];

export const TASK_PRIORITIES = ['HIGH', 'NORMAL', 'LOW'] as const;
export type TaskPriority = (typeof TASK_PRIORITIES)[number];

export const TITLE_MAX = 300;
export const DESCRIPTION_MAX = 5_000;

/** Which states a task can go to. Ticking off skips IN_PROGRESS; whatever is done can be opened again. Rule: CRM, "Tasks". */
const TRANSITIONS: Record<TaskState, readonly TaskState[]> = {
  TODO: ['IN_PROGRESS', 'DONE'],
  IN_PROGRESS: ['DONE', 'TODO'],
  DONE: ['TODO', 'IN_PROGRESS'],
};

export function allowedTaskStates(from: TaskState): readonly TaskState[] {
  return TRANSITIONS[from];
}

export function canMoveTask(from: TaskState, to: TaskState): boolean {
  return TRANSITIONS[from].includes(to);
}

/** Due before now and not done. A day without a time is stored as its end, so this holds for both. */
export function isOverdue({ state, dueAt }: { state: TaskState; dueAt: Date | null }, now: Date): boolean {
  return state !== 'DONE' && dueAt !== null && dueAt < now;
}

/**
 * Whether a due date may be saved. A past one is refused when the task is made and when the date is changed; one that
 * has passed meanwhile may stay as it is. Rule: CRM, "Tasks".
 */
export function mayBeDue(due: Due | null, { before, now, timeZone }: { before: Due | null; now: Date; timeZone: string }): boolean {
  if (!due || (before && before.day === due.day && before.minutes === due.minutes)) return true;
  return dueInstant(due, timeZone) >= now;
}
