import { z } from 'zod';
import { cleanText } from '~/domain/leads/clean-text';

/** What people log; SYSTEM lines write themselves. An e-mail is any written message, also in a messenger. */
export const LOGGED_KINDS = ['NOTE', 'CALL', 'EMAIL', 'MEETING'] as const;
export type LoggedKind = (typeof LOGGED_KINDS)[number];

/** Kinds that answer the client: the first of them stops the response clock. Rule: domain "Colour means a clock". */
export const ANSWERING_KINDS: readonly LoggedKind[] = ['CALL', 'EMAIL', 'MEETING'];

export const BODY_MAX = 5_000;

const body = z
  .string({ error: 'errors.required' })
  .transform(cleanText)
  .pipe(z.string().min(1, 'errors.required').max(BODY_MAX, 'errors.tooLong'));

export const activitySchema = z.object({
  kind: z.enum(LOGGED_KINDS, { error: 'errors.choice' }),
  body,
  durationMin: z.coerce.number<string>({ error: 'errors.number' }).int('errors.number').min(1, 'errors.number').max(1_440, 'errors.number').optional(),
});

export const activityEditSchema = z.object({ id: z.uuid(), body });
