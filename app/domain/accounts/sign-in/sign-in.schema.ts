import { z } from 'zod';
import { checkbox, requiredLine, typedPassword } from '../person.schema';

/** The sign-in form; `email` may be a phone number too. What looks like neither is not refused here: it gets the answer of an unknown one. */
export const signInSchema = z.object({
  email: requiredLine(255).overwrite((email) => email.toLowerCase()),
  password: typedPassword,
  remember: checkbox,
  redirectTo: z.string().max(2000).nullish().catch(null),
});

export type SignInInput = z.output<typeof signInSchema>;
