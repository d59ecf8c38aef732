import { z } from 'zod';
import { isEmail, normalizeEmail } from '~/domain/contacts/email';
import { cleanLine } from '~/domain/leads/clean-text';
import { passwordFault, PASSWORD_MAX, PASSWORD_MIN } from './password-rules';

/** One line that must not be empty, as it is stored. */
export const requiredLine = (max: number) =>
  z
    .string({ error: 'errors.required' })
    .overwrite(cleanLine)
    .min(1, { error: 'errors.required', abort: true })
    .max(max, { error: 'errors.tooLong', abort: true });

/** A person's name as colleagues see it. */
export const personName = requiredLine(200);

/** The e-mail a person signs in with: trimmed, lower case. */
export const accountEmail = requiredLine(255).overwrite(normalizeEmail).refine(isEmail, 'errors.email');

/** A password that is being typed to sign in: any, within what is worth hashing. */
export const typedPassword = z
  .string({ error: 'errors.required' })
  .min(1, 'errors.required')
  .max(PASSWORD_MAX, 'errors.passwordTooLong');

/** A password that is being chosen. Whether it merely repeats the person's own words is checked where those are known. */
export const newPassword = z
  .string({ error: 'errors.required' })
  .min(PASSWORD_MIN, { error: 'errors.passwordTooShort', abort: true })
  .max(PASSWORD_MAX, { error: 'errors.passwordTooLong', abort: true })
  .superRefine((password, context) => {
    const fault = passwordFault(password);
    if (fault) context.addIssue({ code: 'custom', message: `errors.${fault}` });
  });

/** A box that is ticked or not. */
export const checkbox = z.boolean().optional().transform(Boolean);
