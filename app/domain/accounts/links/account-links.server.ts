import type { Prisma } from '~/generated/prisma/client';
import type { AccountLinkKind } from '~/generated/prisma/enums';
import { db } from '~/platform/db.server';
import { hashSessionToken, newSessionToken } from '~/platform/session/session-cookie.server';

const DAY_MS = 24 * 60 * 60_000;

/** How long a link works, milliseconds. */
export const LINK_LIFE_MS = { RESET_PASSWORD: 30 * 60_000, CONFIRM_EMAIL: 7 * DAY_MS, CHANGE_EMAIL: DAY_MS } as const satisfies Record<AccountLinkKind, number>;
/** One that has been used or has run out is still known for a while, so that its page can say so. */
const REMEMBERED_MS = 30 * DAY_MS;
const tokenShape = /^[\w-]{43}$/;

type LinkTx = Pick<Prisma.TransactionClient, 'accountLink' | '$queryRaw'>;

interface LinkFacts {
  kind: AccountLinkKind;
  userId: string;
  /** The address it was sent to. */
  email: string;
}

/** `closed`: used, run out, or made worthless by what happened since. */
export type FoundLink = ({ state: 'open'; person: { name: string; email: string } } & LinkFacts) | { state: 'closed' | 'unknown' };

/** Makes a link and returns its secret, of which only the hash is kept. */
export async function makeLink(tx: LinkTx, { kind, userId, email, now }: LinkFacts & { now: Date }): Promise<string> {
  const token = newSessionToken();
  await tx.accountLink.create({ data: { kind, userId, email, tokenHash: hashSessionToken(token), createdAt: now, expiresAt: new Date(now.getTime() + LINK_LIFE_MS[kind]) }, select: { id: true } });
  return token;
}

/** What a link leads to. Looking uses nothing up: mail servers open links before people do. */
export async function findLink(token: string | undefined, kinds: readonly AccountLinkKind[], now: Date): Promise<FoundLink> {
  if (!token || !tokenShape.test(token)) return { state: 'unknown' };
  const row = await db.accountLink.findUnique({
    where: { tokenHash: hashSessionToken(token) },
    select: { kind: true, userId: true, email: true, usedAt: true, expiresAt: true, user: { select: { name: true, email: true } } },
  });
  if (!row?.email || !kinds.includes(row.kind)) return { state: 'unknown' };
  const { kind, userId, email, usedAt, expiresAt, user: person } = row;
  return usedAt || expiresAt <= now ? { state: 'closed' } : { state: 'open', kind, userId, email, person };
}

/**
 * Locks the person and uses the link up: of two requests at once one gets it.
 * @returns false when it works no longer
 */
export async function takeLink(tx: LinkTx, { token, userId, now }: { token: string; userId: string; now: Date }): Promise<boolean> {
  // the person first, always: two links of one person cannot wait for each other
  await tx.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${userId}::uuid FOR UPDATE`;
  const { count } = await tx.accountLink.updateMany({ where: { tokenHash: hashSessionToken(token), userId, usedAt: null, expiresAt: { gt: now } }, data: { usedAt: now } });
  return count > 0;
}

/** Makes the person's open links of these kinds worthless. @returns how many */
export async function closeLinks(tx: Pick<Prisma.TransactionClient, 'accountLink'>, { userId, kinds, now }: { userId: string; kinds: readonly AccountLinkKind[]; now: Date }): Promise<number> {
  const { count } = await tx.accountLink.updateMany({ where: { userId, kind: { in: [...kinds] }, usedAt: null }, data: { usedAt: now } });
  return count;
}

/** Throws away links that nobody asks for any more. @returns how many */
export async function deleteOldLinks(now: Date): Promise<number> {
  const { count } = await db.accountLink.deleteMany({ where: { expiresAt: { lte: new Date(now.getTime() - REMEMBERED_MS) } } });
  return count;
}
