import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeMember, makeOrganization } from '../../../../prisma/factories';
import { db } from '~/platform/db.server';
import { startJobs, stopJobs } from '~/platform/jobs.server';
import { findLink } from './account-links.server';
import { cancelEmailChange, findPendingEmail, requestEmailChange } from './change-email.server';
import { confirmEmail, findUnconfirmed, sendConfirmation } from './confirm-email.server';
import { hashPassword, verifyPassword } from '../password.server';
import { changePassword } from '../profile.server';
import { requestPasswordReset, resetPassword } from './reset-password.server';
import { startSession } from '../sign-in/sessions.server';
import { authenticate, SignInRefused } from '../sign-in/sign-in.server';
import { openFamily, signInProgram } from '../programs/token-families.server';

const settings = vi.hoisted(() => ({
  SMTP_URL: undefined as string | undefined, MAIL_FROM: 'Teplo <noreply@teplo.test>', APP_URL: 'https://teplo.example', PORT: 3000, SESSION_SECRET: ['x'.repeat(32)], DATA_DIR: '/tmp',
}));
vi.mock('~/platform/env.server', () => ({ env: () => settings }));

const password = 'тёплый вечер у окна';
const newPassword = 'новая хорошая фраза';
const now = new Date();
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
/** Recipients of what the mail server took. */
const received: string[] = [];
let server: SMTPServer;
let url: string;
let passwordHash: string;
let organizationId: string;
let lastAddress = 0;
const newAddress = () => `10.7.${Math.floor(++lastAddress / 250)}.${lastAddress % 250}`;

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      received.push(...session.envelope.rcptTo.map(({ address }) => address));
      stream.resume();
      stream.on('end', () => done());
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  url = `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  settings.SMTP_URL = url;
  passwordHash = await hashPassword(password);
  await import('~/domain/jobs.server');
  await startJobs();
}, 60_000);

afterAll(async () => {
  await stopJobs();
  await new Promise<void>((resolve) => server.close(resolve));
});

beforeEach(async () => {
  settings.SMTP_URL = url;
  organizationId = (await makeOrganization(db)).id;
});

const makePerson = async () => (await makeMember(db, { organizationId, role: 'SALES', user: { passwordHash } })).user;
const mailsOf = (to: string, kind: string) => db.mailMessage.findMany({ where: { to, kind: `account.${kind}` }, orderBy: { createdAt: 'desc' }, select: { text: true, subject: true, organizationId: true } });
/** The secret in the newest mail of this kind. */
const tokenIn = async (to: string, kind: string) => /\/(?:reset|confirm)\/([\w-]{43})/.exec((await mailsOf(to, kind))[0]?.text ?? '')?.[1] ?? '';
const ask = (email: string, address = newAddress()) => requestPasswordReset({ email, address });

/** The secret of a link that was asked for and has arrived. */
async function resetLinkOf(person: { email: string }): Promise<string> {
  const before = (await mailsOf(person.email, 'resetPassword')).length;
  expect(await ask(person.email)).toBe(0);
  await vi.waitFor(async () => expect(await mailsOf(person.email, 'resetPassword')).toHaveLength(before + 1), { timeout: 10_000 });
  return tokenIn(person.email, 'resetPassword');
}

const hasPassword = async (userId: string, typed: string) => verifyPassword((await db.user.findUniqueOrThrow({ where: { id: userId } })).passwordHash, typed);

describe('a forgotten password', () => {
  it('is set anew by the mailed link; all sign-ins end, keys of the API stay, the person is told', async () => {
    const person = await makePerson();
    await db.session.create({ data: { userId: person.id, tokenHash: `${person.id}${person.id}`.replaceAll('-', '').padEnd(64, '0').slice(0, 64), expiresAt: later(60) } });
    const { familyId } = await openFamily(person.id, { address: '10.0.0.1', userAgent: 'sync/1', now });
    await db.apiKey.create({ data: { organizationId, userId: person.id, name: 'k', keyHash: person.id.replaceAll('-', '').padEnd(64, 'a'), prefix: 'tk_abcd', scopes: ['*:read'] } });
    const token = await resetLinkOf(person);
    await vi.waitFor(() => expect(received).toContain(person.email), { timeout: 10_000 });
    expect(JSON.stringify(await db.accountLink.findMany({ where: { userId: person.id } }))).not.toContain(token);
    // looking uses nothing up
    for (let visit = 0; visit < 3; visit += 1) expect(await findLink(token, ['RESET_PASSWORD'], now)).toMatchObject({ state: 'open', userId: person.id });
    expect(await resetPassword({ token, password: newPassword, now })).toEqual({ ok: true, userId: person.id });
    expect(await hasPassword(person.id, newPassword)).toBe(true);
    expect(await db.session.count({ where: { userId: person.id } })).toBe(0);
    expect(await db.tokenFamily.findUniqueOrThrow({ where: { id: familyId } })).toMatchObject({ revokedAt: now });
    expect(await db.apiKey.count({ where: { userId: person.id, revokedAt: null } })).toBe(1);
    expect(await mailsOf(person.email, 'passwordChanged')).toHaveLength(1);
    expect((await db.user.findUniqueOrThrow({ where: { id: person.id } })).emailConfirmedAt).toEqual(now);
    expect(await resetPassword({ token, password: 'другая хорошая фраза', now })).toEqual({ ok: false, error: 'closed' });
  });

  it('is answered alike for an address that nobody has, and mails nothing there', async () => {
    const unknown = 'nobody-at-all@example.com';
    expect(await ask(unknown)).toBe(0);
    const person = await makePerson();
    await resetLinkOf(person);
    expect(await db.mailMessage.count({ where: { to: unknown } })).toBe(0);
  });

  it('works for half an hour', async () => {
    const token = await resetLinkOf(await makePerson());
    expect(await findLink(token, ['RESET_PASSWORD'], later(29))).toMatchObject({ state: 'open' });
    expect(await resetPassword({ token, password: newPassword, now: later(31) })).toEqual({ ok: false, error: 'closed' });
    expect(await findLink('A'.repeat(43), ['RESET_PASSWORD'], now)).toEqual({ state: 'unknown' });
  });

  it('of two simultaneous uses one wins, by one link and by two', async () => {
    const person = await makePerson();
    const [first, second] = [await resetLinkOf(person), await resetLinkOf(person)];
    const phrases = ['первая хорошая фраза', 'вторая хорошая фраза', 'третья хорошая фраза', 'четвёртая хорошая фраза'];
    const results = await Promise.all(phrases.map((typed, index) => resetPassword({ token: index % 2 ? first : second, password: typed, now })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const won = phrases[results.findIndex(({ ok }) => ok)] ?? '';
    expect(await hasPassword(person.id, won)).toBe(true);
    expect(await mailsOf(person.email, 'passwordChanged')).toHaveLength(1);
  });

  it('lets nobody slip in behind it who has shown the old password a moment before', async () => {
    const person = await makePerson();
    const token = await resetLinkOf(person);
    const { passwordHash: shown } = await authenticate({ login: person.email, password }, newAddress());
    const enter = () => startSession(new Request('https://teplo.example/login'), { clientAddress: '10.0.0.1', isSecure: true }, { userId: person.id, remember: true, passwordHash: shown });
    await enter();
    const context = () => ({ address: newAddress(), userAgent: null, now });
    const racers = Array.from({ length: 6 }, (_none, index) => (index % 2 ? enter() : signInProgram({ login: person.email, password, ...context() })));
    const [reset, ...entered] = await Promise.allSettled([resetPassword({ token, password: newPassword, now }), ...racers]);
    expect(reset).toMatchObject({ value: { ok: true } });
    for (const outcome of entered) if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(SignInRefused);
    await expect(enter()).rejects.toBeInstanceOf(SignInRefused);
    await expect(openFamily(person.id, context(), 'api', shown)).rejects.toBeInstanceOf(SignInRefused);
    expect(await db.session.count({ where: { userId: person.id } })).toBe(0);
    expect(await db.tokenFamily.count({ where: { userId: person.id, revokedAt: null } })).toBe(0);
  });

  it('leads nowhere once the password was changed otherwise', async () => {
    const person = await makePerson();
    const token = await resetLinkOf(person);
    await changePassword({ userId: person.id, kept: { sessionId: person.id }, address: newAddress() }, { currentPassword: password, newPassword });
    expect(await resetPassword({ token, password: 'другая хорошая фраза', now })).toEqual({ ok: false, error: 'closed' });
  });

  it('keeps the link when the new password is no good', async () => {
    const person = await makePerson();
    const token = await resetLinkOf(person);
    expect(await resetPassword({ token, password: `${person.email.split('@')[0]}1`, now })).toEqual({ ok: false, error: 'passwordPersonal' });
    expect(await resetPassword({ token, password: newPassword, now })).toMatchObject({ ok: true });
  });

  it('is limited: three mails an hour to a person, ten questions an hour from an address', async () => {
    const person = await makePerson();
    for (let mail = 0; mail < 3; mail += 1) await resetLinkOf(person);
    await ask(person.email);
    const address = newAddress();
    const waits: number[] = [];
    for (let question = 0; question < 11; question += 1) waits.push(await ask(`nobody-${question}@example.com`, address));
    expect(waits.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 0));
    expect(waits[10]).toBeGreaterThan(3_000);
    await vi.waitFor(async () => expect(await db.$queryRaw`SELECT 1 FROM "pgboss"."job" WHERE "name" = 'account-reset-letter' AND "state" < 'completed'`).toEqual([]), { timeout: 10_000 });
    expect(await mailsOf(person.email, 'resetPassword')).toHaveLength(3);
  });
});

describe('an address to confirm', () => {
  it('is confirmed by its link, once, and not by one of an address that was left', async () => {
    const person = await makePerson();
    expect(await findUnconfirmed(person.id)).toBe(person.email);
    expect(await sendConfirmation({ userId: person.id, now })).toEqual({ ok: true });
    const token = await tokenIn(person.email, 'confirmEmail');
    expect(await confirmEmail({ token, now })).toEqual({ ok: true, kind: 'CONFIRM_EMAIL', email: person.email });
    expect(await findUnconfirmed(person.id)).toBeNull();
    expect(await confirmEmail({ token, now })).toEqual({ ok: false, error: 'closed' });
    expect(await sendConfirmation({ userId: person.id, now })).toEqual({ ok: false, error: 'confirmed' });

    const other = await makePerson();
    await sendConfirmation({ userId: other.id, now });
    const stale = await tokenIn(other.email, 'confirmEmail');
    await db.user.update({ where: { id: other.id }, data: { email: `moved-${other.email}` } });
    expect(await confirmEmail({ token: stale, now })).toEqual({ ok: false, error: 'closed' });
  });

  it('is asked for a few times an hour, and never without a mail server', async () => {
    const person = await makePerson();
    const results: boolean[] = [];
    for (let index = 0; index < 6; index += 1) results.push((await sendConfirmation({ userId: person.id, now })).ok);
    expect(results).toEqual([true, true, true, true, true, false]);
    settings.SMTP_URL = undefined;
    expect(await sendConfirmation({ userId: person.id, now })).toEqual({ ok: false, error: 'noMail' });
    expect(await findUnconfirmed(person.id)).toBeNull();
  });
});

describe('a change of the e-mail', () => {
  const move = (userId: string, email: string, typed = password) => requestEmailChange({ userId, email, currentPassword: typed, address: newAddress(), now });

  it('takes place when the link is followed; both addresses are told, sessions stay', async () => {
    const person = await makePerson();
    const email = `new-${person.email}`;
    await openFamily(person.id, { address: '10.0.0.1', userAgent: 'sync/1', now });
    expect(await move(person.id, email)).toEqual({ ok: true });
    expect(await findPendingEmail(person.id, now)).toMatchObject({ email });
    expect(await mailsOf(person.email, 'emailChangeAsked')).toHaveLength(1);
    expect((await db.user.findUniqueOrThrow({ where: { id: person.id } })).email).toBe(person.email);
    const token = await tokenIn(email, 'changeEmail');
    expect(await confirmEmail({ token, now })).toEqual({ ok: true, kind: 'CHANGE_EMAIL', email });
    expect(await db.user.findUniqueOrThrow({ where: { id: person.id } })).toMatchObject({ email, emailConfirmedAt: now });
    expect(await mailsOf(person.email, 'emailChanged')).toHaveLength(1);
    expect(await db.tokenFamily.count({ where: { userId: person.id, revokedAt: null } })).toBe(1);
    expect(await findPendingEmail(person.id, now)).toBeNull();
  });

  it('asks the password, and refuses the same address', async () => {
    const person = await makePerson();
    await expect(move(person.id, 'x@example.com', 'not this one')).rejects.toBeInstanceOf(SignInRefused);
    expect(await move(person.id, person.email)).toEqual({ ok: false, error: 'sameEmail' });
    expect(await mailsOf('x@example.com', 'changeEmail')).toHaveLength(0);
  });

  it('can be called off, and is by a new password', async () => {
    const [first, second] = [await makePerson(), await makePerson()];
    await move(first.id, `new-${first.email}`);
    expect(await cancelEmailChange(first.id, now)).toBe(true);
    expect(await confirmEmail({ token: await tokenIn(`new-${first.email}`, 'changeEmail'), now })).toEqual({ ok: false, error: 'closed' });
    await move(second.id, `new-${second.email}`);
    await resetPassword({ token: await resetLinkOf(second), password: newPassword, now });
    expect(await findPendingEmail(second.id, now)).toBeNull();
  });

  it('to one address by two people at once: one gets it, the other is told that it is taken', async () => {
    const people = [await makePerson(), await makePerson()];
    const email = `wanted-${people[0]?.email}`;
    const tokens: string[] = [];
    for (const { id } of people) {
      expect(await move(id, email)).toEqual({ ok: true });
      tokens.push(await tokenIn(email, 'changeEmail'));
    }
    const results = await Promise.all(tokens.map((token) => confirmEmail({ token, now })));
    expect(results.map((result) => (result.ok ? 'ok' : result.error)).sort()).toEqual(['ok', 'taken']);
    expect(await db.user.count({ where: { email } })).toBe(1);
  });
});
