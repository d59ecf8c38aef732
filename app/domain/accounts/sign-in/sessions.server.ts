import type { Prisma } from '~/generated/prisma/client';
import { db } from '~/platform/db.server';
import {
  clearedSessionCookie,
  hashSessionToken,
  newSessionToken,
  readSessionToken,
  sessionCookieHeader,
} from '~/platform/session/session-cookie.server';
import { SESSION_TIMES } from './session-times';
import { requireSamePassword } from './sign-in.server';
import { recordSignIn, type SignInMethod } from './sign-in-events.server';

/** Who asks, as far as a session keeps it. */
export interface SessionContext {
  clientAddress: string;
  isSecure: boolean;
}

export interface NewSession {
  userId: string;
  remember: boolean;
  /** How the person came in. */
  method?: SignInMethod;
  /** More than a password was shown: a code or a passkey. */
  secondFactor?: boolean;
  /** Hash of the password that was shown. */
  passwordHash?: string;
  now?: Date;
}

/**
 * Opens a session, notes the sign-in and returns the Set-Cookie value. Always a new secret, so nothing that was in the
 * browser before the sign-in is worth anything after it; a session the browser had is ended.
 * @throws {SignInRefused} when the password that was shown has been changed meanwhile
 */
export async function startSession(
  request: Request,
  context: SessionContext,
  { userId, remember, method = 'password', secondFactor = false, passwordHash, now = new Date() }: NewSession,
): Promise<string> {
  await endSession(request);
  const token = newSessionToken();
  const lifeMs = remember ? SESSION_TIMES.rememberedMs : SESSION_TIMES.idleMs;
  const userAgent = request.headers.get('User-Agent')?.slice(0, 400) ?? null;
  await db.$transaction(async (tx) => {
    if (passwordHash !== undefined) await requireSamePassword(tx, userId, passwordHash);
    await tx.session.create({
      data: {
        tokenHash: hashSessionToken(token),
        userId,
        remember,
        method,
        secondFactor,
        userAgent,
        address: context.clientAddress.slice(0, 60),
        createdAt: now,
        lastSeenAt: now,
        expiresAt: new Date(now.getTime() + lifeMs),
      },
      select: { id: true },
    });
  });
  await recordSignIn({ userId, method, outcome: 'ok', address: context.clientAddress, userAgent, now });
  const maxAgeSeconds = remember ? SESSION_TIMES.rememberedMs / 1000 : undefined;
  return sessionCookieHeader(token, { isSecure: context.isSecure, maxAgeSeconds });
}

/** Ends the request's session, if it has one. */
export async function endSession(request: Request): Promise<void> {
  const token = await readSessionToken(request);
  if (token) await db.session.deleteMany({ where: { tokenHash: hashSessionToken(token) } });
}

/** Ends the request's session. @returns the Set-Cookie value that makes the browser forget it */
export async function signOut(request: Request, context: SessionContext): Promise<string> {
  await endSession(request);
  return clearedSessionCookie(context.isSecure);
}

/**
 * Notes that the session is in use, and moves the expiry of one that ends with the browser.
 * Writes nothing when that was noted within the last five minutes.
 */
export async function touchSession(
  session: { id: string; createdAt: Date; lastSeenAt: Date; remember: boolean },
  clientAddress: string,
  now = new Date(),
): Promise<void> {
  if (now.getTime() - session.lastSeenAt.getTime() < SESSION_TIMES.touchEveryMs) return;
  const idleEnd = now.getTime() + SESSION_TIMES.idleMs;
  const lastEnd = session.createdAt.getTime() + SESSION_TIMES.rememberedMs;
  await db.session.updateMany({
    where: { id: session.id, lastSeenAt: session.lastSeenAt },
    data: {
      lastSeenAt: now,
      address: clientAddress.slice(0, 60),
      ...(session.remember ? {} : { expiresAt: new Date(Math.min(idleEnd, lastEnd)) }),
    },
  });
}

/** The person's open sessions, the last used first. */
export function listSessions(userId: string, now = new Date()) {
  return db.session.findMany({
    where: { userId, expiresAt: { gt: now } },
    select: { id: true, userAgent: true, address: true, createdAt: true, lastSeenAt: true },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    take: 100,
  });
}

/** Ends one of the person's sessions. @returns false when there is no such session of this person */
export async function revokeSession(userId: string, sessionId: string): Promise<boolean> {
  const { count } = await db.session.deleteMany({ where: { id: sessionId, userId } });
  return count > 0;
}

/** What stays when all else of a person's sign-ins ends: the one that asks for it. */
export type KeptSignIn = { sessionId: string } | { familyId: string };

/**
 * Ends all of a person's sessions, programs' sign-ins and half sign-ins, but for one that is kept.
 * @returns how many sessions and programs
 */
export async function endSignIns(tx: Pick<Prisma.TransactionClient, 'session' | 'tokenFamily' | 'signInChallenge'>, { userId, kept, now }: { userId: string; kept?: KeptSignIn; now: Date }): Promise<number> {
  const [sessionId, familyId] = [kept && 'sessionId' in kept ? kept.sessionId : null, kept && 'familyId' in kept ? kept.familyId : null];
  const sessions = await tx.session.deleteMany({ where: { userId, ...(sessionId && { id: { not: sessionId } }) } });
  const families = await tx.tokenFamily.updateMany({ where: { userId, revokedAt: null, ...(familyId && { id: { not: familyId } }) }, data: { revokedAt: now } });
  await tx.signInChallenge.deleteMany({ where: { userId, kind: 'SECOND_FACTOR' } });
  return sessions.count + families.count;
}

/** Ends all of the person's sessions and programs' sign-ins but one. @returns how many */
export function endOtherSignIns(userId: string, kept: KeptSignIn, now = new Date()): Promise<number> {
  return db.$transaction((tx) => endSignIns(tx, { userId, kept, now }));
}

/** Throws away what has expired; the guard already ignores it. @returns how many */
export async function deleteExpiredSessions(now = new Date()): Promise<number> {
  const { count } = await db.session.deleteMany({ where: { expiresAt: { lte: now } } });
  return count;
}
