import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AppLoadContext } from '@remix-run/node';
import { db, pool } from '~/platform/db.server';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import { getOptionalUser, requireStaff, requireUser, type GuardArgs } from './guard.server';
import { deleteExpiredSessions, endOtherSignIns, listSessions, revokeSession, signOut, startSession } from './sign-in/sessions.server';

const device = { clientAddress: '192.0.2.7', isSecure: false };
const hour = 3_600_000;

beforeAll(() => {
  process.env.SESSION_SECRET = 'for-tests-only-for-tests-only-for-tests';
});
afterAll(() => vi.restoreAllMocks());

const makeArgs = (path: string, cookie?: string, orgSlug?: string): GuardArgs => ({
  request: new Request(`http://teplo.test${path}`, { headers: cookie ? { Cookie: cookie } : {} }),
  params: orgSlug ? { orgSlug } : {},
  // only the address is read here
  context: { clientAddress: '192.0.2.7' } as AppLoadContext,
});

const cookieOf = (header: string) => header.split(';')[0] ?? '';

async function signInAs(userId: string, options: { remember?: boolean; now?: Date } = {}) {
  const header = await startSession(new Request('http://teplo.test/login', { headers: { 'User-Agent': 'Firefox/132.0' } }), device, {
    userId,
    remember: options.remember ?? false,
    now: options.now,
  });
  return { header, cookie: cookieOf(header) };
}

/** The Response that a guard throws. */
async function refusalOf(work: Promise<unknown>): Promise<Response> {
  const thrown = await work.then(() => undefined, (error: unknown) => error);
  if (!(thrown instanceof Response)) throw new Error(`no Response was thrown: ${String(thrown)}`);
  return thrown;
}

describe('requireStaff', () => {
  it('answers with the person, the organisation, the role and how far it reaches', async () => {
    const org = await makeOrganization(db);
    const { user } = await makeMember(db, { organizationId: org.id, role: 'SALES' });
    const { cookie } = await signInAs(user.id);
    const staff = await requireStaff(makeArgs(`/o/${org.slug}/leads`, cookie, org.slug), 'leads', 'update');
    expect(staff).toMatchObject({
      user: { id: user.id, name: user.name, email: user.email, locale: null },
      org: { id: org.id, slug: org.slug, name: org.name, timeZone: 'Europe/Moscow', currency: 'RUB', isDefault: false },
      member: { role: 'SALES' },
      scope: 'own',
    });
    expect([staff.can('leads', 'read'), staff.can('leads', 'delete')]).toEqual(['all', false]);
    expect(await staff.db.organization.count()).toBe(1);
  });

  it('asks the database once for all loaders of a request', async () => {
    const org = await makeOrganization(db);
    const { user } = await makeMember(db, { organizationId: org.id });
    const args = makeArgs(`/o/${org.slug}`, (await signInAs(user.id)).cookie, org.slug);
    const { queries, stop } = await countQueries();
    await Promise.all([requireStaff(args), requireStaff({ ...args, request: args.request.clone() }, 'leads', 'read'), requireUser(args)]);
    expect(queries()).toBe(1);
    stop();
  });

  it('sends strangers to the sign-in and back', async () => {
    const answer = await refusalOf(requireStaff(makeArgs('/o/some/leads?state=NEW&q=a%26b', undefined, 'some')));
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/login?redirectTo=%2Fo%2Fsome%2Fleads%3Fstate%3DNEW%26q%3Da%2526b']);
  });

  it('is 404 for an unknown organisation, for one of others and after leaving; 403 for what the role may not', async () => {
    const [org, foreign] = [await makeOrganization(db), await makeOrganization(db)];
    const { user } = await makeMember(db, { organizationId: org.id, role: 'VIEWER' });
    const { cookie } = await signInAs(user.id);
    const statusAt = async (slug: string, ...wanted: [] | ['leads', 'delete']) =>
      (await refusalOf(wanted.length ? requireStaff(makeArgs('/', cookie, slug), ...wanted) : requireStaff(makeArgs('/', cookie, slug)))).status;
    for (const odd of ['\u0000', "'", 'ПРИВЕТ', 'a'.repeat(5000)]) expect(await statusAt(odd)).toBe(404);
    expect([await statusAt('no-such'), await statusAt(foreign.slug), await statusAt(org.slug, 'leads', 'delete')]).toEqual([404, 404, 403]);
    await db.membership.updateMany({ where: { userId: user.id }, data: { removedAt: new Date() } });
    expect(await statusAt(org.slug)).toBe(404);
  });
});

describe('sessions', () => {
  it('carry a signed, HttpOnly, Lax cookie; persistent only when asked, Secure behind https', async () => {
    const { user } = await makeMember(db, { organizationId: (await makeOrganization(db)).id });
    const plain = (await signInAs(user.id)).header;
    expect(plain).toMatch(/^teplo_session=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await signInAs(user.id, { remember: true })).header).toContain('Max-Age=2592000;');
    const secure = await startSession(new Request('https://teplo.test/'), { ...device, isSecure: true }, { userId: user.id, remember: false });
    expect(secure).toContain('; Secure');
    expect(await getOptionalUser(makeArgs('/', cookieOf(plain).replace(/.$/, 'x')))).toBeNull();
    expect(await getOptionalUser(makeArgs('/', 'teplo_session=made-up'))).toBeNull();
  });

  it('are new at each sign-in, end the one before, and never store the secret', async () => {
    const { user } = await makeMember(db, { organizationId: (await makeOrganization(db)).id });
    const first = await signInAs(user.id);
    const second = cookieOf(await startSession(new Request('http://teplo.test/login', { headers: { Cookie: first.cookie, 'User-Agent': 'Firefox/132.0' } }), device, { userId: user.id, remember: false }));
    expect(second).not.toBe(first.cookie);
    expect(await getOptionalUser(makeArgs('/', first.cookie))).toBeNull();
    expect(await getOptionalUser(makeArgs('/', second))).not.toBeNull();
    const rows = await db.session.findMany({ where: { userId: user.id } });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ tokenHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string, userAgent: 'Firefox/132.0', address: '192.0.2.7' });
  });

  it('end: after twelve idle hours, after thirty days, on signing out, when revoked', async () => {
    const { user } = await makeMember(db, { organizationId: (await makeOrganization(db)).id });
    const ago = (hours: number) => new Date(Date.now() - hours * hour);
    const isOpen = async (cookie: string) => (await getOptionalUser(makeArgs('/', cookie))) !== null;
    expect(await isOpen((await signInAs(user.id, { now: ago(11) })).cookie)).toBe(true);
    expect(await isOpen((await signInAs(user.id, { now: ago(13) })).cookie)).toBe(false);
    expect(await isOpen((await signInAs(user.id, { now: ago(13), remember: true })).cookie)).toBe(true);
    expect(await isOpen((await signInAs(user.id, { now: ago(721), remember: true })).cookie)).toBe(false);

    const { cookie } = await signInAs(user.id);
    expect(await signOut(makeArgs('/', cookie).request, device)).toMatch(/^teplo_session=; Max-Age=0;/);
    expect(await isOpen(cookie)).toBe(false);

    const [kept, other] = [await signInAs(user.id), await signInAs(user.id)];
    const { sessionId } = await requireUser(makeArgs('/', kept.cookie));
    expect(await revokeSession('00000000-0000-7000-8000-000000000000', sessionId)).toBe(false);
    await endOtherSignIns(user.id, { sessionId });
    expect([await isOpen(kept.cookie), await isOpen(other.cookie)]).toEqual([true, false]);
    expect((await listSessions(user.id)).map(({ id }) => id)).toEqual([sessionId]);
    expect(await revokeSession(user.id, sessionId)).toBe(true);
    expect(await isOpen(kept.cookie)).toBe(false);
    expect(await deleteExpiredSessions()).toBeGreaterThanOrEqual(0);
  });

  it('note their use at most every five minutes', async () => {
    const { user } = await makeMember(db, { organizationId: (await makeOrganization(db)).id });
    const { cookie } = await signInAs(user.id);
    const read = () => db.session.findFirstOrThrow({ where: { userId: user.id }, select: { id: true, lastSeenAt: true, expiresAt: true } });
    const before = await read();
    await requireUser(makeArgs('/', cookie));
    expect(await read()).toEqual(before);
    const earlier = new Date(Date.now() - 6 * 60_000);
    await db.session.update({ where: { id: before.id }, data: { lastSeenAt: earlier, expiresAt: new Date(Date.now() + hour) } });
    await requireUser(makeArgs('/', cookie));
    const after = await read();
    expect(after.lastSeenAt.getTime()).toBeGreaterThan(earlier.getTime());
    expect(after.expiresAt.getTime()).toBeGreaterThan(Date.now() + 11 * hour);
  });
});

/** Counts queries: outside of transactions each takes a connection of its own from the pool. */
async function countQueries() {
  let queries = 0;
  const count = () => void (queries += 1);
  pool.on('acquire', count);
  await db.$queryRaw`SELECT 1`;
  expect(queries).toBe(1);
  return { queries: () => queries - 1, stop: () => pool.off('acquire', count) };
}
