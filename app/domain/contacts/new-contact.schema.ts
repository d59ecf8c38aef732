import { z } from 'zod';
import { cleanLine } from '~/domain/leads/clean-text';
import { isEmail, normalizeEmail } from './email';
import { normalizePhone } from './phone';

/** The phone of a client who is made beside something else; null when nothing was typed. */
export const newPhone = z.string().transform(cleanLine).optional().transform((typed, context) => {
  if (!typed) return null;
  const phone = normalizePhone(typed);
  if (phone === null) context.addIssue({ code: 'custom', message: 'contacts:errors.phone' });
  return phone;
});

/** The same for an e-mail. */
export const newEmail = z.string().transform((typed) => normalizeEmail(cleanLine(typed))).optional().transform((typed, context) => {
  if (!typed) return null;
  if (!isEmail(typed)) context.addIssue({ code: 'custom', message: 'errors.email' });
  return typed;
});
