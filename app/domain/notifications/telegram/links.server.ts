import { createHash, randomBytes } from 'node:crypto';
import { db } from '~/platform/db.server';
import { spendLimit } from '~/platform/rate-limit.server';

const CODE_MINUTES = 10;
const CODE_BYTES = 18;
const NAME_MAX = 100;

/** What the database keeps of a code: nobody who reads it there can link a chat with it. */
const hashCode = (code: string) => createHash('sha256').update(code).digest('hex');

/** The chat in which a person is told of things; null when there is none. */
export function findTelegram(userId: string): Promise<{ name: string; linkedAt: Date } | null> {
  return db.telegramAccount.findUnique({ where: { userId }, select: { name: true, linkedAt: true } });
}

/** A code that links one chat to the person, once, within ten minutes. It takes the place of an earlier one. */
export async function createTelegramCode(userId: string, now: Date): Promise<{ code: string; expiresAt: Date }> {
  const code = randomBytes(CODE_BYTES).toString('base64url');
  const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60_000);
  await db.$transaction([
    db.telegramCode.deleteMany({ where: { OR: [{ userId }, { expiresAt: { lt: now } }] } }),
    db.telegramCode.create({ data: { codeHash: hashCode(code), userId, expiresAt }, select: { userId: true } }),
  ]);
  return { code, expiresAt };
}

export type LinkResult = { ok: true; name: string; email: string; locale: string | null } | { ok: false; error: 'wrongCode' | 'tooMany' };

/**
 * Links a chat to the person who made the code. Each has one: what either was linked to before is let go of. A chat that
 * tries codes is stopped after ten.
 */
export async function linkTelegram({ code, chatId, name }: { code: string; chatId: number; name: string }, now: Date): Promise<LinkResult> {
  if ((await spendLimit('telegramCode', String(chatId))) > 0) return { ok: false, error: 'tooMany' };
  return db.$transaction(async (tx) => {
    const [taken] = await tx.$queryRaw<{ userId: string; isFresh: boolean }[]>`
      DELETE FROM "TelegramCode" WHERE "codeHash" = ${hashCode(code)} RETURNING "userId", "expiresAt" > ${now} AS "isFresh"`;
    if (!taken?.isFresh) return { ok: false, error: 'wrongCode' };
    const { userId } = taken;
    await tx.telegramAccount.deleteMany({ where: { OR: [{ userId }, { chatId }] } });
    await tx.telegramAccount.create({ data: { userId, chatId, name: [...name].slice(0, NAME_MAX).join(''), linkedAt: now }, select: { userId: true } });
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { name: true, email: true, locale: true } });
    return { ok: true, ...user };
  });
}

/** Ends what a person or a chat was linked to, and the code that waits. @returns whether there was a link */
export async function unlinkTelegram(whose: { userId: string } | { chatId: number | bigint }): Promise<boolean> {
  const [{ count }] = await db.$transaction([
    db.telegramAccount.deleteMany({ where: whose }),
    ...('userId' in whose ? [db.telegramCode.deleteMany({ where: whose })] : []),
  ]);
  return count > 0;
}

/** The language of the person whom a chat is linked to; undefined when it is linked to nobody. */
export async function findChatLocale(chatId: number): Promise<string | null | undefined> {
  const account = await db.telegramAccount.findUnique({ where: { chatId }, select: { user: { select: { locale: true } } } });
  return account?.user.locale;
}
