import type { SignInChallengeKind } from '~/generated/prisma/enums';
import { db } from '~/platform/db.server';
import { hashSessionToken, newSessionToken } from '~/platform/session/session-cookie.server';

const minute = 60_000;

/** How long each kind of half a sign-in waits, milliseconds. */
export const CHALLENGE_LIFE_MS: Record<SignInChallengeKind, number> = {
  SECOND_FACTOR: 10 * minute,
  PASSKEY_SIGN_IN: 5 * minute,
  PASSKEY_REGISTER: 5 * minute,
};

interface NewChallenge {
  kind: SignInChallengeKind;
  /** Null when the passkey will say who it is. */
  userId: string | null;
  /** WebAuthn's. */
  challenge?: string;
  remember?: boolean;
  now: Date;
}

export interface Challenge {
  id: string;
  userId: string | null;
  challenge: string | null;
  remember: boolean;
  /** Codes that were tried. */
  attempts: number;
}

const challengeFacts = { id: true, userId: true, challenge: true, remember: true, attempts: true } as const;

/** Begins half a sign-in. @returns the secret that the browser keeps; the database keeps its hash */
export async function openChallenge({ kind, userId, challenge, remember = false, now }: NewChallenge): Promise<string> {
  const token = newSessionToken();
  const expiresAt = new Date(now.getTime() + CHALLENGE_LIFE_MS[kind]);
  await db.signInChallenge.create({ data: { kind, userId, challenge, remember, tokenHash: hashSessionToken(token), createdAt: now, expiresAt }, select: { id: true } });
  return token;
}

const openOne = (kind: SignInChallengeKind, token: string, now: Date) => ({ kind, tokenHash: hashSessionToken(token), expiresAt: { gt: now } });

/** Half a sign-in that still waits. */
export function findChallenge(kind: SignInChallengeKind, token: string, now: Date): Promise<Challenge | null> {
  return db.signInChallenge.findFirst({ where: openOne(kind, token, now), select: challengeFacts });
}

/** Counts one try before it is judged, so that tries at once cannot pass the limit. @returns null when there is none (any more) */
export async function takeTry(kind: SignInChallengeKind, token: string, { most, now }: { most: number; now: Date }): Promise<Challenge | null> {
  const [taken] = await db.signInChallenge.updateManyAndReturn({ where: { ...openOne(kind, token, now), attempts: { lt: most } }, data: { attempts: { increment: 1 } }, select: challengeFacts });
  return taken ?? null;
}

/** Takes it away: whoever gets true is the only one. */
export async function closeChallenge(id: string): Promise<boolean> {
  const { count } = await db.signInChallenge.deleteMany({ where: { id } });
  return count === 1;
}

/** Finds and takes away in one: a challenge of a passkey is answered once, right or wrong. */
export async function takeChallenge(kind: SignInChallengeKind, token: string, now: Date): Promise<Challenge | null> {
  const found = await findChallenge(kind, token, now);
  return found && (await closeChallenge(found.id)) ? found : null;
}

/** Throws away what nobody came back for. @returns how many */
export async function deleteExpiredChallenges(now: Date): Promise<number> {
  const { count } = await db.signInChallenge.deleteMany({ where: { expiresAt: { lte: now } } });
  return count;
}
