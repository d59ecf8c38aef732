import { beforeAll, expect, it } from 'vitest';
import { db } from '~/platform/db.server';
import { makeContact } from '../../../prisma/deal-factories';
import { makeItem, makeOrder } from '../../../prisma/order-factories';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';

const [FROM, TO] = ['2030-03-04T06:00:00.000Z', '2030-03-04T14:00:00.000Z'];

let api: TestApi;
let world: ApiWorld;
let owner: string;
let machine: string;
let equal: string;
let orderId: string;
let operator: { id: string; token: string };

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  owner = world.people.OWNER.token;
  operator = world.people.OPERATOR;
  const { organizationId } = world;
  const { id: categoryId } = await db.catalogCategory.create({ data: { organizationId, name: 'Экскаваторы' } });
  machine = (await makeItem(db, { organizationId, categoryId, code: 'EX-01', name: 'Первый' })).id;
  equal = (await makeItem(db, { organizationId, categoryId, code: 'EX-02', name: 'Второй' })).id;
  const { id: contactId } = await makeContact(db, { organizationId, name: 'ООО «Свая»' });
  const order = await makeOrder(db, { organizationId, contactId, state: 'APPROVED', plannedStart: new Date(FROM), plannedEnd: new Date(TO) });
  orderId = order.id;
  const times = { startsAt: new Date(FROM), endsAt: new Date(TO), blockedFrom: new Date(FROM), blockedTo: new Date(TO) };
  await db.booking.deleteMany({ where: { organizationId } });
  await db.booking.createMany({ data: [{ organizationId, kind: 'ORDER', itemId: machine, orderId, ...times }, { organizationId, kind: 'ORDER', userId: operator.id, orderId, ...times }] });
});

type Rows = { items: { id: string; bookings: object[] }[] };
const call = <T = Record<string, unknown>>(id: string, request: object = {}) => api.call<T>(id, { as: owner, ...request });

it('says what is free, when all is, and what could stand in', async () => {
  const { body } = await call('bookings.availability', { query: { items: [machine, equal], users: operator.id, from: FROM, to: TO } });
  expect(body).toMatchObject({
    isFree: false,
    subjects: [
      { subject: 'item', id: machine, isFree: false, clashes: [{ orderId, kind: 'ORDER', startsAt: FROM }], equal: [] },
      { subject: 'item', id: equal, isFree: true, clashes: [] },
      { subject: 'person', id: operator.id, isFree: false },
    ],
  });
  const alone = await call('bookings.availability', { query: { items: machine, from: FROM, to: TO } });
  expect(alone.body).toMatchObject({ subjects: [{ equal: [{ id: equal, code: 'EX-02' }] }], nearest: { startsAt: TO } });
  expect((await call('bookings.availability', { query: { items: machine, from: FROM, to: TO, except: orderId } })).body).toMatchObject({ isFree: true });
  expect((await call<Rows>('bookings.equalMachines', { params: { itemId: machine }, query: { from: FROM, to: TO } })).body.items).toMatchObject([{ id: equal }]);
  expect((await call('bookings.nearestFree', { query: { items: [machine, equal], from: FROM, minutes: '60' } })).body).toEqual({ startsAt: TO, endsAt: '2030-03-04T15:00:00.000Z' });
});

it('refuses what cannot be asked', async () => {
  const ask = async (query: Record<string, string>) => (await call('bookings.availability', { query })).status;
  expect(await ask({ from: FROM, to: TO })).toBe(422);
  expect(await ask({ items: machine, from: TO, to: FROM })).toBe(422);
  expect(await ask({ items: machine, from: FROM, to: '2040-01-01T00:00:00Z' })).toBe(422);
  expect(await ask({ items: world.organizationId, from: FROM, to: TO })).toBe(422);
  expect(await ask({ users: world.organizationId, from: FROM, to: TO })).toBe(422);
});

it('lists what is booked, to operators only their own', async () => {
  const query = { items: machine, users: operator.id, from: FROM, to: TO };
  expect((await call<Rows>('bookings.list', { query })).body.items).toHaveLength(2);
  expect((await call('bookings.list', { as: operator.token, query })).status).toBe(403);
  expect((await call<Rows>('bookings.list', { as: operator.token, query: { users: operator.id, from: FROM, to: TO } })).body.items).toMatchObject([{ subject: 'person', orderId, blockedFrom: FROM }]);
});

it('shows the calendar, to operators only their own row', async () => {
  const query = { view: 'week', day: '2030-03-05' };
  const { body } = await call<Rows>('bookings.calendar', { query });
  expect(body).toMatchObject({ from: '2030-03-04', to: '2030-03-11', next: null });
  expect(body.items.find(({ id }) => id === machine)?.bookings).toMatchObject([{ orderId, client: 'ООО «Свая»', startsAt: FROM }]);
  expect((await call<Rows>('bookings.calendar', { query: { ...query, rows: 'machines', free: 'yes' } })).body.items.map(({ id }) => id)).toEqual([equal]);
  expect((await call<Rows>('bookings.calendar', { as: operator.token, query })).body.items.map(({ id }) => id)).toEqual([operator.id]);
});
