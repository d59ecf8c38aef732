import type { Prisma } from '~/generated/prisma/client';
import { db } from '~/platform/db.server';
import { hashSessionToken, newSessionToken } from '~/platform/session/session-cookie.server';
import { recordSignIn, type SignInMethod } from '../sign-in/sign-in-events.server';
import { spendSecondFactor } from '../factors/second-factor.server';
import { authenticate, requireSamePassword, SignInRefused } from '../sign-in/sign-in.server';

/** How long a refresh token is good, and with it a program's sign-in that is not used. */
export const REFRESH_TOKEN_DAYS = 30;
const LIFE_MS = REFRESH_TOKEN_DAYS * 24 * 60 * 60 * 1000;
const tokenShape = /^[\w-]{43}$/;

/** Which program asks, as far as a sign-in keeps it. */
export interface ProgramContext {
  address: string;
  userAgent: string | null;
  now: Date;
}

/** A program's sign-in with its next refresh token, which is told once and kept hashed. */
export interface ProgramSignIn {
  userId: string;
  familyId: string;
  refreshToken: string;
  refreshExpiresAt: Date;
}

/** The password was right, and the person has a second factor, of which no code or a wrong one came along. */
export class SecondFactorRefused extends Error {
  override name = 'SecondFactorRefused';
  /** @param isWrong a code came along, but not a right one */
  constructor(readonly isWrong: boolean) {
    super(isWrong ? 'wrong code' : 'code needed');
  }
}

/**
 * Signs a program in with a person's e-mail or phone number and password, under the limits of the sign-in page.
 * @param code of the authenticator app or a recovery code, for a person with a second factor
 * @throws {SignInRefused}
 * @throws {SecondFactorRefused}
 */
export async function signInProgram({ login, password, code, ...context }: ProgramContext & { login: string; password: string; code?: string }): Promise<ProgramSignIn> {
  const { id: userId, hasFactor, passwordHash } = await authenticate({ login, password }, context.address, context.userAgent);
  if (!hasFactor) return openFamily(userId, context, 'api', passwordHash);
  if (code === undefined) throw new SecondFactorRefused(false);
  const shown = await spendSecondFactor({ userId, code, ...context });
  if (!shown.ok) throw shown.retryAfter > 0 ? new SignInRefused(shown.retryAfter) : new SecondFactorRefused(true);
  return openFamily(userId, context, 'api', passwordHash);
}

/** Opens a program's sign-in for a person who has just shown who they are, and notes it. @param method `api` when they signed in; `invitation` and `setup` when they have just come @throws {SignInRefused} when the password of this hash has been changed meanwhile */
export async function openFamily(userId: string, { address, userAgent, now }: ProgramContext, method: SignInMethod = 'api', passwordHash?: string): Promise<ProgramSignIn> {
  const next = nextToken(now);
  const { id: familyId } = await db.$transaction(async (tx) => {
    if (passwordHash !== undefined) await requireSamePassword(tx, userId, passwordHash);
    return tx.tokenFamily.create({
      data: {
        userId,
        userAgent: userAgent?.slice(0, 400) ?? null,
        address: address.slice(0, 60),
        createdAt: now,
        lastUsedAt: now,
        expiresAt: next.row.expiresAt,
        tokens: { create: next.row },
      },
      select: { id: true },
    });
  });
  await recordSignIn({ userId, method, outcome: 'ok', address, userAgent, now });
  return { userId, familyId, refreshToken: next.token, refreshExpiresAt: next.row.expiresAt };
}

/** `reused`: the token was exchanged before, so somebody else may have it; the whole sign-in is over. */
export type RefreshResult = ({ ok: true } & ProgramSignIn) | { ok: false; error: 'unknown' | 'reused' };

/** Exchanges a refresh token for the next one. Works once, also under two simultaneous requests. */
export function refreshTokens({ token, address, now }: { token: string } & Pick<ProgramContext, 'address' | 'now'>): Promise<RefreshResult> {
  const tokenHash = hashSessionToken(token);
  return db.$transaction(async (tx): Promise<RefreshResult> => {
    const family = tokenShape.test(token) ? await lockFamily(tx, tokenHash) : undefined;
    if (!family || family.revokedAt || family.expiresAt <= now) return { ok: false, error: 'unknown' };
    const known = await tx.refreshToken.findUniqueOrThrow({ where: { tokenHash }, select: { usedAt: true, expiresAt: true } });
    if (known.usedAt) {
      await tx.tokenFamily.updateMany({ where: { id: family.id }, data: { revokedAt: now } });
      return { ok: false, error: 'reused' };
    }
    if (known.expiresAt <= now) return { ok: false, error: 'unknown' };
    const next = nextToken(now);
    await tx.refreshToken.updateMany({ where: { tokenHash }, data: { usedAt: now } });
    await tx.refreshToken.create({ data: { ...next.row, familyId: family.id }, select: { id: true } });
    await tx.tokenFamily.updateMany({ where: { id: family.id }, data: { lastUsedAt: now, address: address.slice(0, 60), expiresAt: next.row.expiresAt } });
    return { ok: true, userId: family.userId, familyId: family.id, refreshToken: next.token, refreshExpiresAt: next.row.expiresAt };
  });
}

/** The programs that are signed in as this person, the last used first. */
export function listFamilies(userId: string, now: Date) {
  return db.tokenFamily.findMany({
    where: { userId, revokedAt: null, expiresAt: { gt: now } },
    select: { id: true, userAgent: true, address: true, createdAt: true, lastUsedAt: true },
    orderBy: [{ lastUsedAt: 'desc' }, { id: 'desc' }],
    take: 100,
  });
}

/** Ends one of the person's programs' sign-ins; its access tokens are worth nothing from now on. @returns false when there is none such */
export async function revokeFamily({ userId, familyId, now }: { userId: string; familyId: string; now: Date }): Promise<boolean> {
  const { count } = await db.tokenFamily.updateMany({ where: { id: familyId, userId, revokedAt: null }, data: { revokedAt: now } });
  return count > 0;
}

/** Throws away sign-ins that have run out or were ended a day ago, with their tokens, and old tokens of those that go on. @returns how many sign-ins */
export async function deleteOldFamilies(now: Date): Promise<number> {
  const yesterday = new Date(now.getTime() - 24 * 60 * 60 * 1000);
  const { count } = await db.tokenFamily.deleteMany({ where: { OR: [{ expiresAt: { lte: now } }, { revokedAt: { lte: yesterday } }] } });
  await db.refreshToken.deleteMany({ where: { expiresAt: { lte: now } } });
  return count;
}

function nextToken(now: Date) {
  const token = newSessionToken();
  return { token, row: { tokenHash: hashSessionToken(token), createdAt: now, expiresAt: new Date(now.getTime() + LIFE_MS) } };
}

interface LockedFamily {
  id: string;
  userId: string;
  expiresAt: Date;
  revokedAt: Date | null;
}

/** The lock makes exchanges of one sign-in's tokens take turns: the second one sees what the first one used. */
async function lockFamily(tx: Prisma.TransactionClient, tokenHash: string): Promise<LockedFamily | undefined> {
  const [family] = await tx.$queryRaw<LockedFamily[]>`
    SELECT "id", "userId", "expiresAt", "revokedAt" FROM "TokenFamily"
    WHERE "id" = (SELECT "familyId" FROM "RefreshToken" WHERE "tokenHash" = ${tokenHash}::char(64)) FOR UPDATE`;
  return family;
}
