import { Authenticator } from 'remix-auth';
import { FormStrategy } from 'remix-auth-form';
import { db } from '~/platform/db.server';
import { verifyPassword } from './password.server';
import { signInSchema } from './sign-in.schema';
import { forgiveAttempt, takeAttempt } from './sign-in-throttle.server';

/** Why nobody was signed in: wrong e-mail or password (never said which), or too many attempts. */
export class SignInRefused extends Error {
  override name = 'SignInRefused';
  /** @param retryAfter seconds to wait; 0 when the next attempt is free */
  constructor(readonly retryAfter: number) {
    super(retryAfter ? 'too many attempts' : 'wrong e-mail or password');
  }
}

interface Credentials {
  email: string;
  password: string;
}

export interface Authenticated {
  id: string;
  /** The language the person has chosen, when one is. */
  locale: string | null;
}

const credentialsSchema = signInSchema.pick({ email: true, password: true });

/**
 * Checks a posted sign-in form (`email`, `password`), whose body must not have been read; its fields are parsed before.
 * @throws {SignInRefused}
 */
export function authenticateForm(request: Request, address: string): Promise<Authenticated> {
  const strategy = new FormStrategy<Authenticated>(({ form }) =>
    authenticate(credentialsSchema.parse({ email: form.get('email'), password: form.get('password') }), address),
  );
  return new Authenticator<Authenticated>().use(strategy, 'password').authenticate('password', request);
}

/**
 * Checks e-mail and password. Limits come first, so that blocked attempts cost no hashing; an unknown e-mail takes the
 * same steps as a wrong password.
 * @throws {SignInRefused}
 */
export async function authenticate({ email, password }: Credentials, address: string): Promise<Authenticated> {
  const attempt = { email, address };
  const wait = await takeAttempt(attempt);
  if (wait > 0) throw new SignInRefused(wait);
  const user = await db.user.findUnique({ where: { email }, select: { id: true, locale: true, passwordHash: true } });
  const isRight = await verifyPassword(user?.passwordHash ?? null, password);
  if (!user || !isRight) throw new SignInRefused(0);
  await forgiveAttempt(attempt);
  return { id: user.id, locale: user.locale };
}
