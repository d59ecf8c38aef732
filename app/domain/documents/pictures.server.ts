import { readFile } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { drawInTurn } from '~/domain/files/make-thumbnail.server';
import { PIXELS_MAX } from '~/domain/files/photo-rules';
import { storeBytes } from '~/domain/files/store-bytes.server';
import { discardFiles } from '~/domain/files/store-files.server';
import { orgDb, type OrgDb } from '~/platform/db.server';
import { storage } from '~/platform/storage.server';
import type { PaperPictures } from './paper/document-definition';

export const PICTURES = ['logo', 'signature'] as const;
export type Picture = (typeof PICTURES)[number];

const KILOBYTE = 1024;
/** What a request with a picture may bring: for readFormBody. */
export const PICTURE_BODY = { fieldBytes: 4 * KILOBYTE, textBytes: 64 * KILOBYTE, files: 1, fileBytes: 5 * KILOBYTE * KILOBYTE } as const;

const COLUMN = { logo: 'logoFileId', signature: 'signatureFileId' } as const satisfies Record<Picture, string>;
const TYPES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg']);
/** Enough for print at the size that it has on paper. */
const SIDE = 900;

interface Actor {
  organizationId: string;
  userId: string;
}

/**
 * Takes a PNG or JPEG, told by its content, as logo or signature. It is drawn anew: turned as it was held, without
 * metadata, in a form that PDFs take. The one before stays where it is, because documents were made with it.
 * @returns false when the content is no such picture
 */
export async function savePicture(actor: Actor, picture: Picture, path: string): Promise<boolean> {
  const bytes = await redraw(path);
  if (!bytes) return false;
  const stored = await storeBytes(actor.organizationId, { bytes, name: `${picture}.png`, contentType: 'image/png' });
  try {
    await orgDb(actor.organizationId).$transaction(async (tx) => {
      const { id } = await tx.file.create({ data: { ...stored, organizationId: actor.organizationId, uploadedById: actor.userId }, select: { id: true } });
      await tx.organization.updateMany({ data: { [COLUMN[picture]]: id } });
      await writeAudit(tx, { ...actor, actorId: actor.userId, action: 'update', resource: 'billing', resourceId: actor.organizationId, label: picture, after: { [picture]: stored.sha256.slice(0, 12) } });
    });
  } catch (error) {
    await discardFiles([stored]);
    throw error;
  }
  return true;
}

/** New documents go without it; those that were made keep theirs. */
export async function removePicture(actor: Actor, picture: Picture): Promise<void> {
  await orgDb(actor.organizationId).$transaction(async (tx) => {
    const { count } = await tx.organization.updateMany({ where: { [COLUMN[picture]]: { not: null } }, data: { [COLUMN[picture]]: null } });
    if (count > 0) await writeAudit(tx, { ...actor, actorId: actor.userId, action: 'delete', resource: 'billing', resourceId: actor.organizationId, label: picture });
  });
}

/** The pictures of a document as data URLs. One whose bytes are gone is left out: its text still counts. */
export async function loadPictures(db: OrgDb, { logoFileId, signatureFileId }: { logoFileId: string | null; signatureFileId: string | null }): Promise<PaperPictures> {
  const [logo, signature] = await Promise.all([dataUrl(db, logoFileId), dataUrl(db, signatureFileId)]);
  return { logo, signature };
}

async function dataUrl(db: OrgDb, fileId: string | null): Promise<string | null> {
  const file = fileId && (await db.file.findFirst({ where: { id: fileId }, select: { key: true } }));
  if (!file) return null;
  const disk = await storage();
  if (!(await disk.exists(file.key))) return null;
  const bytes = Buffer.from(await disk.getBytes(file.key));
  // older logos may be of any kind that browsers show
  const type = (await fileTypeFromBuffer(bytes))?.mime;
  return type && TYPES.has(type) ? `data:${type};base64,${bytes.toString('base64')}` : null;
}

async function redraw(path: string): Promise<Buffer | null> {
  const type = (await fileTypeFromBuffer(await readFile(path)))?.mime;
  if (!type || !TYPES.has(type)) return null;
  const draw = () => sharp(path, { limitInputPixels: PIXELS_MAX, failOn: 'error' })
    .autoOrient()
    .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer();
  return drawInTurn(draw).catch(() => null);
}
