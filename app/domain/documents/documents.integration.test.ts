import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { extractText } from 'unpdf';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeContact } from '../../../prisma/deal-factories';
import { deliverAll } from '../../../test/notifications';
import { makeLead, makeMember, makeOrganization, makeService } from '../../../prisma/factories';
import { makePayment } from '../../../prisma/money-factories';
import { makeOrder, type OrderSpec } from '../../../prisma/order-factories';
import type { OrderActor } from '~/domain/orders/order-command';
import { db, orgDb } from '~/platform/db.server';
import { storage } from '~/platform/storage.server';
import { acceptQuote } from './accept-quote.server';
import { defaultTexts } from './default-texts';
import { DOCUMENT_KINDS, type DocumentKind } from './document-kinds';
import { documentPdf } from './document-file.server';
import { issueDocument } from './issue-document.server';
import { listDocuments } from './list-documents.server';
import { mailDocument } from './mail-document.server';
import { savePicture } from './pictures.server';
import { requisitesSchema } from './requisites.schema';
import { findCompany, saveRequisites } from './requisites.server';
import { findTemplate, saveTemplate } from './templates.server';

vi.hoisted(() => {
  process.env.SESSION_SECRET = 'x'.repeat(32);
  process.env.DATA_DIR = `/tmp/teplo-documents-${process.pid}-${Date.now()}`;
});

const NOW = new Date('2026-11-21T10:00:00Z');
const DAY = '2026-11-21';
const ALL = { leads: 'all', contacts: 'all', deals: 'all' } as const;
const folder = mkdtempSync(path.join(os.tmpdir(), 'teplo-documents-'));
const requisites = requisitesSchema.parse({
  legalName: 'ООО «Тёплый двор»', inn: '7707083893', kpp: '773601001', ogrn: '1027700132195', bankName: 'ПАО Сбербанк', bik: '044525225',
  bankAccount: '40702810438000060473', correspondentAccount: '30101810400000000225', director: 'Белова О. А.',
});

let actor: OrderActor;
let contactId: string;

beforeEach(async () => {
  const { id: organizationId } = await makeOrganization(db, { requisites });
  const { user } = await makeMember(db, { organizationId, role: 'MANAGER', user: { name: 'Мария Лебедева', email: `maria-${organizationId.slice(-6)}@example.ru` } });
  actor = { organizationId, userId: user.id, role: 'MANAGER', scope: 'all', reach: ALL, timeZone: 'Europe/Moscow' };
  contactId = (await makeContact(db, { organizationId, name: 'ООО «Щёлково»', inn: '7736050003', phones: ['+79991234567'], emails: ['client@example.ru'] })).id;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const own = () => orgDb(actor.organizationId);
const addOrder = (spec: Partial<OrderSpec> = {}) => makeOrder(db, { organizationId: actor.organizationId, contactId, contactName: 'ООО «Щёлково»', state: 'CREATED', managerId: actor.userId, ...spec });
const issue = (orderId: string, kind: DocumentKind, day = DAY, now = NOW) => issueDocument(actor, { orderId, kind, day }, now);
const LATER = new Date(NOW.getTime() + 60_000);

async function issued(orderId: string, kind: DocumentKind, now = NOW): Promise<{ id: string; number: string }> {
  const result = await issue(orderId, kind, DAY, now);
  if (!result.ok) throw new Error(result.error);
  return result;
}

async function read(documentId: string): Promise<{ bytes: Buffer; text: string; name: string }> {
  const pdf = await documentPdf(own(), actor.organizationId, documentId);
  if (!pdf) throw new Error('no PDF');
  const { text } = await extractText(new Uint8Array(pdf.bytes), { mergePages: true });
  return { ...pdf, text: text.replace(/\s+/g, ' ') };
}

describe('issueDocument', () => {
  it.each(DOCUMENT_KINDS)('makes a %s that says what the order says', async (kind) => {
    const order = await addOrder({ state: 'COMPLETED', lines: [{ kind: 'SERVICE', name: 'Планировка участка', unit: 'м²', quantity: '10', unitPrice: '100.10', discountPercent: '10', taxPercent: '20' }] });
    await makePayment(db, { organizationId: actor.organizationId, orderId: order.id, amount: '400.50', day: '2026-11-20' });
    const { id, number } = await issued(order.id, kind);
    const { text, name } = await read(id);
    expect(name).toMatch(new RegExp(`${number}\\.pdf$`));
    for (const fact of [number, 'ООО «Тёплый двор»', 'ООО «Щёлково»', '7736050003', 'от 21 ноября 2026 г.']) expect(text).toContain(fact);
    // 1001.00 less 10 % is 900.90, and 180.18 tax
    const sums = { QUOTE: '1 081,08', CONTRACT: '1 081,08', INVOICE: '680,58', ACT: '1 081,08', RECEIPT: '400,50' };
    expect(text).toContain(sums[kind]);
    if (kind !== 'RECEIPT') for (const fact of ['Планировка участка', '100,10', '900,90', '180,18', '20 %']) expect(text).toContain(fact);
    const stored = await db.document.findUniqueOrThrow({ where: { id } });
    expect(stored).toMatchObject({ kind, number, currency: 'RUB', createdById: actor.userId });
    expect(`${stored.total.toFixed(2).replace('.', ',')}`.replace(/^1(?=\d{3},)/, '1 ')).toBe(sums[kind]);
    expect(await db.activity.count({ where: { orderId: order.id, event: 'order.document' } })).toBe(1);
    expect(await db.auditLog.count({ where: { organizationId: actor.organizationId, action: 'issue', resourceId: order.id } })).toBe(1);
  });

  it('waits until the order is far enough', async () => {
    const [draft, created, cancelled] = [await addOrder({ state: 'DRAFT' }), await addOrder(), await addOrder({ state: 'CANCELLED' })];
    expect(await issue(draft.id, 'QUOTE')).toEqual({ ok: false, error: 'notYet', because: 'draft' });
    expect(await issue(created.id, 'ACT')).toEqual({ ok: false, error: 'notYet', because: 'notCompleted' });
    expect(await issue(created.id, 'RECEIPT')).toEqual({ ok: false, error: 'notYet', because: 'notPaid' });
    expect(await issue(cancelled.id, 'INVOICE')).toEqual({ ok: false, error: 'notYet', because: 'cancelled' });
    expect(await db.document.count({ where: { organizationId: actor.organizationId } })).toBe(0);
  });

  it('is made once by two presses, and again later or when it says something else', async () => {
    const order = await addOrder();
    const [first, second] = await Promise.all([issued(order.id, 'QUOTE'), issued(order.id, 'QUOTE')]);
    expect(second).toEqual(first);
    expect(await issued(order.id, 'QUOTE', LATER)).not.toEqual(first);
    expect(await issue(order.id, 'QUOTE', '2026-11-22', LATER)).toMatchObject({ number: 'КП-2026-000003' });
    for (const day of ['2025-11-19', '2027-11-23', '1900-01-01']) expect(await issue(order.id, 'QUOTE', day)).toEqual({ ok: false, error: 'day' });
  });

  it('makes no invoice that cannot be paid', async () => {
    await db.organization.update({ where: { id: actor.organizationId }, data: { requisites: {} } });
    const order = await addOrder();
    expect(await issue(order.id, 'INVOICE')).toEqual({ ok: false, error: 'requisites', missing: ['legalName', 'inn', 'bankName', 'bik', 'bankAccount'] });
    expect(await issue(order.id, 'QUOTE')).toMatchObject({ ok: true });
  });

  it('keeps to what was agreed, and then to what was done', async () => {
    const approved = await addOrder({ state: 'APPROVED', lines: [{ kind: 'SERVICE', quantity: '1', unitPrice: '1000' }] });
    await db.orderLine.updateMany({ where: { orderId: approved.id }, data: { unitPrice: '7777', total: '7777.00' } });
    expect((await read((await issued(approved.id, 'INVOICE')).id)).text).toContain('1 000,00');
    expect((await read((await issued(approved.id, 'QUOTE')).id)).text).not.toContain('7 777');
  });

  it('takes a client for a name, whatever stands in it', async () => {
    await db.contact.update({ where: { id: contactId }, data: { name: 'ООО «{{total}} {{oops}} $1 <b>»' } });
    expect((await read((await issued((await addOrder()).id, 'QUOTE')).id)).text).toContain('Здравствуйте, ООО «{{total}} {{oops}} $1 <b>»!');
  });

  it('is for those who may change the order', async () => {
    const order = await addOrder({ managerId: null });
    const seller: OrderActor = { ...actor, role: 'SALES', scope: 'own' };
    expect(await issueDocument(seller, { orderId: order.id, kind: 'QUOTE', day: DAY }, NOW)).toEqual({ ok: false, error: 'forbidden' });
    await db.order.update({ where: { id: order.id }, data: { managerId: actor.userId } });
    expect(await issueDocument(seller, { orderId: order.id, kind: 'QUOTE', day: DAY }, NOW)).toMatchObject({ ok: true });
    const { id: organizationId } = await makeOrganization(db);
    expect(await issueDocument({ ...actor, organizationId }, { orderId: order.id, kind: 'QUOTE', day: DAY }, NOW)).toEqual({ ok: false, error: 'notFound' });
  });

  it('numbers twenty at once without a number twice, by kind and year', async () => {
    const orders = await Promise.all(Array.from({ length: 20 }, () => addOrder()));
    const results = await Promise.all(orders.map(({ id }) => issued(id, 'INVOICE')));
    const numbers = results.map(({ number }) => number).sort();
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => `С-2026-${String(index + 1).padStart(6, '0')}`));
    expect((await issued(orders[0]!.id, 'QUOTE')).number).toBe('КП-2026-000001');
    expect(await issue(orders[0]!.id, 'INVOICE', '2027-01-01')).toMatchObject({ number: 'С-2027-000001' });
  });
});

describe('the file of a document', () => {
  it('is made again with the same content when it is lost, and drawn once by two at once', async () => {
    const { id } = await issued((await addOrder()).id, 'CONTRACT');
    const [first, second] = await Promise.all([read(id), read(id)]);
    expect(first.bytes.equals(second.bytes)).toBe(true);
    expect(await db.file.count({ where: { organizationId: actor.organizationId } })).toBe(1);
    const { file } = await db.document.findUniqueOrThrow({ where: { id }, select: { file: true } });
    // of no record: whoever sees the order's photos does not come to its prices by it
    expect(file).toMatchObject({ orderId: null, contentType: 'application/pdf' });
    await (await storage()).delete(file!.key);
    expect((await read(id)).bytes.equals(first.bytes)).toBe(true);
  });

  it('stays as it was when prices, words, requisites and pictures change', async () => {
    const order = await addOrder();
    const { id } = await issued(order.id, 'INVOICE');
    const before = await read(id);
    const picture = path.join(folder, 'logo.png');
    writeFileSync(picture, await sharp({ create: { width: 80, height: 40, channels: 4, background: '#2563eb' } }).png().toBuffer());
    expect(await savePicture(actor, 'logo', picture)).toBe(true);
    const { version } = await findCompany(own());
    await saveRequisites(actor, { version, requisites: { ...requisites, legalName: 'ООО «Другое»' } });
    await saveTemplate(actor, { kind: 'INVOICE', version: 1, texts: { ...defaultTexts('INVOICE', 'ru'), title: 'Счёт-оферта' } });
    await db.orderLine.updateMany({ where: { orderId: order.id }, data: { name: 'Другая работа' } });
    const { file } = await db.document.findUniqueOrThrow({ where: { id }, select: { file: true } });
    await (await storage()).delete(file!.key);
    expect((await read(id)).bytes.equals(before.bytes)).toBe(true);

    const next = await read((await issued(order.id, 'INVOICE')).id);
    for (const fact of ['Счёт-оферта', 'ООО «Другое»', 'Другая работа']) expect(next.text).toContain(fact);
    expect(next.bytes.toString('latin1')).toContain('/Subtype /Image');
    expect((await listDocuments(own(), order.id)).map(({ isReplaced }) => isReplaced)).toEqual([false, true]);
  });

  it('cannot be changed in the database', async () => {
    const { id } = await issued((await addOrder()).id, 'QUOTE');
    await expect(db.document.update({ where: { id }, data: { total: '1.00' } })).rejects.toThrow('cannot be changed');
  });

  it('is nothing for another organisation', async () => {
    const { id } = await issued((await addOrder()).id, 'QUOTE');
    const { id: other } = await makeOrganization(db);
    expect(await documentPdf(orgDb(other), other, id)).toBeNull();
  });
});

describe('mailDocument', () => {
  it('sends the PDF once, however often it is pressed, and remembers to whom', async () => {
    const order = await addOrder();
    const { id, number } = await issued(order.id, 'INVOICE');
    const send = () => mailDocument(actor, { orderId: order.id, documentId: id, to: 'client@example.ru', message: 'Ждём вас в пятницу.' }, NOW);
    const results = await Promise.all([send(), send()]);
    expect(results.map((result) => result.ok)).toEqual([true, true]);
    const mails = await db.mailMessage.findMany({ where: { organizationId: actor.organizationId } });
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ to: 'client@example.ru', subject: expect.stringContaining(number) as string, text: expect.stringContaining('Ждём вас в пятницу.') as string });
    const [attached] = mails[0]!.attachments as { key: string; name: string; contentType: string }[];
    expect(attached).toMatchObject({ name: expect.stringContaining(number) as string, contentType: 'application/pdf' });
    expect(await (await storage()).exists(attached!.key)).toBe(true);
    expect(await db.document.findUniqueOrThrow({ where: { id } })).toMatchObject({ sentTo: 'client@example.ru', sentAt: NOW });
  });

  it('knows only documents of the order', async () => {
    const [order, other] = [await addOrder(), await addOrder()];
    const { id } = await issued(order.id, 'QUOTE');
    expect(await mailDocument(actor, { orderId: other.id, documentId: id, to: 'a@example.ru', message: null }, NOW)).toEqual({ ok: false, error: 'notFound' });
  });
});

describe('templates and requisites', () => {
  it('saves words as a new version; of two at once one is told', async () => {
    const texts = defaultTexts('QUOTE', 'ru');
    const save = (title: string) => saveTemplate(actor, { kind: 'QUOTE', version: 0, texts: { ...texts, title } });
    const results = await Promise.all([save('Раз'), save('Два')]);
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
    const saved = await findTemplate(own(), 'QUOTE');
    expect(saved.version).toBe(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ current: { version: 1, texts: { title: saved.texts.title } } });
    expect(await saveTemplate(actor, { kind: 'QUOTE', version: 1, texts })).toEqual({ ok: true, version: 2 });
  });

  it('refuses requisites over a newer version', async () => {
    const { version } = await findCompany(own());
    const save = (director: string) => saveRequisites(actor, { version, requisites: { ...requisites, director } });
    expect(await save('Раз')).toEqual({ ok: true });
    expect(await save('Два')).toMatchObject({ ok: false, current: { director: 'Раз' } });
  });

  it('takes pictures by their content', async () => {
    const file = path.join(folder, 'logo.png');
    writeFileSync(file, '<svg xmlns="http://www.w3.org/2000/svg"/>');
    expect(await savePicture(actor, 'logo', file)).toBe(false);
    writeFileSync(file, (await sharp({ create: { width: 30, height: 30, channels: 3, background: '#fff' } }).jpeg().toBuffer()).subarray(0, 200));
    expect(await savePicture(actor, 'signature', file)).toBe(false);
    writeFileSync(file, await sharp({ create: { width: 3000, height: 30, channels: 3, background: '#fff' } }).jpeg().toBuffer());
    expect(await savePicture(actor, 'signature', file)).toBe(true);
    expect((await findCompany(own())).signatureFileId).not.toBeNull();
  });
});

describe('acceptQuote', () => {
  async function quoted(spec: Partial<OrderSpec> = {}) {
    const { id: serviceId } = await makeService(db, { organizationId: actor.organizationId });
    const { id: leadId } = await makeLead(db, { organizationId: actor.organizationId, serviceId });
    const order = await addOrder({ leadId, ...spec });
    return { leadId, order, quote: await issued(order.id, 'QUOTE') };
  }
  const accept = (leadId: string, quoteId: string, now = NOW) => acceptQuote(actor.organizationId, { leadId, quoteId }, now);

  it('is noted once, also when pressed twice at once and again later', async () => {
    const { leadId, order, quote } = await quoted();
    expect(await Promise.all([accept(leadId, quote.id), accept(leadId, quote.id)])).toEqual([{ ok: true }, { ok: true }]);
    expect(await accept(leadId, quote.id, new Date('2026-11-25T10:00:00Z'))).toEqual({ ok: true });
    expect((await db.order.findUniqueOrThrow({ where: { id: order.id } })).quoteAcceptedAt).toEqual(NOW);
    expect(await db.activity.count({ where: { orderId: order.id, event: 'order.quoteAccepted' } })).toBe(1);
    await deliverAll(actor.organizationId);
    const mails = await db.mailMessage.findMany({ where: { organizationId: actor.organizationId, kind: 'order.quoteAccepted' } });
    expect(mails).toMatchObject([{ subject: expect.stringContaining(quote.number) as string, text: expect.stringContaining(`/orders/${order.id}`) as string }]);
  });

  it('is asked for anew when a new quote is made, and of two at once the newer quote counts', async () => {
    const { leadId, order, quote } = await quoted();
    const accepted = async () => (await db.order.findUniqueOrThrow({ where: { id: order.id } })).quoteAcceptedAt;
    expect(await accept(leadId, quote.id)).toEqual({ ok: true });
    const next = await issued(order.id, 'QUOTE', LATER);
    expect(await accepted()).toBeNull();
    expect(await accept(leadId, quote.id)).toEqual({ ok: false, error: 'replaced' });
    await Promise.all([accept(leadId, next.id), issued(order.id, 'QUOTE', new Date(LATER.getTime() + 60_000))]);
    expect(await accepted()).toBeNull();
    const done = await quoted({ state: 'COMPLETED' });
    expect(await accept(done.leadId, done.quote.id)).toEqual({ ok: false, error: 'completed' });
  });

  it('is not taken after the cancellation, without a quote, or for a quote that was replaced', async () => {
    const { leadId, order, quote } = await quoted();
    const next = await issued(order.id, 'QUOTE', LATER);
    expect(await accept(leadId, quote.id)).toEqual({ ok: false, error: 'replaced' });
    await db.order.update({ where: { id: order.id }, data: { state: 'CANCELLED', cancelledAt: NOW, cancelReason: 'Перенос' } });
    expect(await accept(leadId, next.id)).toEqual({ ok: false, error: 'cancelled' });
    const { id: serviceId } = await makeService(db, { organizationId: actor.organizationId });
    const { id: bare } = await makeLead(db, { organizationId: actor.organizationId, serviceId });
    expect(await accept(bare, quote.id)).toEqual({ ok: false, error: 'nothing' });
  });
});
