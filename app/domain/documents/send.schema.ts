import { z } from 'zod';
import { isEmail, normalizeEmail } from '~/domain/contacts/email';
import { cleanLine, cleanText } from '~/domain/leads/clean-text';

export const MESSAGE_MAX = 2_000;

/** To whom a document is sent, and words of the sender. Messages are keys of the namespace `documents`. */
export const sendSchema = z.object({
  to: z.string().transform((typed) => normalizeEmail(cleanLine(typed))).pipe(z.string().max(255, 'errors.tooLong').refine(isEmail, 'errors.email')),
  message: z.string().transform(cleanText).pipe(z.string().max(MESSAGE_MAX, 'errors.tooLong')).optional(),
});
