import { createHash, randomBytes } from 'node:crypto';
import type { Prisma } from '~/generated/prisma/client';
import { db } from '~/platform/db.server';
import { readRecoveryCode, RECOVERY_CODE_BYTES, RECOVERY_CODES, writeRecoveryCode } from './recovery-codes';

const hashCode = (code: string) => createHash('sha256').update(code).digest('hex');

/** Makes new codes in place of all that the person had. @returns them, which nothing else will ever tell */
export async function replaceRecoveryCodes(tx: Prisma.TransactionClient, userId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => writeRecoveryCode(randomBytes(RECOVERY_CODE_BYTES)));
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ userId, codeHash: hashCode(readRecoveryCode(code) ?? code) })) });
  return codes;
}

/** Uses a code up. Of two uses at once one gets true. @returns false for a code that is wrong or was used */
export async function spendRecoveryCode(userId: string, typed: string, now: Date): Promise<boolean> {
  const code = readRecoveryCode(typed);
  if (!code) return false;
  const { count } = await db.recoveryCode.updateMany({ where: { userId, codeHash: hashCode(code), usedAt: null }, data: { usedAt: now } });
  return count === 1;
}

/** How many codes are still good. */
export function countRecoveryCodes(userId: string): Promise<number> {
  return db.recoveryCode.count({ where: { userId, usedAt: null } });
}
