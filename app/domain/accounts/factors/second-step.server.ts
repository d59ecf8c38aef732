import { db } from '~/platform/db.server';
import { secretCookie } from '~/platform/session/secret-cookie.server';
import { findFactors, type Factors } from './factors.server';
import { startSession, type SessionContext } from '../sign-in/sessions.server';
import { CHALLENGE_LIFE_MS, closeChallenge, findChallenge, openChallenge, takeTry } from './sign-in-challenges.server';
import { spendSecondFactor } from './second-factor.server';

/** Wrong codes after which the sign-in starts anew. */
export const MOST_TRIES = 5;
const KIND = 'SECOND_FACTOR';
const cookie = secretCookie('teplo_second_step');

/** After a right password: what waits for the code. @returns the Set-Cookie value that ties it to this browser; there is no session yet */
export async function openSecondStep({ userId, remember, isSecure, now }: { userId: string; remember: boolean; isSecure: boolean; now: Date }): Promise<string> {
  const secret = await openChallenge({ kind: KIND, userId, remember, now });
  return cookie.write(secret, { isSecure, maxAgeSeconds: CHALLENGE_LIFE_MS[KIND] / 1000 });
}

/** The address of the page that asks for the code, on the way to another. */
export function secondStepPath(redirectTo: string): string {
  return redirectTo ? `/login/second?${new URLSearchParams({ redirectTo }).toString()}` : '/login/second';
}

/** What the browser's half a sign-in may be finished with; null when it has none (any more). */
export async function findSecondStep(request: Request, now: Date): Promise<(Factors & { remember: boolean }) | null> {
  const secret = await cookie.read(request);
  const found = secret && (await findChallenge(KIND, secret, now));
  return found && found.userId ? { ...(await findFactors(found.userId)), remember: found.remember } : null;
}

export type SecondStepResult =
  /** Signed in: the person, and the cookies to set. */
  | { ok: true; user: { id: string; locale: string | null }; method: 'totp' | 'recoveryCode'; cookies: string[] }
  /** Too late or too often: from the password on. The cookie to set forgets the step. */
  | { ok: false; error: 'over'; cookies: string[] }
  /** `retryAfter`: seconds to wait; 0: the code is wrong. */
  | { ok: false; error: 'refused'; retryAfter: number };

/** Finishes a sign-in with a code. Only now there is a session, with a secret of its own; one that the browser had is over. */
export async function finishSecondStep(request: Request, context: SessionContext, { code, now }: { code: string; now: Date }): Promise<SecondStepResult> {
  const over = async () => ({ ok: false as const, error: 'over' as const, cookies: [await cookie.clear(context.isSecure)] });
  const secret = await cookie.read(request);
  const step = secret && (await takeTry(KIND, secret, { most: MOST_TRIES, now }));
  if (!step || !step.userId) return over();
  const { userId, remember } = step;
  const shown = await spendSecondFactor({ userId, code, address: context.clientAddress, userAgent: request.headers.get('User-Agent'), now });
  if (!shown.ok) {
    if (step.attempts < MOST_TRIES) return { ok: false, error: 'refused', retryAfter: shown.retryAfter };
    await closeChallenge(step.id);
    return over();
  }
  if (!(await closeChallenge(step.id))) return over();
  const user = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { id: true, locale: true } });
  const session = await startSession(request, context, { userId, remember, method: shown.method, secondFactor: true, now });
  return { ok: true, user, method: shown.method, cookies: [session, await cookie.clear(context.isSecure)] };
}
