import { z } from 'zod';
import { responseClockSchema, type ResponseClock } from '~/domain/leads/response-clock.schema';

/** Monday first, as ISO counts. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const MINUTES_PER_HOUR = 60;

const time = z.string().trim().nullish().transform((value) => value || null);
const hours = z.coerce
  .number<number>({ error: 'errors.number' })
  .min(0.25, 'errors.targetTooShort')
  .max(240, 'errors.targetTooLong')
  .transform((value) => Math.round(value * MINUTES_PER_HOUR));

/** One day of the week: up to two spans, so that a lunch break fits. Both times of a span are given or none. */
const day = z.object({ opens: time, closes: time, opensAgain: time, closesAgain: time });

/**
 * The response clock as a form: a line for each weekday, days off as lines of text, targets in hours. Gives the stored
 * shape; what `responseClockSchema` refuses is told at the line it came from. Messages are i18n keys.
 */
export const clockFormSchema = z
  .object({
    version: z.coerce.number<number>().int().max(2_147_483_647),
    days: z.array(day).length(WEEKDAYS.length),
    holidays: z.string().max(8_000, 'errors.holidaysTooMany').nullish().transform((text) => (text ?? '').split(/[\s,;]+/).filter(Boolean)),
    targets: z.object({ high: hours, medium: hours, low: hours }),
  })
  .transform(({ version, days, holidays, targets }, context): { version: number; clock: ResponseClock } => {
    const spans = days.flatMap(({ opens, closes, opensAgain, closesAgain }, index) => [
      { index, day: index + 1, opens, closes },
      { index, day: index + 1, opens: opensAgain, closes: closesAgain },
    ]);
    const openings = spans.filter((span) => span.opens !== null || span.closes !== null);
    const checked = responseClockSchema.safeParse({
      openings: openings.map(({ day, opens, closes }) => ({ day, opens: opens ?? '', closes: closes ?? '' })),
      holidays: holidays.map(toIsoDay),
      targets,
    });
    if (checked.success) return { version, clock: checked.data };
    const told = new Set<string>();
    for (const { path, message } of checked.error.issues) {
      const span = path[0] === 'openings' && typeof path[1] === 'number' ? openings[path[1]] : undefined;
      const at = span ? ['days', span.index, 'opens'] : path[0] === 'openings' ? ['days'] : path.slice(0, path[0] === 'holidays' ? 1 : 2);
      if (told.has(at.join('.'))) continue;
      told.add(at.join('.'));
      context.addIssue({ code: 'custom', path: at, message });
    }
    return z.NEVER;
  });

/** 01.05.2027 → 2027-05-01; anything else stays and is refused where it is no day. */
function toIsoDay(typed: string): string {
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(typed) ?? [];
  return year ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : typed;
}

/** The stored clock as the form's default values. */
export function toClockForm({ openings, holidays, targets }: ResponseClock) {
  return {
    days: WEEKDAYS.map((weekday) => {
      const [first, second] = openings.filter(({ day }) => day === weekday).sort((a, b) => a.opens.localeCompare(b.opens));
      return { opens: first?.opens ?? '', closes: first?.closes ?? '', opensAgain: second?.opens ?? '', closesAgain: second?.closes ?? '' };
    }),
    holidays: holidays.join('\n'),
    targets: {
      high: targets.high / MINUTES_PER_HOUR,
      medium: targets.medium / MINUTES_PER_HOUR,
      low: targets.low / MINUTES_PER_HOUR,
    },
  };
}
