import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { db, orgDb } from '~/platform/db.server';
import { makeLead, makeOrganization, makeService } from '../../../prisma/factories';
import { createService, deleteService, listOfferedServices, listServices, moveService, switchService, updateService } from './services.server';

let organizationId: string;
const own = () => orgDb(organizationId);
const names = async () => (await listServices(own(), organizationId)).map(({ name }) => name);
const values = (name: string, offeredOnForm = true) => ({ name, offeredOnForm });

beforeEach(async () => {
  organizationId = (await makeOrganization(db)).id;
});

describe('services', () => {
  it('are added at the end, also many at once, and offered at once', async () => {
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => createService(own(), organizationId, values(name, name !== 'd'))));
    const services = await listServices(own(), organizationId);
    expect(services.map(({ position }) => position)).toEqual([0, 1, 2, 3]);
    expect((await listOfferedServices(own())).map(({ name }) => name).sort()).toEqual(['a', 'b', 'c']);
  });

  it('keep every one in its own place when two are moved at once', async () => {
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) ids.push((await createService(own(), organizationId, values(name))).id);
    const [a, , c, , e] = ids as [string, string, string, string, string];
    await Promise.all([
      moveService(own(), organizationId, { id: e, before: a }),
      moveService(own(), organizationId, { id: a, direction: 'down' }),
      moveService(own(), organizationId, { id: c, before: '' }),
    ]);
    const services = await listServices(own(), organizationId);
    expect(services.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4]);
    expect(new Set(await names())).toEqual(new Set(['a', 'b', 'c', 'd', 'e']));
  });

  it('let one of two edits through and show the other what was saved', async () => {
    const { id } = await createService(own(), organizationId, values('old'));
    const results = await Promise.all(['first', 'second'].map((name) => updateService(own(), { id, version: 1, ...values(name) })));
    expect(results.filter((result) => result?.ok)).toHaveLength(1);
    const [saved] = await names();
    expect(results.find((result) => result && !result.ok)).toMatchObject({ current: { name: saved, version: 2 } });
  });

  it('are not deleted while requests refer to them, but can be switched off', async () => {
    const { id } = await createService(own(), organizationId, values('used'));
    await makeLead(db, { organizationId, serviceId: id });
    await makeLead(db, { organizationId, serviceId: id, quarantineReason: 'links' });
    expect(await deleteService(own(), id)).toEqual({ ok: false, leads: 2 });
    expect(await switchService(own(), id, { isActive: false })).toBe(true);
    expect(await listOfferedServices(own())).toEqual([]);
    expect(await listServices(own(), organizationId)).toMatchObject([{ name: 'used', isActive: false, leads: 1 }]);
  });

  it('are deleted for good when nothing refers to them', async () => {
    const { id } = await createService(own(), organizationId, values('unused'));
    expect(await deleteService(own(), id)).toEqual({ ok: true });
    expect(await deleteService(own(), id)).toBeNull();
  });

  it('of another organisation are out of reach', async () => {
    const theirs = await makeService(db, { organizationId: (await makeOrganization(db)).id });
    expect(await updateService(own(), { id: theirs.id, version: 1, ...values('taken') })).toBeNull();
    expect(await switchService(own(), theirs.id, { isActive: false })).toBe(false);
    expect(await moveService(own(), organizationId, { id: theirs.id, direction: 'up' })).toBe(false);
    expect(await deleteService(own(), theirs.id)).toBeNull();
    expect(await deleteService(own(), randomUUID())).toBeNull();
    expect(await listServices(own(), organizationId)).toEqual([]);
  });
});
