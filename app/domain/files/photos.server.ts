import type { PhotoKind } from '~/generated/prisma/enums';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { orgDb, type OrgDb, type OrgTx } from '~/platform/db.server';
import type { Upload } from '~/platform/http/multipart.server';
import { storage } from '~/platform/storage.server';
import { requireBudget } from '~/platform/rate-limit.server';
import { makeThumbnail, type Thumbnail } from './make-thumbnail.server';
import { reorder } from '~/domain/catalog/reorder';
import type { ServiceMove as ListMove } from '~/domain/catalog/service.schema';
import { isPicture, PHOTO_LIMITS } from './photo-rules';
import { assertRoom, hasRoomFor, StorageFull } from './storage-limit.server';
import { checkUploads, discardFiles, storeFiles, type CheckedUpload } from './store-files.server';

/** The record that a photo belongs to. */
export type PhotoSubject = { itemId: string } | { orderId: string } | { maintenanceId: string };

export interface PhotoActor {
  organizationId: string;
  userId: string;
}

export interface NewPhotos {
  subject: PhotoSubject;
  uploads: readonly Upload[];
  /** Of an order's photos: what they show, when and where they were taken. */
  photoKind?: PhotoKind;
  takenAt?: Date | null;
  latitude?: string | null;
  longitude?: string | null;
  caption?: string | null;
}

const photoRow = {
  id: true, name: true, size: true, contentType: true, width: true, height: true, thumbnailKey: true, photoKind: true, takenAt: true,
  latitude: true, longitude: true, caption: true, uploadedById: true, createdAt: true,
} as const;

/** The photos of a record in their order; of a maintenance also its papers. */
export async function listPhotos(db: OrgDb | OrgTx, subject: PhotoSubject) {
  const rows = await db.file.findMany({ where: photosOf(subject), orderBy: [{ position: 'asc' }, { id: 'asc' }], select: photoRow });
  return rows.map(({ thumbnailKey, latitude, longitude, ...photo }) => ({
    ...photo,
    latitude: latitude?.toString() ?? null,
    longitude: longitude?.toString() ?? null,
    hasThumbnail: thumbnailKey !== null,
  }));
}

/** The same of several maintenances at once, by their ids. */
export async function listPhotosOfMaintenances(db: OrgDb, maintenanceIds: readonly string[]): Promise<{ id: string; name: string; contentType: string; hasThumbnail: boolean; maintenanceId: string | null }[]> {
  const rows = await db.file.findMany({
    where: { maintenanceId: { in: [...maintenanceIds] } },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, contentType: true, thumbnailKey: true, maintenanceId: true },
  });
  return rows.map(({ thumbnailKey, ...file }) => ({ ...file, hasThumbnail: thumbnailKey !== null }));
}

export type Photo = Awaited<ReturnType<typeof listPhotos>>[number];

export type StorePhotosResult =
  | { ok: true; ids: string[] }
  /** Names of what is no picture (or, for a maintenance, no picture and no PDF), or unfolds beyond all measure. */
  | { ok: false; error: 'refused'; names: string[] }
  /** How many more the record takes. */
  | { ok: false; error: 'tooMany'; room: number }
  /** The organisation's files take up all that they may. */
  | { ok: false; error: 'storageFull' };

/**
 * Keeps pictures of a record that the caller may change: at most 10 of 10 MB, told by their content. All or none. The
 * same picture sent twice is kept once. Papers (PDF) are taken for a maintenance alone. @throws {Response} 429
 */
export async function storePhotos(actor: PhotoActor, { subject, uploads, ...facts }: NewPhotos): Promise<StorePhotosResult> {
  await requireBudget('upload');
  if (uploads.length === 0) return { ok: true, ids: [] };
  const { accepted, refused } = await checkUploads(uploads);
  const pictures: { upload: CheckedUpload; thumbnail: Thumbnail | null }[] = [];
  for (const upload of accepted) {
    const thumbnail = isPicture(upload.contentType) ? await makeThumbnail(upload.path) : null;
    const isPaper = upload.contentType === 'application/pdf' && 'maintenanceId' in subject;
    if (thumbnail || isPaper) pictures.push({ upload, thumbnail });
    else refused.push(upload.name);
  }
  if (refused.length > 0) return { ok: false, error: 'refused', names: refused };
  const bytes = pictures.reduce((sum, { upload }) => sum + upload.size, 0);
  if (!(await hasRoomFor(orgDb(actor.organizationId), bytes))) return { ok: false, error: 'storageFull' };

  const written = await writeBytes(actor.organizationId, pictures);
  const unused = new Set(written.flatMap(({ key, thumbnailKey }) => (thumbnailKey ? [key, thumbnailKey] : [key])));
  try {
    return await orgDb(actor.organizationId).$transaction(async (tx) => {
      await lockPhotos(tx, subject);
      const known = await tx.file.findMany({ where: photosOf(subject), orderBy: { position: 'desc' }, select: { id: true, sha256: true, position: true } });
      const idOf = new Map(known.map(({ sha256, id }) => [sha256, id]));
      const fresh = written.filter(({ sha256 }, index) => !idOf.has(sha256) && written.findIndex((other) => other.sha256 === sha256) === index);
      const room = Math.max(0, PHOTO_LIMITS.count - known.length);
      if (fresh.length > room) return { ok: false, error: 'tooMany', room } as const;
      const first = (known[0]?.position ?? -1) + 1;
      for (const [index, file] of fresh.entries()) {
        const row = { organizationId: actor.organizationId, ...subject, ...facts, ...file, position: first + index, uploadedById: actor.userId };
        idOf.set(file.sha256, (await tx.file.create({ data: row, select: { id: true } })).id);
        unused.delete(file.key);
        if (file.thumbnailKey) unused.delete(file.thumbnailKey);
      }
      if (fresh.length > 0) {
        await assertRoom(tx);
        await note(tx, actor, subject, { after: { photos: fresh.map(({ name }) => name) } });
      }
      return { ok: true, ids: [...new Set(written.map(({ sha256 }) => idOf.get(sha256)).filter((id) => id !== undefined))] } as const;
    });
  } catch (error) {
    for (const { key, thumbnailKey } of written) {
      unused.add(key);
      if (thumbnailKey) unused.add(thumbnailKey);
    }
    if (error instanceof StorageFull) return { ok: false, error: 'storageFull' };
    throw error;
  } finally {
    await discardFiles([...unused].map((key) => ({ key })));
  }
}

/** Removes one photo of a record with its bytes. False when the record has none of this id. */
export async function removePhoto(actor: PhotoActor, subject: PhotoSubject, fileId: string): Promise<boolean> {
  const removed = await orgDb(actor.organizationId).$transaction(async (tx) => {
    await lockPhotos(tx, subject);
    const file = await tx.file.findFirst({ where: { id: fileId, ...photosOf(subject) }, select: { key: true, thumbnailKey: true, name: true } });
    if (!file) return null;
    await tx.file.deleteMany({ where: { id: fileId } });
    await note(tx, actor, subject, { before: { photos: [file.name] } });
    return file;
  });
  if (!removed) return false;
  await discardFiles([removed.key, removed.thumbnailKey].filter((key) => key !== null).map((key) => ({ key })));
  return true;
}

/** Moves a photo by one place, or in front of another (an empty one: to the end). False when the record has none of this id. */
export async function orderPhotos({ organizationId }: PhotoActor, subject: PhotoSubject, move: ListMove): Promise<boolean> {
  return orgDb(organizationId).$transaction(async (tx) => {
    await lockPhotos(tx, subject);
    const photos = await tx.file.findMany({ where: photosOf(subject), orderBy: [{ position: 'asc' }, { id: 'asc' }], select: { id: true } });
    const ids = reorder(photos.map(({ id }) => id), move);
    if (!ids) return false;
    await tx.$executeRaw`
      UPDATE "File" SET "position" = fresh."position" - 1
      FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS fresh("id", "position")
      WHERE "File"."organizationId" = ${organizationId}::uuid AND "File"."id" = fresh."id"`;
    return true;
  });
}

/** Removes the rows of photos of records that are erased for good; the bytes go with the next sweep. */
export async function erasePhotos(tx: OrgTx, subjects: { itemIds?: readonly string[]; orderIds?: readonly string[]; maintenanceIds?: readonly string[] }): Promise<void> {
  for (const [column, ids] of [['itemId', subjects.itemIds], ['orderId', subjects.orderIds], ['maintenanceId', subjects.maintenanceIds]] as const) {
    if (ids && ids.length > 0) await tx.file.deleteMany({ where: { [column]: { in: [...ids] } } });
  }
}

/** Papers that were made from an order (they have no small copy) are not among its photos. */
function photosOf(subject: PhotoSubject) {
  return 'maintenanceId' in subject ? subject : { ...subject, thumbnailKey: { not: null } };
}

const idOfSubject = (subject: PhotoSubject) => Object.values(subject)[0] ?? '';

/** Counting and numbering wait for each other, so that two posts at once do not pass the limit together. */
async function lockPhotos(tx: OrgTx, subject: PhotoSubject): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('photos:' || ${idOfSubject(subject)}, 0))`;
}

async function writeBytes(organizationId: string, pictures: readonly { upload: CheckedUpload; thumbnail: Thumbnail | null }[]) {
  const stored = await storeFiles(organizationId, pictures.map(({ upload }) => upload));
  const disk = await storage();
  const written: ((typeof stored)[number] & { thumbnailKey: string | null; width: number | null; height: number | null })[] = [];
  try {
    for (const [index, file] of stored.entries()) {
      const thumbnail = pictures[index]?.thumbnail ?? null;
      const thumbnailKey = thumbnail && file.key.replace(/\.\w+$/, '.small.webp');
      if (thumbnail && thumbnailKey) await disk.put(thumbnailKey, thumbnail.bytes, { contentType: 'image/webp' });
      written.push({ ...file, thumbnailKey, width: thumbnail?.width ?? null, height: thumbnail?.height ?? null });
    }
    return written;
  } catch (error) {
    await discardFiles([...stored, ...written.flatMap(({ thumbnailKey }) => (thumbnailKey ? [{ key: thumbnailKey }] : []))]);
    throw error;
  }
}

function note(tx: OrgTx, { organizationId, userId }: PhotoActor, subject: PhotoSubject, change: { before?: { photos: string[] }; after?: { photos: string[] } }): Promise<void> {
  const names = (change.after ?? change.before)?.photos.join(', ');
  return writeAudit(tx, {
    organizationId,
    actorId: userId,
    action: change.after ? 'addPhotos' : 'removePhoto',
    resource: 'orderId' in subject ? 'orders' : 'catalog',
    resourceId: idOfSubject(subject),
    label: names ?? null,
    ...change,
  });
}
