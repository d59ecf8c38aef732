import { beforeAll, expect, it } from 'vitest';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';
import { db } from '~/platform/db.server';

let api: TestApi;
let world: ApiWorld;
let as: string;

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  as = world.people.OWNER.token;
});

const statusOf = async (answer: Promise<{ status: number }>) => (await answer).status;
const make = (body: object = {}) => api.call<{ id: string; key: string }>('apiKeys.create', { as, body: { name: 'Сайт', scopes: ['contacts:read'], expiresInDays: 30, ...body } });

it('a key works within its scopes until it is revoked', async () => {
  const { status, body } = await make();
  expect([status, body.key]).toEqual([201, expect.stringMatching(/^teplo_[\w-]{43}$/)]);
  expect(await statusOf(api.call('contacts.list', { as: body.key }))).toBe(200);
  expect(await statusOf(api.call('contacts.create', { as: body.key, body: { kind: 'PERSON', name: 'Анна' } }))).toBe(403);
  expect(await statusOf(api.call('apiKeys.list', { as: body.key }))).toBe(403);
  expect(await statusOf(api.call('contacts.list', { as: body.key, headers: { 'X-Organization': 'someone-elses' } }))).toBe(404);
  const params = { apiKeyId: body.id };
  const read = await api.call('apiKeys.read', { as, params });
  expect(read.body).toMatchObject({ name: 'Сайт', prefix: body.key.slice(0, 12), scopes: ['contacts:read'], person: { id: world.people.OWNER.id } });
  expect(read.body.lastUsedAt).not.toBeNull();
  expect(JSON.stringify((await api.call('apiKeys.list', { as })).body)).not.toContain(body.key);
  expect(await statusOf(api.call('apiKeys.revoke', { as, params }))).toBe(204);
  expect(await statusOf(api.call('contacts.list', { as: body.key }))).toBe(401);
  expect(await statusOf(api.call('apiKeys.revoke', { as, params }))).toBe(404);
});

it('a repeat with the same Idempotency-Key tells the same key, which rests nowhere in clear', async () => {
  const body = { name: 'Повтор', scopes: ['contacts:read'], expiresInDays: null };
  const headers = { 'Idempotency-Key': `key-${world.slug}` };
  const [first, second] = [await api.call<{ key: string }>('apiKeys.create', { as, body, headers }), await api.call<{ key: string }>('apiKeys.create', { as, body, headers })];
  expect(second.body).toEqual(first.body);
  const kept = await db.idempotencyRecord.findFirstOrThrow({ where: { key: headers['Idempotency-Key'] } });
  expect(Buffer.from(kept.body ?? []).toString('latin1')).not.toContain(first.body.key);
});

it('a key makes no other key', async () => {
  const { body } = await make({ scopes: ['*:read', '*:write'] });
  expect(await statusOf(api.call('apiKeys.create', { as: body.key, body: { name: 'x', scopes: ['*:read'], expiresInDays: null } }))).toBe(403);
});

it('a key never may more than its person, and ends with their membership', async () => {
  const { body } = await make({ scopes: ['*:read', '*:write'] });
  expect(await statusOf(api.call('apiKeys.list', { as: body.key }))).toBe(200);
  const where = { organizationId_userId: { organizationId: world.organizationId, userId: world.people.OWNER.id } };
  await db.membership.update({ where, data: { role: 'SALES' } });
  expect(await statusOf(api.call('apiKeys.list', { as: body.key }))).toBe(403);
  expect(await statusOf(api.call('contacts.list', { as: body.key }))).toBe(200);
  await db.membership.update({ where, data: { role: 'OWNER', removedAt: new Date() } });
  expect(await statusOf(api.call('contacts.list', { as: body.key }))).toBe(401);
  await db.membership.update({ where, data: { removedAt: null } });
});

it.each([
  ['no scope', { scopes: [] }, '/scopes'],
  ['an unknown scope', { scopes: ['weather:read'] }, '/scopes/0'],
  ['a blank name', { name: '  ' }, '/name'],
  ['no days', { expiresInDays: 0 }, '/expiresInDays'],
])('%s is refused', async (_name, more, path) => {
  const wrong = await api.call('apiKeys.create', { as, body: { name: 'x', scopes: ['contacts:read'], expiresInDays: 1, ...more } });
  expect([wrong.status, wrong.body.errors]).toEqual([422, [expect.objectContaining({ path })]]);
});
