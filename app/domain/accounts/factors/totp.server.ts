import { db } from '~/platform/db.server';
import { openBytes, sealBytes } from '~/platform/sealed-bytes.server';
import { tellOfFactor } from './factor-notice.server';
import { afterFactorAdded, afterFactorRemoved, hasFactor, lockFactors } from './factors.server';
import { replaceRecoveryCodes } from './recovery-codes.server';
import type { KeptSignIn } from '../sign-in/sessions.server';
import { matchTotpStep, newTotpSecret } from './totp';

const PURPOSE = 'totp';

const sealSecret = (secret: string, userId: string) => sealBytes(Buffer.from(secret), PURPOSE, userId);

/** The secret in clear; null when it was sealed with a server's secret that is no longer in use. */
function openSecret(sealed: Uint8Array | null, userId: string): string | null {
  const bytes = sealed && openBytes(sealed, PURPOSE, userId);
  return bytes && Buffer.from(bytes).toString();
}

/** Makes a secret, which counts when a code of it has come back. @returns it in base32, or null when an app is set up already */
export async function beginTotp(userId: string): Promise<string | null> {
  const secret = newTotpSecret();
  const { count } = await db.user.updateMany({ where: { id: userId, totpConfirmedAt: null }, data: { totpSecret: sealSecret(secret, userId), totpLastStep: null } });
  return count === 1 ? secret : null;
}

export type TotpConfirmed =
  | { ok: true; codes: string[] | null }
  /** The code is of another app or too old; the secret goes on waiting. */
  | { ok: false; error: 'wrongCode'; secret: string }
  /** There is no secret that waits. */
  | { ok: false; error: 'notBegun' };

/** Switches the authenticator app on when a code of its secret is shown. @returns recovery codes, shown once, when it is the first factor */
export async function confirmTotp({ userId, code, kept, now }: { userId: string; code: string; kept: KeptSignIn; now: Date }): Promise<TotpConfirmed> {
  return db.$transaction(async (tx) => {
    await lockFactors(tx, userId);
    const { totpSecret, totpConfirmedAt } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { totpSecret: true, totpConfirmedAt: true } });
    const secret = openSecret(totpSecret, userId);
    if (!secret || totpConfirmedAt) return { ok: false, error: 'notBegun' };
    const step = matchTotpStep(secret, code, now);
    if (step === null) return { ok: false, error: 'wrongCode', secret };
    const hadFactor = await hasFactor(tx, userId);
    await tx.user.update({ where: { id: userId }, data: { totpConfirmedAt: now, totpLastStep: step }, select: { id: true } });
    const codes = await afterFactorAdded(tx, { userId, kept, hadFactor, now });
    await tellOfFactor(tx, { userId, change: 'totpOn' });
    return { ok: true, codes };
  });
}

/** Switches the app off. Who may, the caller has checked: password and code. @returns false when there was none */
export async function endTotp(userId: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    await lockFactors(tx, userId);
    const { count } = await tx.user.updateMany({ where: { id: userId, totpConfirmedAt: { not: null } }, data: { totpSecret: null, totpConfirmedAt: null, totpLastStep: null } });
    if (count === 0) return false;
    await afterFactorRemoved(tx, userId);
    await tellOfFactor(tx, { userId, change: 'totpOff' });
    return true;
  });
}

/** Whether a code is right now; each is good once, also when it comes twice at the same moment. */
export async function spendTotpCode(userId: string, code: string, now: Date): Promise<boolean> {
  const user = await db.user.findFirst({ where: { id: userId, totpConfirmedAt: { not: null } }, select: { totpSecret: true } });
  const secret = user && openSecret(user.totpSecret, userId);
  const step = secret ? matchTotpStep(secret, code, now) : null;
  if (step === null) return false;
  const { count } = await db.user.updateMany({
    where: { id: userId, totpConfirmedAt: { not: null }, OR: [{ totpLastStep: null }, { totpLastStep: { lt: step } }] },
    data: { totpLastStep: step },
  });
  return count === 1;
}

/** New recovery codes in place of the old ones; null for a person without a factor, who needs none. */
export async function renewRecoveryCodes(userId: string): Promise<string[] | null> {
  return db.$transaction(async (tx) => {
    await lockFactors(tx, userId);
    if (!(await hasFactor(tx, userId))) return null;
    const codes = await replaceRecoveryCodes(tx, userId);
    await tellOfFactor(tx, { userId, change: 'codesRenewed' });
    return codes;
  });
}
