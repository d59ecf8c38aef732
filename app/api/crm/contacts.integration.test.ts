import { beforeAll, describe, expect, it } from 'vitest';
import { bulkSlice } from '~/domain/bulk/bulk-runs.server';
import { db } from '~/platform/db.server';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';

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
    expect(read.headers.get('ETag')).toMatch(/^"1-/);
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

  it('are changed by those alone whose permission reaches them', async () => {
    const sales = world.people.SALES;
    const [others, own] = [await make(), await make({ kind: 'PERSON', name: 'Своя', ownerId: sales.id })];
    const change = (contactId: string) => api.call('contacts.update', { as: sales.token, params: { contactId }, version: 1, body: { city: 'Ржев' } });
    expect((await change(others)).status).toBe(403);
    expect((await change(own)).status).toBe(200);
    const rows = [{ do: 'update', id: others, city: 'Ржев' }, { do: 'delete', id: own }];
    const bulk = await api.call<{ results: { problem?: { status: number } }[] }>('contacts.bulk', { as: sales.token, body: { rows } });
    expect(bulk.body.results.map(({ problem }) => problem?.status)).toEqual([403, 403]);
    const many = await api.call<{ counts: object }>('contacts.change', { as: sales.token, body: { change: { kind: 'addTag', tags: ['мой'] }, target: { ids: [others, own] } } });
    expect(many.body.counts).toEqual({ failed: 1, updated: 1 });
    expect((await api.call('contacts.change', { as: sales.token, body: { change: { kind: 'trash' }, target: { ids: [own] } } })).status).toBe(403);
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

  it('are narrowed and counted by what the list of the interface knows', async () => {
    const field = { organizationId: world.organizationId, entity: 'CONTACT', key: 'area', label: 'Площадь', type: 'NUMBER' } as const;
    await db.customField.create({ data: field, select: { id: true } });
    await make({ kind: 'PERSON', name: 'Участков Аркадий', tags: ['дача', 'постоянный'], city: 'Кимры', custom: { area: '12' } });
    await make({ kind: 'PERSON', name: 'Участкова Белла', tags: ['дача'], city: 'Кимры', custom: { area: '30' } });
    const names = async (query: Record<string, string | string[]>) => (await api.call<{ items: { name: string }[] }>('contacts.list', { as: owner, query: { city: 'Кимры', ...query } })).body.items.map(({ name }) => name);
    expect(await names({ tag: 'дача' })).toHaveLength(2);
    expect(await names({ tag: ['дача', 'постоянный'] })).toEqual(['Участков Аркадий']);
    expect(await names({ custom: 'area.from:20' })).toEqual(['Участкова Белла']);
    expect(await names({ custom: ['area.from:10', 'area.to:15'] })).toEqual(['Участков Аркадий']);
    expect(await names({ period: 'today', sort: '-cf.area' })).toEqual(['Участкова Белла', 'Участков Аркадий']);
    expect(await names({ to: '2020-01-01' })).toEqual([]);
    expect(await names({ q: 'Учасков', match: 'similar' })).toHaveLength(2);
    const count = await api.call('contacts.count', { as: owner, query: { city: 'Кимры', tag: 'дача' } });
    expect(count.body).toEqual({ count: 2, isMore: false });
    const wrong: Record<string, string>[] = [{ custom: 'none:1' }, { custom: 'area:much' }, { period: 'ever' }, { sort: 'cf.none' }, { match: 'similar' }, { owner: 'him' }];
    for (const query of wrong) {
      expect((await api.call('contacts.list', { as: owner, query })).status, JSON.stringify(query)).toBe(422);
    }
    expect((await api.call('contacts.words', { as: owner })).body).toMatchObject({ tags: expect.any(Array) });
  });

  it('can be made only if nobody has their phone', async () => {
    const body = { kind: 'PERSON', name: 'Двойников', phones: ['+79160000001'] };
    const first = await make(body);
    const refused = await api.call('contacts.create', { as: owner, body, query: { unique: 'true' } });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'duplicates', duplicates: [{ id: first, matched: 'phone', value: '+79160000001' }] });
    expect((await api.call('contacts.create', { as: owner, body })).status).toBe(201);
  });

  it('say how they stand, and stay while orders are linked', async () => {
    const contactId = await make({ kind: 'PERSON', name: 'Балансов' });
    const order = { organizationId: world.organizationId, contactId, number: 'Б-1', currency: 'RUB', state: 'CANCELLED', cancelReason: 'x', paid: '500' } as const;
    const { id: orderId } = await db.order.create({ data: order, select: { id: true } });
    const { body } = await api.call<{ items: object[] }>('contacts.balance', { as: owner, params: { contactId } });
    expect(body.items).toEqual([expect.objectContaining({ currency: 'RUB', due: '0.00', advance: '500.00' })]);
    const refused = await api.call('contacts.delete', { as: owner, params: { contactId } });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'hasOrders', count: 1, orders: [{ id: orderId }] });
  });

  it('are changed many at once, and that is taken back', async () => {
    const ids = [await make({ kind: 'PERSON', name: 'Массов 1', city: 'Масса' }), await make({ kind: 'PERSON', name: 'Массов 2', city: 'Масса' })];
    const changed = await api.call<{ id: string; state: string }>('contacts.change', { as: owner, body: { change: { kind: 'addTag', tags: ['важный'] }, target: { ids } } });
    expect(changed.status).toBe(202);
    expect(changed.body).toMatchObject({ state: 'DONE', total: 2, counts: { updated: 2 } });
    const params = { runId: changed.body.id };
    expect((await api.call('runs.read', { as: owner, params })).body).toMatchObject({ state: 'DONE', done: 2 });
    expect((await api.call('runs.read', { as: world.people.MANAGER.token, params })).status).toBe(404);
    expect((await api.call('runs.undo', { as: owner, params })).body).toMatchObject({ state: 'DONE', counts: { reverted: 2 } });
    expect((await api.call('runs.undo', { as: owner, params })).status).toBe(409);
    expect((await api.call('contacts.read', { as: owner, params: { contactId: ids[0] ?? '' } })).body).toMatchObject({ tags: [] });
    const wrong = await api.call('contacts.change', { as: owner, body: { change: { kind: 'owner', ownerId: ids[0] }, target: { ids } } });
    expect(wrong.body.errors).toEqual([expect.objectContaining({ path: '/change/ownerId' })]);
    expect((await api.call('contacts.change', { as: owner, body: { change: { kind: 'custom', key: 'none', value: 'x' }, target: { ids } } })).status).toBe(422);
  });

  it('are changed in the background when a filter names them', async () => {
    const contactId = await make({ kind: 'PERSON', name: 'Фоновый', city: 'Фон' });
    const started = await api.call<{ id: string }>('contacts.change', { as: owner, query: { city: 'Фон' }, body: { change: { kind: 'city', text: ' Тверь ' }, target: { all: true } } });
    expect(started.body).toMatchObject({ state: 'QUEUED', total: 0 });
    const params = { runId: started.body.id };
    expect((await api.call('runs.cancel', { as: owner, params })).body).toMatchObject({ state: 'CANCELLED' });
    expect((await api.call('runs.resume', { as: owner, params })).status).toBe(202);
    await bulkSlice({ organizationId: world.organizationId, runId: params.runId, signal: new AbortController().signal });
    expect((await api.call('runs.read', { as: owner, params })).body).toMatchObject({ state: 'DONE', counts: { updated: 1 } });
    expect((await api.call('contacts.read', { as: owner, params: { contactId } })).body).toMatchObject({ city: 'Тверь' });
  });
});
