import { beforeAll, describe, expect, it, vi } from 'vitest';
import { db } from '~/platform/db.server';
import { makeMember, makeOrganization, makeUser } from '../../../prisma/factories';
import { hashPassword } from './password.server';
import { changePassword } from './profile.server';
import { recordSignIn } from './sign-in/sign-in-events.server';
import { authenticate, SignInRefused } from './sign-in/sign-in.server';
import { forgetFailures } from './sign-in/sign-in-throttle.server';
import * as argon2 from '@node-rs/argon2';

vi.hoisted(() => {
  process.env.SESSION_SECRET = 'x'.repeat(32);
});

vi.mock('@node-rs/argon2', { spy: true });

const right = 'тёплый вечер у окна';
let passwordHash: string;

beforeAll(async () => {
  passwordHash = await hashPassword(right);
});

const makePerson = () => makeUser(db, { passwordHash });
let lastAddress = 0;
const newAddress = () => `10.0.${Math.floor(++lastAddress / 250)}.${lastAddress % 250}`;

/** What a sign-in came to: the person's id, "wrong", or the seconds to wait. */
async function attempt(email: string, password: string, address = newAddress()): Promise<string | number> {
  try {
    return (await authenticate({ login: email, password }, address)).id;
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    return error.retryAfter || 'wrong';
  }
}

const throttleOf = (key: string) => db.signInThrottle.findUnique({ where: { key }, select: { failures: true, blockedUntil: true } });
/** Lets the block of an account run out. */
const unblock = (email: string) => db.signInThrottle.update({ where: { key: `account:${email}` }, data: { blockedUntil: new Date(Date.now() - 1000) } });

describe('password hashes', () => {
  it('are argon2id with the parameters asked for', () => {
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe('authenticate', () => {
  it('lets the right password in and tells nothing else apart', async () => {
    const person = await makePerson();
    expect(await attempt(person.email, right)).toBe(person.id);
    expect(await attempt(person.email, 'not this one')).toBe('wrong');
    expect(await attempt('nobody@example.com', right)).toBe('wrong');
  });

  it('hashes as often for an unknown e-mail as for a wrong password', async () => {
    const person = await makePerson();
    await attempt('nobody-at-all@example.com', 'warm up');
    const verify = vi.mocked(argon2.verify);
    verify.mockClear();
    await attempt(person.email, 'not this one');
    const forWrong = verify.mock.calls.length;
    await attempt('nobody-2@example.com', 'not this one');
    expect([forWrong, verify.mock.calls.length]).toEqual([1, 2]);
    expect(verify.mock.calls[1]?.[0]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('matches no one without a hash of ours', async () => {
    const person = await makeUser(db, { passwordHash: '!' });
    expect(await attempt(person.email, '!')).toBe('wrong');
  });

  it('lets five of twenty wrong passwords at once through to the hash, and blocks', async () => {
    const person = await makePerson();
    const verify = vi.mocked(argon2.verify);
    verify.mockClear();
    const answers = await Promise.all(Array.from({ length: 20 }, () => attempt(person.email, 'not this one')));
    expect(answers.filter((answer) => answer === 'wrong')).toHaveLength(5);
    expect(verify).toHaveBeenCalledTimes(5);
    for (const wait of answers.filter((answer) => answer !== 'wrong')) expect(wait).toBeGreaterThan(25);
    expect(await attempt(person.email, right)).toBeGreaterThan(25);
    expect((await throttleOf(`account:${person.email}`))?.failures).toBe(5);
  });

  it('keeps the block in the database and waits longer each time', async () => {
    const person = await makePerson();
    for (let index = 0; index < 5; index += 1) await attempt(person.email, 'not this one');
    const waits: (string | number)[] = [];
    for (let round = 0; round < 6; round += 1) {
      waits.push(await attempt(person.email, right));
      await unblock(person.email);
      await attempt(person.email, 'not this one');
    }
    const expected = [30, 60, 120, 300, 900, 900];
    waits.forEach((wait, index) => {
      expect(wait).toBeLessThanOrEqual(expected[index] ?? 0);
      expect(wait).toBeGreaterThan((expected[index] ?? 0) - 5);
    });
  });

  it('forgets after a right password, and after a day', async () => {
    const [person, other] = [await makePerson(), await makePerson()];
    for (let index = 0; index < 4; index += 1) await attempt(person.email, 'not this one');
    expect(await attempt(person.email, right)).toBe(person.id);
    expect(await throttleOf(`account:${person.email}`)).toBeNull();
    for (let index = 0; index < 4; index += 1) await attempt(other.email, 'not this one');
    await db.$executeRaw`UPDATE "SignInThrottle" SET "updatedAt" = now() - interval '25 hours' WHERE "key" = ${`account:${other.email}`}`;
    await attempt(other.email, 'not this one');
    expect(await throttleOf(`account:${other.email}`)).toEqual({ failures: 1, blockedUntil: null });
  });

  it('blocks an address that tries many accounts, and nobody else', async () => {
    const person = await makePerson();
    const address = newAddress();
    const answers: (string | number)[] = [];
    for (let index = 0; index < 26; index += 1) answers.push(await attempt(`guess-${index}@example.com`, 'not this one', address));
    expect(answers.slice(0, 25)).toEqual(Array.from({ length: 25 }, () => 'wrong'));
    expect(answers[25]).toBeGreaterThan(25);
    expect(await attempt(person.email, right, address)).toBeGreaterThan(25);
    expect(await attempt(person.email, right)).toBe(person.id);
  });

  it('keeps nobody out of where they signed in before, however many strangers try, and blocks tries from there apart', async () => {
    const person = await makePerson();
    const home = newAddress();
    await recordSignIn({ userId: person.id, method: 'password', outcome: 'ok', address: home, userAgent: null, now: new Date() });
    for (let index = 0; index < 6; index += 1) await attempt(person.email, 'not this one');
    expect(await attempt(person.email, right)).toBeGreaterThan(25);
    expect(await attempt(person.email, right, home)).toBe(person.id);
    expect(await attempt(person.email, right), 'a right password elsewhere forgives strangers nothing').toBeGreaterThan(25);
    for (let index = 0; index < 5; index += 1) expect(await attempt(person.email, 'not this one', home)).toBe('wrong');
    expect(await attempt(person.email, right, home)).toBeGreaterThan(25);
    await forgetFailures(person.email);
    expect([await attempt(person.email, right, home), await attempt(person.email, right)]).toEqual([person.id, person.id]);
  });

  it('does not count an attempt on a blocked account against the address', async () => {
    const person = await makePerson();
    const address = newAddress();
    for (let index = 0; index < 5; index += 1) await attempt(person.email, 'not this one', address);
    for (let index = 0; index < 30; index += 1) await attempt(person.email, 'not this one', address);
    expect((await throttleOf(`address:${address}`))?.failures).toBe(5);
  });
});

describe('changePassword', () => {
  const sessionData = (userId: string, tokenHash: string) => ({ userId, tokenHash, expiresAt: new Date(Date.now() + 60_000) });

  it('ends the other sessions of this person only', async () => {
    const [person, other] = [await makePerson(), await makePerson()];
    const kept = await db.session.create({ data: sessionData(person.id, 'a'.repeat(64)) });
    await db.session.create({ data: sessionData(person.id, 'b'.repeat(64)) });
    await db.session.create({ data: sessionData(other.id, 'c'.repeat(64)) });
    const who = { userId: person.id, kept: { sessionId: kept.id }, address: newAddress() };
    await changePassword(who, { currentPassword: right, newPassword: 'новая хорошая фраза' });
    expect((await db.session.findMany({ where: { userId: person.id } })).map(({ id }) => id)).toEqual([kept.id]);
    expect(await db.session.count({ where: { userId: other.id } })).toBe(1);
    expect(await attempt(person.email, right)).toBe('wrong');
    expect(await attempt(person.email, 'новая хорошая фраза')).toBe(person.id);
  });

  it('changes nothing when the current password is wrong, and stops guessing', async () => {
    const { user } = await makeMember(db, { organizationId: (await makeOrganization(db)).id, user: { passwordHash } });
    const who = { userId: user.id, kept: { sessionId: user.id }, address: newAddress() };
    const change = () => changePassword(who, { currentPassword: 'not this one', newPassword: 'новая хорошая фраза' }).catch((error: unknown) => error);
    expect(await change()).toMatchObject({ retryAfter: 0 });
    for (let index = 0; index < 4; index += 1) await change();
    expect(await change()).toMatchObject({ retryAfter: expect.closeTo(30, -1) as number });
    expect(await attempt(user.email, right), 'the sign-in counts apart').toBe(user.id);
  });

  it('is not kept from a person by strangers who try to sign in', async () => {
    const { user } = await makeMember(db, { organizationId: (await makeOrganization(db)).id, user: { passwordHash } });
    for (let index = 0; index < 6; index += 1) await attempt(user.email, 'not this one');
    await changePassword({ userId: user.id, kept: { sessionId: user.id }, address: newAddress() }, { currentPassword: right, newPassword: 'новая хорошая фраза' });
  });
});
