import { storeBytes } from '~/domain/files/store-bytes.server';
import { discardFiles } from '~/domain/files/store-files.server';
import { orgDb, type OrgDb } from '~/platform/db.server';
import { getFixedT } from '~/platform/i18n.server';
import type { MailAttachment } from '~/platform/mail.server';
import { renderPdf } from '~/platform/pdf/pdf.server';
import { storage } from '~/platform/storage.server';
import { documentSnapshotSchema, type DocumentSnapshot } from './document-snapshot';
import { documentDefinition } from './paper/document-definition';
import { loadPictures } from './pictures.server';

const PDF = 'application/pdf';

/** Draws what the snapshot says. The same snapshot gives the same bytes. */
export async function drawDocument(db: OrgDb, snapshot: DocumentSnapshot): Promise<Buffer> {
  const [t, pictures] = await Promise.all([getFixedT(snapshot.texts.language, 'documents'), loadPictures(db, snapshot)]);
  return renderPdf(documentDefinition(snapshot, pictures, t));
}

/**
 * The PDF of a document; drawn and kept when it is first asked for, and drawn again from the snapshot when its file was
 * lost. Null for an unknown document. Who may have it is the caller's to check.
 */
export async function documentPdf(db: OrgDb, organizationId: string, documentId: string): Promise<{ bytes: Buffer; name: string } | null> {
  const file = await documentFile(db, organizationId, documentId);
  if (!file) return null;
  return { bytes: Buffer.from(await (await storage()).getBytes(file.key)), name: file.name };
}

/** The same as a file of the storage, for mails. */
export async function documentFile(db: OrgDb, organizationId: string, documentId: string): Promise<MailAttachment | null> {
  const document = await db.document.findFirst({ where: { id: documentId }, select: { snapshot: true, file: { select: { key: true, name: true } } } });
  if (!document) return null;
  const disk = await storage();
  if (document.file && (await disk.exists(document.file.key))) return { ...document.file, contentType: PDF };
  const snapshot = documentSnapshotSchema.parse(document.snapshot);
  const bytes = await drawDocument(db, snapshot);
  if (document.file) {
    await disk.put(document.file.key, bytes, { contentType: PDF, contentLength: bytes.length });
    return { ...document.file, contentType: PDF };
  }
  return keepFile(organizationId, documentId, { bytes, name: fileName(snapshot.texts.title, snapshot.number) });
}

/** Of two who draw at once the first one's file is kept; both drew the same. */
async function keepFile(organizationId: string, documentId: string, { bytes, name }: { bytes: Buffer; name: string }): Promise<MailAttachment> {
  const stored = await storeBytes(organizationId, { bytes, name, contentType: PDF });
  const kept = await orgDb(organizationId).$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Document" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${documentId}::uuid FOR UPDATE`;
    const { file } = await tx.document.findFirstOrThrow({ where: { id: documentId }, select: { file: { select: { key: true, name: true } } } });
    if (file) return file;
    // it belongs to its document alone: by the order it would be shown to people who see no prices
    const { id } = await tx.file.create({ data: { ...stored, organizationId }, select: { id: true } });
    await tx.document.updateMany({ where: { id: documentId }, data: { fileId: id } });
    return { key: stored.key, name: stored.name };
  });
  if (kept.key !== stored.key) await discardFiles([stored]);
  return { ...kept, contentType: PDF };
}

const TITLE_MAX = 150;

/** A long title is cut, never the number or what the file is. */
function fileName(title: string, number: string): string {
  const plain = (text: string) => text.replace(/[\\/:*?"<>|]/g, ' ').replace(/\s+/g, ' ').trim();
  return `${[...plain(title)].slice(0, TITLE_MAX).join('').trim()} ${plain(number)}.pdf`;
}
