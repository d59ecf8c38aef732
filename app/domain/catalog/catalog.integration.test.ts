import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeLead, makeMember, makeOrganization } from '../../../prisma/factories';
import { makeItem } from '../../../prisma/order-factories';
import { db, orgDb } from '~/platform/db.server';
import { countByCategory, createCategory, deleteCategory, listCategories, moveCategory, renameCategory } from './categories.server';
import { CATEGORY_DEPTH_MAX, showTree, withBranches } from './category-tree';
import { EMPTY_ITEM_FILTER, type ItemFilter } from './item-filter';
import { emptyItem, type ItemInput } from './item-input';
import { findItem } from './item-record.server';
import { countItems, findItemForLine, listItems, searchCatalog } from './list-items.server';
import { listPrices } from './price-history.server';
import { deleteItem, purgeItem, restoreItem, switchItem } from './remove-item.server';
import { createItem, updateItem } from './save-item.server';

const now = new Date('2026-11-20T09:00:00Z');
let organizationId: string;
let userId: string;
const own = () => orgDb(organizationId);
const actor = () => ({ organizationId, userId });
const machine = (known: Partial<ItemInput> = {}) => emptyItem({ kind: 'EQUIPMENT', name: 'Экскаватор', hourlyRate: '2400', ...known });
const sand = (known: Partial<ItemInput> = {}) => emptyItem({ kind: 'MATERIAL', name: 'Песок', unit: 'м³', price: '850', materialKind: 'SOIL', ...known });

async function add(input: ItemInput): Promise<string> {
  const made = await createItem({ actor: actor(), input, now });
  if (!made.ok) throw new Error(made.error);
  return made.id;
}

async function list(change: Partial<ItemFilter> = {}, categoryIds: string[] | null = null): Promise<string[]> {
  const filter = { ...EMPTY_ITEM_FILTER, ...change };
  return (await listItems(own(), { organizationId, filter, categoryIds })).rows.map(({ name }) => name);
}

beforeEach(async () => {
  organizationId = (await makeOrganization(db)).id;
  userId = (await makeMember(db, { organizationId, role: 'ADMIN' })).user.id;
});

describe('codes', () => {
  it('are given by kind, each once, however many are made at once', async () => {
    const made = await Promise.all([machine(), machine(), machine(), sand()].map((input) => createItem({ actor: actor(), input, now })));
    expect(made.map((one) => (one.ok ? one.code : one.error)).sort()).toEqual(['МТ-0001', 'МШ-0001', 'МШ-0002', 'МШ-0003']);
  });

  it('pass over what somebody has typed', async () => {
    await add(machine({ code: 'мш-0001' }));
    const made = await createItem({ actor: actor(), input: machine(), now });
    expect(made).toMatchObject({ ok: true, code: 'МШ-0002' });
  });

  it('mean one item, also when two take one at once, in whatever letters and against the trash', async () => {
    const both = await Promise.all(['JCB-1', 'jcb-1'].map((code) => createItem({ actor: actor(), input: machine({ code }), now })));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, error: 'codeTaken' });
    const [taken] = both.flatMap((one) => (one.ok ? [one.id] : []));
    await deleteItem(actor(), taken ?? '', now);
    expect(await createItem({ actor: actor(), input: machine({ code: 'JCB-1' }), now })).toEqual({ ok: false, error: 'codeTaken' });
    const other = await add(machine({ code: 'JCB-2' }));
    expect(await updateItem({ actor: actor(), itemId: other, version: 1, change: { code: 'Jcb-1' }, now })).toEqual({ ok: false, error: 'codeTaken' });
    expect(await updateItem({ actor: actor(), itemId: other, version: 1, change: { code: 'jcb-2' }, now })).toEqual({ ok: true, changed: ['code'] });
  });

  it('are free to be the same elsewhere', async () => {
    await add(machine({ code: 'A' }));
    const other = (await makeOrganization(db)).id;
    expect(await createItem({ actor: { organizationId: other, userId }, input: machine({ code: 'A' }), now })).toMatchObject({ ok: true });
  });
});

describe('items', () => {
  it('keep the history of their prices, and nothing when no price has changed', async () => {
    const id = await add(machine({ shiftRate: '18000' }));
    const later = new Date('2026-12-01T00:00:00Z');
    await updateItem({ actor: actor(), itemId: id, version: 1, change: { name: 'Экскаватор JCB' }, now: later });
    await updateItem({ actor: actor(), itemId: id, version: 2, change: { hourlyRate: '2600.5', taxPercent: '20' }, now: later });
    expect(await listPrices(own(), id, 10)).toMatchObject([
      { hourlyRate: '2600.5', shiftRate: '18000', taxPercent: '20', validFrom: later, byId: userId },
      { hourlyRate: '2400', shiftRate: '18000', taxPercent: '0', validFrom: now },
    ]);
    expect(await listPrices(own(), await add(emptyItem({ kind: 'SERVICE', name: 'Выезд' })), 10)).toEqual([]);
  });

  it('let one of two edits through and show the other what was saved', async () => {
    const id = await add(sand());
    const both = await Promise.all(['900', '950'].map((price) => updateItem({ actor: actor(), itemId: id, version: 1, change: { price }, now })));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const saved = (await findItem(own(), id))?.price;
    expect(both.find(({ ok }) => !ok)).toMatchObject({ error: 'stale', current: { version: 2, price: saved } });
    expect(await listPrices(own(), id, 10)).toHaveLength(2);
  });

  it('take neither a category nor a machine of others', async () => {
    const other = (await makeOrganization(db)).id;
    const foreign = await createCategory({ organizationId: other, userId }, { name: 'Чужая', parentId: null });
    expect(await createItem({ actor: actor(), input: sand({ categoryId: foreign.ok ? foreign.id : null }), now })).toEqual({ ok: false, error: 'category' });
    const theirs = await makeItem(db, { organizationId: other });
    const bucket = emptyItem({ kind: 'ATTACHMENT', name: 'Ковш', machineId: theirs.id });
    expect(await createItem({ actor: actor(), input: bucket, now })).toEqual({ ok: false, error: 'machine' });
    expect(await createItem({ actor: actor(), input: { ...bucket, machineId: await add(machine()) }, now })).toMatchObject({ ok: true });
    expect(await createItem({ actor: actor(), input: { ...bucket, machineId: await add(sand()) }, now })).toEqual({ ok: false, error: 'machine' });
  });

  it('go into the trash and come back; what orders or requests name is not erased', async () => {
    const id = await add(sand());
    expect(await deleteItem(actor(), id, now)).toEqual({ name: 'Песок' });
    expect([await findItem(own(), id), await findItemForLine(own(), organizationId, id), await list()]).toEqual([null, null, []]);
    expect(await updateItem({ actor: actor(), itemId: id, version: 2, change: { name: 'x' }, now })).toEqual({ ok: false, error: 'notFound' });
    expect(await restoreItem(actor(), id, now)).toEqual({ name: 'Песок' });
    expect(await list()).toEqual(['Песок']);
    const order = await db.order.create({ data: { organizationId, number: '2026-000001', currency: 'RUB' }, select: { id: true } });
    await db.orderLine.create({ data: { organizationId, orderId: order.id, position: 0, kind: 'MATERIAL', itemId: id, name: 'Песок' } });
    const service = await add(emptyItem({ kind: 'SERVICE', name: 'Планировка' }));
    await makeLead(db, { organizationId, serviceId: service });
    for (const used of [id, service]) {
      await deleteItem(actor(), used, now);
      expect(await own().$transaction((tx) => purgeItem(tx, { organizationId, actorId: userId, itemId: used }))).toBe('inUse');
    }
    const carrier = await add(machine());
    const bucket = await add(emptyItem({ kind: 'ATTACHMENT', name: 'Ковш', machineId: carrier }));
    await deleteItem(actor(), carrier, now);
    expect(await own().$transaction((tx) => purgeItem(tx, { organizationId, actorId: null, itemId: carrier }))).toBe('purged');
    expect(await findItem(own(), bucket)).toMatchObject({ machineId: null });
    expect(await own().$transaction((tx) => purgeItem(tx, { organizationId, actorId: null, itemId: bucket }))).toBe('notFound');
  });

  it('are listed, counted and found by what the filter says', async () => {
    await add(machine({ name: 'Кран', shiftRate: '30000', hourlyRate: null }));
    const old = await add(machine({ name: 'Старый каток', status: 'BROKEN' }));
    await add(sand());
    await add(sand({ name: 'Лопата', code: 'LOP', materialKind: 'TOOL', price: '0.335' }));
    await switchItem(actor(), old, false);
    expect(await list()).toEqual(['Кран', 'Лопата', 'Песок']);
    expect(await list({ kind: 'MATERIAL', sort: '-price' })).toEqual(['Песок', 'Лопата']);
    expect(await list({ active: 'no' })).toEqual(['Старый каток']);
    expect(await list({ active: 'all', status: 'BROKEN' })).toEqual(['Старый каток']);
    expect(await list({ materialKind: 'TOOL' })).toEqual(['Лопата']);
    expect(await list({ priceFrom: '1', priceTo: '1000' })).toEqual(['Песок']);
    expect(await list({ q: 'lop' })).toEqual(['Лопата']);
    expect(await list({ q: "'; DROP TABLE" })).toEqual([]);
    expect(await countItems(own(), { organizationId, filter: EMPTY_ITEM_FILTER, categoryIds: null, now })).toBe(3);
    expect((await searchCatalog(own(), { organizationId, q: 'lop', kinds: ['MATERIAL'], limit: 5 })).map(({ price, unit }) => [price, unit])).toEqual([['0.335', 'м³']]);
    expect(await searchCatalog(own(), { organizationId, q: 'каток', kinds: null, limit: 5 })).toEqual([]);
    expect(await searchCatalog(own(), { organizationId, q: '%', kinds: null, limit: 5 })).toEqual([]);
  });

  it('of another organisation are out of reach', async () => {
    const theirs = (await makeItem(db, { organizationId: (await makeOrganization(db)).id, kind: 'MATERIAL' })).id;
    expect(await findItem(own(), theirs)).toBeNull();
    expect(await updateItem({ actor: actor(), itemId: theirs, version: 1, change: { name: 'taken' }, now })).toEqual({ ok: false, error: 'notFound' });
    expect(await deleteItem(actor(), theirs, now)).toBeNull();
    expect(await switchItem(actor(), theirs, false)).toBeNull();
    expect(await findItemForLine(own(), organizationId, theirs)).toBeNull();
    expect([await list({ active: 'all' }), await listPrices(own(), theirs, 10)]).toEqual([[], []]);
  });
});

describe('categories', () => {
  const addCategory = async (name: string, parentId: string | null = null) => {
    const made = await createCategory(actor(), { name, parentId });
    return made.ok ? made.id : '';
  };
  const drawn = async () => showTree(await listCategories(own())).map(({ name, depth }) => '·'.repeat(depth) + name).join(' ');

  it('make a tree; a category shows the items of its branches', async () => {
    const a = await addCategory('A');
    const b = await addCategory('B', a);
    await add(sand({ categoryId: b }));
    expect(await drawn()).toBe('A ·B');
    expect(await list({ category: a }, withBranches(await listCategories(own()), a))).toEqual(['Песок']);
    await switchItem(actor(), await add(sand({ categoryId: b })), false);
    expect(await countByCategory(own(), organizationId)).toEqual(new Map([[b, 1]]));
    expect(await countByCategory(own(), organizationId, { ...EMPTY_ITEM_FILTER, active: 'all', category: a })).toEqual(new Map([[b, 2]]));
    expect(await createCategory(actor(), { name: 'x', parentId: randomUUID() })).toEqual({ ok: false, error: 'parent' });
    let last = b;
    for (let level = 3; level <= CATEGORY_DEPTH_MAX; level += 1) last = await addCategory(`${level}`, last);
    expect(await createCategory(actor(), { name: 'x', parentId: last })).toEqual({ ok: false, error: 'tooDeep' });
    expect(await moveCategory(actor(), { id: await addCategory('C'), target: last, inside: true })).toBe('tooDeep');
  });

  it('never go round in a circle, also when two are moved at once', async () => {
    const a = await addCategory('A');
    const b = await addCategory('B');
    const moves = await Promise.all([
      moveCategory(actor(), { id: a, target: b, inside: true }),
      moveCategory(actor(), { id: b, target: a, inside: true }),
    ]);
    expect(moves.sort()).toEqual(['circle', 'moved']);
    expect((await drawn()).split(' ')).toHaveLength(2);
    expect(await moveCategory(actor(), { id: randomUUID(), step: 'up' })).toBe('notFound');
  });

  it('are not deleted while items or branches are in them, also when one comes in at that moment', async () => {
    const a = await addCategory('A');
    const b = await addCategory('B', a);
    const item = await add(sand({ categoryId: b }));
    expect(await deleteCategory(actor(), a)).toEqual({ ok: false, error: 'inUse', name: 'A', items: 0, branches: 1 });
    expect(await deleteCategory(actor(), b)).toEqual({ ok: false, error: 'inUse', name: 'B', items: 1, branches: 0 });
    await deleteItem(actor(), item, now);
    const [deleted, made] = await Promise.all([deleteCategory(actor(), b), createItem({ actor: actor(), input: sand({ categoryId: b }), now })]);
    expect(deleted.ok).not.toBe(made.ok);
    if (made.ok) return;
    expect(made).toEqual({ ok: false, error: 'category' });
    await restoreItem(actor(), item, now);
    expect(await findItem(own(), item)).toMatchObject({ categoryId: null });
  });

  it('are renamed from the version that was seen', async () => {
    const id = await addCategory('A');
    expect(await renameCategory(actor(), { id, version: 1, name: 'Техника' })).toEqual({ ok: true });
    expect(await renameCategory(actor(), { id, version: 1, name: 'Машины' })).toMatchObject({ ok: false, error: 'stale', current: { name: 'Техника', version: 2 } });
    expect(await renameCategory(actor(), { id: randomUUID(), version: 1, name: 'x' })).toEqual({ ok: false, error: 'notFound' });
    expect(await deleteCategory({ organizationId: (await makeOrganization(db)).id, userId }, id)).toEqual({ ok: false, error: 'notFound' });
  });
});
