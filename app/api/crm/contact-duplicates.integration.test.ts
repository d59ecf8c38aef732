import { beforeAll, describe, expect, it } from 'vitest';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';

let api: TestApi;
let world: ApiWorld;
let owner: string;

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  owner = world.people.OWNER.token;
});

async function make(body: object): Promise<string> {
  return (await api.call<{ id: string }>('contacts.create', { as: owner, body: { kind: 'PERSON', ...body } })).body.id;
}

interface Page<T> {
  items: T[];
  next: string | null;
}

describe('suspected duplicates', () => {
  it('come in groups until somebody says that they are different', async () => {
    const contactIds = [await make({ name: 'Анна', phones: ['+79160000010'] }), await make({ name: 'Аня', phones: ['+79160000010'] })];
    const groups = async () => (await api.call<Page<{ value: string; members: { id: string }[] }>>('contactDuplicates.list', { as: owner })).body.items.filter(({ value }) => value === '+79160000010');
    expect((await groups())[0]?.members.map(({ id }) => id)).toEqual(contactIds);
    const ofFirst = await api.call<Page<unknown>>('contactDuplicates.ofContact', { as: owner, params: { contactId: contactIds[0] ?? '' } });
    expect(ofFirst.body.items).toEqual([expect.objectContaining({ id: contactIds[1], matched: 'phone' })]);
    expect((await api.call('contactDuplicates.distinguish', { as: owner, body: { contactIds } })).status).toBe(204);
    expect(await groups()).toEqual([]);
    expect((await api.call('contactDuplicates.undistinguish', { as: owner, body: { contactIds } })).status).toBe(204);
    expect(await groups()).toHaveLength(1);
    const unknown = ['01942f3e-8a6b-7c1d-9e2f-3a4b5c6d7e8f', '01942f3e-8a6b-7c1d-9e2f-3a4b5c6d7e90'];
    expect((await api.call('contactDuplicates.distinguish', { as: owner, body: { contactIds: unknown } })).status).toBe(422);
  });

  it('come in pages', async () => {
    for (let number = 10; number < 31; number++) for (const name of ['Пара', 'Пара та же']) await make({ name, phones: [`+791610000${number}`] });
    const seen: string[] = [];
    for (let at: string | null = '/v1/contact-duplicates'; at; ) {
      const response: Response = await api.fetch(at, { headers: { Authorization: `Bearer ${owner}` } });
      const page = (await response.json()) as Page<{ value: string }>;
      seen.push(...page.items.map(({ value }) => value));
      at = page.next?.replace('/api', '') ?? null;
    }
    expect(seen.filter((value) => value.startsWith('+791610000'))).toHaveLength(21);
    expect(new Set(seen).size).toBe(seen.length);
    expect((await api.call('contactDuplicates.list', { as: owner, query: { after: 'abc' } })).status).toBe(422);
  });

  it('are found before a contact is made', async () => {
    const id = await make({ name: 'Почтин', emails: ['pochtin@example.com'] });
    const found = await api.call<Page<unknown>>('contactDuplicates.check', { as: owner, body: { phones: ['8 916 765-43-21'], emails: [' Pochtin@Example.com '] } });
    expect(found.body.items).toEqual([expect.objectContaining({ id, matched: 'email', value: 'pochtin@example.com' })]);
    const wrong = await api.call('contactDuplicates.check', { as: owner, body: { phones: ['12'], emails: ['x'], inn: '1' } });
    expect(wrong.body.errors).toEqual([expect.objectContaining({ path: '/phones/0' }), expect.objectContaining({ path: '/emails/0' }), expect.objectContaining({ path: '/inn' })]);
  });
});

describe('merges', () => {
  it('make one contact of two as chosen, and are taken apart again', async () => {
    const [winner, loser] = [await make({ name: 'Сидоров', city: 'Тверь', phones: ['+79160000020'] }), await make({ name: 'Сидоров Пётр', city: 'Клин', phones: ['+79160000021'] })];
    const body = { winner: { id: winner, version: 1 }, loser: { id: loser, version: 1 }, choices: { name: 'loser' } };
    const preview = await api.call('contactMerges.create', { as: owner, query: { dryRun: 'true' }, body });
    expect(preview.body).toMatchObject({ id: null, contact: { name: 'Сидоров Пётр', city: 'Тверь', phones: ['+79160000020', '+79160000021'] } });
    expect((await api.call('contacts.read', { as: owner, params: { contactId: loser } })).status).toBe(200);
    const done = await api.call<{ id: string }>('contactMerges.create', { as: owner, body });
    expect(done.status).toBe(200);
    expect((await api.call('contacts.read', { as: owner, params: { contactId: winner } })).body).toMatchObject({ name: 'Сидоров Пётр', city: 'Тверь', version: 2 });
    expect((await api.call('contacts.read', { as: owner, params: { contactId: loser } })).status).toBe(404);
    const past = await api.call<Page<unknown>>('contactMerges.list', { as: owner, params: { contactId: winner } });
    expect(past.body.items).toEqual([expect.objectContaining({ id: done.body.id, name: 'Сидоров Пётр' })]);
    const undone = await api.call('contactMerges.undo', { as: owner, params: { mergeId: done.body.id } });
    expect(undone.body).toEqual({ winnerId: winner, loserId: loser, loserName: 'Сидоров Пётр', kept: [], left: 0 });
    expect((await api.call('contactMerges.undo', { as: owner, params: { mergeId: done.body.id } })).status).toBe(404);
    expect((await api.call('contacts.read', { as: owner, params: { contactId: loser } })).body).toMatchObject({ name: 'Сидоров Пётр', city: 'Клин' });
  });

  it('are refused for what was changed meanwhile, and for choices that are none', async () => {
    const [first, second] = [await make({ name: 'Новый' }), await make({ name: 'Новее' })];
    const merge = (more: object) => api.call('contactMerges.create', { as: owner, body: { winner: { id: first, version: 1 }, loser: { id: second, version: 1 }, ...more } });
    const stale = await merge({ loser: { id: second, version: 7 } });
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({ code: 'stale', loser: { version: 1 } });
    expect((await merge({ loser: { id: first, version: 1 } })).status).toBe(422);
    const wrong = await merge({ choices: { colour: 'winner', name: 'both' } });
    expect(wrong.body.errors).toEqual([expect.objectContaining({ path: '/choices/colour' }), expect.objectContaining({ path: '/choices/name', code: 'both' })]);
    expect((await merge({ loser: { id: '01942f3e-8a6b-7c1d-9e2f-3a4b5c6d7e8f', version: 1 } })).status).toBe(404);
  });
});
