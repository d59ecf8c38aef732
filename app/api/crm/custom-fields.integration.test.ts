import { beforeAll, describe, expect, it } from 'vitest';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';

interface Field {
  id: string;
  key: string;
  label: string;
  version: number;
}

let api: TestApi;
let world: ApiWorld;
let owner: string;

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  owner = world.people.OWNER.token;
});

async function make(body: object): Promise<string> {
  const made = await api.call<{ id: string }>('customFields.create', { as: owner, body: { entity: 'DEAL', type: 'TEXT', ...body } });
  expect(made.status).toBe(201);
  return made.body.id;
}

async function labels(query: Record<string, string> = { entity: 'DEAL' }): Promise<string[]> {
  return (await api.call<{ items: Field[] }>('customFields.list', { as: owner, query })).body.items.map(({ label }) => label);
}

describe('custom fields', () => {
  it('are made, read and changed by version', async () => {
    const customFieldId = await make({ type: 'CHOICE', label: 'Грунт', options: ['песок', 'глина', 'Песок'] });
    const params = { customFieldId };
    const read = await api.call<Field>('customFields.read', { as: owner, params });
    expect(read.body).toMatchObject({ key: 'grunt', type: 'CHOICE', options: ['Песок', 'глина'], isRequired: false, isArchived: false, version: 1 });
    const changed = await api.call('customFields.update', { as: owner, params, version: 1, body: { isRequired: true } });
    expect(changed.body).toMatchObject({ label: 'Грунт', options: ['Песок', 'глина'], isRequired: true, version: 2 });
    const stale = await api.call('customFields.update', { as: owner, params, version: 1, body: { label: 'Почва' } });
    expect(stale.status).toBe(412);
    expect(stale.body).toMatchObject({ current: { isRequired: true, version: 2 } });
    expect((await api.call('customFields.update', { as: owner, params, version: 2, body: { options: [] } })).body.errors).toEqual([expect.objectContaining({ path: '/options', code: 'noOptions' })]);
    expect((await api.call('customFields.create', { as: owner, body: { entity: 'DEAL', type: 'CHOICE', label: 'x' } })).status).toBe(422);
  });

  it('are put into order', async () => {
    const [first, second, third] = [await make({ entity: 'ITEM', label: 'Первое' }), await make({ entity: 'ITEM', label: 'Второе' }), await make({ entity: 'ITEM', label: 'Третье' })];
    const move = (customFieldId: string, before: string | null) => api.call('customFields.move', { as: owner, params: { customFieldId }, body: { before } });
    expect((await move(third, first)).status).toBe(204);
    expect(await labels({ entity: 'ITEM' })).toEqual(['Третье', 'Первое', 'Второе']);
    expect((await move(third, null)).status).toBe(204);
    expect(await labels({ entity: 'ITEM' })).toEqual(['Первое', 'Второе', 'Третье']);
    expect((await move(second, await make({ label: 'Чужое' }))).status).toBe(422);
  });

  it('are taken out of the lists and back', async () => {
    const customFieldId = await make({ entity: 'CONTACT', label: 'Отчество' });
    const params = { customFieldId };
    expect((await api.call('customFields.archive', { as: owner, params })).body).toMatchObject({ isArchived: true });
    expect(await labels({ entity: 'CONTACT' })).toEqual([]);
    expect(await labels({ entity: 'CONTACT', archived: 'true' })).toEqual(['Отчество']);
    expect((await api.call('customFields.unarchive', { as: owner, params })).body).toMatchObject({ isArchived: false });
    expect(await labels({})).toContain('Отчество');
    const seen = await api.call<{ items: Field[] }>('customFields.list', { as: world.people.VIEWER.token, query: { entity: 'CONTACT' } });
    expect(seen.status).toBe(200);
    expect((await api.call('customFields.archive', { as: world.people.VIEWER.token, params })).status).toBe(403);
  });
});
