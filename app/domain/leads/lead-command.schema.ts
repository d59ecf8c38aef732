import { z } from 'zod';
import { cleanText } from './clean-text';
import { LEAD_STATES, REJECT_REASON_MAX } from './lifecycle';

/** The version of the request that the form was drawn for. */
const version = z.coerce.number<string>({ error: 'errors.choice' }).int().min(1);
const reason = z.string({ error: 'errors.required' }).transform(cleanText).pipe(z.string().min(1, 'errors.required').max(REJECT_REASON_MAX, 'errors.tooLong'));

export const stateSchema = z.object({ to: z.enum(LEAD_STATES, { error: 'errors.choice' }), reason: z.string().transform(cleanText).optional(), version });

export const assignSchema = z.object({ assigneeId: z.uuid({ error: 'errors.notAssignable' }).optional(), version });

export const overrideSchema = z.object({
  score: z.coerce.number<string>({ error: 'errors.score' }).int('errors.score').min(0, 'errors.score').max(100, 'errors.score'),
  reason,
  version,
});

export const takeBackSchema = z.object({ version });
