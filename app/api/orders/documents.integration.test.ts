import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '~/platform/db.server';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';

let api: TestApi;
let world: ApiWorld;
let owner: string;
let manager: string;
let contactId: string;

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  [owner, manager] = [world.people.OWNER.token, world.people.MANAGER.token];
  contactId = (await db.contact.create({ data: { organizationId: world.organizationId, name: 'ООО «Ромашка»', emails: ['client@example.com'] }, select: { id: true } })).id;
});

async function makeOrder(): Promise<string> {
  const body = { contactId, address: 'Тверь', plannedStart: '2027-03-01T06:00:00Z', state: 'CREATED', lines: [{ kind: 'SERVICE', name: 'Планировка', quantity: '2', unitPrice: '500', taxPercent: '20' }] };
  return (await api.call<{ id: string }>('orders.create', { as: manager, body })).body.id;
}
const issue = (orderId: string, body: object, as = manager) => api.call<{ id: string; number: string }>('documents.issue', { as, params: { orderId }, body });
const isPdf = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes.slice(0, 5)) === '%PDF-';

describe('documents of an order', () => {
  it('are made, listed, read as PDF and sent', async () => {
    const orderId = await makeOrder();
    const { status, body } = await issue(orderId, { kind: 'QUOTE', day: new Date().toISOString().slice(0, 10) });
    expect(status).toBe(201);
    const params = { orderId, documentId: body.id };
    const list = await api.call('documents.list', { as: manager, params });
    expect(list.body.items).toMatchObject([{ id: body.id, kind: 'QUOTE', number: body.number, total: '1200.00', isReplaced: false, sentAt: null }]);
    expect((await api.call('documents.read', { as: world.people.VIEWER.token, params })).body).toMatchObject({ number: body.number });
    const pdf = await api.call<Uint8Array>('documents.pdf', { as: manager, params });
    expect(isPdf(pdf.body)).toBe(true);
    const send = () => api.call('documents.send', { as: manager, params, body: { to: ' Client@Example.com ', message: 'Добрый день' } });
    expect((await send()).body).toEqual({ isRepeated: false });
    expect((await send()).body).toEqual({ isRepeated: true });
    expect((await api.call('documents.read', { as: manager, params })).body).toMatchObject({ sentTo: 'client@example.com' });
    expect(await db.mailMessage.count({ where: { organizationId: world.organizationId, kind: 'document' } })).toBe(1);
    expect((await api.call('documents.send', { as: manager, params, body: { to: 'nobody' } })).body.errors).toMatchObject([{ path: '/to', code: 'email' }]);
    const other = await makeOrder();
    expect((await api.call('documents.pdf', { as: manager, params: { orderId: other, documentId: body.id } })).status).toBe(404);
  });

  it('wait until the order is far enough', async () => {
    const orderId = await makeOrder();
    expect(await issue(orderId, { kind: 'ACT' })).toMatchObject({ status: 409, body: { code: 'notCompleted' } });
    expect(await issue(orderId, { kind: 'RECEIPT' })).toMatchObject({ status: 409, body: { code: 'notPaid' } });
    expect(await issue(orderId, { kind: 'INVOICE' })).toMatchObject({ status: 409, body: { code: 'requisites', missing: ['legalName', 'inn', 'bankName', 'bik', 'bankAccount'] } });
    expect(await issue(orderId, { kind: 'QUOTE', day: '2020-01-01' })).toMatchObject({ status: 422, body: { errors: [{ path: '/day' }] } });
    expect((await issue(orderId, { kind: 'QUOTE' }, world.people.SALES.token)).status).toBe(403);
  });
});

describe('what documents are made of', () => {
  it('are the requisites', async () => {
    const read = await api.call<{ version: number }>('documentSettings.read', { as: manager });
    const { version } = read.body;
    const requisites = { legalName: 'ООО «Тёплый двор»', inn: '7707083893', bankName: 'ПАО Сбербанк', bik: '044525225', bankAccount: '40702810438000060473' };
    const update = (body: object, seen = version) => api.call('documentSettings.update', { as: owner, version: seen, body });
    expect((await update({ inn: '7707083894' })).body.errors).toMatchObject([{ path: '/inn', code: 'inn' }]);
    expect((await update(requisites)).body).toMatchObject({ ...requisites, kpp: null, version: version + 1 });
    expect(await update({ kpp: '773601001' })).toMatchObject({ status: 412, body: { current: { inn: '7707083893', version: version + 1 } } });
    expect((await update({ kpp: '773601001' }, version + 1)).body).toMatchObject({ ...requisites, kpp: '773601001' });
    expect((await issue(await makeOrder(), { kind: 'INVOICE' })).status).toBe(201);
  });

  it('are logo and signature', async () => {
    const bytes = await sharp({ create: { width: 40, height: 20, channels: 3, background: 'navy' } }).png().toBuffer();
    const form = (file: File) => {
      const body = new FormData();
      body.set('file', file);
      return body;
    };
    const save = (picture: string, file: File) => api.call('documentPictures.save', { as: owner, params: { picture }, body: form(file) });
    for (const picture of ['logo', 'signature']) expect((await save(picture, new File([new Uint8Array(bytes)], 'a.png'))).status).toBe(204);
    expect((await save('logo', new File(['text'], 'a.png'))).status).toBe(422);
    const read = (picture: string, as: string) => api.call<Uint8Array>('documentPictures.read', { as, params: { picture } });
    expect((await sharp((await read('logo', manager)).body).metadata()).format).toBe('png');
    expect((await read('signature', manager)).status).toBe(403);
    expect((await read('signature', owner)).status).toBe(200);
    expect((await api.call('documentPictures.delete', { as: owner, params: { picture: 'logo' } })).status).toBe(204);
    expect((await read('logo', manager)).status).toBe(404);
    expect((await api.call('documentSettings.read', { as: manager })).body).toMatchObject({ hasLogo: false, hasSignature: true });
  });

  it('are the words of each kind', async () => {
    const list = await api.call<{ items: { kind: string }[] }>('documentTemplates.list', { as: manager });
    expect(list.body.items.map(({ kind }) => kind)).toEqual(['QUOTE', 'CONTRACT', 'INVOICE', 'ACT', 'RECEIPT']);
    const params = { documentKind: 'ACT' };
    const body = { language: 'ru', title: 'Акт выполненных работ', introduction: 'Для {{client.name}}', terms: '', footer: '' };
    const save = (version: number, words: object = body) => api.call('documentTemplates.save', { as: owner, params, version, body: words });
    expect((await save(0)).body).toMatchObject({ ...body, kind: 'ACT', version: 1 });
    expect(await save(0)).toMatchObject({ status: 412, body: { current: { version: 1 } } });
    expect((await save(1, { ...body, terms: '{{nothing}}' })).body.errors).toMatchObject([{ path: '/terms', code: 'placeholder' }]);
    const read = await api.call('documentTemplates.read', { as: manager, params });
    expect(read.headers.get('ETag')).toMatch(/^"1-/);
    expect(read.body).toMatchObject({ title: 'Акт выполненных работ' });
    expect(isPdf((await api.call<Uint8Array>('documentTemplates.sample', { as: manager, params })).body)).toBe(true);
    expect((await api.call('documentTemplates.read', { as: manager, params: { documentKind: 'LETTER' } })).status).toBe(404);
  });
});
