import { Prisma } from '~/generated/prisma/client';
import { db } from '~/platform/db.server';
import { hashPassword, verifyPassword } from './password.server';
import type { PasswordChange } from './profile.schema';
import { endingOtherSignIns, type KeptSignIn } from './sessions.server';
import { SignInRefused } from './sign-in.server';
import { forgiveAttempt, takeAttempt } from './sign-in-throttle.server';

interface Details {
  name: string;
  language: string;
  /** Null: that of the organisation. */
  timeZone: string | null;
  /** E.164. */
  phone: string | null;
}

/** Saves what a person says about themselves. Of two people with one phone number the database lets the first one have it. */
export async function updateDetails(userId: string, { name, language, timeZone, phone }: Details): Promise<{ ok: true } | { ok: false; error: 'phoneTaken' }> {
  try {
    await db.user.update({ where: { id: userId }, data: { name, locale: language, timeZone, phone }, select: { id: true } });
    return { ok: true };
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return { ok: false, error: 'phoneTaken' };
    throw error;
  }
}

/** The phone number with which a person may sign in besides their e-mail, E.164. */
export async function findPhone(userId: string): Promise<string | null> {
  const { phone } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { phone: true } });
  return phone;
}

/**
 * Changes a person's password and ends all of their other sessions and programs' sign-ins. The current password is asked for under the limits
 * of the sign-in: a session left open is no way to try passwords.
 * @throws {SignInRefused} when the current password is wrong, or after too many wrong ones
 */
export async function changePassword(
  { userId, kept, email, address }: { userId: string; kept: KeptSignIn; email: string; address: string },
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
    ...endingOtherSignIns(userId, kept, new Date()),
  ]);
}
