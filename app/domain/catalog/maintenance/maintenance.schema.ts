import { z } from 'zod';
import { cleanLine, cleanText } from '~/domain/leads/clean-text';
import { moneyField } from '~/domain/money/money.schema';
import { decimalField } from '~/domain/orders/decimal-field';
import { parseDay } from '~/domain/periods/period';
import { parseTimeOfDay } from '~/domain/time/zoned-time';

export const MAINTENANCE_LIMITS = { title: 200, notes: 2_000, days: 3_650 } as const;

const title = z
  .string({ error: 'errors.title' })
  .transform(cleanLine)
  .pipe(z.string().min(1, 'errors.title').max(MAINTENANCE_LIMITS.title, 'errors.tooLong'));
const notes = z
  .string()
  .transform(cleanText)
  .pipe(z.string().max(MAINTENANCE_LIMITS.notes, 'errors.tooLong'))
  .optional()
  .transform((text) => text || null);
const hours = decimalField({ whole: 9, decimals: 1 }, 'errors.hours');
const optionalId = z.uuid().optional().transform((id) => id ?? null);

const dayOrNull = z.string().optional().transform((text, context) => {
  if (!text) return null;
  const day = parseDay(text);
  if (day === null) context.addIssue({ code: 'custom', message: 'errors.day' });
  return day;
});

/** A local date and time as its control gives it. */
const localTime = z
  .string({ error: 'errors.time' })
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/, 'errors.time')
  .transform((text) => text.slice(0, 16))
  .refine((text) => parseDay(text.slice(0, 10)) !== null && parseTimeOfDay(text.slice(11)) !== null, 'errors.time');

/** Messages are keys of the namespace `catalog`. */
export const planSchema = z
  .object({
    title,
    everyDays: z.coerce.number({ error: 'errors.days' }).int('errors.days').min(1, 'errors.days').max(MAINTENANCE_LIMITS.days, 'errors.days').optional().transform((days) => days ?? null),
    everyHours: hours,
    lastDay: dayOrNull,
    lastHours: hours,
  })
  .superRefine(({ everyDays, everyHours }, context) => {
    if (everyDays === null && everyHours === null) context.addIssue({ code: 'custom', message: 'errors.period', path: ['everyDays'] });
    if (everyHours !== null && Number(everyHours) === 0) context.addIssue({ code: 'custom', message: 'errors.hours', path: ['everyHours'] });
  });
export type PlanInput = z.output<typeof planSchema>;

/** What is to be done in a planned time. */
export const plannedWorkSchema = z.object({ title, planId: optionalId, notes });
/** A time in which the machine is to be cared for. Its ends are local times of the organisation. */
export const plannedSchema = plannedWorkSchema
  .extend({ startsAt: localTime, endsAt: localTime })
  .refine(({ startsAt, endsAt }) => endsAt > startsAt, { message: 'errors.endsAt', path: ['endsAt'] });
export type PlannedInput = z.output<typeof plannedSchema>;

/** What was done. `recordId`: a planned one that is done now, or a done one that is put right. */
export const doneSchema = z.object({
  recordId: optionalId,
  version: z.coerce.number().int().optional().transform((version) => version ?? 0),
  title,
  planId: optionalId,
  doneDay: dayOrNull.pipe(z.string({ error: 'errors.day' })),
  meterHours: hours,
  cost: moneyField.transform((cost) => cost ?? null),
  notes,
});
export type DoneInput = z.output<typeof doneSchema>;
