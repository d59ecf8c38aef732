import { db } from '~/platform/db.server';
import { verifyPassword } from './password.server';
import { SignInRefused } from './sign-in/sign-in.server';
import { forgiveAttempt, takeAttempt } from './sign-in/sign-in-throttle.server';

/**
 * Checks the password of a person who is signed in, under the rules of the sign-in: a session left open is no way to
 * try passwords. Counted apart from the sign-in, so that nobody outside can keep a person from changing theirs.
 * @throws {SignInRefused} when it is wrong, or after too many wrong ones
 */
export async function checkCurrentPassword({ userId, address, password }: { userId: string; address: string; password: string }): Promise<void> {
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { passwordHash: true } });
  const attempt = { email: `current:${userId}`, address };
  const wait = await takeAttempt(attempt);
  if (wait > 0) throw new SignInRefused(wait);
  if (!(await verifyPassword(passwordHash, password))) throw new SignInRefused(0);
  await forgiveAttempt(attempt);
}
