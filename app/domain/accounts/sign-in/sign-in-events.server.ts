import type { Prisma } from '~/generated/prisma/client';
import { db } from '~/platform/db.server';
import { addressBlock } from '~/platform/http/address-block';
import { getFixedT } from '~/platform/i18n.server';
import { isMailConfigured } from '~/platform/mail.server';
import { writeNewSignInMail } from '../links/account-letters.server';
import { queueAccountMail } from '../links/account-mail.server';
import { readDevice } from './device';
import { findPlace } from './find-place.server';
import { sayDevice, sayPlace } from './say-sign-in';
import { placeKey } from './sign-in-place';

export type SignInMethod = 'password' | 'totp' | 'recoveryCode' | 'passkey' | 'invitation' | 'setup' | 'api';
export type SignInOutcome = 'ok' | 'wrongPassword' | 'wrongCode' | 'blocked';

/** How long sign-ins are remembered. */
export const SIGN_IN_EVENT_DAYS = 180;
/** A blocked account is asked for again and again: one line each quarter of an hour says so. */
const BLOCKED_EVERY_MS = 15 * 60_000;
/** What is compared with a new sign-in. */
const KNOWN_SIGN_INS = 300;

export interface SignInAttempt {
  userId: string;
  method: SignInMethod;
  outcome: SignInOutcome;
  address: string | null;
  userAgent: string | null;
  now: Date;
}

/**
 * Notes a sign-in of an account, or one that was refused. After earlier ones, one from a device or a country that the
 * account has not seen is told to the person by e-mail.
 */
export async function recordSignIn(attempt: SignInAttempt): Promise<void> {
  const { userId, method, outcome, now } = attempt;
  const address = attempt.address?.slice(0, 60) ?? null;
  const userAgent = attempt.userAgent?.slice(0, 400) ?? null;
  await db.$transaction(async (tx) => {
    if (outcome === 'blocked' && (await tx.signInEvent.findFirst({ where: { userId, outcome, at: { gt: new Date(now.getTime() - BLOCKED_EVERY_MS) } }, select: { id: true } }))) return;
    const isNew = outcome === 'ok' && isMailConfigured() && (await isUnfamiliar(tx, { userId, address, userAgent }));
    await tx.signInEvent.create({ data: { userId, method, outcome, address, userAgent, at: now }, select: { id: true } });
    if (isNew) await tellOfNewSignIn(tx, { ...attempt, address, userAgent });
  });
}

/** Whether one of the account's last sign-ins came from this address. An unknown account, null, takes the same step. */
export async function isFamiliarAddress(userId: string | null, address: string): Promise<boolean> {
  const rows = await db.$queryRaw<{ address: string | null }[]>`
    SELECT DISTINCT "address" FROM (
      SELECT "address" FROM "SignInEvent" WHERE "userId" = ${userId}::uuid AND "outcome" = 'ok' ORDER BY "at" DESC LIMIT ${KNOWN_SIGN_INS}) last`;
  return rows.some((row) => row.address !== null && addressBlock(row.address) === addressBlock(address));
}

type Origin = Pick<SignInAttempt, 'address' | 'userAgent'>;

function deviceKey(userAgent: string | null): string {
  const { browser, system } = readDevice(userAgent);
  // a program names itself first, its version changes
  return browser || system ? `${browser} ${system}` : (userAgent?.split(/[/\s]/)[0] ?? '');
}

async function isUnfamiliar(tx: Prisma.TransactionClient, { userId, address, userAgent }: Origin & { userId: string }): Promise<boolean> {
  const earlier = await tx.signInEvent.findMany({ where: { userId, outcome: 'ok' }, select: { address: true, userAgent: true }, orderBy: { at: 'desc' }, take: KNOWN_SIGN_INS });
  if (earlier.length === 0) return false;
  const [device, place] = [deviceKey(userAgent), placeKey(findPlace(address))];
  return !earlier.some((known) => deviceKey(known.userAgent) === device) || !earlier.some((known) => placeKey(findPlace(known.address)) === place);
}

async function tellOfNewSignIn(tx: Prisma.TransactionClient, { userId, address, userAgent, now }: SignInAttempt): Promise<void> {
  await queueAccountMail(tx, { userId, kind: 'newSignIn' }, async (person) => {
    const t = await getFixedT(person.language, 'profile');
    return writeNewSignInMail(person, { device: sayDevice(readDevice(userAgent), t), place: sayPlace(findPlace(address), t, person.language), at: now });
  });
}

/** The person's last sign-ins and refused ones, the newest first. */
export function listSignIns(userId: string, limit = 50) {
  return db.signInEvent.findMany({
    where: { userId },
    select: { id: true, method: true, outcome: true, address: true, userAgent: true, at: true },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/** Throws away what is older than remembered: as long as the organisation of the person that keeps it longest. @returns how many */
export function deleteOldSignIns(now: Date): Promise<number> {
  return db.$executeRaw`
    DELETE FROM "SignInEvent" e WHERE e."at" <= ${now}::timestamptz - make_interval(days => COALESCE((
      SELECT max(LEAST(COALESCE(r."days", ${SIGN_IN_EVENT_DAYS}::int), ${SIGN_IN_EVENT_DAYS}::int)) FROM "Membership" m
      LEFT JOIN "RetentionRule" r ON r."organizationId" = m."organizationId" AND r."kind" = 'signIns'
      WHERE m."userId" = e."userId" AND m."removedAt" IS NULL), ${SIGN_IN_EVENT_DAYS}::int))`;
}
