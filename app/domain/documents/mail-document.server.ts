import { writeSystemActivity } from '~/domain/activities/system-activity.server';
import { writeAudit } from '~/domain/audit/write-audit.server';
import type { Mail } from '~/domain/mail/mail-template';
import { renderMail } from '~/domain/mail/render-mail.server';
import { documentMail } from '~/domain/mail/templates/document-mail';
import type { OrderActor } from '~/domain/orders/order-command';
import { lockOrder } from '~/domain/orders/order-record.server';
import { orgDb } from '~/platform/db.server';
import { getFixedT } from '~/platform/i18n.server';
import { queueMail } from '~/platform/mail.server';
import { documentFile } from './document-file.server';
import { documentSnapshotSchema, type DocumentSnapshot } from './document-snapshot';
import { formatDay } from './paper-dates';

/** The same document to the same address within this time is one press of a button too many. */
const TWICE_MS = 60_000;

export type MailResult = { ok: true; number: string; isRepeated: boolean } | { ok: false; error: 'notFound' | 'forbidden' };

/**
 * Sends a document to the client with its PDF, when the transaction commits. The mail speaks the document's language.
 * @param message words of the sender above the usual ones
 */
export async function mailDocument(actor: OrderActor, { orderId, documentId, to, message }: { orderId: string; documentId: string; to: string; message: string | null }, now: Date): Promise<MailResult> {
  const { organizationId, userId } = actor;
  const db = orgDb(organizationId);
  const attachment = await documentFile(db, organizationId, documentId);
  if (!attachment) return { ok: false, error: 'notFound' };
  return db.$transaction(async (tx) => {
    const found = await lockOrder(tx, actor, orderId, null);
    const document = found.order && (await tx.document.findFirst({ where: { id: documentId, orderId }, select: { number: true, kind: true, snapshot: true, sentAt: true, sentTo: true } }));
    if (!found.order || !document) return { ok: false, error: 'notFound' };
    if (actor.scope === 'own' && !found.doer.isOwn) return { ok: false, error: 'forbidden' };
    const { number, kind, sentAt, sentTo } = document;
    if (sentAt && sentTo === to && now.getTime() - sentAt.getTime() < TWICE_MS) return { ok: true, number, isRepeated: true };
    await queueMail(tx, [{ organizationId, kind: 'document', to, ...(await writeDocumentMail(documentSnapshotSchema.parse(document.snapshot), message)), attachments: [attachment] }]);
    await tx.document.updateMany({ where: { id: documentId }, data: { sentAt: now, sentTo: to } });
    await writeSystemActivity(tx, { organizationId, orderId, event: 'order.documentSent', data: { kind, number, to, documentId }, authorId: userId, now });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'send', resource: 'orders', resourceId: orderId, label: number, after: { kind, number, sentTo: to } });
    return { ok: true, number, isRepeated: false };
  });
}

async function writeDocumentMail({ texts, number, day, company, client }: DocumentSnapshot, message: string | null): Promise<Mail> {
  const t = await getFixedT(texts.language, 'documents');
  const title = `${texts.title} № ${number}`;
  const mail = documentMail({
    company: company.shortName,
    title,
    hello: t('mail.hello', { name: client.contactPerson ?? client.name }),
    message,
    attached: t('mail.attached', { title, date: formatDay(day, texts.language) }),
    contacts: [company.phone, company.email].filter(Boolean).join(', '),
  });
  return renderMail(mail, { locale: texts.language });
}
