import { z } from 'zod';
import { cleanText } from '~/domain/leads/clean-text';
import { parseDay } from '~/domain/periods/period';
import { instantOf, parseTimeOfDay } from '~/domain/time/zoned-time';
import { BODY_MAX, DURATION_MAX, LOGGED_KINDS, USUAL_MINUTES } from './activity-kinds';

// not a pipe: the form library reads its text as missing when it is empty
const typedBody = z.string().optional().default('').transform(cleanText).refine((text) => text.length <= BODY_MAX, 'errors.tooLong');
const durationMin = z.coerce.number<string>({ error: 'errors.number' }).int('errors.number').min(1, 'errors.number').max(DURATION_MAX, 'errors.number').optional();

/** Clocks differ a little; further ahead nothing has happened yet. */
const AHEAD_MS = 5 * 60_000;

/** The moment to note for one that a person named; null for one that is yet to come. */
export function pastMoment(at: Date, now: Date): Date | null {
  if (at.getTime() > now.getTime() + AHEAD_MS) return null;
  return at < now ? at : now;
}

/**
 * What a person logs. A call or a meeting may be logged without a word; a note and a message say something. An empty time
 * is now, a local time is of the organisation's zone.
 */
export function activitySchema({ timeZone, now }: { timeZone: string; now: Date }) {
  return z
    .object({
      kind: z.enum(LOGGED_KINDS, { error: 'errors.choice' }),
      body: typedBody,
      durationMin,
      occurredAt: z.string().optional().default('').transform((text, context) => {
        const at = text === '' ? now : localTime(text, timeZone);
        const past = at && pastMoment(at, now);
        if (past) return past;
        context.addIssue({ code: 'custom', message: at ? 'errors.future' : 'errors.time' });
        return z.NEVER;
      }),
    })
    .refine(({ kind, body }) => body !== '' || USUAL_MINUTES[kind] !== undefined, { path: ['body'], message: 'errors.required' })
    .transform(({ kind, durationMin: minutes, ...rest }) => ({ ...rest, kind, durationMin: USUAL_MINUTES[kind] ? (minutes ?? null) : null }));
}

/** The entry as it should read from now on, and the version that the person saw. */
export const activityEditSchema = z.object({
  id: z.uuid(),
  version: z.coerce.number<string>().int().min(1),
  body: typedBody,
  durationMin,
});

export const activityKeySchema = z.object({ id: z.uuid(), version: z.coerce.number<string>().int().min(1) });

/** "2026-11-21T14:30" in a zone; null for anything else. */
function localTime(text: string, timeZone: string): Date | null {
  const [date, time = ''] = text.split('T');
  const day = parseDay(date);
  const minutes = parseTimeOfDay(time.slice(0, 5));
  return day === null || minutes === null ? null : instantOf(day, minutes, timeZone);
}
