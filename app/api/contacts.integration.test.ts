import { beforeAll, describe, expect, it } from 'vitest';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../test/api';

let api: TestApi;
let world: ApiWorld;
let owner: string;

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  owner = world.people.OWNER.token;
});

const input = { kind: 'COMPANY', name: 'ООО «Вектор»', phones: ['8 (916) 123-45-67'], inn: '7707083893', tags: ['аренда'] };

async function make(body: object = input): Promise<string> {
  const { status, body: made } = await api.call<{ id: string }>('contacts.create', { as: owner, body });
  expect(status).toBe(201);
  return made.id;
}

describe('contacts', () => {
  it('are made, read, changed, put away and taken back', async () => {
    const id = await make();
    const read = await api.call('contacts.read', { as: owner, params: { contactId: id } });
    expect(read.body).toMatchObject({ name: input.name, phones: ['+79161234567'], inn: input.inn, tags: ['аренда'], version: 1 });
    expect(read.headers.get('ETag')).toBe('"1"');
    const changed = await api.call('contacts.update', { as: owner, params: { contactId: id }, version: 1, body: { city: 'Тверь' } });
    expect(changed.body).toMatchObject({ city: 'Тверь', name: input.name, phones: ['+79161234567'], version: 2 });
    const stale = await api.call('contacts.update', { as: owner, params: { contactId: id }, version: 1, body: { city: 'Омск' } });
    expect(stale.status).toBe(412);
    expect(stale.body).toMatchObject({ type: 'urn:teplo:problem:stale', current: { city: 'Тверь' } });
    expect((await api.call('contacts.update', { as: owner, params: { contactId: id }, body: { city: 'Омск' } })).status).toBe(428);
    expect((await api.call('contacts.delete', { as: owner, params: { contactId: id } })).status).toBe(204);
    expect((await api.call('contacts.read', { as: owner, params: { contactId: id } })).status).toBe(404);
    expect((await api.call('contacts.restore', { as: owner, params: { contactId: id } })).status).toBe(204);
    expect((await api.call('contacts.read', { as: owner, params: { contactId: id } })).status).toBe(200);
  });

  it('are refused with a path for each fault', async () => {
    const wrong = await api.call('contacts.create', { as: owner, body: { kind: 'PERSON', name: 'Анна', inn: '7707083894', phones: ['abc'] } });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors).toEqual(expect.arrayContaining([expect.objectContaining({ path: '/inn', code: 'inn' }), expect.objectContaining({ path: '/phones/0', code: 'phone' })]));
    const unknown = await api.call('contacts.create', { as: owner, body: { kind: 'PERSON', name: 'Анна', nmae: 'x', custom: {} } });
    expect(unknown.body.errors).toEqual([expect.objectContaining({ path: '/nmae', code: 'unknown' })]);
    expect((await api.call('contacts.create', { as: owner, body: { ...input, custom: { nothing: 'x' } } })).status).toBe(422);
  });

  it('come in pages that follow one another', async () => {
    for (let number = 0; number < 5; number++) await make({ kind: 'PERSON', name: `Листов ${number}`, city: 'Пагинск' });
    const names: string[] = [];
    let at: string | null = '/v1/contacts?city=%D0%9F%D0%B0%D0%B3%D0%B8%D0%BD%D1%81%D0%BA&limit=2';
    while (at) {
      const response: Response = await api.fetch(at, { headers: { Authorization: `Bearer ${owner}` } });
      const page = (await response.json()) as { items: { name: string }[]; next: string | null };
      names.push(...page.items.map(({ name }) => name));
      at = page.next?.replace('/api', '') ?? null;
    }
    expect(names).toEqual([0, 1, 2, 3, 4].map((number) => `Листов ${number}`));
    expect((await api.call('contacts.list', { as: owner, query: { after: 'nonsense' } })).status).toBe(422);
    expect((await api.call('contacts.list', { as: owner, query: { colour: 'red' } })).status).toBe(422);
    const sparse = await api.call<{ items: object[] }>('contacts.list', { as: owner, query: { fields: 'id,name', limit: '1' } });
    expect(Object.keys(sparse.body.items[0] ?? {})).toEqual(['id', 'name']);
  });

  it('are made, changed and deleted by the row', async () => {
    const [first, second] = [await make(), await make({ kind: 'PERSON', name: 'Пётр Стоянов' })];
    const rows = [
      { do: 'create', kind: 'PERSON', name: 'Новый Николай' },
      { do: 'update', id: first, version: 1, city: 'Тула' },
      { do: 'update', id: first, version: 1, city: 'Омск' },
      { do: 'create', kind: 'PERSON', name: 'Анна', inn: '1' },
      { do: 'delete', id: second },
      { do: 'delete', id: '01942f3e-8a6b-7c1d-9e2f-3a4b5c6d7e8f' },
    ];
    const { status, body } = await api.call<{ results: { ok: boolean; id?: string; problem?: { status: number; errors?: { path: string }[] } }[] }>('contacts.bulk', { as: owner, body: { rows } });
    expect(status).toBe(200);
    expect(body.results.map(({ ok, problem }) => (ok ? 'ok' : problem?.status))).toEqual(['ok', 'ok', 412, 422, 'ok', 404]);
    expect(body.results[3]?.problem?.errors?.[0]?.path).toBe('/inn');
    expect((await api.call('contacts.read', { as: owner, params: { contactId: first } })).body).toMatchObject({ city: 'Тула', version: 2 });
    expect((await api.call('contacts.read', { as: owner, params: { contactId: body.results[0]?.id ?? '' } })).body).toMatchObject({ name: 'Новый Николай' });
    expect((await api.call('contacts.bulk', { as: owner, body: { rows: [{ do: 'create', kind: 'PERSON' }] } })).body.errors).toEqual([expect.objectContaining({ path: '/rows/0/name' })]);
    expect((await api.call('contacts.bulk', { as: owner, body: { rows: [] } })).status).toBe(422);
  });
});
