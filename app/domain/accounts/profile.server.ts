import { db } from '~/platform/db.server';
import { hashPassword, verifyPassword } from './password.server';
import type { PasswordChange } from './profile.schema';
import { SignInRefused } from './sign-in.server';
import { forgiveAttempt, takeAttempt } from './sign-in-throttle.server';

/** Saves a person's name, language and time zone (null: that of the organisation). */
export async function updateDetails(userId: string, { name, language, timeZone }: { name: string; language: string; timeZone: string | null }): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { name, locale: language, timeZone }, select: { id: true } });
}

/**
 * Changes a person's password and ends all of their other sessions. The current password is asked for under the limits
 * of the sign-in: a session left open is no way to try passwords.
 * @throws {SignInRefused} when the current password is wrong, or after too many wrong ones
 */
export async function changePassword(
  { userId, sessionId, email, address }: { userId: string; sessionId: string; email: string; address: string },
  { currentPassword, newPassword }: PasswordChange,
): Promise<void> {
  const attempt = { email, address };
  const wait = await takeAttempt(attempt);
  if (wait > 0) throw new SignInRefused(wait);
  const user = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { passwordHash: true } });
  if (!(await verifyPassword(user.passwordHash, currentPassword))) throw new SignInRefused(0);
  await forgiveAttempt(attempt);
  const passwordHash = await hashPassword(newPassword);
  await db.$transaction([
    db.user.update({ where: { id: userId }, data: { passwordHash }, select: { id: true } }),
    db.session.deleteMany({ where: { userId, id: { not: sessionId } } }),
  ]);
}
