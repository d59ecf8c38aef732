import { db } from '~/platform/db.server';
import { spendLimit } from '~/platform/rate-limit.server';
import { tellOfFactor } from './factor-notice.server';
import { readRecoveryCode } from './recovery-codes';
import { countRecoveryCodes, spendRecoveryCode } from './recovery-codes.server';
import { recordSignIn } from '../sign-in/sign-in-events.server';
import { forgiveAttempt, takeAttempt } from '../sign-in/sign-in-throttle.server';
import { spendTotpCode } from './totp.server';

export interface CodeShown {
  userId: string;
  /** Of the authenticator app, or a recovery code, as typed. */
  code: string;
  address: string;
  userAgent: string | null;
  now: Date;
}

export type CodeResult =
  | { ok: true; method: 'totp' | 'recoveryCode' }
  /** Seconds to wait; 0 for a wrong code. */
  | { ok: false; retryAfter: number };

/**
 * Uses up a code of the person. Tries count per account, apart from those of the password: a right password, which gives back its
 * own tries, buys no further tries at the code, however many sign-ins are begun at once.
 */
export async function spendSecondFactor({ userId, code, address, userAgent, now }: CodeShown): Promise<CodeResult> {
  const attempt = { email: `second:${userId}`, address };
  const retryAfter = (await spendLimit('secondFactor', userId)) || (await takeAttempt(attempt));
  const refusal = { userId, address, userAgent, now, method: readRecoveryCode(code) ? ('recoveryCode' as const) : ('totp' as const) };
  if (retryAfter > 0) {
    await recordSignIn({ ...refusal, outcome: 'blocked' });
    return { ok: false, retryAfter };
  }
  const method = await spendCode(userId, code, now);
  if (!method) {
    await recordSignIn({ ...refusal, outcome: 'wrongCode' });
    return { ok: false, retryAfter: 0 };
  }
  await forgiveAttempt(attempt);
  return { ok: true, method };
}

async function spendCode(userId: string, code: string, now: Date): Promise<'totp' | 'recoveryCode' | null> {
  if (await spendTotpCode(userId, code, now)) return 'totp';
  if (!(await spendRecoveryCode(userId, code, now))) return null;
  const left = await countRecoveryCodes(userId);
  await db.$transaction((tx) => tellOfFactor(tx, { userId, change: 'codeUsed', values: { count: left } }));
  return 'recoveryCode';
}
