import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '~/platform/db.server';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';

let api: TestApi;
let world: ApiWorld;
let owner: string;

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  owner = world.people.OWNER.token;
  await db.customField.create({ data: { organizationId: world.organizationId, entity: 'ITEM', key: 'weight', label: 'Вес, кг', type: 'NUMBER', options: [] } });
});

interface Item {
  id: string;
  code: string;
  version: number;
  price: string | null;
}

interface Page {
  items: Item[];
  next: string | null;
}

async function make(body: object): Promise<string> {
  const { status, body: made } = await api.call<{ id: string }>('catalog.create', { as: owner, body });
  expect(status).toBe(201);
  return made.id;
}
const read = (itemId: string, as = owner) => api.call<Item & Record<string, unknown>>('catalog.read', { as, params: { itemId } });

describe('items', () => {
  it('are made with a code, read, changed with a history of prices, put away and taken back', async () => {
    const itemId = await make({ kind: 'EQUIPMENT', name: 'Экскаватор', shiftRate: '32000', hourlyRate: '4000.50', costPrice: '21000', custom: { weight: '20000' } });
    const { body: item, headers } = await read(itemId);
    expect(item).toMatchObject({ kind: 'EQUIPMENT', code: 'МШ-0001', shiftRate: '32000', hourlyRate: '4000.5', costPrice: '21000', isActive: true, status: 'READY', custom: { weight: '20000' } });
    expect(headers.get('ETag')).toMatch(/^"1-/);
    const changed = await api.call('catalog.update', { as: owner, params: { itemId }, version: 1, body: { shiftRate: '35000', location: 'База' } });
    expect(changed.body).toMatchObject({ shiftRate: '35000', hourlyRate: '4000.5', location: 'База', custom: { weight: '20000' }, version: 2 });
    const stale = await api.call('catalog.update', { as: owner, params: { itemId }, version: 1, body: { name: 'Другой' } });
    expect(stale.status).toBe(412);
    expect(stale.body).toMatchObject({ current: { shiftRate: '35000', version: 2 } });
    const { body: prices } = await api.call<Page>('catalog.prices', { as: owner, params: { itemId } });
    expect(prices.items).toMatchObject([{ shiftRate: '35000' }, { shiftRate: '32000' }]);
    expect((await api.call('catalog.delete', { as: owner, params: { itemId } })).status).toBe(204);
    expect((await read(itemId)).status).toBe(404);
    expect((await api.call('catalog.restore', { as: owner, params: { itemId } })).status).toBe(204);
    expect((await api.call('catalog.restore', { as: owner, params: { itemId } })).status).toBe(404);
  });

  it('show what they cost only to those who may know it', async () => {
    const itemId = await make({ kind: 'PRODUCT', name: 'Секрет', price: '100', costPrice: '50' });
    await api.call('catalog.update', { as: owner, params: { itemId }, version: 1, body: { costPrice: '60' } });
    const { body } = await read(itemId, world.people.OPERATOR.token);
    expect(body).not.toHaveProperty('costPrice');
    const prices = await api.call<Page>('catalog.prices', { as: world.people.OPERATOR.token, params: { itemId } });
    for (const row of prices.body.items) expect(row).not.toHaveProperty('costPrice');
    expect((await read(itemId, world.people.VIEWER.token)).body).toMatchObject({ costPrice: '60' });
  });

  it('are changed by keys, but not in what their scopes leave out', async () => {
    const { body: key } = await api.call<{ key: string }>('apiKeys.create', { as: owner, body: { name: 'Склад', scopes: ['catalog:read', 'catalog:write'], expiresInDays: 30 } });
    const as = key.key;
    const create = async (body: object) => (await api.call('catalog.create', { as, body })).status;
    expect(await create({ kind: 'PRODUCT', name: 'Ключом', price: '10' })).toBe(201);
    expect(await create({ kind: 'PRODUCT', name: 'Ключом', costPrice: '5' })).toBe(403);
    const table = new FormData();
    table.append('file', new File(['Code;Kind;Name;Cost price\nK-1;product;Сваи;5\n'], 'catalog.csv'));
    expect((await api.call('catalog.import', { as, body: table })).status).toBe(403);
    const itemId = await make({ kind: 'EQUIPMENT', name: 'Для ключа', shiftRate: '1' });
    const care = async (cost: string | null) => (await api.call('maintenance.note', { as, params: { itemId }, body: { title: 'ТО', doneDay: '2026-11-20', cost } })).status;
    expect([await care('100'), await care(null)]).toEqual([403, 201]);
  });

  it('go to one of two who change them at once', async () => {
    const itemId = await make({ kind: 'PRODUCT', name: 'Спорный', price: '10' });
    const change = (price: string) => api.call('catalog.update', { as: owner, params: { itemId }, version: 1, body: { price } });
    const statuses = (await Promise.all([change('11'), change('12')])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 412]);
  });

  it('are refused with a path for each fault', async () => {
    const create = (body: object) => api.call<{ errors: { path: string; code: string }[] }>('catalog.create', { as: owner, body });
    const faults = async (body: object) => (await create(body)).body.errors.map(({ path, code }) => `${path} ${code}`);
    expect(await faults({ kind: 'EQUIPMENT', name: 'Без цены' })).toEqual(['/hourlyRate rate']);
    expect(await faults({ kind: 'PRODUCT', name: 'x', shiftRate: '1', status: 'BROKEN', perHour: true })).toEqual(['/shiftRate notForKind', '/status notForKind', '/perHour notForKind']);
    expect(await faults({ kind: 'PRODUCT', name: 'x', categoryId: world.organizationId })).toEqual(['/categoryId category']);
    expect(await faults({ kind: 'ATTACHMENT', name: 'x', machineId: world.organizationId })).toEqual(['/machineId machine']);
    expect(await faults({ kind: 'PRODUCT', name: 'x', custom: { nothing: '1' } })).toEqual(['/custom/nothing unknown']);
    expect(await faults({ kind: 'PRODUCT', name: 'x', taxPercent: '101' })).toEqual(['/taxPercent percent']);
    await make({ kind: 'PRODUCT', name: 'x', code: 'TAKEN' });
    expect(await faults({ kind: 'PRODUCT', name: 'y', code: 'taken' })).toEqual(['/code codeTaken']);
  });

  it('are listed by filters, also those of custom fields, in pages', async () => {
    for (let number = 1; number <= 5; number++) await make({ kind: 'MATERIAL', name: `Щебень ${number}`, price: String(number * 100), materialKind: 'SOIL', unit: 'м³', custom: { weight: String(number) } });
    const list = async (query: Record<string, string | string[]>) => (await api.call<Page>('catalog.list', { as: owner, query })).body;
    expect((await list({ q: 'щебень', sort: '-price', limit: '2' })).items.map(({ price }) => price)).toEqual(['500', '400']);
    expect((await list({ kind: 'MATERIAL', priceFrom: '200', priceTo: '300' })).items).toHaveLength(2);
    expect((await list({ custom: ['weight.from:2', 'weight.to:4'] })).items).toHaveLength(3);
    const first = await list({ q: 'щебень', limit: '3' });
    const second = await (await api.fetch(first.next?.replace('/api', '') ?? '', { headers: { Authorization: `Bearer ${owner}` } })).json() as Page;
    expect([...first.items, ...second.items]).toHaveLength(5);
    expect((await api.call('catalog.list', { as: owner, query: { custom: 'nothing:1' } })).status).toBe(422);
    expect((await api.call('catalog.list', { as: owner, query: { sort: 'colour' } })).status).toBe(422);
  });

  it.each([
    ['products', 'products.list', 'products.create', { price: '2500' }, 'PRODUCT'],
    ['equipment', 'equipment.list', 'equipment.create', { shiftRate: '30000' }, 'EQUIPMENT'],
    ['materials', 'materials.list', 'materials.create', { price: '900' }, 'MATERIAL'],
    ['attachments', 'attachments.list', 'attachments.create', { price: '900' }, 'ATTACHMENT'],
  ])('%s have an address of their own', async (_name, listId, createId, price, kind) => {
    const made = await api.call<{ id: string }>(createId, { as: owner, body: { name: `Свой адрес ${kind}`, ...price } });
    expect(made.status).toBe(201);
    expect(made.headers.get('Location')).toBe(`/api/v1/catalog/${made.body.id}`);
    const { body } = await api.call<Page>(listId, { as: owner, query: { q: 'свой адрес' } });
    expect(body.items).toMatchObject([{ id: made.body.id, kind }]);
  });

  it('go off sale and back', async () => {
    const itemId = await make({ kind: 'PRODUCT', name: 'Продаётся' });
    expect((await api.call('catalog.sell-off', { as: owner, params: { itemId } })).body).toMatchObject({ isActive: false });
    expect((await api.call('catalog.sell-on', { as: owner, params: { itemId } })).body).toMatchObject({ isActive: true });
  });

  it('have labels and attachments, if they are machines', async () => {
    const itemId = await make({ kind: 'EQUIPMENT', name: 'С навеской', shiftRate: '1' });
    const bucket = await make({ kind: 'ATTACHMENT', name: 'Ковш', machineId: itemId });
    const { body } = await api.call<Page>('catalog.attachments', { as: owner, params: { itemId } });
    expect(body.items).toMatchObject([{ id: bucket, name: 'Ковш' }]);
    const label = await api.call<Uint8Array>('catalog.label', { as: owner, params: { itemId } });
    expect(new TextDecoder().decode(label.body)).toMatch(/^<svg/);
    expect((await api.call('catalog.label', { as: owner, params: { itemId: bucket } })).status).toBe(409);
  });

  it('come many at once, each for itself', async () => {
    const known = await make({ kind: 'PRODUCT', name: 'Был' });
    const rows = [
      { do: 'create', kind: 'PRODUCT', name: 'Новый', price: '10' },
      { do: 'create', kind: 'EQUIPMENT', name: 'Без цены' },
      { do: 'update', id: known, version: 1, price: '20' },
      { do: 'update', id: known, version: 1, price: '30' },
      { do: 'update', id: known, price: '40' },
      { do: 'delete', id: known },
    ];
    const { body } = await api.call<{ results: { ok: boolean; problem?: { status: number } }[] }>('catalog.bulk', { as: owner, body: { rows } });
    expect(body.results.map(({ ok, problem }) => (ok ? true : problem?.status))).toEqual([true, 422, true, 412, true, true]);
    const asManager = await api.call<typeof body>('catalog.bulk', { as: world.people.MANAGER.token, body: { rows: [{ do: 'delete', id: known }] } });
    expect(asManager.body.results).toMatchObject([{ ok: false, problem: { status: 403 } }]);
  });
});

describe('categories', () => {
  it('make a tree that is changed and cleared', async () => {
    const make = async (body: object) => (await api.call<{ id: string }>('categories.create', { as: owner, body })).body.id;
    const root = await make({ name: 'Техника' });
    const branch = await make({ name: 'Экскаваторы', parentId: root });
    const { body: tree } = await api.call<{ items: object[] }>('categories.list', { as: owner });
    expect(tree.items).toMatchObject([{ id: root, depth: 0 }, { id: branch, depth: 1, parentId: root }]);
    expect((await api.call('categories.read', { as: owner, params: { categoryId: branch } })).body).toMatchObject({ name: 'Экскаваторы', items: 0, version: 1 });
    expect((await api.call('categories.update', { as: owner, params: { categoryId: branch }, version: 1, body: { name: 'Гусеничные' } })).body).toMatchObject({ name: 'Гусеничные', version: 2 });
    expect((await api.call('categories.update', { as: owner, params: { categoryId: branch }, version: 1, body: { name: 'x' } })).status).toBe(412);
    const move = (categoryId: string, body: object) => api.call('categories.move', { as: owner, params: { categoryId }, body });
    expect((await move(root, { parentId: branch })).body).toMatchObject({ status: 409, code: 'circle' });
    expect((await move(branch, { beforeId: world.organizationId })).status).toBe(422);
    expect((await move(branch, { step: 'out' })).body).toMatchObject({ parentId: null });
    expect((await move(branch, { beforeId: root })).body).toMatchObject({ parentId: null });
    expect((await move(branch, { parentId: root })).body).toMatchObject({ parentId: root });
    expect((await api.call('categories.delete', { as: owner, params: { categoryId: root } })).body).toMatchObject({ status: 409, code: 'inUse', branches: 1 });
    for (const categoryId of [branch, root]) expect((await api.call('categories.delete', { as: owner, params: { categoryId } })).status).toBe(204);
    expect((await api.call('categories.create', { as: owner, body: { name: 'x', parentId: world.organizationId } })).status).toBe(422);
  });
});
