import { z } from 'zod';
import { cleanLine, cleanText } from '~/domain/leads/clean-text';
import { parseDay } from '~/domain/periods/period';
import { parseTimeOfDay } from '~/domain/time/zoned-time';
import { INTERVAL_MAX, makeRecurrence, REPEATS } from './recurrence';
import { REMINDERS } from './task-due';
import { DESCRIPTION_MAX, TASK_PRIORITIES, TITLE_MAX } from './task-rules';

const day = z.string().optional().transform((text, context) => {
  if (!text) return null;
  const found = parseDay(text);
  if (!found) context.addIssue({ code: 'custom', message: 'errors.day' });
  return found;
});
const time = z.string().optional().transform((text, context) => {
  if (!text) return null;
  const found = parseTimeOfDay(text.slice(0, 5));
  if (found === null) context.addIssue({ code: 'custom', message: 'errors.time' });
  return found;
});
const link = z.uuid({ error: 'errors.link' }).optional().transform((id) => id ?? null);

export const titleField = z.string({ error: 'errors.title' }).transform(cleanLine).pipe(z.string().min(1, 'errors.title').max(TITLE_MAX, 'errors.titleLong'));

/** A task's form. Days and times are of the organisation's zone. Whether the due date has passed is for the command. */
export const taskSchema = z
  .object({
    title: titleField,
    // not a pipe: the form library reads its text as missing when it is empty
    description: z.string().optional().default('').transform(cleanText).refine((text) => text.length <= DESCRIPTION_MAX, 'errors.descriptionLong'),
    dueDay: day,
    dueTime: time,
    priority: z.enum(TASK_PRIORITIES, { error: 'errors.choice' }).default('NORMAL'),
    assigneeId: z.uuid({ error: 'errors.notAssignable' }).optional(),
    contactId: link,
    dealId: link,
    leadId: link,
    orderId: link,
    reminder: z.enum(REMINDERS, { error: 'errors.choice' }).default('15m'),
    every: z.enum(['none', ...REPEATS], { error: 'errors.choice' }).default('none'),
    interval: z.coerce.number<string>({ error: 'errors.interval' }).int('errors.interval').min(1, 'errors.interval').max(INTERVAL_MAX, 'errors.interval').default(1),
    weekdays: z.array(z.coerce.number<string>().int().min(1).max(7)).max(7).default([]),
    until: day,
  })
  .superRefine(({ dueDay, dueTime, every, until }, context) => {
    if (dueTime !== null && !dueDay) context.addIssue({ code: 'custom', path: ['dueDay'], message: 'errors.dayForTime' });
    if (every !== 'none' && !dueDay) context.addIssue({ code: 'custom', path: ['dueDay'], message: 'errors.recurrenceWithoutDue' });
    if (every !== 'none' && until && dueDay && until < dueDay) context.addIssue({ code: 'custom', path: ['until'], message: 'errors.until' });
  })
  .transform(({ dueDay, dueTime, every, interval, weekdays, until, assigneeId, description, reminder, ...rest }) => ({
    ...rest,
    description: description === '' ? null : description,
    assigneeId: assigneeId ?? null,
    reminder,
    due: dueDay ? { day: dueDay, minutes: dueTime } : null,
    recurrence: every === 'none' ? null : makeRecurrence({ every, interval, weekdays, until, reminder }, dueDay),
  }));
