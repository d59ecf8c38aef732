import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { db, orgDb } from '~/platform/db.server';
import { makeLead, makeOrganization, makeService } from '../../../prisma/factories';
import { restoreItem } from './remove-item.server';
import { createService, deleteService, listOfferedServices, listServices, moveService, switchService, updateService } from './services.server';

let organizationId: string;
const userId = randomUUID();
const now = new Date('2026-11-21T12:00:00Z');
const own = () => orgDb(organizationId);
const actor = () => ({ organizationId, userId });
const names = async () => (await listServices(own(), organizationId)).map(({ name }) => name);
const values = (name: string, offeredOnForm = true) => ({ name, offeredOnForm });

beforeEach(async () => {
  organizationId = (await makeOrganization(db)).id;
});

describe('services', () => {
  it('are added at the end, also many at once, and offered at once', async () => {
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => createService(actor(), values(name, name !== 'd'))));
    const services = await listServices(own(), organizationId);
    expect(services.map(({ position }) => position)).toEqual([0, 1, 2, 3]);
    expect((await listOfferedServices(own())).map(({ name }) => name).sort()).toEqual(['a', 'b', 'c']);
  });

  it('keep every one in its own place when two are moved at once', async () => {
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) ids.push((await createService(actor(), values(name))).id);
    const [a, , c, , e] = ids as [string, string, string, string, string];
    await Promise.all([
      moveService(actor(), { id: e, before: a }),
      moveService(actor(), { id: a, direction: 'down' }),
      moveService(actor(), { id: c, before: '' }),
    ]);
    const services = await listServices(own(), organizationId);
    expect(services.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4]);
    expect(new Set(await names())).toEqual(new Set(['a', 'b', 'c', 'd', 'e']));
  });

  it('let one of two edits through and show the other what was saved', async () => {
    const { id } = await createService(actor(), values('old'));
    const results = await Promise.all(['first', 'second'].map((name) => updateService(actor(), { id, version: 1, ...values(name) })));
    expect(results.filter((result) => result?.ok)).toHaveLength(1);
    const [saved] = await names();
    expect(results.find((result) => result && !result.ok)).toMatchObject({ current: { name: saved, version: 2 } });
  });

  it('are not deleted while requests refer to them, but can be switched off', async () => {
    const { id } = await createService(actor(), values('used'));
    await makeLead(db, { organizationId, serviceId: id });
    await makeLead(db, { organizationId, serviceId: id, quarantineReason: 'links' });
    expect(await deleteService(actor(), id, now)).toEqual({ ok: false, leads: 2 });
    expect(await switchService(actor(), id, { isActive: false })).toBe(true);
    expect(await listOfferedServices(own())).toEqual([]);
    expect(await listServices(own(), organizationId)).toMatchObject([{ name: 'used', isActive: false, leads: 1 }]);
  });

  it('go into the trash when nothing refers to them, and count for nothing there', async () => {
    const { id } = await createService(actor(), values('unused'));
    const { id: first } = await createService(actor(), values('first'));
    const { id: second } = await createService(actor(), values('second'));
    expect(await deleteService(actor(), id, now)).toEqual({ ok: true });
    expect(await deleteService(actor(), id, now)).toBeNull();
    expect(await moveService(actor(), { id: second, direction: 'up' })).toBe(true);
    expect((await listServices(own(), organizationId)).map((service) => service.id)).toEqual([second, first]);
    expect(await moveService(actor(), { id, direction: 'up' })).toBe(false);
    expect(await restoreItem(actor(), id, now)).toEqual({ name: 'unused' });
    expect(await names()).toContain('unused');
  });

  it('of another organisation are out of reach', async () => {
    const theirs = await makeService(db, { organizationId: (await makeOrganization(db)).id });
    expect(await updateService(actor(), { id: theirs.id, version: 1, ...values('taken') })).toBeNull();
    expect(await switchService(actor(), theirs.id, { isActive: false })).toBe(false);
    expect(await moveService(actor(), { id: theirs.id, direction: 'up' })).toBe(false);
    expect(await deleteService(actor(), theirs.id, now)).toBeNull();
    expect(await deleteService(actor(), randomUUID(), now)).toBeNull();
    expect(await listServices(own(), organizationId)).toEqual([]);
  });

  it('notes who changed what, and nothing where nothing changed', async () => {
    const { id } = await createService(actor(), values('Ремонт'));
    await updateService(actor(), { id, version: 1, ...values('Ремонт станков') });
    await switchService(actor(), id, { isActive: true });
    await switchService(actor(), id, { isActive: false });
    await deleteService(actor(), id, now);
    const log = await own().auditLog.findMany({ orderBy: { createdAt: 'asc' }, select: { action: true, label: true, before: true, after: true, actorId: true } });
    expect(log.map(({ action }) => action)).toEqual(['create', 'update', 'update', 'delete']);
    expect(log[1]).toMatchObject({ label: 'Ремонт станков', before: { name: 'Ремонт' }, after: { name: 'Ремонт станков' }, actorId: userId });
    expect(log[2]).toMatchObject({ before: { isActive: true }, after: { isActive: false } });
  });
});
