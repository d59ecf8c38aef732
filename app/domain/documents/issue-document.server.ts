import { isDeepStrictEqual } from 'node:util';
import { writeSystemActivity } from '~/domain/activities/system-activity.server';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { addDays, localDay, type Day } from '~/domain/behavior/local-day';
import { findContact } from '~/domain/contacts/contact-record.server';
import { sayPhone } from '~/domain/contacts/say-phone';
import { nextNumber } from '~/domain/numbering/next-number.server';
import { forgetQuoteAccepted } from '~/domain/orders/client-order.server';
import type { OrderActor } from '~/domain/orders/order-command';
import { lockOrder } from '~/domain/orders/order-record.server';
import { listPaymentsForPaper } from '~/domain/payments/payments-of-order.server';
import { getFixedT } from '~/platform/i18n.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { buildSnapshot } from './build-snapshot';
import { NUMBER_PREFIX, NUMBER_SERIES, type DocumentKind } from './document-kinds';
import type { DocumentSnapshot } from './document-snapshot';
import { findObstacle, type NotYet } from './issue-rules';
import { contentFor } from './order-content';
import { missingForPayment, type Requisites } from './requisites.schema';
import { findCompany, printedCompany } from './requisites.server';
import { templateForIssue } from './templates.server';

/** So far from today may the day of a document be: papers are dated back and ahead, but another year is a slip. */
const DAYS_AWAY_MAX = 366;
/** Whoever presses twice gets one document. */
const TWICE_MS = 10_000;

export type IssueResult =
  | { ok: true; id: string; number: string }
  | { ok: false; error: 'notFound' | 'forbidden' | 'day' }
  | { ok: false; error: 'notYet'; because: NotYet }
  /** The client of the order lies in the trash. */
  | { ok: false; error: 'contact' }
  /** An invoice that could not be paid. */
  | { ok: false; error: 'requisites'; missing: (keyof Requisites)[] };

/**
 * Makes a document of an order: a number of its kind and year, and a snapshot of all that it shows. A document never
 * changes; another one takes its place, and a new quote is to be accepted anew. Pressed twice, the first one comes back.
 * Its PDF is drawn when it is first asked for.
 * @param day local day of the organisation that stands on the paper
 */
export async function issueDocument(actor: OrderActor, { orderId, kind, day }: { orderId: string; kind: DocumentKind; day: Day }, now: Date): Promise<IssueResult> {
  const { organizationId, userId } = actor;
  const today = localDay(now, actor.timeZone);
  if (day < addDays(today, -DAYS_AWAY_MAX) || day > addDays(today, DAYS_AWAY_MAX)) return { ok: false, error: 'day' };
  return orgDb(organizationId).$transaction(async (tx) => {
    const found = await lockOrder(tx, actor, orderId, null);
    if (!found.order) return { ok: false, error: 'notFound' };
    const { order, doer } = found;
    if (actor.scope === 'own' && !doer.isOwn) return { ok: false, error: 'forbidden' };
    const obstacle = findObstacle(kind, { state: order.state, paid: order.sums.paid });
    if (obstacle) return { ok: false, error: 'notYet', because: obstacle };
    const company = await findCompany(tx);
    const missing = kind === 'INVOICE' ? missingForPayment(company.requisites) : [];
    if (missing.length > 0) return { ok: false, error: 'requisites', missing };
    const client = order.contactId ? await printedClient(tx, actor, order.contactId) : null;
    if (!client) return { ok: false, error: 'contact' };

    const template = await templateForIssue(tx, organizationId, kind);
    const t = await getFixedT(template.texts.language, 'documents');
    const content = contentFor(kind, order, now);
    const payments = kind === 'RECEIPT' ? await listPaymentsForPaper(tx, orderId) : [];
    const snapshotOf = (number: string) => buildSnapshot({
      kind, number, day, timeZone: actor.timeZone, texts: template.texts, units: { shift: t('paper.shift'), hour: t('paper.hour') },
      company: printedCompany(company), logoFileId: company.logoFileId, signatureFileId: company.signatureFileId,
      client, order: content, paid: order.sums.paid, payments,
    });
    const last = await tx.document.findFirst({
      where: { orderId, kind, createdById: userId, createdAt: { gt: new Date(now.getTime() - TWICE_MS) } },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      select: { id: true, number: true, snapshot: true },
    });
    if (last && isDeepStrictEqual(last.snapshot, JSON.parse(JSON.stringify(snapshotOf(last.number))))) return { ok: true, id: last.id, number: last.number };
    const number = `${NUMBER_PREFIX[kind]}-${await nextNumber(tx, { organizationId, kind: NUMBER_SERIES[kind], year: Number(day.slice(0, 4)) })}`;
    const snapshot = snapshotOf(number);
    const total = sumOnPaper(snapshot);
    const { id } = await tx.document.create({
      data: { organizationId, orderId, kind, number, templateId: template.id, snapshot, day: new Date(`${day}T00:00:00Z`), total, currency: order.currency, createdById: userId, createdAt: now },
      select: { id: true },
    });
    if (kind === 'QUOTE') await forgetQuoteAccepted(tx, orderId);
    await writeSystemActivity(tx, { organizationId, orderId, event: 'order.document', data: { kind, number, documentId: id }, authorId: userId, now });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'issue', resource: 'orders', resourceId: orderId, label: number, after: { kind, number, day, total } });
    return { ok: true, id, number };
  });
}

/** What stands at the end of the paper: of a receipt what was paid, of an invoice what is left to pay. */
function sumOnPaper({ kind, totals }: DocumentSnapshot): string {
  if (kind === 'RECEIPT') return totals.paid;
  return kind === 'INVOICE' && Number(totals.balance) > 0 ? totals.balance : totals.total;
}

/** Whoever may make a document of the order prints its client, also one that the person does not see in the list. */
async function printedClient(tx: OrgTx, { organizationId, userId, timeZone }: OrderActor, contactId: string): Promise<DocumentSnapshot['client'] | null> {
  const contact = await findContact(tx, { organizationId, userId, timeZone, reach: 'all' }, contactId);
  if (!contact) return null;
  const { name, contactPerson, phones, emails, address, city, inn, kpp, bankName, bik, bankAccount, correspondentAccount } = contact;
  const place = address && city && !address.toLowerCase().includes(city.toLowerCase()) ? `${city}, ${address}` : (address ?? city);
  return { name, contactPerson, phone: phones[0] ? sayPhone(phones[0]) : null, email: emails[0] ?? null, address: place, inn, kpp, bankName, bik, bankAccount, correspondentAccount };
}
