import type { Prisma } from '~/generated/prisma/client';
import type { SqlRunner } from '~/platform/db.server';
import { isLanguage, type Language } from '~/platform/i18n';
import { isMailConfigured, queueMail } from '~/platform/mail.server';

/** What a command of an account writes with: users belong to no organisation, so it is not bound to one. */
export type AccountTx = Pick<Prisma.TransactionClient, 'user' | 'membership' | 'organization' | 'mailMessage'> & SqlRunner;

export interface AccountLetter {
  subject: string;
  text: string;
  html?: string;
}

/** The person a letter is written to. */
export interface Addressee {
  name: string;
  /** The address they sign in with. */
  email: string;
  language: Language;
  /** Their own one, else that of their first organisation. */
  timeZone: string;
}

/** Kinds of mails about a person's account begin so: what they say is for that person alone. */
export const ACCOUNT_MAIL = 'account.';

/**
 * Sends a mail about a person's account when the transaction has committed. It goes out through the first organisation
 * they work in, else the installation's own. Without a mail server nothing is kept for later: a link or a notice that
 * lies in an outbox is in the wrong hands or comes too late.
 * @param to another address than the one they sign in with
 */
export async function queueAccountMail(tx: AccountTx, { userId, kind, to }: { userId: string; kind: string; to?: string }, write: (person: Addressee) => Promise<AccountLetter>): Promise<void> {
  if (!isMailConfigured()) return;
  const organization = await findMailOrganization(tx, userId);
  if (!organization) return;
  const { name, email, locale, timeZone } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { name: true, email: true, locale: true, timeZone: true } });
  const letter = await write({ name, email, language: isLanguage(locale) ? locale : 'ru', timeZone: timeZone ?? organization.timeZone });
  await queueMail(tx, [{ organizationId: organization.id, kind: ACCOUNT_MAIL + kind, to: to ?? email, ...letter }]);
}

async function findMailOrganization(tx: AccountTx, userId: string): Promise<{ id: string; timeZone: string } | null> {
  const membership = await tx.membership.findFirst({
    where: { userId, removedAt: null },
    select: { organization: { select: { id: true, timeZone: true } } },
    orderBy: [{ createdAt: 'asc' }, { organizationId: 'asc' }],
  });
  return membership?.organization ?? tx.organization.findFirst({ where: { isDefault: true }, select: { id: true, timeZone: true } });
}
