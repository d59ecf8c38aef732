import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { hashApiKey, newApiKey } from '~/domain/accounts/programs/api-key-secret.server';
import { db } from '~/platform/db.server';
import { makeItem } from '../../../prisma/order-factories';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';

interface OrderBody {
  id: string;
  state: string;
  version: number;
  allowedStates: string[];
  sums: { total: string; paid: string; balance: string } | null;
  lines: { id: string; name: string; price: { total: string } | null; fuelCost: string | null }[];
  operators: { userId: string; payRate: string | null }[];
}

let api: TestApi;
let world: ApiWorld;
let manager: string;
let operator: string;
let contactId: string;
let machineId: string;

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  [manager, operator] = [world.people.MANAGER.token, world.people.OPERATOR.token];
  const { organizationId } = world;
  contactId = (await db.contact.create({ data: { organizationId, name: 'ООО «Ромашка»' }, select: { id: true } })).id;
  const category = await db.catalogCategory.create({ data: { organizationId, name: 'Экскаваторы' }, select: { id: true } });
  machineId = (await makeItem(db, { organizationId, name: 'Экскаватор', categoryId: category.id, shiftRate: '19600', hourlyRate: '2450', taxPercent: '20' })).id;
  await makeItem(db, { organizationId, name: 'Экскаватор 2', categoryId: category.id });
});

/** Each order has a week of its own, so that none is in another's way. */
let week = 0;
function planned() {
  const start = Date.UTC(2027, 0, 4 + 7 * week++, 6);
  return { plannedStart: new Date(start).toISOString(), plannedEnd: new Date(start + 8 * 3_600_000).toISOString() };
}
const input = (more: object = {}) => ({ contactId, address: 'Тверь, Садовая, 12', ...planned(), lines: [{ itemId: machineId }], ...more });

async function make(more: object = {}): Promise<string> {
  const { status, body } = await api.call<{ id: string }>('orders.create', { as: manager, body: input(more) });
  expect(status).toBe(201);
  return body.id;
}
async function read(orderId: string, as = manager): Promise<OrderBody> {
  const { status, body } = await api.call<OrderBody>('orders.read', { as, params: { orderId } });
  expect(status).toBe(200);
  return body;
}
async function move(orderId: string, to: string, more: object = {}) {
  const { version } = await read(orderId);
  return api.call<OrderBody & Record<string, unknown>>('orders.move', { as: manager, params: { orderId }, version, body: { to, ...more } });
}
async function approve(more: object = {}): Promise<string> {
  const orderId = await make(more);
  for (const state of ['CREATED', 'APPROVED']) expect((await move(orderId, state)).status).toBe(200);
  return orderId;
}
const start = async (orderId: string, as = manager) => api.call('orders.start', { as, params: { orderId }, version: (await read(orderId)).version, body: { actualStart: '2026-11-20T06:00:00Z' } });

describe('orders', () => {
  it('are made from the catalog, read, changed and duplicated', async () => {
    const orderId = await make({ lines: [{ itemId: machineId, shifts: '2' }, { kind: 'SERVICE', name: 'Планировка', quantity: '10', unitPrice: '100', taxPercent: '20' }] });
    const order = await read(orderId);
    expect(order).toMatchObject({ state: 'DRAFT', allowedStates: ['CREATED', 'CANCELLED'], sums: { total: '48240.00', balance: '48240.00' }, lines: [{ name: 'Экскаватор', price: { total: '47040.00' } }, { name: 'Планировка' }] });
    await db.catalogItem.updateMany({ where: { id: machineId }, data: { shiftRate: '1' } });
    const body = { description: 'Въезд со двора', lines: [{ id: order.lines[0]?.id, discountPercent: '10' }] };
    const changed = await api.call<OrderBody>('orders.update', { as: manager, params: { orderId }, version: 1, body });
    expect(changed.body).toMatchObject({ version: 2, description: 'Въезд со двора', address: 'Тверь, Садовая, 12', sums: { total: '42336.00' }, lines: [{ id: order.lines[0]?.id }] });
    await db.catalogItem.updateMany({ where: { id: machineId }, data: { shiftRate: '19600' } });
    const stale = await api.call('orders.update', { as: manager, params: { orderId }, version: 1, body });
    expect(stale).toMatchObject({ status: 412, body: { current: { id: orderId, version: 2 } } });
    const copy = await api.call<{ id: string }>('orders.duplicate', { as: manager, params: { orderId } });
    expect(await read(copy.body.id)).toMatchObject({ state: 'DRAFT', plannedStart: null, sums: { total: '42336.00' } });
  });

  it('are refused with a path for each fault', async () => {
    const call = (body: object) => api.call('orders.create', { as: manager, body });
    const paths = async (body: object) => ((await call(body)).body.errors as { path: string; code: string }[]).map(({ path, code }) => `${path} ${code}`);
    expect(await paths(input({ lines: [{ kind: 'SERVICE', name: 'Работа', quantity: '-1' }] }))).toEqual(['/lines/0/quantity negative']);
    expect(await paths(input({ lines: [{ itemId: randomUUID() }] }))).toEqual(['/lines/0/itemId items']);
    expect(await paths(input({ contactId: randomUUID() }))).toEqual(['/contactId contact']);
    expect(await paths(input({ plannedEnd: '2020-01-01T00:00:00Z' }))).toEqual(['/plannedEnd endBeforeStart']);
    expect(await paths({ state: 'CREATED' })).toEqual(['/contactId missing', '/address missing', '/plannedStart missing']);
    expect(await paths(input({ lines: [{ kind: 'SERVICE', name: 'Работа', quantity: '9999999999', unitPrice: '999999999999' }] }))).not.toEqual([]);
    expect((await call(input({ operators: [{ userId: world.people.OPERATOR.id, payKind: 'FIXED', payRate: '1' }] }))).status).toBe(201);
    expect((await api.call('orders.create', { as: world.people.SALES.token, body: { operators: [{ userId: world.people.OPERATOR.id, payKind: 'FIXED', payRate: '1' }] } })).status).toBe(403);
  });

  it('keep the pay that a key does not see when it changes them', async () => {
    const orderId = await make({ operators: [{ userId: world.people.OPERATOR.id, payKind: 'HOURLY', payRate: '777' }] });
    const key = newApiKey();
    await db.apiKey.create({ data: { organizationId: world.organizationId, userId: world.people.OWNER.id, name: 'orders', prefix: key.slice(0, 12), keyHash: hashApiKey(key), scopes: ['orders:read', 'orders:write'] } });
    const { version, operators } = await read(orderId, key);
    expect(operators).toMatchObject([{ payRate: null }]);
    const change = (body: object) => api.call('orders.update', { as: key, params: { orderId }, version, body });
    expect((await change({ address: 'Тверь, Лесная, 3' })).status).toBe(200);
    const late = await change({ address: 'Тверь, Лесная, 4' });
    expect([late.status, /"777(\.|")/.test(JSON.stringify(late.body))]).toEqual([412, false]);
    expect((await read(orderId)).operators).toMatchObject([{ payRate: expect.stringMatching(/^777/) as string }]);
  });

  it('may bring a new client along, once', async () => {
    const contact = { name: 'Анна Петрова', phone: '+7 916 555-44-33' };
    const body = { ...input({ contact, state: 'CREATED' }), contactId: undefined };
    const made = await api.call<{ id: string }>('orders.create', { as: manager, body });
    expect(await read(made.body.id)).toMatchObject({ state: 'CREATED', contactName: 'Анна Петрова' });
    const again = await api.call('orders.create', { as: manager, body });
    expect(again).toMatchObject({ status: 409, body: { code: 'duplicates', duplicates: [{ name: 'Анна Петрова' }] } });
    expect((await api.call('orders.create', { as: manager, body: { ...body, contact: { ...contact, allowDuplicate: true } } })).status).toBe(201);
  });

  it('are listed, counted and written into a table', async () => {
    const { id } = await db.contact.create({ data: { organizationId: world.organizationId, name: 'ЗАО «Лист»' }, select: { id: true } });
    const [first, second] = [await make({ contactId: id }), await make({ contactId: id })];
    const query = { contact: id, sort: 'created', limit: '1' };
    const page = await api.call<{ items: { id: string; total: string }[]; next: string }>('orders.list', { as: manager, query });
    expect(page.body).toMatchObject({ items: [{ id: first, total: '23520.00' }], previous: null });
    const next = await api.call<{ items: { id: string }[] }>('orders.list', { as: manager, query: { ...query, after: new URL(page.body.next, 'http://localhost').searchParams.get('after') ?? '' } });
    expect(next.body.items.map((row) => row.id)).toEqual([second]);
    const totals = await api.call('orders.totals', { as: manager, query: { contact: id } });
    expect(totals.body).toEqual({ count: 2, isMore: false, sums: [{ currency: 'RUB', total: '47040.00', due: '0.00' }] });
    const csv = await api.call<Uint8Array>('orders.export', { as: manager, query: { contact: id, format: 'csv' } });
    expect(new TextDecoder().decode(csv.body)).toContain('ЗАО «Лист»');
    expect((await api.call('orders.list', { as: manager, query: { sort: 'colour' } })).status).toBe(422);
    expect((await api.call('orders.list', { as: operator, query: { sort: 'total' } })).status).toBe(403);
  });

  it('are put away and taken back, unless they were approved', async () => {
    const orderId = await make();
    expect((await api.call('orders.delete', { as: world.people.OWNER.token, params: { orderId }, version: 1 })).status).toBe(204);
    expect((await api.call('orders.read', { as: manager, params: { orderId } })).status).toBe(404);
    expect((await api.call('orders.restore', { as: world.people.OWNER.token, params: { orderId } })).status).toBe(204);
    const agreed = await approve();
    const kept = await api.call('orders.delete', { as: world.people.OWNER.token, params: { orderId: agreed }, version: 3 });
    expect(kept).toMatchObject({ status: 409, body: { code: 'kept', because: 'state' } });
  });

  it('have their price before they are written', async () => {
    const lines = [{ itemId: machineId, shifts: '1', hours: '1.5', discountPercent: '10' }, { kind: 'SERVICE', name: 'Дежурство', unitPrice: '1000', perHour: true, taxPercent: '0' }];
    const orders = await db.order.count({ where: { organizationId: world.organizationId } });
    const { body } = await api.call('orders.price', { as: manager, body: { lines, ...planned() } });
    expect(body).toMatchObject({
      subtotal: '28947.50', discount: '2327.50', tax: '4189.50', total: '33137.00', currency: 'RUB',
      lines: [{ name: 'Экскаватор', price: { gross: '23275.00', total: '25137.00' }, factors: [{ what: 'shifts', count: '1', rate: '19600', amount: '19600' }, { what: 'hours', amount: '3675' }] }, { quantity: '8', price: { total: '8000.00' } }],
    });
    expect(await db.order.count({ where: { organizationId: world.organizationId } })).toBe(orders);
    expect((await api.call('orders.price', { as: manager, body: { lines: [{ name: 'Без вида' }] } })).body.errors).toMatchObject([{ path: '/lines/0/kind' }]);
  });
});

describe('steps of an order', () => {
  it('clash with what is booked, and offer what could be done instead', async () => {
    const times = planned();
    await approve(times);
    const orderId = await make(times);
    await move(orderId, 'CREATED');
    const clash = await move(orderId, 'APPROVED');
    expect(clash).toMatchObject({ status: 409, body: { code: 'clash', clashes: [{ id: machineId }], offers: { equal: [{ itemId: machineId, machines: [{ name: 'Экскаватор 2' }] }] } } });
    expect(Date.parse((clash.body.offers as { nearest: { startsAt: string } }).nearest.startsAt)).toBeGreaterThan(Date.parse(times.plannedStart));
    expect(await read(orderId)).toMatchObject({ state: 'CREATED' });
  });

  it('need what the state needs', async () => {
    const { body } = await api.call<{ id: string }>('orders.create', { as: manager, body: {} });
    expect(await move(body.id, 'CREATED')).toMatchObject({ status: 422, body: { missing: ['contact', 'address', 'plannedStart'] } });
    expect(await move(body.id, 'APPROVED')).toMatchObject({ status: 409, body: { code: 'notAllowed', state: 'DRAFT' } });
    expect(await move(body.id, 'CANCELLED')).toMatchObject({ status: 422, body: { errors: [{ path: '/comment' }] } });
    expect(await move(body.id, 'CANCELLED', { comment: 'Передумали' })).toMatchObject({ status: 200, body: { state: 'CANCELLED', cancelReason: 'Передумали' } });
    expect((await api.call('orders.move', { as: operator, params: { orderId: await make() }, version: 1, body: { to: 'CREATED' } })).status).toBe(404);
  });

  it('lead through the work once, and back for a reason', async () => {
    const orderId = await approve({ operators: [{ userId: world.people.OPERATOR.id, payKind: 'HOURLY', payRate: '500' }] });
    const frozen = await api.call('orders.update', { as: manager, params: { orderId }, version: 3, body: { address: 'Другое' } });
    expect(frozen).toMatchObject({ status: 409, body: { code: 'notEditable', fields: ['address'] } });
    const unseen = await read(orderId, operator);
    expect(unseen).toMatchObject({ sums: null, lines: [{ price: null }], operators: [{ payRate: null }], allowedStates: ['IN_PROGRESS'] });
    expect((await api.call('orders.snapshots', { as: operator, params: { orderId } })).status).toBe(403);
    expect((await start(orderId, operator)).status).toBe(200);
    const { version, lines } = await read(orderId);
    const complete = (as: string, more: object = {}) => api.call<{ wasDone: boolean; order: OrderBody }>('orders.complete', { as, params: { orderId }, version, body: { actualEnd: '2026-11-20T15:00:00Z', lines: [{ lineId: lines[0]?.id, hours: '2', fuelCost: '2600.00' }], operators: [{ userId: world.people.OPERATOR.id, hours: '8' }], ...more } });
    expect(await complete(manager, { actualEnd: '2026-11-20T05:00:00Z' })).toMatchObject({ status: 422, body: { errors: [{ path: '/actualEnd' }] } });
    expect(await complete(manager, { lines: [{ lineId: randomUUID() }] })).toMatchObject({ status: 422, body: { errors: [{ path: '/lines/0/lineId' }] } });
    expect((await complete(manager)).body).toMatchObject({ wasDone: false, order: { state: 'COMPLETED', sums: { total: '29400.00' }, lines: [{ shifts: '1', hours: '2', fuelCost: '2600.00' }] } });
    expect((await complete(manager)).body).toMatchObject({ wasDone: true, order: { state: 'COMPLETED' } });
    expect(await db.expense.count({ where: { orderId } })).toBe(1);
    expect((await db.payrollRow.findMany({ where: { orderId }, select: { amount: true } })).map(({ amount }) => amount.toFixed(2))).toEqual(['4000.00']);
    const expenses = await api.call('orders.expenses', { as: manager, params: { orderId } });
    expect(expenses.body.items).toMatchObject([{ kind: 'FUEL', amount: '2600.00', day: '2026-11-20' }]);
    const { body: snapshots } = await api.call('orders.snapshots', { as: manager, params: { orderId } });
    expect(snapshots).toMatchObject({ approved: { total: '23520.00' }, completed: { total: '29400.00' } });
    const steps = await api.call<{ items: { to: string }[] }>('orders.steps', { as: manager, params: { orderId } });
    expect(steps.body.items.map(({ to }) => to)).toEqual(['DRAFT', 'CREATED', 'APPROVED', 'IN_PROGRESS', 'COMPLETED']);
    const reopen = (as: string) => api.call<OrderBody>('orders.reopen', { as, params: { orderId }, version: version + 1, body: { reason: 'Часы записаны неверно' } });
    expect((await reopen(manager)).status).toBe(403);
    expect((await reopen(world.people.ADMIN.token)).body).toMatchObject({ state: 'IN_PROGRESS' });
  });
});

describe('what belongs to an order', () => {
  it('is paid for', async () => {
    const orderId = await make();
    const pay = (body: object) => api.call<{ id: string }>('orders.pay', { as: manager, params: { orderId }, body: { method: 'CASH', amount: '1000.00', ...body } });
    expect(await pay({})).toMatchObject({ status: 409, body: { code: 'orderState' } });
    await move(orderId, 'CREATED');
    expect((await pay({ note: 'Аванс', day: '2026-11-20' })).status).toBe(201);
    expect(await pay({ kind: 'REFUNDED', amount: '1000.01' })).toMatchObject({ status: 422, body: { errors: [{ path: '/amount', code: 'refundTooLarge' }] } });
    const payments = await api.call('orders.payments', { as: manager, params: { orderId } });
    expect(payments.body.items).toMatchObject([{ kind: 'RECEIVED', method: 'CASH', amount: '1000.00', day: '2026-11-20', note: 'Аванс' }]);
    expect((await read(orderId)).sums).toMatchObject({ paid: '1000.00', balance: '22520.00' });
  });

  it('is paid once for one Idempotency-Key', async () => {
    const orderId = await make({ state: 'CREATED' });
    const pay = () => api.call('orders.pay', { as: manager, params: { orderId }, body: { method: 'CARD', amount: '5.00' }, headers: { 'Idempotency-Key': `pay-${orderId}` } });
    const [first, second] = [await pay(), await pay()];
    expect(second.body).toEqual(first.body);
    expect(await db.payment.count({ where: { orderId } })).toBe(1);
  });

  it('is photographed', async () => {
    const orderId = await approve({ operators: [{ userId: world.people.OPERATOR.id }] });
    const params = { orderId };
    const picture = async (colour: string) => new File([new Uint8Array(await sharp({ create: { width: 20, height: 10, channels: 3, background: colour } }).jpeg().toBuffer())], 'a.jpg', { type: 'image/jpeg' });
    const form = (files: File[], fields: Record<string, string> = {}) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      for (const file of files) body.append('file', file);
      return body;
    };
    const add = (as: string, body: FormData) => api.call<{ ids: string[] }>('orders.addPhotos', { as, params, body });
    const byManager = (await add(manager, form([await picture('red')], { kind: 'BEFORE', caption: 'Яма', takenAt: '2026-11-20T06:00:00Z', latitude: '56.86', longitude: '35.9' }))).body.ids[0] ?? '';
    const byOperator = (await add(operator, form([await picture('blue')]))).body.ids[0] ?? '';
    expect((await add(manager, form([new File(['text'], 'a.jpg')]))).status).toBe(422);
    expect((await add(manager, form([await picture('green')], { latitude: '91' }))).status).toBe(422);
    const list = async () => (await api.call<{ items: { id: string }[] }>('orders.photos', { as: manager, params })).body.items;
    expect(await list()).toMatchObject([{ id: byManager, kind: 'BEFORE', caption: 'Яма', takenAt: '2026-11-20T06:00:00.000Z', latitude: '56.86' }, { id: byOperator, kind: 'OTHER' }]);
    expect((await api.call('orders.movePhoto', { as: manager, params: { ...params, photoId: byOperator }, body: { direction: 'up' } })).status).toBe(204);
    expect((await list()).map(({ id }) => id)).toEqual([byOperator, byManager]);
    const small = await api.call<Uint8Array>('orders.photo', { as: operator, params: { ...params, photoId: byManager }, query: { size: 'small' } });
    expect((await sharp(small.body).metadata()).format).toBe('webp');
    expect((await api.call<Uint8Array>('files.read', { as: operator, params: { fileId: byManager } })).headers.get('Content-Type')).toBe('image/jpeg');
    expect((await api.call('orders.removePhoto', { as: operator, params: { ...params, photoId: byManager } })).status).toBe(403);
    expect((await api.call('orders.removePhoto', { as: operator, params: { ...params, photoId: byOperator } })).status).toBe(204);
    expect((await api.call('files.read', { as: manager, params: { fileId: byOperator } })).status).toBe(404);
  });
});
