import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '~/generated/prisma/client';
import { db, orgDb, OrganizationWallError, pool } from '~/platform/db.server';
import { makeLead, makeOrganization } from '../../../prisma/factories';
import { delegate, fillOrganization } from '../../../test/fill-organization';

const walled = Object.values(Prisma.ModelName).filter((model) => {
  const fields: object = Reflect.get(Prisma, `${model}ScalarFieldEnum`);
  return 'organizationId' in fields;
});
const unwalled = Object.values(Prisma.ModelName).filter((model) => !walled.includes(model) && model !== 'Organization');

let ours: Awaited<ReturnType<typeof fillOrganization>>;
let theirs: Awaited<ReturnType<typeof fillOrganization>>;

beforeAll(async () => {
  ours = await fillOrganization();
  theirs = await fillOrganization();
});

describe.each(walled.filter((model) => delegate(db, model)))('%s', (model) => {
  it('shows no foreign row', async () => {
    const own = delegate(ours.tx, model);
    const where = { NOT: { organizationId: ours.organizationId } };
    expect(await own.findMany?.({ where })).toEqual([]);
    expect(await own.findFirst?.({ where })).toBeNull();
    expect(await own.count?.({ where })).toBe(0);
    const rows = (await own.findMany?.({})) as { organizationId: string }[];
    expect(new Set(rows.map((row) => row.organizationId)).size).toBeLessThanOrEqual(1);
  });

  it('refuses to name another organisation', async () => {
    const own = delegate(ours.tx, model);
    const foreign = { organizationId: theirs.organizationId };
    for (const call of [
      () => own.findMany?.({ where: foreign }),
      () => own.create?.({ data: foreign }),
      () => own.createMany?.({ data: [{ organizationId: ours.organizationId }, foreign] }),
      () => own.updateMany?.({ data: foreign }),
      () => own.deleteMany?.({ where: { organizationId: { in: [theirs.organizationId] } } }),
    ]) {
      await expect(call()).rejects.toThrow(OrganizationWallError);
    }
  });

  it('changes and deletes no foreign row', async () => {
    const own = delegate(ours.tx, model);
    const before = await delegate(db, model).count?.({ where: { organizationId: theirs.organizationId } });
    const where = { NOT: { organizationId: ours.organizationId } };
    expect(await own.updateMany?.({ where, data: {} })).toEqual({ count: 0 });
    expect(await own.deleteMany?.({ where })).toEqual({ count: 0 });
    expect(await delegate(db, model).count?.({ where: { organizationId: theirs.organizationId } })).toBe(before);
  });
});

describe('single rows', () => {
  it('are found by id only inside the organisation', async () => {
    expect(await ours.tx.lead.findUnique({ where: { id: theirs.lead.id } })).toBeNull();
    expect((await ours.tx.lead.findUnique({ where: { id: ours.lead.id } }))?.id).toBe(ours.lead.id);
    expect(await ours.tx.lead.findUnique({ where: { publicToken: theirs.lead.publicToken } })).toBeNull();
    await expect(
      ours.tx.lead.findUnique({ where: { organizationId_id: { organizationId: theirs.organizationId, id: theirs.lead.id } } }),
    ).rejects.toThrow(OrganizationWallError);
  });

  it('are not updated, deleted or upserted across the wall', async () => {
    const where = { id: theirs.lead.id };
    await expect(ours.tx.lead.update({ where, data: { comments: 'x' } })).rejects.toMatchObject({ code: 'P2025' });
    await expect(ours.tx.lead.delete({ where })).rejects.toMatchObject({ code: 'P2025' });
    await expect(
      ours.tx.catalogItem.upsert({
        where: { id: theirs.service.id },
        create: { organizationId: theirs.organizationId, kind: 'SERVICE', name: 'x' },
        update: { name: 'x' },
      }),
    ).rejects.toThrow(OrganizationWallError);
  });

  it('cannot be tied to a foreign row', async () => {
    await expect(
      ours.tx.activity.create({ data: { organizationId: ours.organizationId, kind: 'NOTE', leadId: theirs.lead.id } }),
    ).rejects.toMatchObject({ code: 'P2003' });
    await expect(
      ours.tx.lead.update({ where: { id: ours.lead.id }, data: { activities: { connect: { id: randomUUID() } } } }),
    ).rejects.toThrow(OrganizationWallError);
  });

  it('get the organisation by themselves', async () => {
    const data = { kind: 'NOTE', body: 'own' } as Prisma.ActivityUncheckedCreateInput;
    expect((await ours.tx.activity.create({ data })).organizationId).toBe(ours.organizationId);
  });
});

describe('the bound client', () => {
  it.each(unwalled)('refuses %s, whose rows belong to no organisation', async (model) => {
    await expect(delegate(ours.tx, model).findMany?.({})).rejects.toThrow(OrganizationWallError);
  });

  it('sees its own organisation and no other, and cannot delete it', async () => {
    expect((await ours.tx.organization.findMany()).map(({ id }) => id)).toEqual([ours.organizationId]);
    await expect(ours.tx.organization.update({ where: { id: theirs.organizationId }, data: { name: 'x' } })).rejects.toThrow(
      OrganizationWallError,
    );
    await expect(ours.tx.organization.delete({ where: { id: ours.organizationId } })).rejects.toThrow(OrganizationWallError);
  });

  it('keeps the wall inside transactions', async () => {
    const found = await ours.tx.$transaction(async (tx) => {
      await tx.activity.create({ data: { organizationId: ours.organizationId, kind: 'NOTE', body: 'in a transaction' } });
      return tx.lead.findMany({ where: { id: { in: [ours.lead.id, theirs.lead.id] } }, select: { id: true } });
    });
    expect(found).toEqual([{ id: ours.lead.id }]);
    const [count] = await ours.tx.$transaction([ours.tx.lead.count()]);
    expect(count).toBe(1);
  });

  it('is made once for each organisation', () => {
    expect(orgDb(ours.organizationId)).toBe(ours.tx);
    expect(orgDb(theirs.organizationId)).not.toBe(ours.tx);
  });
});

describe('the schema', () => {
  it('finds requests by any part of their text, in any case', async () => {
    const lead = await makeLead(db, {
      organizationId: ours.organizationId,
      serviceId: ours.service.id,
      comments: 'Бурение ЁМКОСТИ под резервуар',
    });
    const found = await ours.tx.lead.findMany({ where: { searchText: { contains: 'ёмкост' } }, select: { id: true } });
    expect(found).toEqual([{ id: lead.id }]);
  });

  it('cuts Russian text into trigrams, without which its index finds nothing', async () => {
    const { rows } = await pool.query<{ trigrams: string[] }>(`SELECT show_trgm('бурение') AS trigrams`);
    expect(rows[0]?.trigrams).not.toEqual([]);
  });

  it('removes an organisation with all that belongs to it', async () => {
    const { organizationId } = await fillOrganization();
    await db.organization.delete({ where: { id: organizationId } });
    expect(await db.lead.count({ where: { organizationId } })).toBe(0);
  });

  it('allows one default organisation and one published table for each', async () => {
    await makeOrganization(db, { isDefault: true });
    await expect(makeOrganization(db, { isDefault: true })).rejects.toMatchObject({ code: 'P2002' });
    await expect(
      db.scoringRules.create({ data: { organizationId: ours.organizationId, version: 2, state: 'PUBLISHED', rules: {} } }),
    ).rejects.toMatchObject({ code: 'P2002' });
  });
});
