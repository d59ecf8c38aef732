import { Secret, TOTP } from 'otpauth';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeApiWorld, openApi, tokenFor, type ApiWorld } from '../../../test/api';
import { makeMember } from '../../../prisma/factories';
import { createApiKey } from '~/domain/accounts/programs/api-keys.server';
import { hashPassword } from '~/domain/accounts/password.server';
import { db } from '~/platform/db.server';

const password = 'тёплый вечер у окна';
let passwordHash: string;
let world: ApiWorld;

beforeAll(async () => {
  [world, passwordHash] = await Promise.all([makeApiWorld(), hashPassword(password)]);
});

const codeOf = (secret: string, stepsAway = 0) => TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + stepsAway * 30_000 });
const makePerson = async (organizationId = world.organizationId, role: 'OWNER' | 'MANAGER' = 'MANAGER') => (await makeMember(db, { organizationId, role, user: { passwordHash } })).user;

/** A person who has set up an app over the API, and the token with which they did. */
async function makeGuarded(organizationId?: string, role?: 'OWNER' | 'MANAGER') {
  const [api, person] = [await openApi(), await makePerson(organizationId, role)];
  const token = await tokenFor(person.id);
  const begun = await api.call<{ secret: string; uri: string }>('auth.beginTotp', { as: token, body: { password } });
  expect(begun.status).toBe(200);
  const { secret } = begun.body;
  // a step back, so that the present one is left for a sign-in
  const confirmed = await api.call<{ recoveryCodes: string[] }>('auth.confirmTotp', { as: token, body: { code: codeOf(secret, -1) } });
  expect(confirmed.status).toBe(200);
  return { api, person, token, secret, codes: confirmed.body.recoveryCodes };
}

describe('signing in with a second factor', () => {
  it('wants a code, of the app or a recovery code, each once', async () => {
    const { api, person, secret, codes } = await makeGuarded();
    const login = (code?: string) => api.call('auth.login', { body: { login: person.email, password, ...(code !== undefined && { code }) } });
    expect(await login()).toMatchObject({ status: 401, body: { type: 'urn:teplo:problem:second-factor-required', code: 'codeNeeded' } });
    expect(await login('000000')).toMatchObject({ status: 401, body: { type: 'urn:teplo:problem:second-factor-required', code: 'wrongCode' } });
    const code = codeOf(secret);
    expect((await login(code)).status).toBe(200);
    expect((await login(code)).status).toBe(401);
    expect((await login(codes[0])).status).toBe(200);
    expect((await login(codes[0])).status).toBe(401);
  });

  it('says nothing of a second factor before the password is right', async () => {
    const { api, person, secret } = await makeGuarded();
    const wrong = await api.call('auth.login', { body: { login: person.email, password: 'not this one', code: codeOf(secret) } });
    expect(wrong).toMatchObject({ status: 401, body: { type: 'urn:teplo:problem:unauthenticated' } });
  });
});

describe('second factors', () => {
  it('are read, renewed and switched off with password and code', async () => {
    const { api, token, secret, codes } = await makeGuarded();
    expect(await api.call('auth.factors', { as: token })).toMatchObject({ status: 200, body: { recoveryCodesLeft: 10, passkeys: [] } });
    expect((await api.call('auth.beginTotp', { as: token, body: { password } })).status).toBe(409);
    expect((await api.call('auth.confirmTotp', { as: token, body: { code: codeOf(secret) } })).status).toBe(409);
    const renewed = await api.call<{ recoveryCodes: string[] }>('auth.renewRecoveryCodes', { as: token, body: { password } });
    expect(renewed.body.recoveryCodes).toHaveLength(10);
    const end = (sent: { password: string; code: string }) => api.call('auth.endTotp', { as: token, body: sent });
    expect(await end({ password: 'not this one', code: codeOf(secret) })).toMatchObject({ status: 422, body: { errors: [{ path: '/password' }] } });
    expect(await end({ password, code: codes[0] ?? '' })).toMatchObject({ status: 422, body: { errors: [{ path: '/code' }] } });
    expect((await end({ password, code: renewed.body.recoveryCodes[0] ?? '' })).status).toBe(204);
    expect((await end({ password, code: '000000' })).status).toBe(409);
    expect((await api.call('auth.renewRecoveryCodes', { as: token, body: { password } })).status).toBe(409);
  });

  it('a wrong first code switches nothing on', async () => {
    const [api, person] = [await openApi(), await makePerson()];
    const token = await tokenFor(person.id);
    await api.call('auth.beginTotp', { as: token, body: { password } });
    expect((await api.call('auth.confirmTotp', { as: token, body: { code: '000000' } })).status).toBe(422);
    expect(await api.call('auth.factors', { as: token })).toMatchObject({ body: { totpSince: null } });
  });

  it('passkeys are renamed and deleted by their person', async () => {
    const [api, person, stranger] = [await openApi(), await makePerson(), await makePerson()];
    const { id: passkeyId } = await db.passkey.create({ data: { userId: person.id, credentialId: crypto.randomUUID(), publicKey: new Uint8Array(1), name: 'Ноутбук' }, select: { id: true } });
    const [own, foreign] = [await tokenFor(person.id), await tokenFor(stranger.id)];
    const rename = (as: string) => api.call('auth.renamePasskey', { as, params: { passkeyId }, body: { name: 'Телефон' } });
    const remove = (as: string, sent = password) => api.call('auth.deletePasskey', { as, params: { passkeyId }, body: { password: sent } });
    expect([(await rename(foreign)).status, (await remove(foreign)).status, (await rename(own)).status]).toEqual([404, 404, 204]);
    expect(await api.call('auth.factors', { as: own })).toMatchObject({ body: { passkeys: [{ id: passkeyId, name: 'Телефон' }] } });
    expect((await remove(own, 'not this one')).status).toBe(422);
    expect((await remove(own)).status).toBe(204);
    expect((await remove(own)).status).toBe(404);
  });

  it('of a member an owner takes away', async () => {
    const strict = await makeApiWorld();
    const { api, person, token } = await makeGuarded(strict.organizationId);
    const reset = () => api.call('members.resetFactors', { as: strict.people.OWNER.token, params: { memberId: person.id } });
    expect((await reset()).status).toBe(204);
    expect((await api.call('auth.me', { as: token })).status, 'a sign-in that was open').toBe(401);
    await db.membership.create({ data: { organizationId: world.organizationId, userId: person.id, role: 'VIEWER' }, select: { userId: true } });
    expect((await reset()).status).toBe(409);
  });
});

describe('an organisation that wants a second factor', () => {
  it('answers 403 to members without one; keys and persons’ own operations go on', async () => {
    const strict = await makeApiWorld();
    const { token: ownToken, api } = await makeGuarded(strict.organizationId, 'OWNER');
    const { body: before } = await api.call<{ version: number }>('organizations.read', { as: ownToken });
    const set = (as: string, requireTwoFactor: boolean, version: number) => api.call('organizations.updateSecurity', { as, body: { requireTwoFactor }, version });
    expect(await set(strict.people.OWNER.token, true, before.version)).toMatchObject({ status: 422, body: { errors: [{ path: '/requireTwoFactor', code: 'ownFirst' }] } });
    expect(await set(ownToken, true, before.version)).toMatchObject({ status: 200, body: { requireTwoFactor: true } });
    expect((await set(ownToken, true, before.version)).status).toBe(412);
    expect(await api.call('members.list', { as: strict.people.SALES.token })).toMatchObject({ status: 403, body: { type: 'urn:teplo:problem:second-factor-missing' } });
    expect((await api.call('members.list', { as: ownToken })).status).toBe(200);
    expect((await api.call('auth.me', { as: strict.people.SALES.token })).status).toBe(200);
    const made = await createApiKey({ actor: { organizationId: strict.organizationId, userId: strict.people.ADMIN.id }, name: 'k', scopes: ['*:read'], expiresInDays: null, now: new Date() });
    expect(made.ok && (await api.call('members.list', { as: made.key })).status).toBe(200);
  });
});
