import { beforeEach, describe, expect, it } from 'vitest';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import type { Role } from '~/domain/accounts/permissions';
import { db, orgDb } from '~/platform/db.server';
import { deleteView, restoreView } from './delete-view.server';
import { listViews } from './list-views.server';
import { changeView, createView, type NewView } from './save-view.server';
import { VIEWS_MAX, type ViewActor } from './saved-view';
import { clearDefaultView, setDefaultView } from './view-default.server';

const NOW = new Date();
const view: NewView = { resource: 'leads', name: 'Горячие', query: 'priority=high', isShared: false, isDefault: false };

let organizationId: string;
let sales: ViewActor;
let other: ViewActor;
let admin: ViewActor;
let viewer: ViewActor;

async function member(role: Role): Promise<ViewActor> {
  return { organizationId, userId: (await makeMember(db, { organizationId, role })).user.id, role };
}

beforeEach(async () => {
  organizationId = (await makeOrganization(db)).id;
  [sales, other, admin, viewer] = [await member('SALES'), await member('SALES'), await member('ADMIN'), await member('VIEWER')];
});

async function make(actor: ViewActor, changes: Partial<NewView> = {}): Promise<string> {
  const made = await createView(actor, { ...view, ...changes });
  if (!made.ok) throw new Error(made.error);
  return made.id;
}

const viewsOf = ({ userId }: ViewActor) => listViews(orgDb(organizationId), { organizationId, userId, resource: 'leads' });
const names = async (actor: ViewActor) => (await viewsOf(actor)).map(({ name }) => name);
const defaultOf = async (actor: ViewActor) => (await viewsOf(actor)).find(({ isDefault }) => isDefault)?.id ?? null;

describe('views', () => {
  it('are private until shared, and of one list', async () => {
    const id = await make(sales);
    await make(sales, { name: 'Контакты', resource: 'contacts' });
    expect(await names(sales)).toEqual(['Горячие']);
    expect(await names(other)).toEqual([]);
    expect(await changeView(sales, { viewId: id, version: 1, change: { isShared: true } })).toEqual({ ok: true, name: 'Горячие' });
    await make(other, { name: 'Мои' });
    expect(await names(other)).toEqual(['Мои', 'Горячие']);
  });

  it('stay behind the wall of their organisation', async () => {
    const id = await make(sales, { isShared: true });
    const elsewhere = await makeOrganization(db);
    const stranger: ViewActor = { organizationId: elsewhere.id, userId: (await makeMember(db, { organizationId: elsewhere.id, role: 'OWNER' })).user.id, role: 'OWNER' };
    expect(await listViews(orgDb(elsewhere.id), { ...stranger, resource: 'leads' })).toEqual([]);
    expect(await changeView(stranger, { viewId: id, version: 1, change: { name: 'x' } })).toEqual({ ok: false, error: 'notFound' });
    expect(await deleteView(stranger, id)).toEqual({ ok: false, error: 'notFound' });
    expect(await setDefaultView(stranger, { viewId: id, resource: 'leads' })).toEqual({ ok: false });
  });

  it('have one name each per person and list', async () => {
    const id = await make(sales);
    expect(await createView(sales, view)).toEqual({ ok: false, error: 'nameTaken' });
    await make(sales, { resource: 'deals' });
    await make(other);
    await make(sales, { name: 'Тёплые' });
    expect(await changeView(sales, { viewId: id, version: 1, change: { name: 'Тёплые' } })).toEqual({ ok: false, error: 'nameTaken' });
    expect(await changeView(sales, { viewId: id, version: 1, change: { name: 'Горячие' } })).toMatchObject({ ok: true });
  });

  it('are not made beyond their number, nor with an endless address', async () => {
    const rows = Array.from({ length: VIEWS_MAX }, (_, index) => ({ organizationId, ownerId: sales.userId, resource: 'leads', name: `${index}`, query: '' }));
    await db.savedView.createMany({ data: rows });
    expect(await createView(sales, view)).toEqual({ ok: false, error: 'tooMany' });
    expect(await createView(other, { ...view, query: 'q'.repeat(2_001) })).toEqual({ ok: false, error: 'queryTooLong' });
  });

  it('are shared by who may change something, and then changed by admins too, but never by others', async () => {
    expect(await createView(viewer, { ...view, isShared: true })).toEqual({ ok: false, error: 'mayNotShare' });
    const own = await make(viewer);
    expect(await changeView(viewer, { viewId: own, version: 1, change: { isShared: true } })).toEqual({ ok: false, error: 'mayNotShare' });
    expect(await changeView(admin, { viewId: own, version: 1, change: { name: 'x' } })).toEqual({ ok: false, error: 'notFound' });
    const id = await make(sales, { isShared: true });
    expect(await changeView(other, { viewId: id, version: 1, change: { name: 'x' } })).toEqual({ ok: false, error: 'forbidden' });
    expect(await deleteView(other, id)).toEqual({ ok: false, error: 'forbidden' });
    expect(await changeView(admin, { viewId: id, version: 1, change: { name: 'Общие' } })).toEqual({ ok: true, name: 'Общие' });
    const log = await db.auditLog.findMany({ where: { organizationId, resource: 'savedViews', resourceId: id }, orderBy: { createdAt: 'asc' }, select: { action: true, before: true, after: true, actorId: true } });
    expect(log).toMatchObject([{ action: 'create' }, { action: 'update', actorId: admin.userId, before: { name: 'Горячие' }, after: { name: 'Общие' } }]);
  });

  it('are not changed by what somebody saw before', async () => {
    const id = await make(sales, { isShared: true });
    await changeView(admin, { viewId: id, version: 1, change: { name: 'Общие' } });
    expect(await changeView(sales, { viewId: id, version: 1, change: { query: '' } })).toEqual({ ok: false, error: 'stale', current: { name: 'Общие', version: 2 } });
  });
});

describe('the default view', () => {
  it('is one per person, of a view the person sees', async () => {
    const [mine, shared, hidden] = [await make(sales, { isDefault: true }), await make(other, { isShared: true }), await make(other, { name: 'Свои' })];
    expect(await defaultOf(sales)).toBe(mine);
    expect(await setDefaultView(sales, { viewId: shared, resource: 'leads' })).toEqual({ ok: true });
    expect(await setDefaultView(sales, { viewId: hidden, resource: 'leads' })).toEqual({ ok: false });
    expect(await setDefaultView(sales, { viewId: shared, resource: 'deals' })).toEqual({ ok: false });
    expect(await defaultOf(sales)).toBe(shared);
    expect(await defaultOf(other)).toBeNull();
    await clearDefaultView(sales, 'leads');
    expect(await defaultOf(sales)).toBeNull();
  });

  it('ends for others when the view is shared no more', async () => {
    const id = await make(sales, { isShared: true, isDefault: true });
    await setDefaultView(other, { viewId: id, resource: 'leads' });
    await changeView(sales, { viewId: id, version: 1, change: { isShared: false } });
    expect(await db.viewDefault.findMany({ where: { organizationId }, select: { userId: true } })).toEqual([{ userId: sales.userId }]);
  });
});

describe('a deleted view', () => {
  it('comes back as it was, with those who open their list with it', async () => {
    const id = await make(sales, { isShared: true, isDefault: true });
    await setDefaultView(other, { viewId: id, resource: 'leads' });
    expect(await deleteView(admin, id)).toEqual({ ok: true, name: 'Горячие' });
    expect(await names(other)).toEqual([]);
    expect(await restoreView(sales, id, NOW)).toEqual({ ok: false, error: 'notFound' });
    expect(await restoreView(admin, id, NOW)).toMatchObject({ ok: true });
    expect(await restoreView(admin, id, NOW)).toMatchObject({ ok: true });
    const row = await db.savedView.findFirst({ where: { id }, select: { ownerId: true, query: true, isShared: true } });
    expect(row).toEqual({ ownerId: sales.userId, query: 'priority=high', isShared: true });
    expect([await defaultOf(sales), await defaultOf(other)]).toEqual([id, id]);
  });

  it('does not come back under a name that is taken, nor a day later', async () => {
    const id = await make(sales);
    await deleteView(sales, id);
    expect(await restoreView(sales, id, new Date(NOW.getTime() + 25 * 3_600_000))).toEqual({ ok: false, error: 'notFound' });
    await make(sales);
    expect(await restoreView(sales, id, NOW)).toEqual({ ok: false, error: 'nameTaken' });
  });
});

describe('at the same moment', () => {
  it('two views of one name are made: one of them', async () => {
    const results = await Promise.all(Array.from({ length: 6 }, () => createView(sales, view)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.error === 'nameTaken')).toHaveLength(5);
  });

  it('two changes of one view: one of them, the other is stale', async () => {
    const id = await make(sales, { isShared: true });
    const results = await Promise.all([
      changeView(sales, { viewId: id, version: 1, change: { name: 'Первое' } }),
      changeView(admin, { viewId: id, version: 1, change: { name: 'Второе' } }),
    ]);
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: 'stale' });
  });

  it('two defaults are chosen: one of them', async () => {
    const ids = [await make(sales), await make(sales, { name: 'Тёплые' })];
    await Promise.all([...ids, ...ids, ...ids].map((viewId) => setDefaultView(sales, { viewId, resource: 'leads' })));
    expect(ids).toContain(await defaultOf(sales));
    expect(await db.viewDefault.count({ where: { organizationId } })).toBe(1);
  });

  it('a view is hidden while another makes it the default: nobody keeps a view that is not seen', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await make(sales, { name: `Круг ${round}`, isShared: true });
      await Promise.all([
        changeView(sales, { viewId: id, version: 1, change: { isShared: false } }),
        setDefaultView(other, { viewId: id, resource: 'leads' }),
      ]);
      expect(await db.viewDefault.count({ where: { organizationId } })).toBe(0);
    }
  });
});
