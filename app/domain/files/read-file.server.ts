import type { Staff } from '~/domain/accounts/guard.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { findContact } from '~/domain/contacts/contact-record.server';
import { findDeal } from '~/domain/deals/deal-record.server';
import { isLeadWithin } from '~/domain/leads/lead-reach.server';
import { orgDb, type OrgDb } from '~/platform/db.server';
import { readFileLink, signFileLink } from '~/platform/file-link.server';
import { contentDisposition } from '~/platform/http/content-disposition';
import { directAddress, storage } from '~/platform/storage.server';
import { toWebStream } from '~/platform/web-stream';
import { isShownInline } from './file-types';
import { isPicture } from './photo-rules';

const fileFacts = { id: true, key: true, name: true, contentType: true, size: true, thumbnailKey: true } as const;
const owners = { leadId: true, contactId: true, dealId: true, orderId: true, itemId: true, maintenanceId: true } as const;

/** The file as it was sent, or the small copy of a picture. */
export type FileSize = 'original' | 'small';

/**
 * A record's file as an answer; null when the organisation has none of this id, or when the person sees none of the
 * records that it belongs to.
 */
export async function answerWithRecordFile(staff: FileReader, fileId: string, size: FileSize = 'original'): Promise<Response | null> {
  const file = await staff.db.file.findFirst({ where: { id: fileId }, select: { ...owners, contentType: true } });
  return file && (await seesAny(staff, file)) ? answerWithFile(staff.db, fileId, size) : null;
}

export type FileReader = Pick<Staff, 'org' | 'user' | 'reach' | 'db' | 'can'>;

async function seesAny(staff: FileReader, { leadId, contactId, dealId, orderId, itemId, maintenanceId, contentType }: Record<keyof typeof owners, string | null> & { contentType: string }): Promise<boolean> {
  const { db, can } = staff;
  if (itemId && can('catalog', 'read')) return true;
  // papers of a maintenance are bills: they are for those who see what it cost
  if (maintenanceId && can('catalog', 'read') && (isPicture(contentType) || can('expenses', 'read'))) return true;
  if (orderId && (await seesOrder(staff, orderId))) return true;
  if (leadId && can('leads', 'read') && (await isLeadWithin(db, viewerFor(staff, 'leads'), leadId))) return true;
  if (contactId && can('contacts', 'read') && (await findContact(db, viewerFor(staff, 'contacts'), contactId))) return true;
  return Boolean(dealId && can('deals', 'read') && (await findDeal(db, viewerFor(staff, 'deals'), dealId)));
}

/** Operators see the orders that they carry out, all others every order of the company. */
async function seesOrder({ db, user, can }: FileReader, orderId: string): Promise<boolean> {
  const scope = can('orders', 'read');
  if (scope !== 'own') return scope === 'all';
  return (await db.orderOperator.findFirst({ where: { orderId, userId: user.id }, select: { orderId: true } })) !== null;
}

const LINK_SECONDS = 300;

/**
 * An address that gives a record's file to whoever has it, for five minutes; null when the person sees none of the records
 * that it belongs to. For programs, which hand it on without handing on their key.
 */
export async function linkToRecordFile(staff: FileReader, fileId: string, size: FileSize, now: Date): Promise<{ path: string; expiresAt: Date } | null> {
  const file = await staff.db.file.findFirst({ where: { id: fileId }, select: { ...owners, contentType: true } });
  if (!file || !(await seesAny(staff, file))) return null;
  const expires = Math.floor(now.getTime() / 1_000) + LINK_SECONDS;
  const query = signFileLink({ organizationId: staff.org.id, fileId, size, expires });
  return { path: `/files/${fileId}?${query.toString()}`, expiresAt: new Date(expires * 1_000) };
}

/** What a signed address opens: the bytes, or the way to the bucket where browsers reach it. Null when it is not good (any more). */
export async function answerToFileLink(fileId: string, query: URLSearchParams, now: Date): Promise<Response | null> {
  const link = readFileLink(fileId, query, now);
  if (!link) return null;
  const db = orgDb(link.organizationId);
  const file = await db.file.findFirst({ where: { id: fileId }, select: fileFacts });
  if (!file) return null;
  const isSmall = link.size === 'small' && file.thumbnailKey !== null;
  const address = await directAddress((isSmall && file.thumbnailKey) || file.key, {
    contentType: isSmall ? 'image/webp' : file.contentType,
    disposition: contentDisposition(file.name, isShownInline(file.contentType)),
  });
  if (!address) return answerWithFile(db, fileId, link.size);
  return new Response(null, { status: 302, headers: { Location: address, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' } });
}

/**
 * A stored file as an answer, or null when the organisation has none of this id. Who may have it is the caller's to
 * know. Content of visitors never runs here: only plain pictures are shown in the browser, all else is saved, and the
 * sandbox holds even for those.
 */
export async function answerWithFile(db: OrgDb, fileId: string, size: FileSize = 'original'): Promise<Response | null> {
  const file = await db.file.findFirst({ where: { id: fileId }, select: fileFacts });
  if (!file) return null;
  const disk = await storage();
  const smallKey = size === 'small' ? file.thumbnailKey : null;
  const key = smallKey ?? file.key;
  if (!(await disk.exists(key))) return null;
  return new Response(toWebStream(await disk.getStream(key)), {
    headers: {
      'Content-Type': smallKey ? 'image/webp' : file.contentType,
      ...(smallKey ? {} : { 'Content-Length': String(file.size) }),
      'Content-Disposition': contentDisposition(file.name, isShownInline(file.contentType)),
      'Content-Security-Policy': "default-src 'none'; img-src 'self'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, max-age=3600',
    },
  });
}
