import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeApiWorld, openApi, tokenFor, type ApiWorld, type TestApi } from '../../../test/api';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import { makeLink } from '~/domain/accounts/links/account-links.server';
import { hashPassword } from '~/domain/accounts/password.server';
import { startJobs, stopJobs } from '~/platform/jobs.server';
import { db } from '~/platform/db.server';

const password = 'тёплый вечер у окна';
let api: TestApi;
let world: ApiWorld;
let passwordHash: string;
const before = process.env.SMTP_URL;

beforeAll(async () => {
  process.env.SMTP_URL = 'smtp://127.0.0.1:9';
  process.env.DATA_DIR ??= `/tmp/teplo-account-api-${process.pid}`;
  [api, world, passwordHash] = await Promise.all([openApi(), makeApiWorld(), hashPassword(password)]);
  await startJobs();
  return async () => {
    await stopJobs();
    if (before === undefined) delete process.env.SMTP_URL;
  };
}, 60_000);

async function makePerson() {
  const { user } = await makeMember(db, { organizationId: world.organizationId, role: 'SALES', user: { passwordHash } });
  return { ...user, as: await tokenFor(user.id) };
}

const linkFor = ({ id: userId, email }: { id: string; email: string }, kind: 'RESET_PASSWORD' | 'CONFIRM_EMAIL' | 'CHANGE_EMAIL') => makeLink(db, { kind, userId, email, now: new Date() });

describe('a forgotten password', () => {
  it('is asked for alike with and without an account, and set by a link once', async () => {
    const person = await makePerson();
    for (const email of [person.email, 'nobody-at-all@example.com']) expect((await api.call('auth.forgotPassword', { body: { email } })).status).toBe(204);
    const token = await linkFor(person, 'RESET_PASSWORD');
    expect(await api.call('auth.resetPassword', { body: { token, password: 'qwertyuiop' } })).toMatchObject({ status: 422 });
    expect(await api.call('auth.resetPassword', { body: { token, password: 'новая хорошая фраза' } })).toMatchObject({ status: 204 });
    expect(await api.call('auth.resetPassword', { body: { token, password: 'новая хорошая фраза' } })).toMatchObject({ status: 422, body: { errors: [{ path: '/token', code: 'closed' }] } });
    expect((await api.call('auth.me', { as: person.as })).status).toBe(401);
  });
});

describe('an e-mail', () => {
  it('is confirmed by a link, which is sent again on wish', async () => {
    const person = await makePerson();
    expect((await api.call('auth.sendConfirmation', { as: person.as })).status).toBe(204);
    const token = await linkFor(person, 'CONFIRM_EMAIL');
    expect(await api.call('auth.confirmEmail', { body: { token } })).toMatchObject({ status: 200, body: { email: person.email, isChanged: false } });
    expect((await api.call('auth.confirmEmail', { body: { token } })).status).toBe(422);
    expect((await api.call('auth.sendConfirmation', { as: person.as })).status).toBe(409);
  });

  it('is changed with the password and a link, and not to one that is taken', async () => {
    const [person, other] = [await makePerson(), await makePerson()];
    const email = `new-${person.email}`;
    const change = (currentPassword: string, wanted = email) => api.call('auth.changeEmail', { as: person.as, body: { email: wanted, currentPassword } });
    expect(await change('not this one')).toMatchObject({ status: 422, body: { errors: [{ path: '/currentPassword' }] } });
    expect(await change(password, person.email)).toMatchObject({ status: 422, body: { errors: [{ path: '/email', code: 'sameEmail' }] } });
    expect((await change(password)).status).toBe(204);
    expect((await api.call('auth.keepEmail', { as: person.as })).status).toBe(204);
    expect((await api.call('auth.keepEmail', { as: person.as })).status).toBe(404);
    const taken = await linkFor({ id: person.id, email: other.email }, 'CHANGE_EMAIL');
    expect(await api.call('auth.confirmEmail', { body: { token: taken } })).toMatchObject({ status: 409 });
    const token = await linkFor({ id: person.id, email }, 'CHANGE_EMAIL');
    expect(await api.call('auth.confirmEmail', { body: { token } })).toMatchObject({ status: 200, body: { email, isChanged: true } });
    expect((await api.call('auth.me', { as: person.as })).body).toMatchObject({ email });
  });
});

it('tells when and from where a person signed in', async () => {
  const person = await makePerson();
  await api.call('auth.login', { body: { login: person.email, password } });
  expect((await api.call('auth.signInHistory', { as: person.as })).body).toMatchObject({ items: [{ method: 'api', outcome: 'ok', at: expect.any(String) as string }] });
});

it('takes a picture, shows it to members and removes it', async () => {
  const person = await makePerson();
  const form = (content: Buffer) => {
    const body = new FormData();
    body.set('picture', new File([new Uint8Array(content)], 'a.png', { type: 'image/png' }));
    return body;
  };
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a33' } }).png().toBuffer();
  expect((await api.call('auth.setPicture', { as: person.as, body: form(Buffer.from('no picture')) })).status).toBe(422);
  expect((await api.call('auth.setPicture', { as: person.as, body: form(picture) })).status).toBe(204);
  const seen = await api.call('members.picture', { as: world.people.VIEWER.token, params: { memberId: person.id } });
  expect([seen.status, seen.headers.get('Content-Type')]).toEqual([200, 'image/webp']);
  const { user: stranger } = await makeMember(db, { organizationId: (await makeOrganization(db)).id, role: 'OWNER' });
  expect((await api.call('members.picture', { as: world.people.VIEWER.token, params: { memberId: stranger.id } })).status).toBe(404);
  expect((await api.call('auth.removePicture', { as: person.as })).status).toBe(204);
  expect((await api.call('auth.removePicture', { as: person.as })).status).toBe(404);
});
