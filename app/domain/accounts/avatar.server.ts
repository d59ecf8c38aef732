import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { drawInTurn } from '~/domain/files/make-thumbnail.server';
import { db } from '~/platform/db.server';
import { requireBudget } from '~/platform/rate-limit.server';
import { storage } from '~/platform/storage.server';
import { AVATAR_LIMITS, AVATAR_SIDE, pictureUrl } from './avatar-rules';

const FORMATS = new Set(['png', 'jpeg', 'webp']);

/** The square that is kept: turned as it was held, without any metadata; null for what is no such picture, by its bytes, or unfolds to too many pixels. */
async function draw(path: string): Promise<Buffer | null> {
  try {
    const picture = sharp(path, { limitInputPixels: AVATAR_LIMITS.pixels, failOn: 'error', sequentialRead: true });
    const { format } = await picture.metadata();
    if (!FORMATS.has(format)) return null;
    return await picture.autoOrient().resize(AVATAR_SIDE, AVATAR_SIDE, { fit: 'cover' }).webp({ quality: 82 }).toBuffer();
  } catch {
    return null;
  }
}

/** Gives a person the picture in a file; the one before goes. @throws {Response} 429 */
export async function setAvatar(userId: string, path: string): Promise<{ ok: true } | { ok: false; error: 'unreadable' }> {
  await requireBudget('upload');
  const bytes = await drawInTurn(() => draw(path));
  if (!bytes) return { ok: false, error: 'unreadable' };
  const key = `people/${randomUUID()}.webp`;
  await (await storage()).put(key, bytes, { contentType: 'image/webp', contentLength: bytes.length });
  await replaceKey(userId, key);
  return { ok: true };
}

/** Takes a person's picture away. @returns false when there was none */
export async function removeAvatar(userId: string): Promise<boolean> {
  return (await replaceKey(userId, null)) !== null;
}

/** @returns the key that was there before; its bytes are gone */
async function replaceKey(userId: string, key: string | null): Promise<string | null> {
  const old = await db.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ avatarKey: string | null }[]>`SELECT "avatarKey" FROM "User" WHERE "id" = ${userId}::uuid FOR UPDATE`;
    await tx.user.update({ where: { id: userId }, data: { avatarKey: key }, select: { id: true } });
    return row?.avatarKey ?? null;
  });
  // what cannot be deleted now the sweep of files takes away
  if (old) await (await storage()).delete(old).catch(() => undefined);
  return old;
}

/** Where a person's picture is shown from; null without one. */
export async function findPicture(userId: string): Promise<string | null> {
  const { avatarKey } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { avatarKey: true } });
  return avatarKey && pictureUrl(userId, avatarKey);
}

/** The pictures of those who work in the organisation now, by names that no two of them have. */
export async function listPictures(organizationId: string): Promise<[name: string, url: string][]> {
  const rows = await db.$queryRaw<{ id: string; name: string; key: string }[]>`
    SELECT u."id"::text AS "id", u."name", u."avatarKey" AS "key" FROM "Membership" m JOIN "User" u ON u."id" = m."userId"
    WHERE m."organizationId" = ${organizationId}::uuid AND m."removedAt" IS NULL AND u."avatarKey" IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM "Membership" other JOIN "User" namesake ON namesake."id" = other."userId"
      WHERE other."organizationId" = m."organizationId" AND other."removedAt" IS NULL AND namesake."name" = u."name" AND namesake."id" <> u."id")
    LIMIT 500`;
  return rows.map(({ id, name, key }) => [name, pictureUrl(id, key)]);
}

/** The picture's bytes for the person or somebody who works with them in some organisation; null for everybody else. */
export async function readPicture({ viewerId, userId }: { viewerId: string; userId: string }): Promise<Uint8Array<ArrayBuffer> | null> {
  const [row] = await db.$queryRaw<{ key: string }[]>`
    SELECT u."avatarKey" AS "key" FROM "User" u
    WHERE u."id" = ${userId}::uuid AND u."avatarKey" IS NOT NULL AND (u."id" = ${viewerId}::uuid OR EXISTS (
      SELECT 1 FROM "Membership" theirs JOIN "Membership" mine ON mine."organizationId" = theirs."organizationId"
      WHERE theirs."userId" = u."id" AND theirs."removedAt" IS NULL AND mine."userId" = ${viewerId}::uuid AND mine."removedAt" IS NULL))`;
  if (!row) return null;
  return new Uint8Array(await (await storage()).getBytes(row.key));
}

/** Which of these stored files are pictures of people. */
export async function findAvatarKeys(keys: string[]): Promise<string[]> {
  const rows = await db.user.findMany({ where: { avatarKey: { in: keys } }, select: { avatarKey: true } });
  return rows.flatMap(({ avatarKey }) => avatarKey ?? []);
}
