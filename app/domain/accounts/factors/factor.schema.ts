import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { requiredLine, typedPassword } from '../person.schema';

const NAME_MAX = 100;
/** Far more than an authenticator says. */
const ANSWER_MAX = 20_000;

/** What is kept or looked for as it came, so the database must be able to hold it; all else the library judges, which is made for answers of anybody. */
const answerShape = z.looseObject({
  id: z.string().max(1400).regex(/^[\w-]+$/),
  rawId: z.string(),
  type: z.string(),
  response: z.looseObject({ transports: z.array(z.string().regex(/^[a-z-]{1,20}$/)).max(10).optional().catch(undefined) }),
});

/** The JSON that a browser makes of an authenticator's answer. */
function answerJson<T>() {
  return z
    .string()
    .max(ANSWER_MAX)
    .transform((text, issues) => {
      try {
        const answer = answerShape.safeParse(JSON.parse(text));
        if (answer.success) return answer.data as T;
      } catch {
        // no JSON at all: told below
      }
      issues.addIssue({ code: 'custom', message: 'errors.passkey' });
      return z.NEVER;
    });
}

export const newPasskeySchema = z.object({ name: requiredLine(NAME_MAX), password: typedPassword });
export const madePasskeySchema = z.object({ name: requiredLine(NAME_MAX), response: answerJson<RegistrationResponseJSON>() });
export const passkeyNameSchema = z.object({ passkeyId: z.guid(), name: requiredLine(NAME_MAX) });
export const passkeyRemovalSchema = z.object({ passkeyId: z.guid(), password: typedPassword });
export const shownPasskeySchema = z.object({ response: answerJson<AuthenticationResponseJSON>(), remember: z.string().nullish().transform((value) => value === 'on'), redirectTo: z.string().max(2000).nullish().catch(null) });

/** A code of the app or a recovery code. */
export const typedCode = z.string({ error: 'errors.required' }).trim().min(1, 'errors.required').max(60, 'errors.code');
export const passwordOnlySchema = z.object({ password: typedPassword });
export const codeOnlySchema = z.object({ code: typedCode });
export const passwordAndCodeSchema = z.object({ password: typedPassword, code: typedCode });
