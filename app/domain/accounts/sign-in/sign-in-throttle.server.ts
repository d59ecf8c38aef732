import { db } from '~/platform/db.server';
import { addressBlock } from '~/platform/http/address-block';
import { ACCOUNT_RULE, ADDRESS_RULE, type DelayRule } from './sign-in-delays';

export interface Attempt {
  email: string;
  address: string;
  /** The account was signed in to from this address before: its tries are counted apart, so that strangers elsewhere keep nobody out. */
  isFamiliar?: boolean;
}

const KEY_MAX = 320;
const accountKey = (email: string) => `account:${email}`;
const keyOf = ({ email, address, isFamiliar = false }: Attempt) => (isFamiliar ? `${accountKey(email)} ${addressBlock(address)}`.slice(0, KEY_MAX) : accountKey(email));
const addressKey = (address: string) => `address:${addressBlock(address)}`;

/**
 * Takes one attempt, counted as failed until `forgiveAttempt` says otherwise: attempts that run at once cannot
 * all slip through between a check and a count. Kept in the database, so a restart forgives nothing.
 * @returns seconds to wait when the account or the address is blocked, else 0
 */
export async function takeAttempt(attempt: Attempt): Promise<number> {
  const { address } = attempt;
  if (!(await count(addressKey(address), ADDRESS_RULE))) return secondsLeft(addressKey(address));
  if (await count(keyOf(attempt), ACCOUNT_RULE)) return 0;
  await uncount(addressKey(address));
  return secondsLeft(keyOf(attempt));
}

/** After a right password: the account starts anew, and the address gets its attempt back. */
export async function forgiveAttempt(attempt: Attempt): Promise<void> {
  await db.signInThrottle.deleteMany({ where: { key: keyOf(attempt) } });
  await uncount(addressKey(attempt.address));
}

/** After the password was set anew by a link: nobody waits for what others have tried. */
export async function forgetFailures(email: string): Promise<void> {
  await db.$executeRaw`DELETE FROM "SignInThrottle" WHERE "key" = ${accountKey(email)} OR starts_with("key", ${`${accountKey(email)} `})`;
}

/** Throws away what no longer counts. @returns how many rows */
export function deleteOldAttempts(): Promise<number> {
  return db.$executeRaw`
    DELETE FROM "SignInThrottle"
    WHERE "updatedAt" < now() - make_interval(secs => ${ACCOUNT_RULE.forgetAfter}::float8) AND ("blockedUntil" IS NULL OR "blockedUntil" < now())`;
}

/** Counts a failure unless the key is blocked, in one statement. @returns false when it is blocked */
async function count(key: string, { free, delays, forgetAfter }: DelayRule): Promise<boolean> {
  const counted = await db.$executeRaw`
    INSERT INTO "SignInThrottle" AS t ("key", "failures", "updatedAt") VALUES (${key}, 1, clock_timestamp())
    ON CONFLICT ("key") DO UPDATE SET
      "failures" = CASE WHEN t."updatedAt" < clock_timestamp() - make_interval(secs => ${forgetAfter}::float8) THEN 1 ELSE t."failures" + 1 END,
      -- below the first element there is NULL: no delay yet
      "blockedUntil" = CASE WHEN t."updatedAt" >= clock_timestamp() - make_interval(secs => ${forgetAfter}::float8)
        THEN clock_timestamp() + make_interval(secs => (${[...delays]}::float8[])[LEAST(t."failures" + 2 - ${free}::int, ${delays.length}::int)]) END,
      "updatedAt" = clock_timestamp()
    WHERE t."blockedUntil" IS NULL OR t."blockedUntil" <= clock_timestamp()`;
  return counted > 0;
}

async function uncount(key: string): Promise<void> {
  await db.$executeRaw`
    UPDATE "SignInThrottle" SET "failures" = GREATEST("failures" - 1, 0), "blockedUntil" = NULL WHERE "key" = ${key}`;
}

async function secondsLeft(key: string): Promise<number> {
  const rows = await db.$queryRaw<{ seconds: number }[]>`
    SELECT ceil(extract(epoch FROM "blockedUntil" - clock_timestamp()))::int AS "seconds"
    FROM "SignInThrottle" WHERE "key" = ${key}`;
  return Math.max(rows[0]?.seconds ?? 1, 1);
}
