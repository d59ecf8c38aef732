import { addDays, localDay, weekdayOf } from '~/domain/time/zoned-time';
import { orgDb } from '~/platform/db.server';
import { saveIn } from './save-task.server';
import type { SaveTaskResult, TaskActor } from './task-command';
import { toDue, type Due } from './task-due';
import { lockTask } from './task-record.server';

export const SNOOZES = ['tomorrow', 'nextWeek'] as const;
export type Snooze = (typeof SNOOZES)[number];

export interface SnoozeTask {
  actor: TaskActor;
  taskId: string;
  to: Snooze;
  now: Date;
}

/** Puts a task off to tomorrow or to next Monday, at its time of day. */
export async function snoozeTask({ actor, taskId, to, now }: SnoozeTask): Promise<(SaveTaskResult & { due?: never }) | { ok: true; due: Due }> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const locked = await lockTask(tx, { actor, taskId });
    if (!locked.ok) return locked;
    const today = localDay(now, actor.timeZone);
    const day = to === 'tomorrow' ? addDays(today, 1) : addDays(today, 8 - weekdayOf(today));
    const due = { day, minutes: toDue(locked.task, actor.timeZone)?.minutes ?? null };
    const saved = await saveIn(tx, { actor, task: locked.task, input: { due }, now });
    return saved.ok ? { ok: true, due } : saved;
  });
}
