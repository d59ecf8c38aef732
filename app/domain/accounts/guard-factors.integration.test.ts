import type { AppLoadContext } from '@remix-run/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { Secret, TOTP } from 'otpauth';
import { db, orgDb } from '~/platform/db.server';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import { findFactors } from './factors/factors.server';
import { findOwingSession, getOptionalUser, requireStaff, requireUser, type GuardArgs } from './guard.server';
import { resetFactors, resetFactorsByHost } from './factors/reset-factors.server';
import { listWithoutFactor, saveRequireFactor } from './factors/require-factor.server';
import { startSession } from './sign-in/sessions.server';
import { beginTotp, confirmTotp } from './factors/totp.server';

const device = { clientAddress: '192.0.2.7', isSecure: false };

beforeAll(() => {
  process.env.SESSION_SECRET = 'for-tests-only-for-tests-only-for-tests';
});

const makeArgs = (path: string, cookie: string, orgSlug?: string): GuardArgs => ({
  request: new Request(`http://teplo.test${path}`, { headers: { Cookie: cookie } }),
  params: orgSlug ? { orgSlug } : {},
  context: { clientAddress: '192.0.2.7' } as AppLoadContext,
});

/** Where a guard sends to, or its status. */
async function refusalOf(work: Promise<unknown>): Promise<string | number | null> {
  const thrown = await work.then(() => undefined, (error: unknown) => error);
  if (!(thrown instanceof Response)) throw new Error(`no Response was thrown: ${String(thrown)}`);
  return thrown.headers.get('Location') ?? thrown.status;
}

async function makeSignedIn(organizationId: string, { role = 'SALES' as const, secondFactor = false } = {}) {
  const { user } = await makeMember(db, { organizationId, role });
  const header = await startSession(new Request('http://teplo.test/'), device, { userId: user.id, remember: false, secondFactor });
  return { user, cookie: header.split(';')[0] ?? '' };
}

async function addApp(userId: string) {
  const now = new Date();
  const secret = (await beginTotp(userId)) ?? '';
  await confirmTotp({ userId, code: TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: now.getTime() }), kept: { sessionId: crypto.randomUUID() }, now });
}

const demand = (id: string) => db.organization.update({ where: { id }, data: { requireTwoFactor: true }, select: { id: true } });

describe('a session that has shown a password alone', () => {
  it('shows the code first once its person has a factor, and is nobody’s until then', async () => {
    const org = await makeOrganization(db);
    const { user, cookie } = await makeSignedIn(org.id);
    expect((await requireStaff(makeArgs(`/o/${org.slug}`, cookie, org.slug))).user.id).toBe(user.id);
    await addApp(user.id);
    expect(await refusalOf(requireStaff(makeArgs(`/o/${org.slug}/leads?q=1`, cookie, org.slug)))).toBe(`/login/second?redirectTo=${encodeURIComponent(`/o/${org.slug}/leads?q=1`)}`);
    expect(await refusalOf(requireUser(makeArgs('/profile', cookie)))).toBe('/login/second?redirectTo=%2Fprofile');
    expect(await getOptionalUser(makeArgs('/', cookie))).toBeNull();
    expect(await findOwingSession(makeArgs('/login/second', cookie))).toEqual({ userId: user.id, remember: false });
  });

  it('is a whole one when the code was shown', async () => {
    const org = await makeOrganization(db);
    const { user, cookie } = await makeSignedIn(org.id, { secondFactor: true });
    await addApp(user.id);
    expect((await requireUser(makeArgs('/profile', cookie))).user.id).toBe(user.id);
    expect(await findOwingSession(makeArgs('/login/second', cookie))).toBeNull();
  });
});

describe('an organisation that wants a second factor', () => {
  it('shows nothing to a member without one, who is led to set it up; other organisations and the profile stay open', async () => {
    const [strict, other] = [await makeOrganization(db), await makeOrganization(db)];
    const { user, cookie } = await makeSignedIn(strict.id, { secondFactor: true });
    await db.membership.create({ data: { organizationId: other.id, userId: user.id, role: 'VIEWER' }, select: { userId: true } });
    await demand(strict.id);
    const back = encodeURIComponent(`/o/${strict.slug}/leads`);
    expect(await refusalOf(requireStaff(makeArgs(`/o/${strict.slug}/leads`, cookie, strict.slug)))).toBe(`/profile/security?needed=${strict.slug}&redirectTo=${back}`);
    expect(await refusalOf(requireStaff(makeArgs(`/resources/o/${strict.slug}/search`, cookie, strict.slug)))).toBe(`/profile/security?needed=${strict.slug}`);
    expect((await requireStaff(makeArgs(`/o/${other.slug}`, cookie, other.slug))).org.id).toBe(other.id);
    expect((await requireUser(makeArgs('/profile/security', cookie))).user.id).toBe(user.id);
    await addApp(user.id);
    expect((await requireStaff(makeArgs(`/o/${strict.slug}`, cookie, strict.slug))).org.id).toBe(strict.id);
  });

  it('stays unknown to those who do not work there', async () => {
    const [strict, other] = [await makeOrganization(db), await makeOrganization(db)];
    await demand(strict.id);
    const { cookie } = await makeSignedIn(other.id);
    expect(await refusalOf(requireStaff(makeArgs(`/o/${strict.slug}`, cookie, strict.slug)))).toBe(404);
  });

  it('begins with somebody who has one', async () => {
    const org = await makeOrganization(db);
    const { user } = await makeSignedIn(org.id);
    const actor = { organizationId: org.id, userId: user.id };
    expect(await saveRequireFactor(actor, { version: 1, requireTwoFactor: true })).toEqual({ ok: false, error: 'ownFirst' });
    expect(await listWithoutFactor(orgDb(org.id), org.id)).toEqual([user.name]);
    await addApp(user.id);
    expect(await saveRequireFactor(actor, { version: 1, requireTwoFactor: true })).toEqual({ ok: true });
    expect(await saveRequireFactor(actor, { version: 1, requireTwoFactor: false })).toMatchObject({ ok: false, error: 'stale', current: { requireTwoFactor: true } });
    expect(await listWithoutFactor(orgDb(org.id), org.id)).toEqual([]);
  });
});

describe('resetFactors', () => {
  it('takes factors and sign-ins away and is noted', async () => {
    const org = await makeOrganization(db);
    const [{ user: owner }, { user: member }] = [await makeMember(db, { organizationId: org.id, role: 'OWNER' }), await makeSignedIn(org.id, { secondFactor: true })];
    await addApp(member.id);
    expect(await resetFactors({ actor: { organizationId: org.id, userId: owner.id }, userId: member.id, now: new Date() })).toEqual({ ok: true, name: member.name });
    expect(await db.user.findUniqueOrThrow({ where: { id: member.id }, select: { totpSecret: true, totpConfirmedAt: true, _count: { select: { sessions: true, recoveryCodes: true } } } })).toEqual({ totpSecret: null, totpConfirmedAt: null, _count: { sessions: 0, recoveryCodes: 0 } });
    expect(await db.auditLog.findMany({ where: { organizationId: org.id, action: 'resetFactors' }, select: { actorId: true, resourceId: true } })).toEqual([{ actorId: owner.id, resourceId: member.id }]);
  });

  it('is done by whoever runs the server too', async () => {
    const org = await makeOrganization(db);
    const { user } = await makeSignedIn(org.id);
    await addApp(user.id);
    expect(await resetFactorsByHost(` ${user.email.toUpperCase()} `, new Date())).toBe(user.name);
    expect(await findFactors(user.id)).toMatchObject({ hasTotp: false, codesLeft: 0 });
    expect(await db.auditLog.count({ where: { organizationId: org.id, action: 'resetFactors', actorId: null } })).toBe(1);
    expect(await resetFactorsByHost('nobody@example.com', new Date())).toBeNull();
  });

  it('is refused: for oneself, by who may not, of an owner by an admin, for a stranger, and for who works elsewhere too', async () => {
    const [org, other] = [await makeOrganization(db), await makeOrganization(db)];
    const make = async (role: 'OWNER' | 'ADMIN' | 'SALES', organizationId = org.id) => (await makeMember(db, { organizationId, role })).user.id;
    const [owner, admin, sales, stranger, both] = [await make('OWNER'), await make('ADMIN'), await make('SALES'), await make('SALES', other.id), await make('SALES')];
    await db.membership.create({ data: { organizationId: other.id, userId: both, role: 'VIEWER' }, select: { userId: true } });
    for (const [by, userId, error] of [[owner, owner, 'forbidden'], [sales, admin, 'forbidden'], [admin, owner, 'forbidden'], [stranger, sales, 'forbidden'], [owner, stranger, 'notFound'], [owner, both, 'worksElsewhere']] as const) {
      expect(await resetFactors({ actor: { organizationId: org.id, userId: by }, userId, now: new Date() }), `${error}`).toEqual({ ok: false, error });
    }
  });
});
