import { setTimeout as wait } from 'node:timers/promises';
import { db } from './db.server';
import { openBytes, sealBytes } from './sealed-bytes.server';

/** How long an answer is kept, milliseconds. */
export const KEPT_MS = 24 * 60 * 60_000;
/** So long a request may be at work before another one may take over its key: longer than any takes. */
const LOCK_MS = 120_000;
/** So long a repeat waits for the first one's answer. */
const PATIENCE_MS = 10_000;
const POLL_MS = 100;
// answers may hold what is kept hashed elsewhere: tokens, keys, secrets of webhooks
const SEAL = 'kept answer';

export interface KeptAnswer {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

export type Taken =
  /** The key is ours until then: do the work, then `keepAnswer` or `releaseKey` with this lock. */
  | { kind: 'ours'; lockedUntil: Date }
  | { kind: 'answered'; answer: KeptAnswer }
  /** The key stands for another request. */
  | { kind: 'reused' }
  /** The first request is still at work. */
  | { kind: 'busy' };

export interface IdempotencyKey {
  /** Whose key it is: keys of different callers never meet. */
  owner: string;
  key: string;
  /** SHA-256 of what was asked, hex. */
  requestHash: string;
}

/**
 * Takes a key for one request: of two at once the database lets one through, the other waits for its answer.
 * @param patience milliseconds to wait for the first one's answer
 */
export async function takeKey({ owner, key, requestHash }: IdempotencyKey, now = () => new Date(), patience = PATIENCE_MS): Promise<Taken> {
  const giveUp = now().getTime() + patience;
  for (;;) {
    const at = now();
    const oldest = new Date(at.getTime() - KEPT_MS);
    const lockedUntil = new Date(at.getTime() + LOCK_MS);
    const ours = await db.$executeRaw`
      INSERT INTO "IdempotencyRecord" ("owner", "key", "requestHash", "createdAt", "lockedUntil")
      VALUES (${owner}, ${key}, ${requestHash}, ${at}, ${lockedUntil})
      ON CONFLICT ("owner", "key") DO UPDATE
        SET "requestHash" = EXCLUDED."requestHash", "createdAt" = EXCLUDED."createdAt", "lockedUntil" = EXCLUDED."lockedUntil", "status" = NULL, "headers" = NULL, "body" = NULL
        WHERE "IdempotencyRecord"."createdAt" < ${oldest}
          OR ("IdempotencyRecord"."status" IS NULL AND "IdempotencyRecord"."lockedUntil" < ${at} AND "IdempotencyRecord"."requestHash" = EXCLUDED."requestHash")`;
    if (ours > 0) return { kind: 'ours', lockedUntil };
    const kept = await db.idempotencyRecord.findUnique({ where: { owner_key: { owner, key } } });
    // released meanwhile: ours to take
    if (!kept) continue;
    if (kept.requestHash !== requestHash) return { kind: 'reused' };
    if (kept.status !== null) {
      const body = openBytes(kept.body ?? new Uint8Array(), SEAL, `${owner} ${key}`);
      if (!body) return { kind: 'reused' };
      return { kind: 'answered', answer: { status: kept.status, headers: (kept.headers ?? {}) as Record<string, string>, body } };
    }
    if (now().getTime() >= giveUp) return { kind: 'busy' };
    await wait(POLL_MS);
  }
}

/** A key that was taken. Its lock tells it from the same key in the hands of a request that took over. */
export interface HeldKey extends Pick<IdempotencyKey, 'owner' | 'key'> {
  lockedUntil: Date;
}

/** Keeps the answer for whoever asks again with the same key; nothing when another request has taken the key over. */
export async function keepAnswer({ owner, key, lockedUntil }: HeldKey, { status, headers, body }: KeptAnswer): Promise<void> {
  await db.idempotencyRecord.updateMany({ where: { owner, key, status: null, lockedUntil }, data: { status, headers, body: sealBytes(body, SEAL, `${owner} ${key}`), lockedUntil: null } });
}

/** Forgets the key: nothing came of the request, and it may be tried again. */
export async function releaseKey({ owner, key, lockedUntil }: HeldKey): Promise<void> {
  await db.idempotencyRecord.deleteMany({ where: { owner, key, status: null, lockedUntil } });
}

/** Throws away answers that are kept no longer. @returns how many */
export async function deleteOldAnswers(now: Date): Promise<number> {
  const { count } = await db.idempotencyRecord.deleteMany({ where: { createdAt: { lte: new Date(now.getTime() - KEPT_MS) } } });
  return count;
}
