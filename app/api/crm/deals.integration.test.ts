import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '~/platform/db.server';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';

let api: TestApi;
let world: ApiWorld;
let owner: string;
let contactId: string;
let pipelineId: string;
let stages: { id: string }[];
let lostReasonId: string;

interface Page<T> {
  items: T[];
  next: string | null;
}

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  owner = world.people.OWNER.token;
  contactId = (await api.call<{ id: string }>('contacts.create', { as: owner, body: { kind: 'COMPANY', name: 'ООО «Вектор»' } })).body.id;
  const [pipeline] = (await api.call<Page<{ id: string; stages: { id: string }[] }>>('pipelines.list', { as: owner })).body.items;
  [pipelineId, stages] = [pipeline?.id ?? '', pipeline?.stages ?? []];
  lostReasonId = (await api.call<Page<{ id: string }>>('lostReasons.list', { as: owner })).body.items[0]?.id ?? '';
});

async function make(more: object = {}, as = owner): Promise<string> {
  const { status, body } = await api.call<{ id: string }>('deals.create', { as, body: { title: 'Подъём ферм', contactId, ...more } });
  expect(status).toBe(201);
  return body.id;
}

const read = (dealId: string, as = owner) => api.call('deals.read', { as, params: { dealId } });
const move = (dealId: string, version: number, body: object, as = owner) => api.call('deals.move', { as, params: { dealId }, version, body });

describe('deals', () => {
  it('are made with what the organisation usually has, read, changed, put away and taken back', async () => {
    const dealId = await make({ amount: '1500000.5', tags: ['кран'], expectedCloseDay: '2027-03-01' });
    const found = await read(dealId);
    expect(found.body).toMatchObject({ pipelineId, currency: 'RUB', amount: '1500000.50', state: 'NEW', stageId: null, contactName: 'ООО «Вектор»', allowedStates: ['IN_PROGRESS', 'LOST'], version: 1 });
    expect(found.headers.get('ETag')).toMatch(/^"1-/);
    const changed = await api.call('deals.update', { as: owner, params: { dealId }, version: 1, body: { notes: 'После обеда', amount: null } });
    expect(changed.body).toMatchObject({ notes: 'После обеда', amount: null, tags: ['кран'], expectedCloseDay: '2027-03-01', version: 2 });
    const stale = await api.call('deals.update', { as: owner, params: { dealId }, version: 1, body: { title: 'Другое' } });
    expect(stale.status).toBe(412);
    expect(stale.body).toMatchObject({ current: { notes: 'После обеда', version: 2 } });
    expect((await api.call('deals.delete', { as: owner, params: { dealId }, version: 1 })).status).toBe(412);
    expect((await api.call('deals.delete', { as: owner, params: { dealId }, version: 2 })).status).toBe(204);
    expect((await read(dealId)).status).toBe(404);
    expect((await api.call('deals.restore', { as: owner, params: { dealId } })).status).toBe(204);
    expect((await read(dealId)).status).toBe(200);
  });

  it('are made together with a new contact, or not at all', async () => {
    const newContact = { name: 'Анна Смирнова', phones: ['8 916 111-22-33'] };
    const body = { title: 'Автовышка', newContact };
    const { body: made } = await api.call<{ id: string }>('deals.create', { as: owner, body });
    const { contactId: newId } = (await read(made.id)).body;
    expect((await api.call('contacts.read', { as: owner, params: { contactId: String(newId) } })).body).toMatchObject({ name: 'Анна Смирнова', phones: ['+79161112233'] });
    const before = await db.contact.count({ where: { organizationId: world.organizationId } });
    const wrong = await api.call('deals.create', { as: owner, body: { ...body, pipelineId: lostReasonId } });
    expect(wrong.body.errors).toEqual([expect.objectContaining({ path: '/pipelineId', code: 'pipeline' })]);
    expect(await db.contact.count({ where: { organizationId: world.organizationId } })).toBe(before);
    const badPhone = await api.call('deals.create', { as: owner, body: { title: 'x', newContact: { name: 'Анна', phones: ['1'] } } });
    expect(badPhone.body.errors).toEqual([expect.objectContaining({ path: '/newContact/phones/0' })]);
    expect((await api.call('deals.create', { as: owner, body: { title: 'x' } })).status).toBe(422);
    expect((await api.call('deals.create', { as: owner, body: { ...body, contactId } })).status).toBe(422);
  });

  it('move as the lifecycle says', async () => {
    const dealId = await make();
    const never = await move(dealId, 1, { to: 'WON' });
    expect(never.status).toBe(409);
    expect(never.body).toMatchObject({ type: 'urn:teplo:problem:conflict', code: 'notAllowed', allowed: ['IN_PROGRESS', 'LOST'], current: { state: 'NEW' } });
    expect((await move(dealId, 1, { to: 'IN_PROGRESS' })).body).toMatchObject({ state: 'IN_PROGRESS', stageId: stages[0]?.id, version: 2 });
    expect((await move(dealId, 2, { to: stages[2]?.id })).body).toMatchObject({ stageId: stages[2]?.id, version: 3 });
    expect((await move(dealId, 3, { to: lostReasonId })).body.errors).toEqual([expect.objectContaining({ path: '/to' })]);
    expect((await move(dealId, 3, { to: 'WON' })).body.errors).toEqual([expect.objectContaining({ path: '/amount', code: 'amountRequired' })]);
    expect((await move(dealId, 3, { to: 'LOST' })).body.errors).toEqual([expect.objectContaining({ path: '/lostReasonId' })]);
    expect((await move(dealId, 2, { to: 'WON', amount: '10' })).status).toBe(412);
    expect((await move(dealId, 3, { to: 'WON', amount: '1000' })).body).toMatchObject({ state: 'WON', amount: '1000.00', stageId: null, allowedStates: ['CLOSED'] });
    const other = await make();
    expect((await move(other, 1, { to: 'LOST', lostReasonId, lostNote: 'Дорого' })).body).toMatchObject({ state: 'LOST', lostReasonId, lostNote: 'Дорого' });
  });

  it('are listed by filter and order, page after page, and summed up', async () => {
    const tag = 'список';
    for (const amount of ['100', '300', '200']) await make({ title: `Список ${amount}`, amount, tags: [tag] });
    const titles: string[] = [];
    let at: string | null = `/v1/deals?tag=${encodeURIComponent(tag)}&sort=-amount&limit=1&pipeline=${pipelineId}`;
    while (at) {
      const response: Response = await api.fetch(at, { headers: { Authorization: `Bearer ${owner}` } });
      const page = (await response.json()) as Page<{ title: string }>;
      titles.push(...page.items.map(({ title }) => title));
      at = page.next?.replace('/api', '') ?? null;
    }
    expect(titles).toEqual(['Список 300', 'Список 200', 'Список 100']);
    const total = await api.call('deals.totals', { as: owner, query: { tag, minAmount: '150' } });
    expect(total.body).toEqual({ count: 2, isMore: false, sums: [{ currency: 'RUB', amount: '500.00' }] });
    expect((await api.call<Page<object>>('deals.list', { as: owner, query: { q: 'список 300' } })).body.items).toHaveLength(1);
    expect((await api.call('deals.list', { as: owner, query: { sort: 'colour' } })).status).toBe(422);
    expect((await api.call('deals.list', { as: owner, query: { state: 'nowhere' } })).status).toBe(422);
    expect((await api.call('deals.list', { as: owner, query: { custom: 'nothing:1' } })).status).toBe(422);
  });

  it('are found by custom fields', async () => {
    await db.customField.create({ data: { organizationId: world.organizationId, entity: 'DEAL', key: 'weight', label: 'Вес', type: 'NUMBER' } });
    const dealId = await make({ custom: { weight: '12' } });
    await make({ custom: { weight: '30' } });
    const found = await api.call<Page<{ id: string; custom: object }>>('deals.list', { as: owner, query: { custom: ['weight.from:10', 'weight.to:20'] } });
    expect(found.body.items).toEqual([expect.objectContaining({ id: dealId, custom: { weight: '12' } })]);
    expect((await api.call('deals.list', { as: owner, query: { custom: 'weight:heavy' } })).status).toBe(422);
  });

  it('stand on the board in columns that are paged', async () => {
    const pipeline = (await api.call<{ id: string }>('pipelines.create', { as: owner, body: { name: 'Монтаж' } })).body.id;
    for (let number = 0; number < 23; number++) await make({ title: `Карточка ${number}`, pipelineId: pipeline, amount: '10' });
    const board = await api.call<{ columns: { key: string; count: number; sums: object[]; cards: object[]; next: string | null }[] }>('deals.board', { as: owner, params: { pipelineId: pipeline } });
    expect(board.body.columns.map(({ key }) => key).filter((key) => key.length < 10)).toEqual(['NEW', 'WON', 'LOST', 'CLOSED']);
    const [first] = board.body.columns;
    expect(first).toMatchObject({ count: 23, sums: [{ currency: 'RUB', amount: '230.00' }] });
    expect(first?.cards).toHaveLength(20);
    const rest = await api.fetch(first?.next?.replace('/api', '') ?? '', { headers: { Authorization: `Bearer ${owner}` } });
    expect(((await rest.json()) as Page<object>).items).toHaveLength(3);
    const column = await api.call<Page<object>>('deals.column', { as: owner, params: { pipelineId: pipeline, columnKey: 'NEW' }, query: { limit: '5' } });
    expect(column.body.items).toHaveLength(5);
    expect((await api.call('deals.column', { as: owner, params: { pipelineId: pipeline, columnKey: lostReasonId } })).status).toBe(404);
  });

  it('stand in the calendar and go into a file', async () => {
    const tag = 'календарь';
    await make({ tags: [tag], amount: '700', expectedCloseDay: '2031-05-31' });
    await make({ tags: [tag], expectedCloseDay: '2031-06-01' });
    const { body } = await api.call('deals.calendar', { as: owner, query: { month: '2031-05', tag } });
    expect(body).toMatchObject({ month: '2031-05', days: [{ day: '2031-05-31', count: 1, sums: [{ currency: 'RUB', amount: '700.00' }], deals: [{ amount: '700.00' }] }] });
    expect((await api.call('deals.calendar', { as: owner })).status).toBe(200);
    const file = await api.call<Uint8Array>('deals.export', { as: owner, query: { tag } });
    expect(new TextDecoder().decode(file.body).trim().split('\r\n')).toHaveLength(3);
    expect((await api.call('deals.export', { as: owner, query: { tag, format: 'xlsx' } })).headers.get('Content-Disposition')).toContain('.xlsx');
  });

  it('change many at once, row by row or in one run', async () => {
    const [one, two] = [await make({ tags: ['пакет'] }), await make({ tags: ['пакет'] })];
    const { body } = await api.call<{ results: object[] }>('deals.bulk', {
      as: owner,
      body: { rows: [{ do: 'create', title: 'Новая', contactId }, { do: 'update', id: one, amount: '5' }, { do: 'update', id: two, version: 7, amount: '5' }, { do: 'delete', id: two }] },
    });
    expect(body.results).toMatchObject([{ ok: true }, { ok: true, id: one }, { ok: false, problem: { status: 412 } }, { ok: true, id: two }]);
    const run = await api.call('deals.change', { as: owner, query: { tag: 'пакет' }, body: { change: { kind: 'owner', ownerId: world.people.SALES.id }, target: { all: true } } });
    expect(run.status).toBe(202);
    expect(run.body).toMatchObject({ state: 'QUEUED' });
    const few = await api.call('deals.change', { as: owner, body: { change: { kind: 'addTag', tags: ['срочно'] }, target: { ids: [one] } } });
    expect(few.body).toMatchObject({ state: 'DONE', counts: { updated: 1 } });
    expect((await read(one)).body).toMatchObject({ tags: ['пакет', 'срочно'], amount: '5.00' });
  });

  it('of others are changed by those alone who may', async () => {
    const sales = world.people.SALES.token;
    const dealId = await make();
    expect((await api.call('deals.update', { as: sales, params: { dealId }, version: 1, body: { title: 'Моя' } })).status).toBe(403);
    expect((await move(dealId, 1, { to: 'IN_PROGRESS' }, sales)).status).toBe(403);
    const own = await make({}, sales);
    expect((await move(own, 1, { to: 'IN_PROGRESS' }, sales)).status).toBe(200);
    expect((await api.call('deals.update', { as: owner, params: { dealId }, version: 1, body: { ownerId: world.people.VIEWER.id } })).body.errors).toEqual([expect.objectContaining({ path: '/ownerId' })]);
  });
});
