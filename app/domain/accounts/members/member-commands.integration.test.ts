import { beforeEach, describe, expect, it, vi } from 'vitest';
import { makeLead, makeMember, makeOrganization, makeService } from '../../../../prisma/factories';
import { newSessionToken, hashSessionToken } from '~/platform/session/session-cookie.server';
import { db } from '~/platform/db.server';
import { changeMember } from './change-member.server';
import { can, canChangeMember, ROLES, type Role } from '../permissions';
import { removeMember } from './remove-member.server';

vi.stubEnv('SESSION_SECRET', 'a secret of tests that is long enough');

const now = new Date('2026-11-20T12:00:00Z');
let organizationId: string;

beforeEach(async () => {
  organizationId = (await makeOrganization(db)).id;
});

const add = async (role: Role, more: { organizationId?: string; userId?: string } = {}) => (await makeMember(db, { organizationId, role, ...more })).user.id;
const membership = (userId: string, inOrganization = organizationId) => db.membership.findUniqueOrThrow({ where: { organizationId_userId: { organizationId: inOrganization, userId } } });
const owners = () => db.membership.count({ where: { organizationId, role: 'OWNER', removedAt: null } });
const audit = () => db.auditLog.findMany({ where: { organizationId }, orderBy: { id: 'asc' } });
const signIn = (userId: string) => db.session.create({ data: { userId, tokenHash: hashSessionToken(newSessionToken()), expiresAt: new Date(Date.now() + 3_600_000) } });

async function setRole(by: string, userId: string, role: Role) {
  const { role: seenRole, teamId } = await membership(userId);
  return changeMember({ actor: { organizationId, userId: by }, userId, role, teamId, seen: { role: seenRole, teamId } });
}
const remove = (by: string, userId: string, handOverTo: string | null = null) => removeMember({ actor: { organizationId, userId: by }, userId, handOverTo, now });

describe('every role against every role', () => {
  it('changes and removes only whom the table allows, and refused commands write nothing', async () => {
    const actors = new Map<Role, string>();
    for (const role of ROLES) actors.set(role, await add(role));
    await add('OWNER');
    for (const [actorRole, actor] of actors) {
      for (const from of ROLES) {
        const target = await add(from);
        const before = (await audit()).length;
        for (const to of ROLES.filter((role) => role !== from)) {
          const isAllowed = canChangeMember(actorRole, from) && canChangeMember(actorRole, to);
          const done = await setRole(actor, target, to);
          expect(done.ok, `${actorRole}: ${from} → ${to}`).toBe(isAllowed);
          await db.membership.updateMany({ where: { organizationId, userId: target }, data: { role: from } });
        }
        const mayRemove = can(actorRole, 'members', 'delete') === 'all' && canChangeMember(actorRole, from);
        expect((await remove(actor, target)).ok, `${actorRole} removes ${from}`).toBe(mayRemove);
        expect((await membership(target)).removedAt !== null).toBe(mayRemove);
        if (!mayRemove) expect((await audit()).length, `${actorRole} wrote about ${from}`).toBe(before + ROLES.filter((to) => to !== from && canChangeMember(actorRole, from) && canChangeMember(actorRole, to)).length);
      }
    }
  }, 60_000);
});

describe('the last owner', () => {
  it('stays, whichever of twenty demotions and removals at once come first', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => add('OWNER')));
    const pairs = Array.from({ length: 20 }, (_, index) => ({ by: people[index % 6] ?? '', of: people[(index * 5 + 1) % 6] ?? '', removes: index % 2 > 0 }));
    const results = await Promise.all(
      pairs.map(({ by, of, removes }) =>
        removes ? remove(by, of) : changeMember({ actor: { organizationId, userId: by }, userId: of, role: 'ADMIN', teamId: null, seen: { role: 'OWNER', teamId: null } }),
      ),
    );
    const touched = new Set(pairs.filter((_, index) => results[index]?.ok).map(({ of }) => of));
    expect(await owners()).toBe(6 - touched.size);
    expect(await owners()).toBeGreaterThanOrEqual(1);
  });

  it('stays when the last two step down or leave at the same moment', async () => {
    for (const act of [(by: string) => setRole(by, by, 'ADMIN'), (by: string) => remove(by, by)]) {
      await db.membership.updateMany({ where: { organizationId }, data: { removedAt: now } });
      const pair = [await add('OWNER'), await add('OWNER')];
      const results = await Promise.all(pair.map(act));
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(results.find(({ ok }) => !ok)).toMatchObject({ error: 'lastOwner' });
      expect(await owners()).toBe(1);
    }
  });

  it('can neither be demoted nor leave', async () => {
    const owner = await add('OWNER');
    expect(await setRole(owner, owner, 'VIEWER')).toEqual({ ok: false, error: 'lastOwner' });
    expect(await remove(owner, owner)).toEqual({ ok: false, error: 'lastOwner' });
    expect(await audit()).toEqual([]);
  });
});

describe('changing a member', () => {
  it('counts at once, also against what the same person does at that moment', async () => {
    const [owner, admin, sales] = [await add('OWNER'), await add('ADMIN'), await add('SALES')];
    expect(await setRole(owner, admin, 'VIEWER')).toMatchObject({ ok: true });
    expect(await setRole(admin, sales, 'ADMIN')).toEqual({ ok: false, error: 'forbidden' });
  });

  it('refuses one that has changed meanwhile and tells what it is now', async () => {
    const [owner, sales] = [await add('OWNER'), await add('SALES')];
    await setRole(owner, sales, 'MANAGER');
    const late = await changeMember({ actor: { organizationId, userId: owner }, userId: sales, role: 'VIEWER', teamId: null, seen: { role: 'SALES', teamId: null } });
    expect(late).toEqual({ ok: false, error: 'stale', current: { role: 'MANAGER', teamId: null } });
  });

  it('knows no member and no team of another organisation', async () => {
    const owner = await add('OWNER');
    const sales = await add('SALES');
    const { id: other } = await makeOrganization(db);
    const stranger = await add('SALES', { organizationId: other });
    const team = await db.team.create({ data: { organizationId: other, name: 'Чужая' } });
    const change = (userId: string, teamId: string | null) => changeMember({ actor: { organizationId, userId: owner }, userId, role: 'VIEWER', teamId, seen: { role: 'SALES', teamId: null } });
    expect(await change(stranger, null)).toEqual({ ok: false, error: 'notFound' });
    expect(await change(sales, team.id)).toEqual({ ok: false, error: 'unknownTeam' });
    expect(await remove(owner, stranger)).toEqual({ ok: false, error: 'notFound' });
  });

  it('notes who did it, before and after', async () => {
    const [owner, sales] = [await add('OWNER'), await add('SALES')];
    await setRole(owner, sales, 'MANAGER');
    const [row] = await audit();
    expect(row).toMatchObject({ actorId: owner, action: 'update', resource: 'members', resourceId: sales, before: { role: 'SALES' }, after: { role: 'MANAGER' } });
  });
});

describe('removing a member', () => {
  it('ends all sessions with the last organisation, and leaves them while another one is there', async () => {
    const owner = await add('OWNER');
    const { id: other } = await makeOrganization(db);
    const both = await add('SALES');
    await add('SALES', { organizationId: other, userId: both });
    const only = await add('SALES');
    await Promise.all([signIn(both), signIn(only), signIn(only)]);
    await remove(owner, both);
    await remove(owner, only);
    expect(await db.session.count({ where: { userId: both } })).toBe(1);
    expect(await db.session.count({ where: { userId: only } })).toBe(0);
    expect((await membership(both, other)).removedAt).toBeNull();
  });

  it('ends them too when the last two organisations do it at the same moment', async () => {
    const { id: other } = await makeOrganization(db);
    const [owner, otherOwner] = [await add('OWNER'), await add('OWNER', { organizationId: other })];
    for (let round = 0; round < 5; round++) {
      const person = await add('VIEWER');
      await add('VIEWER', { organizationId: other, userId: person });
      await signIn(person);
      await Promise.all([remove(owner, person), removeMember({ actor: { organizationId: other, userId: otherOwner }, userId: person, handOverTo: null, now })]);
      expect(await db.session.count({ where: { userId: person } })).toBe(0);
    }
  });

  it('hands what is open over with a line in its history, and leaves what is closed', async () => {
    const [owner, sales, next] = [await add('OWNER'), await add('SALES'), await add('MANAGER')];
    const { id: serviceId } = await makeService(db, { organizationId });
    const open = await makeLead(db, { organizationId, serviceId, assigneeId: sales, state: 'IN_PROGRESS' });
    const closed = await makeLead(db, { organizationId, serviceId, assigneeId: sales, state: 'REJECTED' });
    const contact = await db.contact.create({ data: { organizationId, name: 'Клиент', ownerId: sales } });
    const { id: pipelineId } = await db.pipeline.create({ data: { organizationId, name: 'Продажи' } });
    const deal = { organizationId, contactId: contact.id, pipelineId, ownerId: sales, currency: 'RUB' };
    const running = await db.deal.create({ data: { ...deal, title: 'Идёт' } });
    const lost = await db.deal.create({ data: { ...deal, title: 'Кончилась', state: 'WON', amount: '1', wonAt: now } });
    const task = await db.task.create({ data: { organizationId, title: 'Позвонить', assigneeId: sales } });
    const done = await db.task.create({ data: { organizationId, title: 'Уже', assigneeId: sales, state: 'DONE', doneAt: now } });
    const order = { organizationId, currency: 'RUB', managerId: sales, contactId: contact.id };
    const draft = await db.order.create({ data: { ...order, number: '2026-000001' } });
    const cancelled = await db.order.create({ data: { ...order, number: '2026-000002', state: 'CANCELLED', cancelReason: 'x' } });
    expect(await remove(owner, sales, next)).toMatchObject({ ok: true });
    expect((await db.order.findMany({ where: { organizationId }, orderBy: { number: 'asc' }, select: { id: true, managerId: true } }))).toEqual([{ id: draft.id, managerId: next }, { id: cancelled.id, managerId: sales }]);
    expect(await db.activity.count({ where: { orderId: draft.id, contactId: contact.id, event: 'order.changed' } })).toBe(1);
    expect((await db.contact.findUniqueOrThrow({ where: { id: contact.id } })).ownerId).toBe(next);
    expect((await db.deal.findMany({ where: { organizationId }, orderBy: { title: 'asc' }, select: { id: true, ownerId: true } }))).toEqual([{ id: running.id, ownerId: next }, { id: lost.id, ownerId: sales }]);
    expect((await db.task.findUniqueOrThrow({ where: { id: task.id } })).assigneeId).toBe(next);
    expect((await db.task.findUniqueOrThrow({ where: { id: done.id } })).assigneeId).toBe(sales);
    expect(await db.activity.count({ where: { organizationId, event: { in: ['contact.owner', 'deal.owner'] }, authorId: owner } })).toBe(2);
    expect(await db.lead.findUnique({ where: { id: open.id }, select: { assigneeId: true, version: true } })).toEqual({ assigneeId: next, version: 2 });
    expect((await db.lead.findUniqueOrThrow({ where: { id: closed.id } })).assigneeId).toBe(sales);
    expect(await db.activity.findFirst({ where: { leadId: open.id } })).toMatchObject({ event: 'lead.assigned', authorId: owner, data: { from: sales, to: next } });
    expect((await audit()).at(-1)).toMatchObject({ action: 'remove', after: { handedOver: { leads: 1, contacts: 1, deals: 1, orders: 1, tasks: 1 } } });
  });

  it('is refused whole when the work cannot go to that person', async () => {
    const [owner, sales, viewer] = [await add('OWNER'), await add('SALES'), await add('VIEWER')];
    for (const to of [viewer, sales]) expect(await remove(owner, sales, to)).toEqual({ ok: false, error: 'notAssignable' });
    expect((await membership(sales)).removedAt).toBeNull();
  });

  it('happens once: the second of two finds nobody', async () => {
    const [owner, sales] = [await add('OWNER'), await add('SALES')];
    const results = await Promise.all([remove(owner, sales), remove(owner, sales), remove(sales, sales)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await audit()).toHaveLength(1);
  });
});
