import { beforeEach, describe, expect, it, vi } from 'vitest';
import { makeMember, makeOrganization } from '../../../../prisma/factories';
import { db, orgDb } from '~/platform/db.server';
import { findAccess } from '../access.server';
import { saveAccess } from '../save-access.server';
import { createTeam, deleteTeam, listTeams, renameTeam } from './teams.server';

vi.stubEnv('SESSION_SECRET', 'a secret of tests that is long enough');

let actor: { organizationId: string; userId: string };

beforeEach(async () => {
  const { id: organizationId } = await makeOrganization(db);
  actor = { organizationId, userId: (await makeMember(db, { organizationId })).user.id };
});

const idOf = async (name: string) => {
  const made = await createTeam(actor, name);
  if (!made.ok) throw new Error(made.error);
  return made.id;
};

describe('teams', () => {
  it('have names of their own, also when two are made at once', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => createTeam(actor, 'Север')));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const south = await idOf('Юг');
    expect(await renameTeam(actor, south, 'Север')).toEqual({ ok: false, error: 'nameTaken' });
    expect(await renameTeam(actor, south, 'Запад')).toMatchObject({ ok: true, name: 'Запад' });
  });

  it('go without their people', async () => {
    const id = await idOf('Север');
    const { user } = await makeMember(db, { organizationId: actor.organizationId, teamId: id });
    expect((await listTeams(orgDb(actor.organizationId)))[0]?.members).toEqual([{ id: user.id, name: user.name }]);
    expect(await deleteTeam(actor, id)).toMatchObject({ ok: true });
    expect(await db.membership.findFirstOrThrow({ where: { userId: user.id } })).toMatchObject({ teamId: null, removedAt: null });
    expect(await db.auditLog.findMany({ where: { organizationId: actor.organizationId, resource: 'teams' }, select: { action: true }, orderBy: { id: 'asc' } })).toEqual([{ action: 'create' }, { action: 'delete' }]);
  });

  it('of another organisation are not there', async () => {
    const id = await idOf('Север');
    const { id: organizationId } = await makeOrganization(db);
    const stranger = { organizationId, userId: (await makeMember(db, { organizationId })).user.id };
    expect(await renameTeam(stranger, id, 'Юг')).toEqual({ ok: false, error: 'notFound' });
    expect(await deleteTeam(stranger, id)).toEqual({ ok: false, error: 'notFound' });
  });
});

it('access is noted role by role, and only where it changed', async () => {
  const { organizationId, userId: actorId } = actor;
  const all = { leads: 'ALL', contacts: 'ALL', deals: 'ALL' } as const;
  const access = { MANAGER: all, SALES: { leads: 'OWN', contacts: 'TEAM', deals: 'ALL' }, VIEWER: all } as const;
  await Promise.all([saveAccess({ organizationId, actorId, access }), saveAccess({ organizationId, actorId, access })]);
  expect(await findAccess(orgDb(organizationId))).toEqual(access);
  const rows = await db.auditLog.findMany({ where: { organizationId }, select: { resourceId: true, before: true, after: true } });
  expect(rows).toEqual([{ resourceId: 'SALES', before: { leads: 'ALL', contacts: 'ALL' }, after: { leads: 'OWN', contacts: 'TEAM' } }]);
});
