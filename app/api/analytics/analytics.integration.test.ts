import { beforeAll, describe, expect, it } from 'vitest';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';

let api: TestApi;
let world: ApiWorld;
let owner: string;
let lostReasonId: string;

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  owner = world.people.OWNER.token;
  const contactId = (await api.call<{ id: string }>('contacts.create', { as: owner, body: { kind: 'COMPANY', name: 'ООО «Вектор»', source: 'Выставка' } })).body.id;
  lostReasonId = (await api.call<{ items: { id: string }[] }>('lostReasons.list', { as: owner })).body.items[0]?.id ?? '';
  const make = async (amount: string, ownerId: string | null) => (await api.call<{ id: string }>('deals.create', { as: owner, body: { title: 'Монтаж', contactId, amount, ownerId } })).body.id;
  const move = (dealId: string, version: number, body: object) => api.call('deals.move', { as: owner, params: { dealId }, version, body });
  const won = await make('1000', world.people.SALES.id);
  await move(won, 1, { to: 'IN_PROGRESS' });
  await move(won, 2, { to: 'WON' });
  await move(await make('300', null), 1, { to: 'LOST', lostReasonId });
  await make('500', world.people.MANAGER.id);
  await api.call('activities.create', { as: owner, body: { kind: 'CALL', durationMin: 7, dealId: won } });
  const taskId = (await api.call<{ id: string }>('tasks.create', { as: owner, body: { title: 'Смета', assigneeId: world.people.SALES.id } })).body.id;
  await api.call('tasks.state', { as: owner, params: { taskId }, body: { state: 'DONE' } });
  await api.call('tasks.create', { as: owner, body: { title: 'Звонок' } });
});

const ask = async (operation: string, query: Record<string, string> = {}, as = owner) => {
  const { status, body } = await api.call(operation, { as, query });
  expect(status).toBe(200);
  return body;
};

describe('figures', () => {
  it('of deals are those of the rows', async () => {
    const summary = await ask('analytics.deals');
    expect(summary).toMatchObject({
      made: { total: 3, states: { NEW: 1, WON: 1, LOST: 1 }, amounts: [{ currency: 'RUB', amount: '1800.00', count: 3 }] },
      madeBefore: { total: 0 },
      ended: { won: 1, lost: 1, winRate: 0.5, wonAmounts: [{ amount: '1000.00' }] },
      open: [{ currency: 'RUB', count: 1, amount: '500.00', weighted: '100.00' }],
    });
    expect(await ask('analytics.deals', { period: 'all', owner: 'nobody' })).toMatchObject({ made: { total: 1 }, madeBefore: null });
    const { months, currency } = (await ask('analytics.dealsByMonth')) as { currency: string; months: object[] };
    expect(currency).toBe('RUB');
    expect(months).toHaveLength(12);
    expect(months.at(-1)).toMatchObject({ made: 3, won: 1, lost: 1, wonAmount: '1000.00' });
    expect(await ask('analytics.dealsByOwner')).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ ownerId: world.people.SALES.id, won: 1 }), expect.objectContaining({ ownerId: null, lost: 1 })]) as unknown });
    const { stages } = (await ask('analytics.stages')) as { stages: { entered: number; exits: object }[] };
    expect(stages[0]).toMatchObject({ entered: 1, exits: { won: 1, here: 0 }, conversion: 1 });
    expect((await api.call('analytics.stages', { as: owner, query: { pipeline: lostReasonId } })).status).toBe(422);
    expect(await ask('analytics.lostReasons')).toMatchObject({ items: [{ id: lostReasonId, count: 1, amounts: [{ amount: '300.00' }] }] });
  });

  it('of tasks, contacts and what was logged are those of the rows', async () => {
    expect(await ask('analytics.tasks')).toMatchObject({ made: { total: 2, states: { TODO: 1, DONE: 1 }, completion: 0.5 }, people: expect.arrayContaining([expect.objectContaining({ personId: world.people.SALES.id, done: 1 })]) as unknown });
    expect(await ask('analytics.contacts')).toMatchObject({ all: { total: 1, companies: 1 }, made: { total: 1 }, sources: [{ source: 'Выставка', count: 1, withDeals: 1 }] });
    const activities = await ask('analytics.activities', { period: '7d' });
    expect(activities).toMatchObject({ totals: { total: 1, kinds: { CALL: 1, NOTE: 0 }, minutes: 7 }, people: [{ personId: world.people.OWNER.id, total: 1 }], unit: 'day' });
    expect(activities.times).toHaveLength(7);
    expect(await ask('analytics.logged', { kind: 'CALL' })).toMatchObject({ items: [{ kind: 'CALL', durationMin: 7 }], next: null });
    expect(await ask('analytics.logged', { kind: 'NOTE' })).toMatchObject({ items: [] });
  });

  it('are one’s own for who sees no others', async () => {
    const sales = world.people.SALES.token;
    expect(await ask('analytics.deals', { owner: world.people.MANAGER.id }, sales)).toMatchObject({ made: { total: 1 } });
    expect(await ask('analytics.dealsByOwner', {}, sales)).toMatchObject({ items: [] });
    expect((await api.call('analytics.deals', { as: world.people.OPERATOR.token })).status).toBe(403);
    expect((await api.call('analytics.deals', { as: owner, query: { period: 'century' } })).status).toBe(422);
  });

  it('of today are as far as the role sees them', async () => {
    expect(await ask('dashboard.read', { period: 'today' })).toMatchObject({ leads: { total: 0, waiting: 0 }, form: { views: 0 }, tasks: { overdue: 0, today: 0 } });
    expect(await ask('dashboard.read', {}, world.people.SALES.token)).toMatchObject({ leads: { total: 0 }, form: null });
    expect(await ask('dashboard.read', {}, world.people.OPERATOR.token)).toMatchObject({ leads: null, form: null, tasks: { overdue: 0 } });
    expect(await ask('dashboard.read', {}, world.people.VIEWER.token)).toMatchObject({ tasks: null });
  });
});
