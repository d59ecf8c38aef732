import { Authenticator } from 'remix-auth';
import { FormStrategy } from 'remix-auth-form';
import { db, type SqlRunner } from '~/platform/db.server';
import { addressBlock } from '~/platform/http/address-block';
import { spendLimit } from '~/platform/rate-limit.server';
import { log } from '~/platform/log.server';
import { verifyPassword } from '../password.server';
import { signInSchema } from './sign-in.schema';
import { isFamiliarAddress, recordSignIn, type SignInOutcome } from './sign-in-events.server';
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
  /** A code or a passkey is still to be shown: the password alone opens nothing. */
  hasFactor: boolean;
  /** Hash of the password that was shown, for `requireSamePassword`. */
  passwordHash: string;
}

/**
 * Refuses whoever has shown a password that was changed meanwhile: a change ends all sign-ins, and none may slip in behind
 * it. The change waits for the transaction's end, or the transaction for the change.
 * @throws {SignInRefused}
 */
export async function requireSamePassword(tx: SqlRunner, userId: string, passwordHash: string): Promise<void> {
  const [user] = await tx.$queryRaw<{ passwordHash: string }[]>`SELECT "passwordHash" FROM "User" WHERE "id" = ${userId}::uuid FOR SHARE`;
  if (user?.passwordHash !== passwordHash) throw new SignInRefused(0);
}

const credentialsSchema = signInSchema.pick({ email: true, password: true }).transform(({ email, password }) => ({ login: email, password }));

/**
 * Checks a posted sign-in form (`email`, `password`), whose body must not have been read; its fields are parsed before.
 * @throws {SignInRefused}
 */
export async function authenticateForm(request: Request, address: string): Promise<Authenticated> {
  const wait = await spendLimit('signIn', addressBlock(address));
  if (wait > 0) throw new SignInRefused(wait);
  const strategy = new FormStrategy<Authenticated>(({ form }) =>
    authenticate(credentialsSchema.parse({ email: form.get('email'), password: form.get('password') }), address, request.headers.get('User-Agent')),
  );
  return new Authenticator<Authenticated>().use(strategy, 'password').authenticate('password', request);
}

/**
 * Checks e-mail or phone number, and password. Limits come before the hashing, so that blocked attempts cost none; an
 * unknown name takes the same steps as a wrong password. A person's e-mail and phone count as one account.
 * @throws {SignInRefused}
 */
export async function authenticate({ login: typed, password }: Credentials, address: string, userAgent: string | null = null): Promise<Authenticated> {
  const login = normalizeSignInName(typed);
  const user = await db.user.findUnique({
    where: login.includes('@') ? { email: login } : { phone: login },
    select: { id: true, email: true, locale: true, passwordHash: true, totpConfirmedAt: true, _count: { select: { passkeys: true } } },
  });
  const attempt = { email: user?.email ?? login, address, isFamiliar: await isFamiliarAddress(user?.id ?? null, address) };
  const wait = await takeAttempt(attempt);
  const refuse = (outcome: SignInOutcome) => {
    // nobody waits for this: an answer that takes longer for a known name would tell it
    if (user) recordSignIn({ userId: user.id, method: 'password', outcome, address, userAgent, now: new Date() }).catch((error: unknown) => log.error({ err: error }, 'a refused sign-in was not noted'));
    return new SignInRefused(wait);
  };
  if (wait > 0) throw refuse('blocked');
  const isRight = await verifyPassword(user?.passwordHash ?? null, password);
  if (!user || !isRight) throw refuse('wrongPassword');
  await forgiveAttempt(attempt);
  return { id: user.id, locale: user.locale, passwordHash: user.passwordHash, hasFactor: user.totpConfirmedAt !== null || user._count.passkeys > 0 };
}
