import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '~/platform/db.server';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';
import { makeLead } from '../../../prisma/factories';

let api: TestApi;
let world: ApiWorld;
let owner: string;

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  owner = world.people.OWNER.token;
});

async function make(name: string): Promise<string> {
  const { status, body } = await api.call<{ id: string }>('services.create', { as: owner, body: { name, offeredOnForm: true } });
  expect(status).toBe(201);
  return body.id;
}

const ask = (id: string, serviceId: string, more: object = {}) => api.call(id, { as: owner, params: { serviceId }, ...more });
const names = async () => (await api.call<{ items: { name: string }[] }>('services.list', { as: owner })).body.items.map(({ name }) => name);

describe('services', () => {
  it('are made, changed and offered', async () => {
    const id = await make('  Планировка участка ');
    expect((await ask('services.read', id)).body).toMatchObject({ name: 'Планировка участка', description: null, offeredOnForm: true, isActive: true, leads: 0, version: 1 });
    expect((await ask('services.update', id, { version: 1, body: { description: 'До 10 соток' } })).body).toMatchObject({ name: 'Планировка участка', description: 'До 10 соток', offeredOnForm: true, version: 2 });
    expect((await ask('services.update', id, { version: 1, body: { name: 'X' } })).body).toMatchObject({ type: 'urn:teplo:problem:stale', current: { description: 'До 10 соток' } });
    expect((await ask('services.update', id, { version: 2, body: { description: null } })).body).toMatchObject({ description: null });
    expect((await ask('services.offer', id, { body: { value: false } })).status).toBe(204);
    expect((await ask('services.activate', id, { body: { value: false } })).status).toBe(204);
    expect((await ask('services.read', id)).body).toMatchObject({ offeredOnForm: false, isActive: false });
    expect((await api.call('services.create', { as: owner, body: { name: '\u200b' } })).body).toMatchObject({ errors: [{ path: '/name' }] });
  });

  it('stand in the order that people give them', async () => {
    const ids = [await make('Первая'), await make('Вторая'), await make('Третья')];
    const order = async () => (await names()).filter((name) => ['Первая', 'Вторая', 'Третья'].includes(name));
    expect((await ask('services.move', ids[2] ?? '', { body: { before: ids[0] } })).status).toBe(204);
    expect(await order()).toEqual(['Третья', 'Первая', 'Вторая']);
    await ask('services.move', ids[2] ?? '', { body: { direction: 'down' } });
    await ask('services.move', ids[0] ?? '', { body: { before: null } });
    expect(await order()).toEqual(['Третья', 'Вторая', 'Первая']);
    expect((await ask('services.move', ids[0] ?? '', { body: { before: crypto.randomUUID() } })).status).toBe(422);
  });

  it('leave only when nothing refers to them', async () => {
    const [free, asked] = [await make('Свободная'), await make('Нужная')];
    await makeLead(db, { organizationId: world.organizationId, serviceId: asked });
    expect((await ask('services.delete', free)).status).toBe(204);
    expect((await ask('services.read', free)).status).toBe(404);
    const kept = await ask('services.delete', asked);
    expect([kept.status, kept.body]).toMatchObject([409, { code: 'inUse' }]);
    expect((await ask('services.delete', asked, { as: world.people.MANAGER.token })).status).toBe(403);
  });
});
