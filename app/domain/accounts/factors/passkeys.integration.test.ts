import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '~/platform/db.server';
import { makeUser } from '../../../../prisma/factories';
import { SoftAuthenticator, type Answering } from '../../../../test/soft-authenticator';
import { madePasskeySchema, shownPasskeySchema } from './factor.schema';
import { findFactors } from './factors.server';
import { beginPasskey, finishPasskey } from './passkey-registration.server';
import { beginPasskeySignIn, finishPasskeySignIn } from './passkey-sign-in.server';
import { passkeySite } from './passkey-site.server';
import { deletePasskey, listPasskeys, renamePasskey } from './passkeys.server';

const now = new Date('2026-05-05T08:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const device = { clientAddress: '192.0.2.8', isSecure: false };
const cookieOf = (header: string) => header.split(';')[0] ?? '';
const withCookie = (cookie: string) => new Request('http://teplo.test/login/passkey', { headers: { Cookie: cookie } });
const kept = () => ({ sessionId: crypto.randomUUID() });

beforeAll(() => {
  process.env.SESSION_SECRET = 'for-tests-only-for-tests-only-for-tests';
});

function answering(challenge: string, more: Partial<Answering> = {}): Answering {
  const { origin, id: rpId } = passkeySite();
  return { challenge, origin, rpId, ...more };
}

async function begin(user: { id: string; email: string; name: string }, at = now) {
  const begun = await beginPasskey(user, { isSecure: false, now: at });
  if (!begun) throw new Error('too many');
  return { options: begun.options, cookie: cookieOf(begun.cookie) };
}

/** A person with one passkey. */
async function makeHolder(counter = 0) {
  const user = await makeUser(db);
  const key = new SoftAuthenticator();
  const { options, cookie } = await begin(user);
  const done = await finishPasskey(withCookie(cookie), { userId: user.id, name: 'Ноутбук', response: key.register(answering(options.challenge, { counter })), kept: kept(), now });
  if (!done.ok) throw new Error(done.error);
  return { user, key, codes: done.codes };
}

async function ask(at = now) {
  const { options, cookie } = await beginPasskeySignIn({ isSecure: false, now: at });
  return { options, cookie: cookieOf(cookie) };
}

/** One sign-in; what the device says differs from what is right by `more`. */
async function signIn(key: SoftAuthenticator, more: Partial<Answering> = {}) {
  const { options, cookie } = await ask();
  return finishPasskeySignIn(withCookie(cookie), device, { response: key.answer(answering(options.challenge, more)), remember: false, now });
}

describe('a new passkey', () => {
  it('asks for a key of this site that verifies its holder, and for none that is known', async () => {
    const { user, key } = await makeHolder();
    const { options } = await begin(user);
    expect(options).toMatchObject({ rp: { id: 'localhost' }, attestation: 'none', authenticatorSelection: { residentKey: 'required', userVerification: 'required' }, excludeCredentials: [{ id: key.id.toString('base64url') }] });
  });

  it('is kept with recovery codes for a first factor, renamed and deleted by its person alone', async () => {
    const { user, codes } = await makeHolder();
    const stranger = await makeUser(db);
    expect(codes).toHaveLength(10);
    const [passkey] = await listPasskeys(user.id);
    const passkeyId = passkey?.id ?? '';
    expect(await renamePasskey({ userId: stranger.id, passkeyId, name: 'x' })).toBe(false);
    expect(await deletePasskey({ userId: stranger.id, passkeyId })).toBeNull();
    expect(await renamePasskey({ userId: user.id, passkeyId, name: 'Телефон' })).toBe(true);
    expect(await deletePasskey({ userId: user.id, passkeyId })).toBe('Телефон');
    expect(await findFactors(user.id)).toMatchObject({ passkeys: 0, codesLeft: 0 });
  });

  it.each<[string, Partial<Answering>]>([
    ['made at another site', { origin: 'https://evil.test' }],
    ['made for another site', { rpId: 'evil.test' }],
    ['made for another challenge', { challenge: 'AAAA' }],
    ['made without asking its holder', { isVerified: false }],
  ])('%s is refused, and its challenge is used up', async (_what, more) => {
    const user = await makeUser(db);
    const key = new SoftAuthenticator();
    const { options, cookie } = await begin(user);
    const finish = (wrong: Partial<Answering>) => finishPasskey(withCookie(cookie), { userId: user.id, name: 'x', response: key.register(answering(options.challenge, wrong)), kept: kept(), now });
    expect(await finish(more)).toEqual({ ok: false, error: 'invalid' });
    expect(await finish({})).toEqual({ ok: false, error: 'over' });
  });

  it('is too late after five minutes, is nobody else’s, and belongs to one account', async () => {
    const [user, stranger] = await Promise.all([makeUser(db), makeUser(db)]);
    const key = new SoftAuthenticator();
    const finish = (userId: string, { options, cookie }: Awaited<ReturnType<typeof begin>>, at: Date) => finishPasskey(withCookie(cookie), { userId, name: 'x', response: key.register(answering(options.challenge)), kept: kept(), now: at });
    expect(await finish(user.id, await begin(user), later(300))).toEqual({ ok: false, error: 'over' });
    expect(await finish(stranger.id, await begin(user), now)).toEqual({ ok: false, error: 'over' });
    expect(await finish(user.id, await begin(user), now)).toMatchObject({ ok: true });
    expect(await finish(stranger.id, await begin(stranger), now)).toEqual({ ok: false, error: 'taken' });
  });
});

describe('a sign-in with a passkey', () => {
  it('opens a session that needs no further factor', async () => {
    const { user, key } = await makeHolder();
    expect(await signIn(key)).toMatchObject({ ok: true, user: { id: user.id } });
    expect(await db.session.findMany({ where: { userId: user.id }, select: { method: true, secondFactor: true } })).toEqual([{ method: 'passkey', secondFactor: true }]);
  });

  it.each<[string, Partial<Answering>]>([
    ['from another site', { origin: 'https://evil.test' }],
    ['for another site', { rpId: 'evil.test' }],
    ['to another challenge', { challenge: 'AAAA' }],
    ['without asking its holder', { isVerified: false }],
  ])('%s is refused and noted', async (_what, more) => {
    const { user, key } = await makeHolder();
    expect(await signIn(key, more)).toEqual({ ok: false, error: 'refused' });
    expect(await db.signInEvent.findMany({ where: { userId: user.id }, select: { method: true, outcome: true } })).toEqual([{ method: 'passkey', outcome: 'wrongCode' }]);
  });

  it('is refused when the counter does not go forward: that is a copy of the key', async () => {
    const { key } = await makeHolder(5);
    for (const { counter, ok } of [{ counter: 6, ok: true }, { counter: 6, ok: false }, { counter: 3, ok: false }, { counter: 7, ok: true }]) {
      expect(await signIn(key, { counter }), `counter ${counter}`).toMatchObject({ ok });
    }
  });

  it('answers its question once, within five minutes, in the browser that asked', async () => {
    const { user, key } = await makeHolder();
    const finish = ({ options, cookie }: Awaited<ReturnType<typeof ask>>, at: Date) => finishPasskeySignIn(withCookie(cookie), device, { response: key.answer(answering(options.challenge)), remember: false, now: at });
    const asked = await ask();
    const both = await Promise.all([finish(asked, now), finish(asked, now)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await finish(await ask(), later(300))).toEqual({ ok: false, error: 'over' });
    expect(await finish({ ...(await ask()), cookie: '' }, now)).toEqual({ ok: false, error: 'over' });
    expect(await db.session.count({ where: { userId: user.id } })).toBe(1);
  });

  it('with a key that nobody here has is refused', async () => {
    expect(await signIn(new SoftAuthenticator())).toEqual({ ok: false, error: 'refused' });
  });
});

describe('what a browser sends', () => {
  const key = new SoftAuthenticator();
  const shown = (id: string) => shownPasskeySchema.safeParse({ response: JSON.stringify({ ...key.answer(answering('AAAA')), id }) });
  const made = (transports: unknown) => {
    const answer = key.register(answering('AAAA'));
    return madePasskeySchema.parse({ name: 'x', response: JSON.stringify({ ...answer, response: { ...answer.response, transports } }) }).response;
  };

  it('names a key as keys are named: no other text goes to the database', () => {
    expect(shown('AAAA').success).toBe(true);
    for (const odd of ['', 'a\0', 'a b', 'ключ', 'a'.repeat(1401)]) expect(shown(odd).success, odd.slice(0, 9)).toBe(false);
  });

  it('tells ways to reach the key, or nothing that is kept', () => {
    expect(made(['internal', 'smart-card']).response.transports).toEqual(['internal', 'smart-card']);
    for (const odd of ['usb', [1], [{}], ['u\0'], Array.from({ length: 11 }, () => 'usb')]) expect(made(odd).response.transports).toBeUndefined();
    expect(made(['usb'])).toMatchObject({ type: 'public-key', clientExtensionResults: {}, response: { attestationObject: expect.any(String) as string } });
  });
});
