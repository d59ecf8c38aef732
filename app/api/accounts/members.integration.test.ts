import { beforeAll, describe, expect, it } from 'vitest';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';
import { makeMember } from '../../../prisma/factories';
import { db } from '~/platform/db.server';

let api: TestApi;
let world: ApiWorld;
let other: ApiWorld;
let as: string;

beforeAll(async () => {
  [api, world, other] = await Promise.all([openApi(), makeApiWorld(), makeApiWorld()]);
  as = world.people.OWNER.token;
});

const statusOf = async (answer: Promise<{ status: number }>) => (await answer).status;
const newMember = async () => (await makeMember(db, { organizationId: world.organizationId, role: 'SALES' })).user.id;

describe('members', () => {
  it('are listed, read, changed and removed', async () => {
    const memberId = await newMember();
    const { body } = await api.call<{ items: { id: string; role: string }[] }>('members.list', { as });
    expect(body.items[0]?.role).toBe('OWNER');
    expect(body.items.map(({ id }) => id)).toContain(memberId);
    const team = await api.call<{ id: string }>('teams.create', { as, body: { name: 'Север' } });
    const changed = await api.call('members.update', { as, params: { memberId }, body: { role: 'MANAGER', teamId: team.body.id } });
    expect(changed.body).toMatchObject({ id: memberId, role: 'MANAGER', team: 'Север' });
    expect((await api.call('members.update', { as, params: { memberId }, body: { teamId: null } })).body).toMatchObject({ role: 'MANAGER', teamId: null });
    expect(await statusOf(api.call('members.setTerms', { as, params: { memberId }, body: { kind: 'HOURLY', rate: '900' } }))).toBe(204);
    expect((await api.call('members.read', { as, params: { memberId } })).body.pay).toEqual({ kind: 'HOURLY', rate: '900' });
    expect((await api.call('members.read', { as: world.people.SALES.token, params: { memberId } })).body.pay).toBeNull();
    expect(await statusOf(api.call('members.remove', { as, params: { memberId }, query: { handOverTo: world.people.MANAGER.id } }))).toBe(204);
    expect(await statusOf(api.call('members.read', { as, params: { memberId } }))).toBe(404);
  });

  it('are changed by the same rules as in the interface', async () => {
    const memberId = await newMember();
    const update = (caller: string, id: string, body: object) => api.call('members.update', { as: caller, params: { memberId: id }, body });
    expect(await statusOf(update(world.people.ADMIN.token, memberId, { role: 'OWNER' }))).toBe(403);
    expect(await statusOf(update(world.people.ADMIN.token, world.people.ADMIN.id, { role: 'SALES' }))).toBe(403);
    const last = await update(as, world.people.OWNER.id, { role: 'ADMIN' });
    expect([last.status, last.body.code]).toEqual([409, 'lastOwner']);
    expect((await update(as, memberId, { teamId: other.organizationId })).body.errors).toEqual([expect.objectContaining({ path: '/teamId', code: 'unknownTeam' })]);
    expect((await api.call('members.setTerms', { as, params: { memberId }, body: { kind: 'PERCENT', rate: '101' } })).body.errors).toEqual([expect.objectContaining({ path: '/payRate' })]);
    expect((await api.call('members.remove', { as, params: { memberId }, query: { handOverTo: memberId } })).body.errors).toEqual([expect.objectContaining({ path: 'query.handOverTo' })]);
  });

  it('of other organisations are not there', async () => {
    const params = { memberId: other.people.SALES.id };
    expect(await statusOf(api.call('members.read', { as, params }))).toBe(404);
    expect(await statusOf(api.call('members.update', { as, params, body: { role: 'VIEWER' } }))).toBe(404);
    expect(await statusOf(api.call('members.remove', { as, params }))).toBe(404);
    expect(await statusOf(api.call('members.setTerms', { as, params, body: { kind: null, rate: null } }))).toBe(404);
  });
});

describe('invitations', () => {
  it('are sent, sent again and taken back', async () => {
    const body = { email: 'Novaya@Example.com', role: 'SALES' };
    const made = await api.call<{ id: string; isMailed: boolean; link: string | null }>('invitations.create', { as, body });
    expect([made.status, made.body.isMailed]).toEqual([201, false]);
    expect(made.body.link).toMatch(/\/invite\/[\w-]{43}$/);
    const list = await api.call<{ items: { id: string; email: string }[] }>('invitations.list', { as });
    expect(list.body.items).toEqual([expect.objectContaining({ id: made.body.id, email: 'novaya@example.com' })]);
    const again = await api.call('invitations.create', { as, body });
    expect([again.status, again.body.code]).toEqual([409, 'alreadyInvited']);
    const params = { invitationId: made.body.id };
    const resent = await api.call<{ link: string }>('invitations.resend', { as, params, body: {} });
    expect(resent.body.link).not.toBe(made.body.link);
    expect(await statusOf(api.call('invitations.revoke', { as, params }))).toBe(204);
    expect(await statusOf(api.call('invitations.revoke', { as, params }))).toBe(404);
  });

  it('are refused where the interface refuses them', async () => {
    const invite = (caller: string, body: object) => api.call('invitations.create', { as: caller, body });
    expect(await statusOf(invite(world.people.ADMIN.token, { email: 'a@example.com', role: 'OWNER' }))).toBe(403);
    expect((await invite(as, { email: 'not an address', role: 'SALES' })).body.errors).toEqual([expect.objectContaining({ path: '/email', code: 'email' })]);
  });
});

describe('teams', () => {
  it('have names of their own', async () => {
    const { body } = await api.call<{ id: string }>('teams.create', { as, body: { name: 'Юг' } });
    expect((await api.call('teams.create', { as, body: { name: 'Юг' } })).body.errors).toEqual([expect.objectContaining({ path: '/name', code: 'nameTaken' })]);
    const params = { teamId: body.id };
    expect(await statusOf(api.call('teams.rename', { as, params, body: { name: 'Запад' } }))).toBe(204);
    const list = await api.call<{ items: { name: string }[] }>('teams.list', { as });
    expect(list.body.items.map(({ name }) => name)).toContain('Запад');
    expect(await statusOf(api.call('teams.delete', { as, params }))).toBe(204);
    expect(await statusOf(api.call('teams.delete', { as, params }))).toBe(404);
  });
});
