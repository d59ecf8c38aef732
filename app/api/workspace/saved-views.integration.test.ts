import { beforeAll, describe, expect, it } from 'vitest';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';

let api: TestApi;
let world: ApiWorld;
let owner: string;
let sales: string;

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  [owner, sales] = [world.people.OWNER.token, world.people.SALES.token];
});

async function make(name: string, more: object = {}, as = owner): Promise<{ viewId: string }> {
  const { status, body } = await api.call<{ id: string }>('savedViews.create', { as, body: { resource: 'deals', name, query: 'state=WON&nonsense=1', ...more } });
  expect(status).toBe(201);
  return { viewId: body.id };
}

describe('saved views', () => {
  it('are kept in the short form of the list, changed, deleted and taken back', async () => {
    const params = await make(' Выигранные ');
    const read = await api.call('savedViews.read', { as: owner, params });
    expect(read.body).toMatchObject({ resource: 'deals', name: 'Выигранные', query: 'state=WON', isShared: false, isDefault: false, version: 1 });
    const changed = await api.call('savedViews.update', { as: owner, params, version: 1, body: { name: 'Все', query: 'state=all', isShared: true } });
    expect(changed.body).toMatchObject({ name: 'Все', query: 'state=all', isShared: true, version: 2 });
    expect((await api.call('savedViews.update', { as: owner, params, version: 1, body: { name: 'Поздно' } })).status).toBe(412);
    expect((await api.call('savedViews.delete', { as: owner, params })).status).toBe(204);
    expect((await api.call('savedViews.read', { as: owner, params })).status).toBe(404);
    expect((await api.call('savedViews.restore', { as: owner, params })).status).toBe(204);
    expect((await api.call('savedViews.restore', { as: sales, params })).status).toBe(404);
  });

  it('of others are seen when they are shared, and changed by nobody else', async () => {
    const [mine, shared] = [await make('Моё'), await make('Общее', { isShared: true })];
    expect((await api.call('savedViews.read', { as: sales, params: mine })).status).toBe(404);
    expect((await api.call('savedViews.update', { as: sales, params: shared, version: 1, body: { name: 'Чужое' } })).status).toBe(403);
    const list = await api.call<{ items: { id: string }[] }>('savedViews.list', { as: sales, query: { resource: 'deals' } });
    expect(list.body.items.map(({ id }) => id)).toContain(shared.viewId);
    expect(list.body.items.map(({ id }) => id)).not.toContain(mine.viewId);
    expect((await api.call('savedViews.create', { as: world.people.VIEWER.token, body: { resource: 'deals', name: 'x', query: '', isShared: true } })).status).toBe(403);
    expect((await api.call('savedViews.list', { as: world.people.OPERATOR.token, query: { resource: 'deals' } })).status).toBe(403);
  });

  it('open the list of the person', async () => {
    const params = await make('Начало', { isShared: true });
    expect((await api.call('savedViews.makeDefault', { as: sales, params })).status).toBe(204);
    expect((await api.call('savedViews.read', { as: sales, params })).body).toMatchObject({ isDefault: true });
    expect((await api.call('savedViews.read', { as: owner, params })).body).toMatchObject({ isDefault: false });
    expect((await api.call('savedViews.clearDefault', { as: sales, params: { list: 'deals' } })).status).toBe(204);
    expect((await api.call('savedViews.read', { as: sales, params })).body).toMatchObject({ isDefault: false });
  });

  it('have a name of their own', async () => {
    await make('Одно');
    const taken = await api.call('savedViews.create', { as: owner, body: { resource: 'deals', name: 'Одно', query: '' } });
    expect(taken.body.errors).toEqual([expect.objectContaining({ path: '/name', code: 'nameTaken' })]);
  });
});
