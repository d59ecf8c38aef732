import { beforeAll, describe, expect, it } from 'vitest';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';

let api: TestApi;
let world: ApiWorld;
let owner: string;
let contactId: string;
let dealId: string;

interface Entry {
  id: string;
  kind: string;
  event: string | null;
  version: number;
}

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  owner = world.people.OWNER.token;
  contactId = (await api.call<{ id: string }>('contacts.create', { as: owner, body: { kind: 'PERSON', name: 'Анна' } })).body.id;
  dealId = (await api.call<{ id: string }>('deals.create', { as: owner, body: { title: 'Монтаж', contactId } })).body.id;
});

const log = (body: object, as = owner) => api.call<{ id: string }>('activities.create', { as, body: { kind: 'CALL', dealId, ...body } });
const list = async (query: Record<string, string | string[]>) => (await api.call<{ items: Entry[]; next: string | null }>('activities.list', { as: owner, query })).body;

describe('activities', () => {
  it('are logged, read, rewritten, taken out and brought back', async () => {
    const { status, body } = await log({ body: 'Договорились', durationMin: 12, occurredAt: '2026-01-15T12:30:45+03:00' });
    expect(status).toBe(201);
    const params = { activityId: body.id };
    const read = () => api.call('activities.read', { as: owner, params });
    expect((await read()).body).toMatchObject({ kind: 'CALL', body: 'Договорились', durationMin: 12, occurredAt: '2026-01-15T09:30:45.000Z', dealId, contactId, version: 1 });
    expect((await api.call('activities.update', { as: owner, params, version: 1, body: { body: 'Перезвонят' } })).body).toMatchObject({ body: 'Перезвонят', durationMin: 12, version: 2 });
    expect((await api.call('activities.update', { as: owner, params, version: 1, body: { body: 'x' } })).status).toBe(412);
    expect((await api.call('activities.delete', { as: owner, params, version: 1 })).status).toBe(412);
    expect((await api.call('activities.delete', { as: owner, params, version: 2 })).status).toBe(204);
    expect((await read()).status).toBe(404);
    expect((await api.call('activities.restore', { as: owner, params })).status).toBe(204);
    expect((await read()).body).toMatchObject({ version: 4 });
  });

  it('make the history of a record, page after page', async () => {
    for (const body of ['раз', 'два']) await log({ kind: 'NOTE', body });
    const notes = await list({ deal: dealId, kind: 'NOTE', limit: '1' });
    expect(notes.items).toHaveLength(1);
    const rest = await api.fetch(notes.next?.replace('/api', '') ?? '', { headers: { Authorization: `Bearer ${owner}` } });
    expect(((await rest.json()) as { items: Entry[] }).items).toHaveLength(1);
    const whole = await list({ contact: contactId, kind: ['NOTE', 'SYSTEM'] });
    expect(whole.items.map(({ event }) => event)).toEqual(expect.arrayContaining([null, 'deal.created']));
    expect((await api.call('activities.list', { as: owner })).status).toBe(422);
    expect((await api.call('activities.list', { as: owner, query: { deal: dealId, contact: contactId } })).status).toBe(422);
    expect((await api.call('activities.list', { as: owner, query: { lead: dealId } })).status).toBe(404);
  });

  it('are refused with a path for each fault', async () => {
    expect((await log({ kind: 'NOTE', body: ' ' })).body).toMatchObject({ errors: [{ path: '/body' }] });
    expect((await log({ occurredAt: '2190-01-01T00:00:00Z' })).body).toMatchObject({ errors: [{ path: '/occurredAt', code: 'future' }] });
    expect((await log({ contactId })).body).toMatchObject({ errors: [{ path: '/dealId' }] });
    expect((await api.call('activities.create', { as: owner, body: { kind: 'NOTE', body: 'x', dealId: contactId } })).status).toBe(404);
    const note = (await log({ kind: 'NOTE', body: 'x' })).body.id;
    expect((await api.call('activities.update', { as: owner, params: { activityId: note }, version: 1, body: { body: '' } })).body).toMatchObject({ errors: [{ path: '/body' }] });
  });

  it('of the system and of others stay as they are', async () => {
    const [line] = (await list({ deal: dealId, kind: 'SYSTEM' })).items;
    const params = { activityId: line?.id ?? '' };
    expect((await api.call('activities.update', { as: owner, params, version: line?.version ?? 1, body: { body: 'x' } })).status).toBe(403);
    expect((await api.call('activities.delete', { as: owner, params, version: 1 })).status).toBe(403);
    const theirs = (await log({ kind: 'NOTE', body: 'x' })).body.id;
    const sales = world.people.SALES.token;
    expect((await api.call('activities.update', { as: sales, params: { activityId: theirs }, version: 1, body: { body: 'y' } })).status).toBe(403);
    const own = (await log({ kind: 'NOTE', body: 'x' }, sales)).body.id;
    expect((await api.call('activities.update', { as: sales, params: { activityId: own }, version: 1, body: { body: 'y' } })).status).toBe(200);
    expect((await log({}, world.people.OPERATOR.token)).status).toBe(403);
  });
});
