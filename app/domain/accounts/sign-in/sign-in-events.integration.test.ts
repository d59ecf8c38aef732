import { beforeEach, describe, expect, it, vi } from 'vitest';
import { makeMember, makeOrganization } from '../../../../prisma/factories';
import { db } from '~/platform/db.server';
import { acceptAsNewPerson } from '../members/accept-invitation.server';
import { findPlace } from './find-place.server';
import { createInvitation } from '../members/invitations.server';
import { hashPassword } from '../password.server';
import { deleteOldSignIns, listSignIns, recordSignIn, type SignInAttempt } from './sign-in-events.server';
import { authenticate } from './sign-in.server';

const settings = vi.hoisted(() => ({ SMTP_URL: 'smtp://127.0.0.1:9' as string | undefined, MAIL_FROM: 'x@teplo.test', APP_URL: 'https://teplo.example', PORT: 3000, SESSION_SECRET: ['x'.repeat(32)] }));
vi.mock('~/platform/env.server', () => ({ env: () => settings }));

const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';
const GERMAN = '46.4.10.10';
const RUSSIAN = '5.255.255.70';
const now = new Date('2026-11-20T12:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
let organizationId: string;

beforeEach(async () => {
  settings.SMTP_URL = 'smtp://127.0.0.1:9';
  organizationId = (await makeOrganization(db)).id;
});

const makePerson = async () => (await makeMember(db, { organizationId, role: 'SALES' })).user;
const note = (userId: string, more: Partial<SignInAttempt> = {}) => recordSignIn({ userId, method: 'password', outcome: 'ok', address: GERMAN, userAgent: CHROME, now, ...more });
const told = (to: string) => db.mailMessage.findMany({ where: { to, kind: 'account.newSignIn' }, orderBy: { createdAt: 'asc' }, select: { subject: true, text: true } });

describe('findPlace', () => {
  it.each([
    [GERMAN, { kind: 'country', code: 'DE' }],
    [RUSSIAN, { kind: 'country', code: 'RU' }],
    [`::ffff:${GERMAN}`, { kind: 'country', code: 'DE' }],
    ['192.168.1.7', { kind: 'local' }],
    ['127.0.0.1', { kind: 'local' }],
    ['::1', { kind: 'local' }],
    ['fd00::1', { kind: 'local' }],
    ['2a02:6b8::1', { kind: 'unknown' }],
    ['not an address', { kind: 'unknown' }],
    [null, { kind: 'unknown' }],
  ])('%s', (address, place) => {
    expect(findPlace(address)).toEqual(place);
  });
});

describe('a sign-in from something new', () => {
  it('is told by e-mail: a new device, a new country, and neither the first nor a known one', async () => {
    const person = await makePerson();
    await note(person.id);
    expect(await told(person.email)).toEqual([]);
    await note(person.id, { now: later(1), userAgent: CHROME.replace('130', '131') });
    expect(await told(person.email)).toEqual([]);
    await note(person.id, { now: later(2), userAgent: IPHONE });
    expect(await told(person.email)).toMatchObject([{ subject: 'Вход с нового устройства: Safari на iPhone', text: expect.stringContaining('Safari на iPhone, Германия') as string }]);
    await note(person.id, { now: later(3), address: RUSSIAN });
    expect(await told(person.email)).toHaveLength(2);
    await note(person.id, { now: later(4), address: RUSSIAN, userAgent: IPHONE });
    expect(await told(person.email)).toHaveLength(2);
    settings.SMTP_URL = undefined;
    await note(person.id, { now: later(5), userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0' });
    expect(await told(person.email)).toHaveLength(2);
  });
});

describe('the history', () => {
  it('holds refused ones too, a blocked account once a quarter of an hour, and nothing older than 180 days', async () => {
    const person = await makePerson();
    await note(person.id, { now: new Date(now.getTime() - 181 * 86_400_000) });
    for (const minute of [0, 1, 14, 16]) await note(person.id, { outcome: 'blocked', now: later(minute) });
    await note(person.id, { outcome: 'wrongPassword', now: later(20) });
    expect((await listSignIns(person.id)).map(({ outcome }) => outcome)).toEqual(['wrongPassword', 'blocked', 'blocked', 'ok']);
    await deleteOldSignIns(now);
    expect(await listSignIns(person.id)).toHaveLength(3);
  });

  it('notes a wrong password of an account, and nothing of a name that nobody has', async () => {
    const { user } = await makeMember(db, { organizationId, role: 'SALES', user: { passwordHash: await hashPassword('тёплый вечер у окна') } });
    const before = await db.signInEvent.count();
    await authenticate({ login: 'nobody-here@example.com', password: 'not this one' }, '10.8.0.1', CHROME).catch(() => undefined);
    await authenticate({ login: user.email, password: 'not this one' }, '10.8.0.2', CHROME).catch(() => undefined);
    await vi.waitFor(async () => expect(await listSignIns(user.id)).toMatchObject([{ method: 'password', outcome: 'wrongPassword', address: '10.8.0.2', userAgent: CHROME }]));
    expect(await db.signInEvent.count()).toBe(before + 1);
  });
});

describe('an invitation', () => {
  it.each([
    ['that was mailed confirms the address', 'smtp://127.0.0.1:9', true],
    ['that was handed over does not', undefined, false],
  ])('%s', async (_name, smtp, isConfirmed) => {
    settings.SMTP_URL = smtp;
    const owner = (await makeMember(db, { organizationId, role: 'OWNER' })).user.id;
    const email = `guest-${organizationId}@example.com`;
    const sent = await createInvitation({ actor: { organizationId, userId: owner }, language: 'ru', now: new Date(), email, role: 'SALES', teamId: null });
    if (!sent.ok) throw new Error(sent.error);
    const joined = await acceptAsNewPerson({ token: sent.path.replace('/invite/', ''), name: 'Анна', password: 'длинная хорошая фраза', language: 'ru', now: new Date() });
    if (!joined.ok) throw new Error(joined.error);
    const { emailConfirmedAt } = await db.user.findUniqueOrThrow({ where: { id: joined.userId } });
    expect(emailConfirmedAt !== null).toBe(isConfirmed);
  });
});
