import { beforeAll, describe, expect, it } from 'vitest';
import { hashApiKey, newApiKey } from '~/domain/accounts/programs/api-key-secret.server';
import { db } from '~/platform/db.server';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';

let api: TestApi;
let world: ApiWorld;
let owner: string;

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  owner = world.people.OWNER.token;
});

const input = { url: 'https://example.com/teplo?key=1', events: ['deal.won', 'deal.lost'] };

async function make(body: object = input): Promise<{ endpointId: string; secret: string }> {
  const { status, body: made } = await api.call<{ id: string; secret: string }>('webhooks.create', { as: owner, body });
  expect(status).toBe(201);
  return { endpointId: made.id, secret: made.secret };
}

describe('webhooks', () => {
  it('are made, read, changed and removed; their secret is told once', async () => {
    const { endpointId, secret } = await make();
    expect(secret).toMatch(/^whsec_/);
    const params = { endpointId };
    const read = await api.call('webhooks.read', { as: owner, params });
    expect(read.body).toMatchObject({ ...input, description: '', isActive: true, version: 1 });
    expect(JSON.stringify(read.body)).not.toContain(secret);
    expect((await api.call<{ items: object[] }>('webhooks.list', { as: owner })).body.items).toContainEqual(expect.objectContaining({ id: endpointId, last: null }));
    const changed = await api.call('webhooks.update', { as: owner, params, version: 1, body: { description: 'Склад', events: ['*', 'deal.won'] } });
    expect(changed.body).toMatchObject({ url: input.url, description: 'Склад', events: ['*'], version: 2 });
    const stale = await api.call('webhooks.update', { as: owner, params, version: 1, body: { description: 'Другой' } });
    expect(stale.status).toBe(412);
    expect(stale.body).toMatchObject({ current: { description: 'Склад' } });
    const rotated = await api.call<{ secret: string }>('webhooks.rotateSecret', { as: owner, params });
    expect(rotated.body.secret).not.toBe(secret);
    expect((await api.call('webhooks.delete', { as: owner, params })).status).toBe(204);
    expect((await api.call('webhooks.read', { as: owner, params })).status).toBe(404);
  });

  it('tell a key with narrow scopes no more than it may read', async () => {
    const { endpointId } = await make();
    const key = newApiKey();
    await db.apiKey.create({ data: { organizationId: world.organizationId, userId: world.people.OWNER.id, name: 'narrow', prefix: key.slice(0, 12), keyHash: hashApiKey(key), scopes: ['webhooks:read', 'webhooks:write', 'tasks:read'] } });
    const params = { endpointId };
    expect((await api.call('webhooks.create', { as: key, body: { ...input, events: ['task.done'] } })).status).toBe(201);
    for (const events of [['deal.won'], ['task.done', 'payment.recorded'], ['*']]) expect((await api.call('webhooks.create', { as: key, body: { ...input, events } })).status).toBe(403);
    expect((await api.call('webhooks.update', { as: key, params, version: 1, body: { url: 'https://elsewhere.example/' } })).status).toBe(403);
    expect((await api.call('webhooks.rotateSecret', { as: key, params })).status).toBe(403);
    expect((await api.call('webhooks.update', { as: key, params, version: 1, body: { events: ['task.done'] } })).status).toBe(200);
  });

  it('lead nowhere into the house', async () => {
    for (const url of ['http://127.0.0.1/x', 'http://[::1]/', 'http://2130706433/', 'ftp://example.com', 'https://a:b@example.com/']) {
      const refused = await api.call('webhooks.create', { as: owner, body: { url, events: ['*'] } });
      expect(refused.status, url).toBe(422);
      expect(refused.body.errors).toEqual([expect.objectContaining({ path: '/url' })]);
    }
    expect((await api.call('webhooks.create', { as: owner, body: { ...input, events: ['deal.exploded'] } })).status).toBe(422);
  });

  it('are tried, and what was sent is told and sent again', async () => {
    const params = { endpointId: (await make()).endpointId };
    const ping = await api.call<{ deliveryId: string }>('webhooks.ping', { as: owner, params });
    expect(ping.status).toBe(202);
    const { deliveryId } = ping.body;
    const list = await api.call<{ items: object[] }>('webhooks.deliveries', { as: owner, params, query: { state: 'PENDING' } });
    expect(list.body.items).toEqual([expect.objectContaining({ id: deliveryId, type: 'ping', state: 'PENDING' })]);
    expect((await api.call<{ items: object[] }>('webhooks.deliveries', { as: owner, params, query: { state: 'DEAD' } })).body.items).toEqual([]);
    expect((await api.call('webhooks.delivery', { as: owner, params: { deliveryId } })).body).toMatchObject({ endpointId: params.endpointId, data: { endpointId: params.endpointId }, tries: [] });
    expect((await api.call('webhooks.replay', { as: owner, params: { deliveryId } })).status).toBe(204);
    expect((await api.call('webhooks.pause', { as: owner, params })).body).toMatchObject({ isActive: false });
    expect((await api.call('webhooks.ping', { as: owner, params })).status).toBe(409);
    expect((await api.call('webhooks.replay', { as: owner, params: { deliveryId } })).status).toBe(409);
    expect((await api.call('webhooks.resume', { as: owner, params })).body).toMatchObject({ isActive: true });
  });
});
