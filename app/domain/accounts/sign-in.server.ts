import { Authenticator } from 'remix-auth';
import { FormStrategy } from 'remix-auth-form';
import { db } from '~/platform/db.server';
import { verifyPassword } from './password.server';
import { signInSchema } from './sign-in.schema';
import { normalizeSignInName } from './sign-in-name';
import { forgiveAttempt, takeAttempt } from './sign-in-throttle.server';

/** Why nobody was signed in: wrong name or password (never said which), or too many attempts. */
export class SignInRefused extends Error {
  override name = 'SignInRefused';
  /** @param retryAfter seconds to wait; 0 when the next attempt is free */
  constructor(readonly retryAfter: number) {
    super(retryAfter ? 'too many attempts' : 'wrong name or password');
  }
}

interface Credentials {
  /** An e-mail or a phone number, as typed. */
  login: string;
  password: string;
}

export interface Authenticated {
  id: string;
  /** The language the person has chosen, when one is. */
  locale: string | null;
}

const credentialsSchema = signInSchema.pick({ email: true, password: true }).transform(({ email, password }) => ({ login: email, password }));

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
 * Checks e-mail or phone number, and password. Limits come before the hashing, so that blocked attempts cost none; an
 * unknown name takes the same steps as a wrong password. A person's e-mail and phone count as one account.
 * @throws {SignInRefused}
 */
export async function authenticate({ login: typed, password }: Credentials, address: string): Promise<Authenticated> {
  const login = normalizeSignInName(typed);
  const user = await db.user.findUnique({
    where: login.includes('@') ? { email: login } : { phone: login },
    select: { id: true, email: true, locale: true, passwordHash: true },
  });
  const attempt = { email: user?.email ?? login, address };
  const wait = await takeAttempt(attempt);
  if (wait > 0) throw new SignInRefused(wait);
  const isRight = await verifyPassword(user?.passwordHash ?? null, password);
  if (!user || !isRight) throw new SignInRefused(0);
  await forgiveAttempt(attempt);
  return { id: user.id, locale: user.locale };
}
