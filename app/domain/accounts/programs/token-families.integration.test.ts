import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { db } from '~/platform/db.server';
import { deleteOldAnswers } from '~/platform/idempotency.server';
import { makeMember, makeOrganization, makeUser } from '../../../../prisma/factories';
import { hashPassword } from '../password.server';
import { changePassword, findPhone, updateDetails } from '../profile.server';
import { detailsSchema } from '../profile.schema';
import { removeMember } from '../members/remove-member.server';
import { endOtherSignIns } from '../sign-in/sessions.server';
import { SignInRefused } from '../sign-in/sign-in.server';
import { deleteOldFamilies, listFamilies, openFamily, refreshTokens, revokeFamily, signInProgram, type ProgramSignIn } from './token-families.server';

vi.hoisted(() => {
  process.env.SESSION_SECRET = 'x'.repeat(32);
});

const password = 'тёплый вечер у окна';
const now = new Date('2026-11-20T10:00:00Z');
const days = (count: number) => new Date(now.getTime() + count * 24 * 3_600_000);
const program = (address = '198.51.100.7') => ({ address, userAgent: 'sync/1.0', now });
let passwordHash: string;
let lastPhone = 9_160_000_000;
const newPhone = () => `+7${++lastPhone}`;

beforeAll(async () => {
  passwordHash = await hashPassword(password);
});

const refresh = ({ refreshToken }: Pick<ProgramSignIn, 'refreshToken'>, at = now) => refreshTokens({ token: refreshToken, address: '198.51.100.8', now: at });
const signedIn = async () => openFamily((await makeUser(db)).id, program());

describe('signInProgram', () => {
  it.each([
    ['the e-mail', (person: { email: string }) => person.email.toUpperCase()],
    ['the phone as stored', (person: { phone: string | null }) => person.phone ?? ''],
    ['the phone as people write it', (person: { phone: string | null }) => (person.phone ?? '').replace(/^\+7(\d{3})(\d{3})(\d\d)(\d\d)$/, '8 ($1) $2-$3-$4')],
  ])('takes %s', async (_name, login) => {
    const person = await makeUser(db, { passwordHash, phone: newPhone() });
    const made = await signInProgram({ login: login(person), password, ...program() });
    expect(made.userId).toBe(person.id);
    expect(made.refreshToken).toMatch(/^[\w-]{43}$/);
    expect(made.refreshExpiresAt).toEqual(days(30));
    const stored = await db.refreshToken.findFirstOrThrow({ where: { familyId: made.familyId } });
    expect(stored.tokenHash).not.toContain(made.refreshToken);
  });

  it('counts wrong passwords by e-mail and by phone as one account', async () => {
    const person = await makeUser(db, { passwordHash, phone: newPhone() });
    const attempt = (login: string, index: number) =>
      signInProgram({ login, password: 'not this one', ...program(`203.0.113.${index}`) }).catch((error: unknown) => (error instanceof SignInRefused ? error.retryAfter : error));
    for (let index = 0; index < 5; index += 1) expect(await attempt(index % 2 ? person.email : (person.phone ?? ''), index)).toBe(0);
    expect(await attempt(person.email, 6)).toEqual(expect.closeTo(30, -1));
    expect(await attempt(person.phone ?? '', 7)).toEqual(expect.closeTo(30, -1));
  });
});

describe('refreshTokens', () => {
  it('gives the next token, and the sign-in thirty days from then', async () => {
    const first = await signedIn();
    const second = await refresh(first, days(20));
    if (!second.ok) throw new Error(second.error);
    expect(second).toMatchObject({ userId: first.userId, familyId: first.familyId, refreshExpiresAt: days(50) });
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(await refresh(second, days(45))).toMatchObject({ ok: true });
  });

  it('ends the whole sign-in when a used token comes again', async () => {
    const first = await signedIn();
    const second = await refresh(first);
    if (!second.ok) throw new Error(second.error);
    expect(await refresh(first)).toEqual({ ok: false, error: 'reused' });
    expect(await refresh(second)).toEqual({ ok: false, error: 'unknown' });
    expect(await listFamilies(first.userId, now)).toEqual([]);
  });

  it('lets exactly one of many simultaneous exchanges win', async () => {
    const first = await signedIn();
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(first)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db.refreshToken.count({ where: { familyId: first.familyId } })).toBe(2);
  });

  it.each(['', 'x', 'A'.repeat(43), '\0'.repeat(43)])('does not know %j', async (token) => {
    expect(await refreshTokens({ token, address: '::1', now })).toEqual({ ok: false, error: 'unknown' });
  });

  it('takes no token that has run out', async () => {
    expect(await refresh(await signedIn(), days(30))).toEqual({ ok: false, error: 'unknown' });
  });
});

describe('a sign-in ends', () => {
  it('when its person ends it, and nobody else', async () => {
    const made = await signedIn();
    expect(await revokeFamily({ userId: randomUUID(), familyId: made.familyId, now })).toBe(false);
    expect(await revokeFamily({ userId: made.userId, familyId: made.familyId, now })).toBe(true);
    expect(await refresh(made)).toEqual({ ok: false, error: 'unknown' });
  });

  it('with a change of password, but for the one that asks', async () => {
    const person = await makeUser(db, { passwordHash });
    const [kept, other] = [await openFamily(person.id, program()), await openFamily(person.id, program())];
    await changePassword(
      { userId: person.id, kept: { familyId: kept.familyId }, address: '198.51.100.9' },
      { currentPassword: password, newPassword: 'новая хорошая фраза' },
    );
    expect((await listFamilies(person.id, now)).map(({ id }) => id)).toEqual([kept.familyId]);
    expect(await refresh(other)).toMatchObject({ ok: false });
  });

  it('with all other sessions', async () => {
    const made = await signedIn();
    expect(await endOtherSignIns(made.userId, { sessionId: randomUUID() }, now)).toBe(1);
    expect(await refresh(made)).toMatchObject({ ok: false });
  });

  it('with the last organisation of its person, whose keys end with each', async () => {
    const [one, two] = [await makeOrganization(db), await makeOrganization(db)];
    const { user } = await makeMember(db, { organizationId: one.id, role: 'ADMIN' });
    await makeMember(db, { organizationId: two.id, role: 'ADMIN', userId: user.id });
    const made = await openFamily(user.id, program());
    for (const [index, { id: organizationId }] of [one, two].entries()) {
      const owner = await makeMember(db, { organizationId });
      const key = await db.apiKey.create({ data: { organizationId, userId: user.id, name: 'k', prefix: 'p', keyHash: randomUUID().replaceAll('-', '').repeat(2), scopes: ['*:read'] } });
      await removeMember({ actor: { organizationId, userId: owner.user.id }, userId: user.id, handOverTo: null, now });
      expect((await db.apiKey.findUniqueOrThrow({ where: { id: key.id } })).revokedAt).toEqual(now);
      expect(await listFamilies(user.id, now)).toHaveLength(1 - index);
    }
    expect(await refresh(made)).toMatchObject({ ok: false });
  });
});

it('the clean-up takes what is over, and answers older than a day', async () => {
  const [open, ended] = [await signedIn(), await signedIn()];
  await revokeFamily({ userId: ended.userId, familyId: ended.familyId, now: days(-2) });
  const answer = (key: string, createdAt: Date) => db.idempotencyRecord.create({ data: { owner: 'user:x', key, requestHash: '0'.repeat(64), createdAt } });
  await answer('old', days(-1));
  await answer('new', now);
  const old = await db.refreshToken.create({ data: { familyId: open.familyId, tokenHash: 'e'.repeat(64), usedAt: days(-31), expiresAt: days(-1) } });
  await deleteOldFamilies(now);
  expect(await db.refreshToken.findUnique({ where: { id: old.id } })).toBeNull();
  await deleteOldAnswers(now);
  const kept = await db.tokenFamily.findMany({ where: { id: { in: [open.familyId, ended.familyId] } }, select: { id: true } });
  expect(kept.map(({ id }) => id)).toEqual([open.familyId]);
  expect((await db.idempotencyRecord.findMany({ where: { owner: 'user:x' } })).map(({ key }) => key)).toEqual(['new']);
});

describe('the phone of a person', () => {
  const details = { name: 'Анна', language: 'ru', timeZone: null };

  it('is kept in E.164 and belongs to one person', async () => {
    const [one, two] = [await makeUser(db), await makeUser(db)];
    const { phone } = detailsSchema.parse({ name: 'Анна', language: 'ru', phone: '8 916 555-44-33' });
    expect(phone).toBe('+79165554433');
    expect(await Promise.all([one, two].map(({ id }) => updateDetails(id, { ...details, phone })))).toEqual(expect.arrayContaining([{ ok: true }, { ok: false, error: 'phoneTaken' }]));
    expect([await findPhone(one.id), await findPhone(two.id)].filter(Boolean)).toEqual([phone]);
  });

  it.each([['', null], ['   ', null], [undefined, null]])('may be missing: %j', (typed, phone) => {
    expect(detailsSchema.parse({ name: 'Анна', language: 'ru', phone: typed }).phone).toBe(phone);
  });

  it('must be one', () => {
    expect(detailsSchema.safeParse({ name: 'Анна', language: 'ru', phone: '12' }).error?.issues).toMatchObject([{ path: ['phone'], message: 'errors.phone' }]);
  });
});
