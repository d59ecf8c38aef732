import { Prisma } from '~/generated/prisma/client';
import { db } from '~/platform/db.server';
import { writePasswordChangedMail } from './links/account-letters.server';
import { closeLinks } from './links/account-links.server';
import { queueAccountMail } from './links/account-mail.server';
import { checkCurrentPassword } from './current-password.server';
import { hashPassword } from './password.server';
import type { PasswordChange } from './profile.schema';
import { endSignIns, type KeptSignIn } from './sign-in/sessions.server';

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

/** Whether the person has proved to read mail of the address they sign in with. */
export async function isEmailConfirmed(userId: string): Promise<boolean> {
  const { emailConfirmedAt } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { emailConfirmedAt: true } });
  return emailConfirmedAt !== null;
}

/**
 * Changes a person's password and ends all of their other sessions and programs' sign-ins; links that were sent before are
 * worth nothing. The person is told by e-mail.
 * @throws {SignInRefused} when the current password is wrong, or after too many wrong ones
 */
export async function changePassword(
  { userId, kept, address }: { userId: string; kept: KeptSignIn; address: string },
  { currentPassword, newPassword }: PasswordChange,
): Promise<void> {
  await checkCurrentPassword({ userId, address, password: currentPassword });
  const passwordHash = await hashPassword(newPassword);
  const now = new Date();
  await db.$transaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { passwordHash }, select: { id: true } });
    await endSignIns(tx, { userId, kept, now });
    await closeLinks(tx, { userId, kinds: ['RESET_PASSWORD', 'CHANGE_EMAIL'], now });
    await queueAccountMail(tx, { userId, kind: 'passwordChanged' }, (person) => writePasswordChangedMail(person, { isReset: false, at: now }));
  });
}
