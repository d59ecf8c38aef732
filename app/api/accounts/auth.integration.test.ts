import { beforeAll, describe, expect, it } from 'vitest';
import { makeApiWorld, openApi, tokenFor, type ApiWorld, type TestApi } from '../../../test/api';
import { makeMember, makeUser } from '../../../prisma/factories';
import { createApiKey } from '~/domain/accounts/programs/api-keys.server';
import { createInvitation } from '~/domain/accounts/members/invitations.server';
import { hashPassword } from '~/domain/accounts/password.server';
import { db } from '~/platform/db.server';

interface Tokens {
  accessToken: string;
  refreshToken: string;
}

const password = 'тёплый вечер у окна';
let world: ApiWorld;
let passwordHash: string;
let lastPhone = 9_260_000_000;

beforeAll(async () => {
  [world, passwordHash] = await Promise.all([makeApiWorld(), hashPassword(password)]);
});

const makePerson = async () => (await makeMember(db, { organizationId: world.organizationId, role: 'MANAGER', user: { passwordHash, phone: `+7${++lastPhone}` } })).user;

/** Each its own: sign-ins are limited per address and minute. */
const fresh = () => openApi();

async function signIn(api: TestApi, login: string): Promise<Tokens> {
  const { status, body } = await api.call<Tokens>('auth.login', { body: { login, password } });
  expect(status).toBe(200);
  return body;
}

const statusOf = async (answer: Promise<{ status: number }>) => (await answer).status;
const refresh = (api: TestApi, { refreshToken }: Tokens) => api.call<Tokens>('auth.refresh', { body: { refreshToken } });

async function keyOf(role: 'OWNER' | 'ADMIN' = 'OWNER'): Promise<string> {
  const made = await createApiKey({ actor: { organizationId: world.organizationId, userId: world.people[role].id }, name: 'k', scopes: ['*:read', '*:write'], expiresInDays: null, now: new Date() });
  if (!made.ok) throw new Error(made.error);
  return made.key;
}

describe('signing in', () => {
  it('works with e-mail and phone, and tells who one is', async () => {
    const api = await fresh();
    const person = await makePerson();
    for (const login of [person.email, person.phone ?? '', (person.phone ?? '').replace('+7', '8 ')]) {
      const { accessToken } = await signIn(api, login);
      const { body } = await api.call('auth.me', { as: accessToken });
      expect(body).toMatchObject({ id: person.id, email: person.email, phone: person.phone, credential: 'token', organizations: [{ slug: world.slug, role: 'MANAGER' }] });
    }
    const lists = await api.call('organizations.list', { as: (await signIn(api, person.email)).accessToken });
    expect(lists.body).toMatchObject({ items: [{ slug: world.slug }] });
  });

  it('is refused alike for a wrong password and an unknown person, and then for a while', async () => {
    const api = await fresh();
    const person = await makePerson();
    const attempt = (login: string) => api.call('auth.login', { body: { login, password: 'not this one' } });
    const wrong = await attempt(person.email);
    const unknown = await attempt('nobody@example.com');
    expect([wrong.status, wrong.body.detail]).toEqual([401, unknown.body.detail]);
    for (let index = 0; index < 4; index++) await attempt(person.email);
    const blocked = await attempt(person.email);
    expect([blocked.status, Number(blocked.headers.get('Retry-After')) > 20]).toEqual([429, true]);
  });

  it('is limited to ten a minute for an address', async () => {
    const api = await fresh();
    const statuses: number[] = [];
    for (let index = 0; index < 11; index++) statuses.push(await statusOf(api.call('auth.login', { body: { login: `nobody-${index}@example.com`, password: 'x' } })));
    expect([statuses.slice(0, 10).every((status) => status === 401 || status === 429), statuses[10]]).toEqual([true, 429]);
  });

  it('goes on with refresh tokens, each good once', async () => {
    const api = await fresh();
    const first = await signIn(api, (await makePerson()).email);
    const second = await refresh(api, first);
    expect(second.status).toBe(200);
    expect(await statusOf(api.call('auth.me', { as: second.body.accessToken }))).toBe(200);
    const reused = await refresh(api, first);
    expect([reused.status, reused.body]).toEqual([401, expect.objectContaining({ code: 'reused' })]);
    expect(await statusOf(refresh(api, second.body))).toBe(401);
    // its access tokens too, though they have not run out
    expect(await statusOf(api.call('auth.me', { as: second.body.accessToken }))).toBe(401);
  });

  it('ends with signing out', async () => {
    const api = await fresh();
    const { accessToken, refreshToken } = await signIn(api, (await makePerson()).email);
    expect(await statusOf(api.call('auth.logout', { as: accessToken }))).toBe(204);
    expect(await statusOf(api.call('auth.me', { as: accessToken }))).toBe(401);
    expect(await statusOf(refresh(api, { accessToken, refreshToken }))).toBe(401);
  });
});

describe('a change of password', () => {
  it('ends the other sign-ins and keeps this one', async () => {
    const api = await fresh();
    const person = await makePerson();
    const [kept, other] = [await signIn(api, person.email), await signIn(api, person.email)];
    const change = (body: object) => api.call('auth.changePassword', { as: kept.accessToken, body });
    const wrong = await change({ currentPassword: 'not this one', newPassword: 'новая хорошая фраза' });
    expect([wrong.status, wrong.body.errors]).toEqual([422, [expect.objectContaining({ path: '/currentPassword', code: 'wrong' })]]);
    const weak = await change({ currentPassword: password, newPassword: 'short' });
    expect([weak.status, weak.body.errors]).toEqual([422, [expect.objectContaining({ path: '/newPassword' })]]);
    expect((await change({ currentPassword: password, newPassword: 'новая хорошая фраза' })).status).toBe(204);
    expect(await statusOf(api.call('auth.me', { as: kept.accessToken }))).toBe(200);
    expect(await statusOf(api.call('auth.me', { as: other.accessToken }))).toBe(401);
  });
});

describe('registration', () => {
  const person = { name: 'Анна Орлова', password };
  const invite = async (email: string) => {
    const made = await createInvitation({ actor: { organizationId: world.organizationId, userId: world.people.OWNER.id }, language: 'ru', now: new Date(), email, role: 'SALES', teamId: null });
    if (!made.ok) throw new Error(made.error);
    return made.path.split('/').at(-1) ?? '';
  };

  it('is by invitation, which works once', async () => {
    const api = await fresh();
    const invitation = await invite('anna-orlova@example.com');
    const weak = await api.call('auth.register', { body: { ...person, invitation, password: 'anna-orlova' } });
    expect([weak.status, weak.body.errors]).toEqual([422, [expect.objectContaining({ path: '/password' })]]);
    const made = await api.call<Tokens>('auth.register', { body: { ...person, invitation } });
    expect(made.status).toBe(201);
    expect((await api.call('auth.me', { as: made.body.accessToken })).body).toMatchObject({ email: 'anna-orlova@example.com', organizations: [{ slug: world.slug, role: 'SALES' }] });
    const again = await api.call('auth.register', { body: { ...person, invitation } });
    expect([again.status, again.body.errors]).toEqual([422, [expect.objectContaining({ path: '/invitation', code: 'used' })]]);
    expect(await statusOf(api.call('auth.register', { body: person }))).toBe(403);
    expect(await statusOf(api.call('auth.register', { body: { ...person, invitation } }))).toBe(422);
    expect(await statusOf(api.call('auth.register', { body: { ...person, invitation } }))).toBe(429);
  });

  it('is for a person with an account an invitation to accept', async () => {
    const api = await fresh();
    const user = await makeUser(db);
    const invitation = await invite(user.email);
    expect(await statusOf(api.call('auth.register', { body: { ...person, invitation } }))).toBe(409);
    expect(await statusOf(api.call('auth.acceptInvitation', { as: world.people.SALES.token, body: { invitation } }))).toBe(403);
    const as = await tokenFor(user.id);
    expect((await api.call('auth.acceptInvitation', { as, body: { invitation } })).body).toEqual({ slug: world.slug });
    expect(await statusOf(api.call('auth.acceptInvitation', { as, body: { invitation } }))).toBe(422);
  });
});

describe('oneself', () => {
  it('is changed, with a phone that nobody else has', async () => {
    const api = await fresh();
    const [one, two] = [await makePerson(), await makePerson()];
    const as = await tokenFor(one.id);
    const changed = await api.call('auth.updateMe', { as, body: { name: 'Анна', phone: '8 (926) 111-22-33' } });
    expect(changed.body).toMatchObject({ name: 'Анна', phone: '+79261112233', timeZone: null });
    expect((await api.call('auth.updateMe', { as, body: { phone: null } })).body).toMatchObject({ name: 'Анна', phone: null });
    expect(await statusOf(api.call('auth.updateMe', { as, body: { phone: two.phone } }))).toBe(409);
    expect((await api.call('auth.updateMe', { as, body: { phone: '12' } })).body.errors).toEqual([expect.objectContaining({ path: '/phone', code: 'phone' })]);
  });

  it('sees and ends where it is signed in', async () => {
    const api = await fresh();
    const person = await makePerson();
    const [as, other] = [await tokenFor(person.id), await tokenFor(person.id)];
    const { id } = await db.session.create({ data: { userId: person.id, tokenHash: 'd'.repeat(64), expiresAt: new Date(Date.now() + 60_000) } });
    const { body } = await api.call<{ items: { id: string; kind: string; isThis: boolean }[] }>('auth.signIns', { as });
    expect(body.items.map(({ kind, isThis }) => [kind, isThis]).sort()).toEqual([['browser', false], ['program', false], ['program', true]]);
    expect(await statusOf(api.call('auth.endSignIn', { as: world.people.OWNER.token, params: { signInId: id } }))).toBe(404);
    expect(await statusOf(api.call('auth.endSignIn', { as, params: { signInId: id } }))).toBe(204);
    expect((await api.call('auth.endOtherSignIns', { as })).body).toEqual({ ended: 1 });
    expect(await statusOf(api.call('auth.me', { as: other }))).toBe(401);
  });

  it('is not touched by keys, whatever their scopes', async () => {
    const api = await fresh();
    const as = await keyOf();
    expect((await api.call('auth.me', { as })).body).toMatchObject({ credential: 'key', organizations: [{ slug: world.slug }] });
    for (const [id, body] of [['auth.logout'], ['auth.updateMe', { name: 'x' }], ['auth.endOtherSignIns'], ['auth.changePassword', { currentPassword: 'x', newPassword: 'y' }], ['auth.signIns'], ['organizations.leave']] as const) {
      expect(await statusOf(api.call(id, { as, body })), id).toBe(403);
    }
  });
});
