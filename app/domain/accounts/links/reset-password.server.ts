import { z } from 'zod';
import { db } from '~/platform/db.server';
import { addressBlock } from '~/platform/http/address-block';
import { defineJob, enqueue } from '~/platform/jobs.server';
import { isMailConfigured } from '~/platform/mail.server';
import { spendLimit } from '~/platform/rate-limit.server';
import { writePasswordChangedMail, writeResetMail } from './account-letters.server';
import { closeLinks, findLink, LINK_LIFE_MS, makeLink, takeLink } from './account-links.server';
import { queueAccountMail } from './account-mail.server';
import { hashPassword } from '../password.server';
import { passwordFault, type PasswordFault } from '../password-rules';
import { endSignIns } from '../sign-in/sessions.server';
import { forgetFailures } from '../sign-in/sign-in-throttle.server';

/** Sends the link, when there is such a person; at most a few an hour to one address, whoever asks. */
export const resetLetterJob = defineJob({
  name: 'account-reset-letter',
  schema: z.object({ email: z.string() }),
  retryLimit: 3,
  handler: ({ email }) => sendResetLetter(email, new Date()),
});

/**
 * Asks for a link that sets a new password. All that depends on whether there is such a person happens in the
 * background, so that neither the answer nor its time tells.
 * @returns seconds to wait when too many were asked for from this address, else 0
 */
export async function requestPasswordReset({ email, address }: { email: string; address: string }): Promise<number> {
  const wait = await spendLimit('forgotPassword', addressBlock(address));
  if (wait === 0 && isMailConfigured()) await enqueue(db, resetLetterJob, { email });
  return wait;
}

async function sendResetLetter(email: string, now: Date): Promise<void> {
  const user = await db.user.findUnique({ where: { email }, select: { id: true } });
  if (!user || (await spendLimit('forgotPasswordMail', email)) > 0) return;
  await db.$transaction(async (tx) => {
    const token = await makeLink(tx, { kind: 'RESET_PASSWORD', userId: user.id, email, now });
    await queueAccountMail(tx, { userId: user.id, kind: 'resetPassword' }, (person) => writeResetMail(person, { token, minutes: LINK_LIFE_MS.RESET_PASSWORD / 60_000 }));
  });
}

/** `closed`: used, run out or unknown. Else what is wrong with the password. */
export type ResetResult = { ok: true; userId: string } | { ok: false; error: 'closed' | PasswordFault };

/**
 * Sets a new password by a link. Whoever knew the old one is out: all sessions, programs' sign-ins and half sign-ins end,
 * and a change of the e-mail that is under way is off. API keys stay: they belong to the organisation's integrations, no
 * password opens them, and their owners see and revoke them in the settings. A second factor stays asked for.
 */
export async function resetPassword({ token, password, now }: { token: string; password: string; now: Date }): Promise<ResetResult> {
  const link = await findLink(token, ['RESET_PASSWORD'], now);
  if (link.state !== 'open') return { ok: false, error: 'closed' };
  const { userId, email, person } = link;
  const fault = passwordFault(password, [person.name, person.email]);
  if (fault) return { ok: false, error: fault };
  // hashing takes long: not while rows are locked
  const passwordHash = await hashPassword(password);
  const isTaken = await db.$transaction(async (tx) => {
    if (!(await takeLink(tx, { token, userId, now }))) return false;
    await tx.user.update({ where: { id: userId }, data: { passwordHash }, select: { id: true } });
    // who followed the link reads mail of this address
    await tx.user.updateMany({ where: { id: userId, email, emailConfirmedAt: null }, data: { emailConfirmedAt: now } });
    await endSignIns(tx, { userId, now });
    await closeLinks(tx, { userId, kinds: ['RESET_PASSWORD', 'CHANGE_EMAIL'], now });
    await queueAccountMail(tx, { userId, kind: 'passwordChanged' }, (addressee) => writePasswordChangedMail(addressee, { isReset: true, at: now }));
    return true;
  });
  if (!isTaken) return { ok: false, error: 'closed' };
  await forgetFailures(person.email);
  return { ok: true, userId };
}
