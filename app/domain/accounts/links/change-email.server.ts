import { db } from '~/platform/db.server';
import { isMailConfigured } from '~/platform/mail.server';
import { spendLimit } from '~/platform/rate-limit.server';
import { writeEmailChangeAskedMail, writeEmailChangeMail } from './account-letters.server';
import { closeLinks, LINK_LIFE_MS, makeLink } from './account-links.server';
import { queueAccountMail } from './account-mail.server';
import { checkCurrentPassword } from '../current-password.server';

const DAY_MS = 24 * 60 * 60_000;

export type EmailChangeResult = { ok: true } | { ok: false; error: 'noMail' | 'sameEmail' | 'tooManyLetters' };

/**
 * Asks for another address to sign in with: a link goes to the new one, a word about it to the old one. Whether an account
 * has the new address is not told here; the link, once followed, finds out.
 * @throws {SignInRefused} when the current password is wrong, or after too many wrong ones
 */
export async function requestEmailChange(
  { userId, email, currentPassword, address, now }: { userId: string; email: string; currentPassword: string; address: string; now: Date },
): Promise<EmailChangeResult> {
  if (!isMailConfigured()) return { ok: false, error: 'noMail' };
  const person = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  await checkCurrentPassword({ userId, address, password: currentPassword });
  if (person.email === email) return { ok: false, error: 'sameEmail' };
  if ((await spendLimit('confirmEmail', userId)) > 0) return { ok: false, error: 'tooManyLetters' };
  await db.$transaction(async (tx) => {
    await closeLinks(tx, { userId, kinds: ['CHANGE_EMAIL'], now });
    const token = await makeLink(tx, { kind: 'CHANGE_EMAIL', userId, email, now });
    await queueAccountMail(tx, { userId, kind: 'changeEmail', to: email }, (addressee) => writeEmailChangeMail(addressee, { newEmail: email, token, days: LINK_LIFE_MS.CHANGE_EMAIL / DAY_MS }));
    await queueAccountMail(tx, { userId, kind: 'emailChangeAsked' }, (addressee) => writeEmailChangeAskedMail(addressee, { newEmail: email }));
  });
  return { ok: true };
}

/** The address that waits for its link to be followed; null when none does. */
export async function findPendingEmail(userId: string, now: Date): Promise<{ email: string; until: Date } | null> {
  const link = await db.accountLink.findFirst({ where: { userId, kind: 'CHANGE_EMAIL', usedAt: null, expiresAt: { gt: now } }, select: { email: true, expiresAt: true }, orderBy: { createdAt: 'desc' } });
  return link?.email ? { email: link.email, until: link.expiresAt } : null;
}

/** Calls a change that is under way off. @returns false when there is none */
export async function cancelEmailChange(userId: string, now: Date): Promise<boolean> {
  return (await closeLinks(db, { userId, kinds: ['CHANGE_EMAIL'], now })) > 0;
}
