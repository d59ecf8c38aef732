import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { hashApiKey, newApiKey } from '~/domain/accounts/programs/api-key-secret.server';
import { db } from '~/platform/db.server';
import { releaseKey, takeKey } from '~/platform/idempotency.server';
import { makeMember, makeOrganization } from '../../prisma/factories';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../test/api';

let api: TestApi;
let world: ApiWorld;
let owner: string;

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  owner = world.people.OWNER.token;
});

const person = { kind: 'PERSON', name: 'Анна' } as const;
const countContacts = () => db.contact.count({ where: { organizationId: world.organizationId } });

async function makeKey(scopes: string[], more: { expiresAt?: Date; revokedAt?: Date; userId?: string } = {}): Promise<string> {
  const key = newApiKey();
  await db.apiKey.create({ data: { organizationId: world.organizationId, userId: world.people.OWNER.id, name: 'test', prefix: key.slice(0, 12), keyHash: hashApiKey(key), scopes, ...more } });
  return key;
}

describe('who calls', () => {
  it('is let in by a key within its scopes, as long as it is good', async () => {
    const reads = await makeKey(['contacts:read']);
    expect((await api.call('contacts.list', { as: reads })).status).toBe(200);
    expect((await api.call('contacts.create', { as: reads, body: person })).status).toBe(403);
    expect((await api.call('contacts.create', { as: await makeKey(['*:write']), body: person })).status).toBe(201);
    expect((await api.call('contacts.list', { as: await makeKey(['deals:read']) })).status).toBe(403);
    expect((await api.call('contacts.list', { as: await makeKey(['*:read'], { expiresAt: new Date(Date.now() - 1_000) }) })).status).toBe(401);
    expect((await api.call('contacts.list', { as: await makeKey(['*:read'], { revokedAt: new Date() }) })).status).toBe(401);
    expect((await api.call('contacts.list', { as: newApiKey() })).status).toBe(401);
  });

  it('never may more by a key than the person behind it', async () => {
    const key = await makeKey(['*:read', '*:write'], { userId: world.people.VIEWER.id });
    expect((await api.call('contacts.list', { as: key })).status).toBe(200);
    expect((await api.call('contacts.create', { as: key, body: person })).status).toBe(403);
    const { user } = await makeMember(db, { organizationId: world.organizationId, role: 'OWNER' });
    const theirs = await makeKey(['*:read'], { userId: user.id });
    expect((await api.call('contacts.list', { as: theirs })).status).toBe(200);
    await db.membership.updateMany({ where: { organizationId: world.organizationId, userId: user.id }, data: { removedAt: new Date() } });
    expect((await api.call('contacts.list', { as: theirs })).status).toBe(401);
  });

  it('names the organisation when there are several, and never another one', async () => {
    const { id: secondId, slug } = await makeOrganization(db);
    await makeMember(db, { organizationId: secondId, userId: world.people.MANAGER.id, role: 'VIEWER' });
    const { token } = world.people.MANAGER;
    const unnamed = await api.call('contacts.list', { as: token });
    expect([unnamed.status, unnamed.body.type]).toEqual([400, 'urn:teplo:problem:organization-needed']);
    expect((await api.call('contacts.create', { as: token, headers: { 'X-Organization': world.slug }, body: person })).status).toBe(201);
    expect((await api.call('contacts.create', { as: token, headers: { 'X-Organization': slug }, body: person })).status).toBe(403);
    const { slug: foreign } = await makeOrganization(db);
    expect((await api.call('contacts.list', { as: token, headers: { 'X-Organization': foreign } })).status).toBe(404);
    expect((await api.call('contacts.list', { as: await makeKey(['*:read']), headers: { 'X-Organization': slug } })).status).toBe(404);
  });

  it('is let out at once when the sign-in ends', async () => {
    const { user } = await makeMember(db, { organizationId: world.organizationId, role: 'ADMIN' });
    const { tokenFor } = await import('../../test/api');
    const token = await tokenFor(user.id);
    expect((await api.call('contacts.list', { as: token })).status).toBe(200);
    await db.tokenFamily.updateMany({ where: { userId: user.id }, data: { revokedAt: new Date() } });
    expect((await api.call('contacts.list', { as: token })).status).toBe(401);
  });
});

describe('a key', () => {
  it('keeps views only where it may change records, and gives nobody a role that makes keys', async () => {
    const [reads, writes, people] = [await makeKey(['deals:read']), await makeKey(['deals:read', 'deals:write']), await makeKey(['*:read', '*:write'])];
    const body = { resource: 'deals', name: 'Крупные', query: '' };
    expect((await api.call('savedViews.create', { as: reads, body })).status).toBe(403);
    const made = await api.call<{ id: string }>('savedViews.create', { as: writes, body });
    expect(made.status).toBe(201);
    expect((await api.call('savedViews.delete', { as: reads, params: { viewId: made.body.id } })).status).toBe(403);
    expect((await api.call('savedViews.read', { as: reads, params: { viewId: made.body.id } })).status).toBe(200);
    for (const [role, status] of [['OWNER', 403], ['ADMIN', 403], ['SALES', 201]] as const) {
      expect((await api.call('invitations.create', { as: people, body: { email: `${role.toLowerCase()}.${Date.now()}@example.com`, role } })).status, role).toBe(status);
    }
    const params = { memberId: world.people.OPERATOR.id };
    expect((await api.call('members.update', { as: people, params, body: { role: 'ADMIN' } })).status).toBe(403);
    const invited = await api.call<{ id: string }>('invitations.create', { as: owner, body: { email: `admin.${Date.now()}@example.com`, role: 'ADMIN' } });
    expect((await api.call('invitations.resend', { as: people, params: { invitationId: invited.body.id }, body: {} })).status).toBe(403);
  });
});

describe('Idempotency-Key', () => {
  it('makes a thing once, however often and however simultaneously it is asked for', async () => {
    const before = await countContacts();
    const ask = () => api.call<{ id: string }>('contacts.create', { as: owner, body: person, headers: { 'Idempotency-Key': 'once' } });
    const answers = await Promise.all(Array.from({ length: 8 }, ask));
    answers.push(await ask());
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('Idempotent-Replay') === 'true')).toHaveLength(8);
    expect(answers.at(-1)?.headers.get('Location')).toBe(`/api/v1/contacts/${answers[0]?.body.id}`);
    expect(await countContacts()).toBe(before + 1);
  });

  it('stands for one request of one caller', async () => {
    const headers = { 'Idempotency-Key': 'mine' };
    expect((await api.call('contacts.create', { as: owner, body: person, headers })).status).toBe(201);
    const other = await api.call('contacts.create', { as: owner, body: { ...person, name: 'Борис' }, headers });
    expect([other.status, other.body.type]).toEqual([422, 'urn:teplo:problem:idempotency-key-reused']);
    const before = await countContacts();
    expect((await api.call('contacts.create', { as: world.people.ADMIN.token, body: person, headers })).status).toBe(201);
    expect(await countContacts()).toBe(before + 1);
    expect((await api.call('contacts.create', { as: owner, body: person, headers: { 'Idempotency-Key': 'x'.repeat(201) } })).status).toBe(400);
  });

  it('may be tried again when nothing came of it', async () => {
    const headers = { 'Idempotency-Key': 'again' };
    expect((await api.call('contacts.create', { as: owner, body: { ...person, ownerId: world.people.VIEWER.id }, headers })).status).toBe(422);
    expect((await api.call('contacts.create', { as: owner, body: person, headers })).status).toBe(201);
  });

  it('is not let go by a request that was taken over', async () => {
    let now = new Date('2026-11-21T12:00:00Z');
    const key = { owner: 'address:test', key: 'late', requestHash: '0'.repeat(64) };
    const first = await takeKey(key, () => now);
    now = new Date(now.getTime() + 121_000);
    const second = await takeKey(key, () => now);
    if (first.kind !== 'ours' || second.kind !== 'ours') throw new Error('both should have had the key');
    await releaseKey({ ...key, lockedUntil: first.lockedUntil });
    expect((await takeKey(key, () => now, 0)).kind).toBe('busy');
    await releaseKey({ ...key, lockedUntil: second.lockedUntil });
    expect((await takeKey(key, () => now, 0)).kind).toBe('ours');
  });

  it('is free again after a day, or when its request died', async () => {
    let now = new Date('2026-11-21T12:00:00Z');
    const key = { owner: 'address:test', key: 'dead', requestHash: '0'.repeat(64) };
    expect((await takeKey(key, () => now)).kind).toBe('ours');
    expect((await takeKey(key, () => now, 0)).kind).toBe('busy');
    now = new Date(now.getTime() + 121_000);
    expect((await takeKey(key, () => now)).kind).toBe('ours');
    expect((await takeKey({ ...key, requestHash: '1'.repeat(64) }, () => now)).kind).toBe('reused');
    now = new Date(now.getTime() + 86_400_001);
    expect((await takeKey({ ...key, requestHash: '1'.repeat(64) }, () => now)).kind).toBe('ours');
  });
});

describe('what goes around every answer', () => {
  const ask = (path: string, init: RequestInit = {}) => api.fetch(path, { ...init, headers: { Authorization: `Bearer ${owner}`, ...init.headers } });

  it('tells the budget, the version and the request', async () => {
    const list = await api.call('contacts.list', { as: owner });
    expect(list.headers.get('RateLimit-Limit')).toBe(process.env.API_LIMIT_PER_MINUTE);
    expect(Number(list.headers.get('RateLimit-Remaining'))).toBeGreaterThan(0);
    const { body } = await api.call<{ id: string }>('contacts.create', { as: owner, body: person });
    const read = async (headers: Record<string, string> = {}) => ask(`/v1/contacts/${body.id}`, { headers });
    const tag = (await read()).headers.get('ETag') ?? '';
    const again = await read({ 'If-None-Match': tag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await api.call('contacts.update', { as: owner, params: { contactId: body.id }, body: { name: 'Вера' }, headers: { 'If-Match': tag } })).status).toBe(200);
    expect((await read({ 'If-None-Match': tag })).status).toBe(200);
    expect((await api.call('contacts.list', {})).body.requestId).toMatch(/^[\w-]{8,}$/);
  });

  it("is nobody else's: no cache gives it to another caller or organisation", async () => {
    for (const path of ['/v1/contacts', '/v1/auth/me', '/v1/nothing']) {
      const { headers } = await ask(path);
      expect([headers.get('Vary')?.includes('Authorization, X-Organization'), headers.get('Cache-Control')?.match(/private|no-store/)?.length]).toEqual([true, 1]);
    }
  });

  it('names no more faults than anybody reads, and takes no large body where no files are taken', async () => {
    const rows = await api.call<{ errors: object[] }>('contacts.bulk', { as: owner, body: { rows: Array.from({ length: 20_000 }, () => 0) } });
    expect([rows.status, rows.body.errors.length]).toEqual([422, 100]);
    const deep = await ask('/v1/contacts/bulk', { method: 'POST', body: `{"rows":${'['.repeat(500_000)}${']'.repeat(500_000)}}`, headers: { 'Content-Type': 'application/json' } });
    expect(deep.status).toBe(422);
    const large = new Blob([new Uint8Array(3 * 1024 * 1024)]);
    const sent = await ask('/v1/auth/sign-ins/end-others', { method: 'POST', body: large, headers: { 'Content-Type': 'multipart/form-data; boundary=x', 'Content-Length': String(large.size), 'Idempotency-Key': 'large' } });
    expect(sent.status).toBe(413);
  });

  it("costs the budget also when the organisation is none of the caller's", async () => {
    const left = async () => {
      const { status, headers } = await api.call('contacts.list', { as: owner, headers: { 'X-Organization': 'surely-nobodys' } });
      expect(status).toBe(404);
      return Number(headers.get('RateLimit-Remaining'));
    };
    const first = await left();
    expect(await left()).toBe(first - 1);
  });

  it('is compressed as the program takes it', async () => {
    const plain = await (await ask('/openapi.json')).text();
    const packed = async (encoding: string) => {
      const response = await ask('/openapi.json', { headers: { 'Accept-Encoding': encoding } });
      return { encoding: response.headers.get('Content-Encoding'), bytes: Buffer.from(await response.arrayBuffer()) };
    };
    const [br, gzip, none] = [await packed('gzip, br'), await packed('gzip, br;q=0'), await packed('identity')];
    expect([br.encoding, gzip.encoding, none.encoding]).toEqual(['br', 'gzip', null]);
    expect(brotliDecompressSync(br.bytes).toString()).toBe(plain);
    expect(gunzipSync(gzip.bytes).toString()).toBe(plain);
    expect(none.bytes.toString()).toBe(plain);
  });

  it('refuses what cannot be read, in one form', async () => {
    const post = (body: string, type = 'application/json') => ask('/v1/contacts', { method: 'POST', body, headers: { 'Content-Type': type } });
    const refused: [Response, number, string][] = [
      [await post('{"kind":'), 400, 'malformed'],
      [await post('kind=PERSON', 'application/x-www-form-urlencoded'), 415, 'unsupported-media-type'],
      [await post(`{"kind":"PERSON","name":"${'x'.repeat(3 * 1024 * 1024)}"}`), 413, 'too-large'],
      [await post(`{"kind":"PERSON","name":"a\\u0000b"}`), 422, 'validation'],
      [await ask('/v1/nothing'), 404, 'not-found'],
      [await ask('/v1/contacts/not-an-id'), 404, 'not-found'],
      [await ask('/v1/contacts', { method: 'DELETE' }), 405, 'method-not-allowed'],
    ];
    for (const [response, status, name] of refused) {
      expect(response.headers.get('Content-Type')).toBe('application/problem+json');
      expect(await response.json()).toMatchObject({ status, type: `urn:teplo:problem:${name}` });
      expect(response.status).toBe(status);
    }
  });

  it('is open to no other site, unless the one who hosts it says so', async () => {
    expect((await ask('/v1/contacts', { headers: { Origin: 'https://other.example' } })).headers.get('Access-Control-Allow-Origin')).toBeNull();
    vi.resetModules();
    vi.stubEnv('CORS_ORIGINS', 'https://app.example');
    const open = await (await import('../../test/api')).openApi();
    const preflight = await open.fetch('/v1/contacts', { method: 'OPTIONS', headers: { Origin: 'https://app.example', 'Access-Control-Request-Method': 'POST' } });
    expect(preflight.headers.get('Access-Control-Allow-Origin')).toBe('https://app.example');
    const foreign = await open.fetch('/v1/contacts', { headers: { Origin: 'https://other.example' } });
    expect(foreign.headers.get('Access-Control-Allow-Origin')).toBeNull();
    vi.unstubAllEnvs();
  });

  it('comes slower to who asks too often', async () => {
    vi.resetModules();
    vi.stubEnv('API_LIMIT_PER_MINUTE', '3');
    const { openApi: openAgain, tokenFor } = await import('../../test/api');
    const strict = await openAgain();
    const token = await tokenFor(world.people.OWNER.id);
    const statuses: number[] = [];
    for (let turn = 0; turn < 5; turn++) statuses.push((await strict.call('contacts.list', { as: token })).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    const refused = await strict.call('contacts.list', { as: token });
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    vi.unstubAllEnvs();
    const { closeDatabase } = await import('~/platform/db.server');
    await closeDatabase();
  });
});
