import sharp from 'sharp';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { db } from '~/platform/db.server';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';

vi.hoisted(() => {
  process.env.DATA_DIR = `/tmp/teplo-api-files-${process.pid}-${Date.now()}`;
});

let api: TestApi;
let world: ApiWorld;
let owner: string;
let itemId: string;

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  owner = world.people.OWNER.token;
  const made = await api.call<{ id: string }>('equipment.create', { as: owner, body: { name: 'Экскаватор', code: 'EX-01', shiftRate: '32000', meterHours: '1000' } });
  itemId = made.body.id;
});

type Rows = { items: { id: string; version: number; name: string }[] };
const call = <T = Record<string, unknown>>(id: string, request: object = {}) => api.call<T>(id, { as: owner, params: { itemId }, ...request });

describe('maintenance', () => {
  it('recurs by plans that know when they are due', async () => {
    const { body: plan } = await call<{ id: string }>('maintenancePlans.create', { body: { title: 'ТО-2', everyHours: '250', lastHours: '800' } });
    expect((await call<Rows>('maintenancePlans.list')).body.items).toMatchObject([{ id: plan.id, itemId, code: 'EX-01', nextHours: '1050', due: { state: 'later', hoursLeft: '50' } }]);
    expect((await call<Rows>('maintenancePlans.list', { query: { state: 'overdue' } })).body.items).toEqual([]);
    expect((await call('maintenancePlans.create', { body: { title: 'Никогда' } })).body).toMatchObject({ status: 422, errors: [{ path: '/everyDays' }] });
    const done = await call<{ id: string }>('maintenance.note', { body: { title: 'ТО-2', planId: plan.id, doneDay: '2026-11-20', meterHours: '1060', cost: '15000' } });
    expect(done.status).toBe(201);
    expect((await call<Rows>('maintenancePlans.listOfMachine')).body.items).toMatchObject([{ nextHours: '1310' }]);
    expect((await call('catalog.read')).body).toMatchObject({ meterHours: '1060' });
    expect(await db.expense.findFirst({ where: { maintenanceId: done.body.id } })).toMatchObject({ kind: 'REPAIR', itemId });
    expect((await call('maintenancePlans.end', { params: { itemId, planId: plan.id } })).status).toBe(204);
    expect((await call('maintenancePlans.end', { params: { itemId, planId: plan.id } })).status).toBe(404);
  });

  it('keeps the machine, is done, put right and not taken back then', async () => {
    const time = { startsAt: '2030-01-10T08:00:00+03:00', endsAt: '2030-01-10T17:00:00+03:00' };
    const { body: made } = await call<{ id: string }>('maintenance.create', { body: { title: 'Ремонт', ...time } });
    const params = { itemId, maintenanceId: made.id };
    expect((await call('maintenance.create', { body: { title: 'Ещё', ...time } })).body).toMatchObject({ status: 409, code: 'taken' });
    expect((await call('maintenance.create', { body: { title: 'Наоборот', startsAt: time.endsAt, endsAt: time.startsAt } })).status).toBe(422);
    expect((await call<Rows>('maintenance.list')).body.items).toMatchObject([{ id: made.id, startsAt: '2030-01-10T05:00:00.000Z', doneDay: null }]);
    const done = await call('maintenance.done', { params, version: 1, body: { title: 'Ремонт', doneDay: '2026-11-20', cost: '700.50' } });
    expect(done.body).toMatchObject({ doneDay: '2026-11-20', cost: '700.50', version: 2 });
    expect((await call('maintenance.done', { params, version: 1, body: { title: 'Ремонт', doneDay: '2026-11-20' } })).body).toMatchObject({ status: 412, current: { version: 2 } });
    expect((await call<Rows>('maintenance.listOfMachine', { as: world.people.OPERATOR.token })).body.items).toContainEqual(expect.objectContaining({ id: made.id, cost: null }));
    expect((await call('maintenance.cancel', { params })).body).toMatchObject({ status: 409, code: 'done' });
    const { body: other } = await call<{ id: string }>('maintenance.create', { body: { title: 'Передумали', ...time } });
    expect((await call('maintenance.cancel', { params: { itemId, maintenanceId: other.id } })).status).toBe(204);
  });

  it('does not go into closed books, and is of machines only', async () => {
    await db.organization.update({ where: { id: world.organizationId }, data: { booksClosedThrough: new Date('2026-10-31T00:00:00Z') } });
    expect((await call('maintenance.note', { body: { title: 'Давно', doneDay: '2026-10-05', cost: '10' } })).body).toMatchObject({ status: 409, code: 'booksClosed', through: '2026-10-31' });
    const { body: product } = await api.call<{ id: string }>('products.create', { as: owner, body: { name: 'Сваи' } });
    expect((await call('maintenancePlans.create', { params: { itemId: product.id }, body: { title: 'ТО', everyDays: 30 } })).status).toBe(409);
  });
});

describe('files', () => {
  const form = async (...reds: number[]) => {
    const body = new FormData();
    for (const red of reds) {
      const picture = await sharp({ create: { width: 40, height: 20, channels: 3, background: { r: red, g: 0, b: 0 } } }).png().toBuffer();
      body.append('file', new File([new Uint8Array(picture)], `${red}.png`));
    }
    return body;
  };

  it('of an item are pictures, in an order', async () => {
    const { body: added, status } = await call<{ ids: string[] }>('catalogPhotos.add', { body: await form(1, 2) });
    expect(status).toBe(201);
    const [first = '', second = ''] = added.ids;
    const moved = await call<Rows>('catalogPhotos.move', { params: { itemId, fileId: second }, body: { direction: 'up' } });
    expect(moved.body.items.map(({ id }) => id)).toEqual([second, first]);
    expect((await call<Rows>('catalogPhotos.move', { params: { itemId, fileId: second }, body: { before: null } })).body.items.map(({ id }) => id)).toEqual([first, second]);
    const small = await call<Uint8Array>('files.read', { params: { fileId: first }, query: { size: 'small' } });
    expect(small.headers.get('Content-Type')).toBe('image/webp');
    expect((await call('catalogPhotos.remove', { params: { itemId, fileId: first } })).status).toBe(204);
    expect((await call<Rows>('catalogPhotos.list')).body.items).toMatchObject([{ id: second, name: '2.png', contentType: 'image/png', width: 40 }]);
    const wrong = new FormData();
    wrong.append('file', new File(['no picture'], 'a.png'));
    expect((await call('catalogPhotos.add', { body: wrong })).status).toBe(422);
    expect((await call('catalogPhotos.add', { body: new FormData() })).status).toBe(422);
    expect((await call('catalogPhotos.add', { body: await form(...Array.from({ length: 10 }, (_, index) => index + 20)) })).body).toMatchObject({ status: 409, code: 'tooMany', room: 9 });
  });

  it('of a maintenance can be papers, for those who see what it cost', async () => {
    const { body: record } = await call<{ id: string }>('maintenance.note', { body: { title: 'Счёт', doneDay: '2026-11-20' } });
    const params = { itemId, maintenanceId: record.id };
    const paper = await form(90);
    paper.append('file', new File(['%PDF-1.4\n%âãÏÓ\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF'], 'счёт.pdf'));
    const { body: added } = await call<{ ids: string[] }>('maintenanceFiles.add', { params, body: paper });
    expect(added.ids).toHaveLength(2);
    expect((await call<Rows>('maintenanceFiles.list', { params, as: world.people.OPERATOR.token })).body.items).toHaveLength(1);
    const moved = await call<Rows>('maintenanceFiles.move', { params: { ...params, fileId: added.ids[1] }, body: { before: added.ids[0] } });
    expect(moved.body.items.map(({ id }) => id)).toEqual([added.ids[1], added.ids[0]]);
    expect((await call('maintenanceFiles.remove', { params: { ...params, fileId: added.ids[1] } })).status).toBe(204);
  });
});

describe('the catalog as a file', () => {
  const table = (text: string) => {
    const body = new FormData();
    body.append('file', new File([text], 'catalog.csv'));
    return body;
  };

  it('comes back without a change', async () => {
    const file = await call<Uint8Array>('catalog.export', { query: { format: 'xlsx', active: 'all' } });
    expect(file.headers.get('Content-Disposition')).toContain('.xlsx');
    const csv = await call<Uint8Array>('catalog.export', { query: { kind: 'EQUIPMENT' }, headers: { 'Accept-Language': 'en' } });
    expect(new TextDecoder().decode(csv.body)).toContain('EX-01,Machine,');
    expect((await call('catalog.import', { body: table(new TextDecoder().decode(csv.body)), query: { dryRun: 'true' } })).body).toMatchObject({ created: 0, updated: 0, same: 1 });
  });

  it('is tried before it is loaded, as a whole', async () => {
    const good = 'Code;Kind;Name;Price;Category\nP-1;product;Сваи;2500;Материалы / Сваи\n';
    expect((await call('catalog.import', { body: table(good), query: { dryRun: 'true' } })).body).toMatchObject({ created: 1, newCategories: [['Материалы'], ['Материалы', 'Сваи']], rows: [{ row: 2, id: null, code: 'P-1', kind: 'PRODUCT' }] });
    expect(await db.catalogItem.count({ where: { organizationId: world.organizationId, code: 'P-1' } })).toBe(0);
    expect((await call('catalog.import', { body: table(good) })).body).toMatchObject({ created: 1, updated: 0, columns: ['code', 'kind', 'name', 'price', 'category'] });
    expect((await call('catalog.import', { body: table('Code;Price\nP-1;дорого\n') })).body).toMatchObject({ status: 422, errors: [{ path: '/file/2/price', code: 'number' }], total: 1 });
    expect((await call('catalog.import', { body: table('') })).status).toBe(422);
    expect((await call('catalog.import', { body: table('Colour\nred\n') })).body).toMatchObject({ errors: [{ path: '/file', code: 'noHead' }] });
  });
});
