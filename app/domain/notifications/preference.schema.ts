import { z } from 'zod';
import { parseTimeOfDay } from '~/domain/time/zoned-time';

/** Empty: none. */
const timeOfDay = z
  .string()
  .max(10, 'errors.time')
  .nullish()
  .transform((typed, context) => {
    if (!typed?.trim()) return null;
    const minutes = parseTimeOfDay(typed);
    if (minutes !== null) return minutes;
    context.addIssue({ code: 'custom', message: 'errors.time' });
    return z.NEVER;
  });

/** When a person does not want to be disturbed, and when the digest comes. */
export const timesSchema = z
  .object({ quietFrom: timeOfDay, quietTo: timeOfDay, digestAt: timeOfDay })
  .superRefine(({ quietFrom, quietTo }, issues) => {
    if ((quietFrom === null) !== (quietTo === null)) issues.addIssue({ code: 'custom', path: [quietFrom === null ? 'quietFrom' : 'quietTo'], message: 'errors.both' });
    else if (quietFrom !== null && quietFrom === quietTo) issues.addIssue({ code: 'custom', path: ['quietTo'], message: 'errors.same' });
  });

/** Minutes after midnight of the person's time zone; null: none. */
export type NotificationTimes = z.output<typeof timesSchema>;
