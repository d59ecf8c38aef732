import { db } from '~/platform/db.server';
import { tellOfFactor } from './factor-notice.server';
import { afterFactorRemoved, lockFactors } from './factors.server';

export interface PasskeyRow {
  id: string;
  name: string;
  /** Kept by its maker's account and so on all devices of the person, not in one device alone. */
  isBackedUp: boolean;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** The person's passkeys, the newest first. */
export function listPasskeys(userId: string): Promise<PasskeyRow[]> {
  return db.passkey.findMany({ where: { userId }, select: { id: true, name: true, isBackedUp: true, createdAt: true, lastUsedAt: true }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] });
}

/** @returns false when it is nobody's or somebody else's */
export async function renamePasskey({ userId, passkeyId, name }: { userId: string; passkeyId: string; name: string }): Promise<boolean> {
  const { count } = await db.passkey.updateMany({ where: { id: passkeyId, userId }, data: { name } });
  return count === 1;
}

/** The password has been asked for. @returns its name; null when it is nobody's or somebody else's */
export async function deletePasskey({ userId, passkeyId }: { userId: string; passkeyId: string }): Promise<string | null> {
  return db.$transaction(async (tx) => {
    await lockFactors(tx, userId);
    const found = await tx.passkey.findFirst({ where: { id: passkeyId, userId }, select: { name: true } });
    if (!found) return null;
    await tx.passkey.deleteMany({ where: { id: passkeyId, userId } });
    await afterFactorRemoved(tx, userId);
    await tellOfFactor(tx, { userId, change: 'passkeyRemoved', values: { name: found.name } });
    return found.name;
  });
}
