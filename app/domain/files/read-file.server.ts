import { Readable } from 'node:stream';
import type { Viewer } from '~/domain/accounts/reach';
import { isLeadWithin } from '~/domain/leads/lead-reach.server';
import type { OrgDb } from '~/platform/db.server';
import { storage } from '~/platform/storage.server';
import { isShownInline } from './file-types';

const fileFacts = { id: true, key: true, name: true, contentType: true, size: true } as const;

/** A record's file as an answer; null when the organisation has none of this id, or when the person does not see its record. */
export async function answerWithRecordFile(db: OrgDb, viewer: Viewer, fileId: string): Promise<Response | null> {
  const file = await db.file.findFirst({ where: { id: fileId }, select: { leadId: true } });
  const isSeen = file && (file.leadId ? await isLeadWithin(db, viewer, file.leadId) : viewer.reach === 'all');
  return isSeen ? answerWithFile(db, fileId) : null;
}

/**
 * A stored file as an answer, or null when the organisation has none of this id. Who may have it is the caller's to
 * know. Content of visitors never runs here: only plain pictures are shown in the browser, all else is saved, and the
 * sandbox holds even for those.
 */
export async function answerWithFile(db: OrgDb, fileId: string): Promise<Response | null> {
  const file = await db.file.findFirst({ where: { id: fileId }, select: fileFacts });
  if (!file) return null;
  const disk = await storage();
  if (!(await disk.exists(file.key))) return null;
  const stream = Readable.toWeb(await disk.getStream(file.key)) as ReadableStream<Uint8Array>;
  return new Response(stream, {
    headers: {
      'Content-Type': file.contentType,
      'Content-Length': String(file.size),
      'Content-Disposition': contentDisposition(file.name, isShownInline(file.contentType)),
      'Content-Security-Policy': "default-src 'none'; img-src 'self'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, max-age=3600',
    },
  });
}

function contentDisposition(name: string, inline: boolean): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
