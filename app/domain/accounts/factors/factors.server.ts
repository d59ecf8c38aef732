import type { Prisma } from '~/generated/prisma/client';
import { db } from '~/platform/db.server';
import { replaceRecoveryCodes } from './recovery-codes.server';
import type { KeptSignIn } from '../sign-in/sessions.server';

export interface Factors {
  /** An authenticator app is set up. */
  hasTotp: boolean;
  /** Since when; null without one. */
  totpSince: Date | null;
  passkeys: number;
  /** Recovery codes that are still good. */
  codesLeft: number;
}

/** What a person can show besides the password. */
export async function findFactors(userId: string): Promise<Factors> {
  const { totpConfirmedAt, _count } = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { totpConfirmedAt: true, _count: { select: { passkeys: true, recoveryCodes: { where: { usedAt: null } } } } },
  });
  return { hasTotp: totpConfirmedAt !== null, totpSince: totpConfirmedAt, passkeys: _count.passkeys, codesLeft: _count.recoveryCodes };
}

/** Whether a person can show more than a password. */
export async function hasFactor(tx: Pick<Prisma.TransactionClient, 'user'>, userId: string): Promise<boolean> {
  const found = await tx.user.findFirst({ where: { id: userId, OR: [{ totpConfirmedAt: { not: null } }, { passkeys: { some: {} } }] }, select: { id: true } });
  return found !== null;
}

/** Takes turns with all other changes of this person's factors until the transaction ends. */
export async function lockFactors(tx: Prisma.TransactionClient, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${userId}::uuid FOR NO KEY UPDATE`;
}

/**
 * What follows from a new factor, under `lockFactors`: the sign-in that added it has shown it; other sessions show it once when they
 * come back, and programs sign in anew. With the first factor come recovery codes.
 * @param hadFactor whether there was another one before
 * @returns the codes of a first factor, to be shown once, else null
 */
export async function afterFactorAdded(tx: Prisma.TransactionClient, { userId, kept, hadFactor, now }: { userId: string; kept: KeptSignIn; hadFactor: boolean; now: Date }): Promise<string[] | null> {
  if ('sessionId' in kept) await tx.session.updateMany({ where: { id: kept.sessionId, userId }, data: { secondFactor: true } });
  if (hadFactor) return null;
  await tx.tokenFamily.updateMany({ where: { userId, revokedAt: null, ...('familyId' in kept && { id: { not: kept.familyId } }) }, data: { revokedAt: now } });
  return replaceRecoveryCodes(tx, userId);
}

/** Codes that recover no factor any more are thrown away, and whoever sets one up again shows it in every session. */
export async function afterFactorRemoved(tx: Prisma.TransactionClient, userId: string): Promise<void> {
  if (await hasFactor(tx, userId)) return;
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.session.updateMany({ where: { userId }, data: { secondFactor: false } });
}
