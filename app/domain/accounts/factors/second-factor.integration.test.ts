import { beforeAll, describe, expect, it } from 'vitest';
import { Secret, TOTP } from 'otpauth';
import { db } from '~/platform/db.server';
import { hashSessionToken } from '~/platform/session/session-cookie.server';
import { makeMember, makeOrganization, makeUser } from '../../../../prisma/factories';
import { findFactors } from './factors.server';
import { spendSecondFactor } from './second-factor.server';
import { findSecondStep, finishSecondStep, MOST_TRIES, openSecondStep } from './second-step.server';
import { startSession } from '../sign-in/sessions.server';
import { openFamily } from '../programs/token-families.server';
import { beginTotp, confirmTotp, endTotp, renewRecoveryCodes, spendTotpCode } from './totp.server';

const start = new Date('2026-05-05T08:00:00Z');
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const codeAt = (secret: string, now: Date) => TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: now.getTime() });
let lastAddress = 0;
const newAddress = () => `10.7.${Math.floor(++lastAddress / 250)}.${lastAddress % 250}`;

beforeAll(() => {
  process.env.SESSION_SECRET = 'for-tests-only-for-tests-only-for-tests';
});

/** A person with an authenticator app, set up at the start. */
async function makeGuarded() {
  const user = await makeUser(db);
  const secret = (await beginTotp(user.id)) ?? '';
  const done = await confirmTotp({ userId: user.id, code: codeAt(secret, start), kept: { sessionId: crypto.randomUUID() }, now: start });
  if (!done.ok) throw new Error(done.error);
  return { userId: user.id, secret, codes: done.codes ?? [] };
}

const shown = (userId: string, code: string, now: Date) => spendSecondFactor({ userId, code, address: newAddress(), userAgent: null, now });

describe('setting up an app', () => {
  it('counts when a code has come back, and keeps the secret sealed', async () => {
    const user = await makeUser(db);
    const secret = (await beginTotp(user.id)) ?? '';
    expect(await findFactors(user.id)).toMatchObject({ totpSince: null });
    expect(await spendTotpCode(user.id, codeAt(secret, start), start)).toBe(false);
    expect(await confirmTotp({ userId: user.id, code: '000000', kept: { sessionId: crypto.randomUUID() }, now: start })).toMatchObject({ ok: false, error: 'wrongCode', secret });
    const done = await confirmTotp({ userId: user.id, code: codeAt(secret, start), kept: { sessionId: crypto.randomUUID() }, now: start });
    expect(done).toMatchObject({ ok: true });
    const { totpSecret } = await db.user.findUniqueOrThrow({ where: { id: user.id }, select: { totpSecret: true } });
    expect(Buffer.from(totpSecret ?? []).toString('latin1')).not.toContain(secret);
    expect(await beginTotp(user.id), 'a second set-up beside the first').toBeNull();
  });

  it('ends programs, and makes older sessions show a code; the one that set it up has', async () => {
    const { user } = await makeMember(db, { organizationId: (await makeOrganization(db)).id, role: 'SALES' });
    const device = { clientAddress: '192.0.2.7', isSecure: false };
    for (const remember of [true, false]) await startSession(new Request('http://teplo.test/'), device, { userId: user.id, remember });
    const { familyId } = await openFamily(user.id, { address: '192.0.2.7', userAgent: null, now: start });
    const own = await db.session.findFirstOrThrow({ where: { userId: user.id, remember: true }, select: { id: true } });
    const secret = (await beginTotp(user.id)) ?? '';
    await confirmTotp({ userId: user.id, code: codeAt(secret, start), kept: { sessionId: own.id }, now: start });
    expect(await db.session.findMany({ where: { userId: user.id }, select: { remember: true, secondFactor: true }, orderBy: { remember: 'asc' } })).toEqual([{ remember: false, secondFactor: false }, { remember: true, secondFactor: true }]);
    expect((await db.tokenFamily.findUniqueOrThrow({ where: { id: familyId }, select: { revokedAt: true } })).revokedAt).toEqual(start);
    await endTotp(user.id);
    expect(await db.session.count({ where: { userId: user.id, secondFactor: true } }), 'sessions that have shown a factor that is gone').toBe(0);
    expect(await db.recoveryCode.count({ where: { userId: user.id } })).toBe(0);
  });
});

describe('a code', () => {
  it('is good once, also when two use it at the same moment', async () => {
    const { userId, secret } = await makeGuarded();
    const now = later(30);
    const code = codeAt(secret, now);
    const both = await Promise.all([spendTotpCode(userId, code, now), spendTotpCode(userId, code, now)]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await spendTotpCode(userId, code, later(45)), 'replayed').toBe(false);
  });

  it('of an earlier step is refused after a later one', async () => {
    const { userId, secret } = await makeGuarded();
    expect(await spendTotpCode(userId, codeAt(secret, later(90)), later(90))).toBe(true);
    expect(await spendTotpCode(userId, codeAt(secret, later(60)), later(90))).toBe(false);
  });

  it('of another person opens nothing, nor does a secret that was moved to another person', async () => {
    const [one, other] = await Promise.all([makeGuarded(), makeGuarded()]);
    expect(await spendTotpCode(one.userId, codeAt(other.secret, later(60)), later(60))).toBe(false);
    const { totpSecret } = await db.user.findUniqueOrThrow({ where: { id: other.userId }, select: { totpSecret: true } });
    await db.user.update({ where: { id: one.userId }, data: { totpSecret }, select: { id: true } });
    expect(await spendTotpCode(one.userId, codeAt(other.secret, later(60)), later(60))).toBe(false);
  });
});

describe('a recovery code', () => {
  it('is good once, also when two use it at the same moment, and rests hashed', async () => {
    const { userId, codes } = await makeGuarded();
    expect(new Set(codes).size).toBe(10);
    const [code = ''] = codes;
    const both = await Promise.all([shown(userId, code, start), shown(userId, code, start)]);
    expect(both.filter(({ ok }) => ok)).toEqual([{ ok: true, method: 'recoveryCode' }]);
    expect(await findFactors(userId)).toMatchObject({ codesLeft: 9 });
    const hashes = await db.recoveryCode.findMany({ where: { userId }, select: { codeHash: true } });
    expect(hashes.some(({ codeHash }) => codes.includes(codeHash))).toBe(false);
  });

  it('is worth nothing after new ones were made, and nobody without a factor has any', async () => {
    const { userId, codes } = await makeGuarded();
    const renewed = await renewRecoveryCodes(userId);
    expect(renewed).toHaveLength(10);
    expect(await shown(userId, codes[0] ?? '', start)).toMatchObject({ ok: false });
    expect(await shown(userId, renewed?.[0] ?? '', start)).toMatchObject({ ok: true });
    expect(await renewRecoveryCodes((await makeUser(db)).id)).toBeNull();
  });
});

describe('trying codes', () => {
  it('is blocked after five, however many addresses and sign-ins take part, and a right password gives no more tries', async () => {
    const { userId, secret } = await makeGuarded();
    const tries = await Promise.all(Array.from({ length: 9 }, () => shown(userId, '000000', later(60))));
    expect(tries.filter((result) => !result.ok && result.retryAfter === 0).length).toBeLessThanOrEqual(5);
    const { email } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
    await db.signInThrottle.deleteMany({ where: { key: `account:${email}` } });
    const blocked = await shown(userId, codeAt(secret, later(60)), later(60));
    expect(blocked).toMatchObject({ ok: false });
    expect(!blocked.ok && blocked.retryAfter).toBeGreaterThan(0);
  });
});

const device = { clientAddress: '192.0.2.9', isSecure: false };
const cookieOf = (header: string) => header.split(';')[0] ?? '';
const withCookies = (...cookies: string[]) => new Request('http://teplo.test/login/second', { headers: { Cookie: cookies.join('; ') } });

/** The browser of a person whose password was right. */
async function beginStep(userId: string, { remember = false, now = start } = {}) {
  return cookieOf(await openSecondStep({ userId, remember, isSecure: false, now }));
}

describe('the second step', () => {
  it('opens a session that knows how it was opened, under a new secret, once', async () => {
    const { userId, secret } = await makeGuarded();
    const old = cookieOf(await startSession(new Request('http://teplo.test/'), device, { userId, remember: false, now: later(1) }));
    const before = await db.session.findMany({ where: { userId }, select: { id: true, tokenHash: true } });
    const step = await beginStep(userId, { remember: true });
    expect(await findSecondStep(withCookies(step), later(60))).toMatchObject({ remember: true, passkeys: 0 });
    const code = codeAt(secret, later(60));
    const done = await finishSecondStep(withCookies(old, step), device, { code, now: later(60) });
    expect(done).toMatchObject({ ok: true, user: { id: userId }, method: 'totp' });
    const after = await db.session.findMany({ where: { userId }, select: { id: true, tokenHash: true, remember: true, method: true, secondFactor: true } });
    expect(after).toMatchObject([{ remember: true, method: 'totp', secondFactor: true }]);
    // whatever was in the browser before the sign-in is worth nothing after it
    expect(before.map(({ tokenHash }) => tokenHash)).not.toContain(after[0]?.tokenHash);
    expect(await finishSecondStep(withCookies(step), device, { code: codeAt(secret, later(90)), now: later(90) })).toMatchObject({ ok: false, error: 'over' });
  });

  it('starts anew after five wrong codes, and waits ten minutes', async () => {
    const { userId, codes } = await makeGuarded();
    const step = await beginStep(userId);
    for (let tried = 1; tried < MOST_TRIES; tried += 1) expect(await finishSecondStep(withCookies(step), device, { code: '000000', now: start })).toMatchObject({ ok: false, error: 'refused' });
    expect(await finishSecondStep(withCookies(step), device, { code: '000000', now: start })).toMatchObject({ ok: false, error: 'over' });
    expect(await finishSecondStep(withCookies(step), device, { code: codes[0] ?? '', now: start })).toMatchObject({ ok: false, error: 'over' });
    const late = await beginStep(userId);
    expect(await findSecondStep(withCookies(late), later(599))).not.toBeNull();
    expect(await findSecondStep(withCookies(late), later(600))).toBeNull();
    expect(await db.session.count({ where: { userId } })).toBe(0);
  });

  it('belongs to the browser that showed the password: neither none nor a foreign secret finishes it', async () => {
    const { userId, secret } = await makeGuarded();
    await beginStep(userId);
    for (const cookie of ['', `teplo_second_step=${hashSessionToken('x').slice(0, 43)}`]) {
      expect(await finishSecondStep(withCookies(cookie), device, { code: codeAt(secret, later(60)), now: later(60) })).toMatchObject({ ok: false, error: 'over' });
    }
  });

  it('lets one of two simultaneous answers in', async () => {
    const { userId, codes } = await makeGuarded();
    const step = await beginStep(userId);
    const both = await Promise.all(codes.slice(0, 2).map((code) => finishSecondStep(withCookies(step), device, { code, now: start })));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db.session.count({ where: { userId } })).toBe(1);
  });
});
