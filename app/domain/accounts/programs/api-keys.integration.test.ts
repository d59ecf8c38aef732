import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { db, orgDb } from '~/platform/db.server';
import { makeMember, makeOrganization } from '../../../../prisma/factories';
import { API_SCOPES, allowsByScopes } from './api-key-scopes';
import { hashApiKey, isApiKey } from './api-key-secret.server';
import { apiKeySchema, isWritable, sayScopes, SCOPE_GROUPS } from './api-keys.schema';
import { createApiKey, findApiKey, listApiKeys, MAX_API_KEYS, revokeApiKey } from './api-keys.server';
import { RESOURCES, ROLES, type Role } from '../permissions';

const now = new Date('2026-11-20T10:00:00Z');

async function makePlace(role: Role = 'OWNER') {
  const { id: organizationId } = await makeOrganization(db);
  const { user } = await makeMember(db, { organizationId, role });
  return { actor: { organizationId, userId: user.id }, tx: orgDb(organizationId) };
}

type Actor = Awaited<ReturnType<typeof makePlace>>['actor'];
const create = (actor: Actor, more: Partial<Parameters<typeof createApiKey>[0]> = {}) =>
  createApiKey({ actor, name: 'Обмен с 1С', scopes: ['contacts:read', 'deals:write'], expiresInDays: 30, now, ...more });

describe('createApiKey', () => {
  it('tells the key once and keeps its hash', async () => {
    const { actor, tx } = await makePlace();
    const made = await create(actor);
    if (!made.ok) throw new Error(made.error);
    expect(isApiKey(made.key)).toBe(true);
    const stored = await db.apiKey.findUniqueOrThrow({ where: { id: made.id } });
    expect(stored).toMatchObject({ keyHash: hashApiKey(made.key), prefix: made.key.slice(0, 12), userId: actor.userId, expiresAt: new Date('2026-12-20T10:00:00Z') });
    expect(JSON.stringify(await listApiKeys(tx))).not.toContain(made.key);
    const [entry] = await tx.auditLog.findMany({ where: { resource: 'apiKeys' } });
    expect(entry).toMatchObject({ action: 'create', label: 'Обмен с 1С', actorId: actor.userId });
    expect(JSON.stringify(entry)).not.toContain(made.key.slice(12));
  });

  it.each(ROLES)('is for those who may: %s', async (role) => {
    const { actor } = await makePlace(role);
    expect((await create(actor)).ok).toBe(role === 'OWNER' || role === 'ADMIN');
  });

  it('lets no more than fifty be good at once, whoever asks at the same time', async () => {
    const { actor, tx } = await makePlace();
    const row = (index: number) => ({ ...actor, name: 'k', prefix: 'teplo_', keyHash: randomUUID().replaceAll('-', '').repeat(2), scopes: [], expiresAt: index === 0 ? now : null, revokedAt: index === 1 ? now : null });
    await db.apiKey.createMany({ data: Array.from({ length: MAX_API_KEYS }, (_, index) => row(index)) });
    const answers = await Promise.all(Array.from({ length: 6 }, () => create(actor)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
    expect(answers.filter((answer) => !answer.ok && answer.error === 'tooMany')).toHaveLength(4);
    const [last] = await listApiKeys(tx);
    await revokeApiKey({ actor, id: last?.id ?? '', now });
    expect((await create(actor)).ok).toBe(true);
  });
});

describe('revokeApiKey', () => {
  it('ends a key once, and none of another organisation', async () => {
    const [{ actor, tx }, stranger] = [await makePlace(), await makePlace()];
    const made = await create(actor);
    if (!made.ok) throw new Error(made.error);
    expect(await revokeApiKey({ actor: stranger.actor, id: made.id, now })).toEqual({ ok: false, error: 'notFound' });
    expect(await findApiKey(stranger.tx, made.id)).toBeNull();
    const both = await Promise.all([1, 2].map(() => revokeApiKey({ actor, id: made.id, now })));
    expect(both).toEqual(expect.arrayContaining([{ ok: true, name: 'Обмен с 1С' }, { ok: false, error: 'notFound' }]));
    expect(await listApiKeys(tx)).toEqual([]);
  });
});

describe('scopes', () => {
  it.each([
    [['contacts:read'], 'contacts', 'read', true],
    [['contacts:read'], 'contacts', 'update', false],
    [['contacts:write'], 'contacts', 'read', false],
    [['contacts:write'], 'contacts', 'delete', true],
    [['contacts:write'], 'deals', 'update', false],
    [['*:read'], 'payroll', 'read', true],
    [['*:read'], 'payroll', 'create', false],
    [['*:write'], 'orders', 'carryOut', true],
    [[], 'orders', 'read', false],
  ] as const)('%j: %s %s → %s', (scopes, resource, action, allowed) => {
    expect(allowsByScopes(scopes, resource, action)).toBe(allowed);
  });

  const form = (more: object) => apiKeySchema.safeParse({ name: 'x', access: 'chosen', expires: 'never', ...more });

  it('are a preset or ticked boxes, at least one', () => {
    expect(form({ access: 'read', scopes: ['contacts:write'], expires: '90' }).data).toEqual({ name: 'x', scopes: ['*:read'], expiresInDays: 90 });
    expect(form({ access: 'all' }).data?.scopes).toEqual(['*:read', '*:write']);
    expect(form({ scopes: ['contacts:read', 'contacts:read'] }).data).toEqual({ name: 'x', scopes: ['contacts:read'], expiresInDays: null });
    expect(form({ scopes: API_SCOPES }).data?.scopes).toHaveLength(API_SCOPES.length);
    expect(form({}).error?.issues).toMatchObject([{ path: ['scopes'], message: 'errors.noScopes' }]);
    for (const wrong of [{ scopes: ['weather:read'] }, { scopes: ['contacts'] }, { access: 'x' }, { expires: '31', access: 'all' }]) expect(form(wrong).success).toBe(false);
  });

  it('are all offered by the form', () => {
    expect(Object.values(SCOPE_GROUPS).flat().sort()).toEqual([...RESOURCES].sort());
    expect([isWritable('analytics'), isWritable('contacts')]).toEqual([false, true]);
  });

  it('are said briefly', () => {
    expect(sayScopes(['*:read', '*:write'])).toEqual({ all: 'all', resources: [] });
    expect(sayScopes(['*:read', 'deals:write', 'leads:read', 'leads:write'])).toEqual({ all: 'read', resources: [{ resource: 'deals', right: 'write' }, { resource: 'leads', right: 'both' }] });
  });
});
