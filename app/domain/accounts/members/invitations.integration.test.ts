import { beforeEach, describe, expect, it, vi } from 'vitest';
import { makeMember, makeOrganization, makeUser } from '../../../../prisma/factories';
import { db } from '~/platform/db.server';
import { acceptAsNewPerson, acceptAsUser, findInvitation } from './accept-invitation.server';
import { createInvitation, INVITATION_DAYS, resendInvitation, revokeInvitation } from './invitations.server';
import { can, canChangeMember, ROLES, type Role } from '../permissions';

const settings = vi.hoisted(() => ({ SMTP_URL: undefined as string | undefined, PORT: 3000, APP_URL: 'https://teplo.example' }));
vi.mock('~/platform/env.server', () => ({ env: () => settings }));

const now = new Date('2026-11-20T12:00:00Z');
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
const email = 'anna@example.com';
const password = 'длинная хорошая фраза';

let organizationId: string;
let owner: string;

beforeEach(async () => {
  settings.SMTP_URL = undefined;
  organizationId = (await makeOrganization(db, { name: 'Тёплый дом' })).id;
  owner = (await makeMember(db, { organizationId, role: 'OWNER' })).user.id;
  await db.user.updateMany({ where: { email }, data: { email: `old-${Date.now()}-${Math.random()}@example.com` } });
});

const actor = (userId = owner) => ({ organizationId, userId });
const invite = (more: { role?: Role; email?: string; teamId?: string | null; by?: string; at?: Date } = {}) =>
  createInvitation({ actor: actor(more.by), language: 'ru', now: more.at ?? now, email: more.email ?? email, role: more.role ?? 'SALES', teamId: more.teamId ?? null });

/** Of an invitation that must succeed: the secret of its link. */
async function tokenOf(sent: Promise<Awaited<ReturnType<typeof createInvitation>> | Awaited<ReturnType<typeof resendInvitation>>>): Promise<string> {
  const done = await sent;
  if (!done.ok) throw new Error(done.error);
  return done.path.replace('/invite/', '');
}

const accept = (token: string, at = now) => acceptAsNewPerson({ token, name: 'Анна', password, language: 'ru', now: at });
const stateOf = async (token: string, at = now) => (await findInvitation(token, at)).state;

describe('inviting', () => {
  it('lets one of twenty at once through: the database decides', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => invite()));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.error).toBe('alreadyInvited');
    expect(await db.auditLog.count({ where: { organizationId, action: 'invite' } })).toBe(1);
  });

  it('keeps no secret in the database', async () => {
    const token = await tokenOf(invite());
    const row = await db.invitation.findFirstOrThrow({ where: { organizationId } });
    expect(JSON.stringify(row)).not.toContain(token);
    expect(row.tokenHash).toMatch(/^[0-9a-f]{64}$/);
    expect(await db.mailMessage.count({ where: { organizationId } })).toBe(0);
  });

  it('answers the same for an address with and without an account', async () => {
    await makeUser(db, { email: 'known@example.com' });
    const [known, unknown] = [await invite({ email: 'known@example.com' }), await invite({ email: 'unknown@example.com' })];
    expect([known, unknown].map(({ ok }) => ok)).toEqual([true, true]);
    expect(Object.keys(known).sort()).toEqual(Object.keys(unknown).sort());
  });

  it('is refused for members, unless they were removed, and for teams of others', async () => {
    const { user } = await makeMember(db, { organizationId, role: 'SALES' });
    expect(await invite({ email: user.email })).toEqual({ ok: false, error: 'alreadyMember' });
    await db.membership.updateMany({ where: { organizationId, userId: user.id }, data: { removedAt: now } });
    expect(await invite({ email: user.email })).toMatchObject({ ok: true });
    const { id: other } = await makeOrganization(db);
    const team = await db.team.create({ data: { organizationId: other, name: 'Чужая' } });
    expect(await invite({ teamId: team.id })).toEqual({ ok: false, error: 'unknownTeam' });
  });

  it('follows the table of roles', async () => {
    for (const role of ROLES) {
      const by = (await makeMember(db, { organizationId, role })).user.id;
      for (const wanted of ROLES) {
        const done = await invite({ by, role: wanted, email: `${role}-${wanted}@example.com`.toLowerCase() });
        expect(done.ok, `${role} invites ${wanted}`).toBe(Boolean(can(role, 'members', 'create')) && canChangeMember(role, wanted));
      }
    }
  });

  it('writes in both languages where mails can leave', async () => {
    settings.SMTP_URL = 'smtp://127.0.0.1:1';
    const token = await tokenOf(invite());
    const mail = await db.mailMessage.findFirstOrThrow({ where: { organizationId } });
    expect(mail).toMatchObject({ to: email, kind: 'member.invited', state: 'QUEUED' });
    for (const part of [`https://teplo.example/invite/${token}`, 'приглашает вас', 'invites you', 'Тёплый дом']) expect(mail.text).toContain(part);
    expect(mail.text.indexOf('приглашает')).toBeLessThan(mail.text.indexOf('invites'));
  });
});

describe('a link', () => {
  it('works for seven days', async () => {
    const token = await tokenOf(invite());
    expect(await stateOf(token, later(INVITATION_DAYS - 0.01))).toBe('open');
    expect(await stateOf(token, later(INVITATION_DAYS))).toBe('expired');
    expect(await accept(token, later(INVITATION_DAYS))).toEqual({ ok: false, error: 'closed' });
  });

  it('dies when the invitation is sent again or taken back', async () => {
    const first = await tokenOf(invite());
    const { id } = await db.invitation.findFirstOrThrow({ where: { organizationId } });
    const second = await tokenOf(resendInvitation({ actor: actor(), language: 'ru', now: later(9), id }));
    expect([await stateOf(first, later(9)), await stateOf(second, later(9))]).toEqual(['unknown', 'open']);
    expect(await revokeInvitation({ actor: actor(), now, id })).toMatchObject({ ok: true });
    expect([await stateOf(second), (await accept(second)).ok]).toEqual(['revoked', false]);
    expect(await resendInvitation({ actor: actor(), language: 'ru', now, id })).toEqual({ ok: false, error: 'notFound' });
    expect(await db.user.count({ where: { email } })).toBe(0);
  });

  it('makes room for a new invitation when it has run out', async () => {
    const old = await tokenOf(invite());
    expect(await invite({ at: later(1) })).toEqual({ ok: false, error: 'alreadyInvited' });
    const fresh = await tokenOf(invite({ at: later(8) }));
    expect([await stateOf(old, later(8)), await stateOf(fresh, later(8))]).toEqual(['revoked', 'open']);
  });

  it('that was made up leads nowhere', async () => {
    for (const token of [undefined, '', 'x', 'a'.repeat(43), '\u0000'.repeat(43)]) expect((await findInvitation(token, now)).state).toBe('unknown');
  });

  it('of another organisation is neither sent again nor taken back', async () => {
    await invite();
    const { id } = await db.invitation.findFirstOrThrow({ where: { organizationId } });
    const { id: other } = await makeOrganization(db);
    const stranger = { organizationId: other, userId: (await makeMember(db, { organizationId: other, role: 'OWNER' })).user.id };
    expect(await resendInvitation({ actor: stranger, language: 'ru', now, id })).toEqual({ ok: false, error: 'notFound' });
    expect(await revokeInvitation({ actor: stranger, now, id })).toEqual({ ok: false, error: 'notFound' });
  });

  it('to become an owner is out of an admin’s hands', async () => {
    const admin = (await makeMember(db, { organizationId, role: 'ADMIN' })).user.id;
    await invite({ role: 'OWNER' });
    const { id } = await db.invitation.findFirstOrThrow({ where: { organizationId } });
    expect(await resendInvitation({ actor: actor(admin), language: 'ru', now, id })).toEqual({ ok: false, error: 'forbidden' });
    expect(await revokeInvitation({ actor: actor(admin), now, id })).toEqual({ ok: false, error: 'forbidden' });
  });
});

describe('accepting', () => {
  it('makes one account and one membership, however many do it at once', async () => {
    const team = await db.team.create({ data: { organizationId, name: 'Север' } });
    const token = await tokenOf(invite({ role: 'MANAGER', teamId: team.id }));
    const results = await Promise.all(Array.from({ length: 8 }, () => accept(token)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const user = await db.user.findUniqueOrThrow({ where: { email } });
    expect(user).toMatchObject({ name: 'Анна', locale: 'ru' });
    expect(await db.membership.findMany({ where: { userId: user.id }, select: { organizationId: true, role: true, teamId: true } })).toEqual([{ organizationId, role: 'MANAGER', teamId: team.id }]);
    expect(await db.auditLog.count({ where: { organizationId, action: 'join', actorId: user.id } })).toBe(1);
    expect(await stateOf(token)).toBe('used');
  });

  it('adds an organisation to an existing account, for that e-mail alone', async () => {
    const user = await makeUser(db, { email });
    const stranger = await makeUser(db);
    const token = await tokenOf(invite());
    expect(await findInvitation(token, now)).toMatchObject({ state: 'open', hasAccount: true });
    expect(await accept(token)).toEqual({ ok: false, error: 'hasAccount' });
    expect(await acceptAsUser({ token, userId: stranger.id, now })).toEqual({ ok: false, error: 'otherPerson' });
    const results = await Promise.all([1, 2, 3].map(() => acceptAsUser({ token, userId: user.id, now })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db.membership.count({ where: { userId: user.id } })).toBe(1);
  });

  it('revives a membership that was ended, with the new role', async () => {
    const { user } = await makeMember(db, { organizationId, role: 'ADMIN', user: { email }, removedAt: now });
    const token = await tokenOf(invite({ role: 'VIEWER' }));
    expect(await acceptAsUser({ token, userId: user.id, now })).toMatchObject({ ok: true });
    expect(await db.membership.findFirstOrThrow({ where: { organizationId, userId: user.id } })).toMatchObject({ role: 'VIEWER', removedAt: null });
  });

  it('does not change the role of who is a member meanwhile', async () => {
    const token = await tokenOf(invite({ role: 'OWNER' }));
    const { user } = await makeMember(db, { organizationId, role: 'VIEWER', user: { email } });
    expect(await acceptAsUser({ token, userId: user.id, now })).toMatchObject({ ok: true });
    expect(await db.membership.findFirstOrThrow({ where: { organizationId, userId: user.id } })).toMatchObject({ role: 'VIEWER' });
  });

  it('and being removed at once ends in one of the two, never in an error', async () => {
    const { user } = await makeMember(db, { organizationId, role: 'SALES', user: { email }, removedAt: now });
    const token = await tokenOf(invite());
    const { id } = await db.invitation.findFirstOrThrow({ where: { organizationId, acceptedAt: null } });
    const [joined, revoked] = await Promise.all([acceptAsUser({ token, userId: user.id, now }), revokeInvitation({ actor: actor(), now, id })]);
    expect(joined.ok).not.toBe(revoked.ok);
  });
});
