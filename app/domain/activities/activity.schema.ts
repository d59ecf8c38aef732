import { z } from 'zod';
import { cleanText } from '~/domain/leads/clean-text';
import { BODY_MAX, LOGGED_KINDS } from './activity-kinds';

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
