import { z } from 'zod';
import { normalizePhone } from '~/domain/contacts/phone';
import { isTimeZone } from './organization-options';
import { accountEmail, newPassword, personName, typedPassword } from './person.schema';

/** The phone number a person may sign in with, as typed; null without one. */
const accountPhone = z
  .string()
  .max(60, 'errors.phone')
  .nullish()
  .transform((typed, context) => {
    if (!typed?.trim()) return null;
    const phone = normalizePhone(typed);
    if (phone) return phone;
    context.addIssue({ code: 'custom', message: 'errors.phone' });
    return z.NEVER;
  });

/** "You" on the profile page. */
export const detailsSchema = z.object({
  name: personName,
  /** Empty: none. */
  phone: accountPhone,
  language: z.enum(['ru', 'en'], { error: 'errors.choice' }),
  /** Empty: that of the organisation. */
  timeZone: z.string().refine(isTimeZone, 'errors.choice').nullish().transform((zone) => zone ?? null),
});

/** Change of one's own password. */
export const passwordChangeSchema = z.object({ currentPassword: typedPassword, newPassword });

export type PasswordChange = z.output<typeof passwordChangeSchema>;

/** Another address to sign in with. */
export const emailChangeSchema = z.object({ email: accountEmail, currentPassword: typedPassword });

/** Who forgot the password. */
export const forgotSchema = z.object({ email: accountEmail });

/** A new password by a link. */
export const resetSchema = z.object({ password: newPassword });
