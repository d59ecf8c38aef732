import { z } from 'zod';
import { isTimeZone } from './organization-options';
import { newPassword, personName, typedPassword } from './person.schema';

/** "You" on the profile page. */
export const detailsSchema = z.object({
  name: personName,
  language: z.enum(['ru', 'en'], { error: 'errors.choice' }),
  /** Empty: that of the organisation. */
  timeZone: z.string().refine(isTimeZone, 'errors.choice').nullish().transform((zone) => zone ?? null),
});

/** Change of one's own password. */
export const passwordChangeSchema = z.object({ currentPassword: typedPassword, newPassword });

export type PasswordChange = z.output<typeof passwordChangeSchema>;
