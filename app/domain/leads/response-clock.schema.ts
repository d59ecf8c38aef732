import { z } from 'zod';

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const WEEK_MINUTES_MIN = 60;

/** "09:30" → 570; "24:00" → 1440. */
export function minutesOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

const isRealDay = (day: string) => {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
};

const openingSchema = z
  .object({
    /** ISO weekday: 1 Monday … 7 Sunday. */
    day: z.coerce.number<number>({ error: 'errors.weekday' }).int('errors.weekday').min(1, 'errors.weekday').max(7, 'errors.weekday'),
    opens: z.string({ error: 'errors.time' }).regex(TIME, 'errors.time'),
    closes: z.string({ error: 'errors.time' }).refine((time) => TIME.test(time) || time === '24:00', 'errors.time'),
  })
  .refine(({ opens, closes }) => opens < closes, { path: ['closes'], message: 'errors.closesBeforeOpens' });

const target = z.coerce
  .number<number>({ error: 'errors.number' })
  .int('errors.wholeNumber')
  .min(1, 'errors.positive')
  .max(14_400, 'errors.tooLarge');

/**
 * Organization.responseClock: opening times by weekday (several a day are welcome, as with a lunch break), days off as
 * local dates, and a target per colour in business minutes. Messages are i18n keys. A week that is never open is refused,
 * because no answer could ever be due in it.
 */
export const responseClockSchema = z
  .object({
    openings: z.array(openingSchema).max(28, 'errors.openingsTooMany'),
    holidays: z
      .array(z.string({ error: 'errors.date' }).regex(/^\d{4}-\d\d-\d\d$/, 'errors.date').refine(isRealDay, 'errors.date'))
      .max(400, 'errors.holidaysTooMany')
      .transform((days) => [...new Set(days)].sort()),
    targets: z.object({ high: target, medium: target, low: target }),
  })
  .superRefine(({ openings }, context) => {
    const open = openings.reduce((sum, { opens, closes }) => sum + minutesOfDay(closes) - minutesOfDay(opens), 0);
    if (open < WEEK_MINUTES_MIN) context.addIssue({ code: 'custom', path: ['openings'], message: 'errors.neverOpen' });
    openings.forEach((opening, index) => {
      const overlaps = openings
        .slice(0, index)
        .some((other) => other.day === opening.day && other.opens < opening.closes && opening.opens < other.closes);
      if (overlaps) context.addIssue({ code: 'custom', path: ['openings', index, 'opens'], message: 'errors.openingsOverlap' });
    });
  });

export type ResponseClock = z.infer<typeof responseClockSchema>

/** Mon–Fri 9–18; hot in one hour, warm in four, cool in twenty-four business hours. Rule: domain "Colour means a clock". */
export const DEFAULT_RESPONSE_CLOCK: ResponseClock = {
  openings: [1, 2, 3, 4, 5].map((day) => ({ day, opens: '09:00', closes: '18:00' })),
  holidays: [],
  targets: { high: 60, medium: 240, low: 1440 },
};
