import { Prisma } from '~/generated/prisma/client';
import { db } from '~/platform/db.server';
import { isMailConfigured } from '~/platform/mail.server';
import { spendLimit } from '~/platform/rate-limit.server';
import { writeConfirmMail, writeEmailChangedMail } from './account-letters.server';
import { closeLinks, findLink, LINK_LIFE_MS, makeLink, takeLink, type FoundLink } from './account-links.server';
import { queueAccountMail, type AccountTx } from './account-mail.server';

const DAY_MS = 24 * 60 * 60_000;
const KINDS = ['CONFIRM_EMAIL', 'CHANGE_EMAIL'] as const;

/** Sends the link that confirms a person's address. */
export async function queueConfirmation(tx: AccountTx & Pick<Prisma.TransactionClient, 'accountLink'>, { userId, email, now }: { userId: string; email: string; now: Date }): Promise<void> {
  if (!isMailConfigured()) return;
  const token = await makeLink(tx, { kind: 'CONFIRM_EMAIL', userId, email, now });
  await queueAccountMail(tx, { userId, kind: 'confirmEmail' }, (person) => writeConfirmMail(person, { token, days: LINK_LIFE_MS.CONFIRM_EMAIL / DAY_MS }));
}

export type SendResult = { ok: true } | { ok: false; error: 'confirmed' | 'noMail' | 'tooManyLetters' };

/** Sends the link again, a few times an hour. Earlier ones go on working. */
export async function sendConfirmation({ userId, now }: { userId: string; now: Date }): Promise<SendResult> {
  if (!isMailConfigured()) return { ok: false, error: 'noMail' };
  const { email, emailConfirmedAt } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true, emailConfirmedAt: true } });
  if (emailConfirmedAt) return { ok: false, error: 'confirmed' };
  if ((await spendLimit('confirmEmail', userId)) > 0) return { ok: false, error: 'tooManyLetters' };
  await db.$transaction((tx) => queueConfirmation(tx, { userId, email, now }));
  return { ok: true };
}

/** The address that a person should still confirm; null when it is confirmed or no mail could be sent. */
export async function findUnconfirmed(userId: string): Promise<string | null> {
  if (!isMailConfigured()) return null;
  const user = await db.user.findFirst({ where: { id: userId, emailConfirmedAt: null }, select: { email: true } });
  return user?.email ?? null;
}

/** What a link to confirm an address leads to. */
export function findEmailLink(token: string | undefined, now: Date): Promise<FoundLink> {
  return findLink(token, KINDS, now);
}

/** `closed`: used, run out or unknown. `taken`: an account has this address meanwhile; the link goes on working. */
export type ConfirmResult = { ok: true; kind: (typeof KINDS)[number]; email: string } | { ok: false; error: 'closed' | 'taken' };

/** Confirms the address of a link, or puts it in the place of the old one, which is told so. Sessions stay. */
export async function confirmEmail({ token, now }: { token: string; now: Date }): Promise<ConfirmResult> {
  const link = await findEmailLink(token, now);
  if (link.state !== 'open') return { ok: false, error: 'closed' };
  const { userId, email } = link;
  const isChange = link.kind === 'CHANGE_EMAIL';
  try {
    return await db.$transaction(async (tx): Promise<ConfirmResult> => {
      if (!(await takeLink(tx, { token, userId, now }))) return { ok: false, error: 'closed' };
      const { email: old } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
      if (!isChange && old !== email) return { ok: false, error: 'closed' };
      await tx.user.update({ where: { id: userId }, data: { email, emailConfirmedAt: now }, select: { id: true } });
      // of those that went to the old address none may work for the new one
      await closeLinks(tx, { userId, kinds: isChange ? ['RESET_PASSWORD', ...KINDS] : ['CONFIRM_EMAIL'], now });
      if (isChange) await queueAccountMail(tx, { userId, kind: 'emailChanged', to: old }, (person) => writeEmailChangedMail(person, { newEmail: email }));
      return { ok: true, kind: isChange ? 'CHANGE_EMAIL' : 'CONFIRM_EMAIL', email };
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return { ok: false, error: 'taken' };
    throw error;
  }
}
