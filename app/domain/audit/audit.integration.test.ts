import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import { db, orgDb } from '~/platform/db.server';
import type { Cursor } from '~/platform/db/keyset';
import { parseAuditFilter } from './audit-filter';
import { countAudit, listAudit } from './list-audit.server';
import { writeAudit } from './write-audit.server';

let organizationId: string;
let actorId: string;
const NOW = new Date();

const query = (search = '') => ({ organizationId, timeZone: 'Europe/Moscow', filter: parseAuditFilter(new URLSearchParams(search)), now: NOW });

beforeAll(async () => {
  organizationId = (await makeOrganization(db)).id;
  actorId = (await makeMember(db, { organizationId, role: 'OWNER', user: { name: 'Ольга Хозяйка' } })).user.id;
  await orgDb(organizationId).$transaction(async (tx) => {
    for (let n = 0; n < 25; n += 1) {
      await writeAudit(tx, { organizationId, actorId: n % 5 === 0 ? null : actorId, action: n % 2 ? 'update' : 'create', resource: n % 3 ? 'contacts' : 'deals', resourceId: randomUUID(), label: `Запись ${n}`, before: n % 2 ? { name: 'А' } : null, after: { name: `Б${n}` } });
    }
  });
  const other = await makeOrganization(db);
  await writeAudit(orgDb(other.id), { organizationId: other.id, actorId: null, action: 'create', resource: 'deals', label: 'Чужая', after: { name: 'Ч' } });
});

describe('the audit log', () => {
  it.each([
    ['UPDATE', () => db.$executeRaw`UPDATE "AuditLog" SET "label" = 'x' WHERE "organizationId" = ${organizationId}::uuid`],
    ['DELETE', () => db.$executeRaw`DELETE FROM "AuditLog" WHERE "organizationId" = ${organizationId}::uuid`],
    ['TRUNCATE', () => db.$executeRaw`TRUNCATE "AuditLog"`],
    ['updateMany', () => orgDb(organizationId).auditLog.updateMany({ data: { label: 'x' } })],
    ['deleteMany', () => orgDb(organizationId).auditLog.deleteMany({})],
  ])('refuses %s in the database', async (_, change) => {
    await expect(change()).rejects.toThrow(/append-only/);
    expect(await countAudit(orgDb(organizationId), query())).toBe(25);
  });

  it('goes only together with its organisation', async () => {
    const gone = await makeOrganization(db);
    await writeAudit(orgDb(gone.id), { organizationId: gone.id, actorId: null, action: 'create', resource: 'deals', label: 'Последняя', after: { name: 'x' } });
    await db.organization.delete({ where: { id: gone.id }, select: { id: true } });
    expect(await db.auditLog.count({ where: { organizationId: gone.id } })).toBe(0);
  });

  it('shows each change once, the newest first, page by page, and nothing of others', async () => {
    const labels: (string | null)[] = [];
    let cursor: Cursor | null = null;
    do {
      const page: Awaited<ReturnType<typeof listAudit>> = await listAudit(orgDb(organizationId), { ...query(), cursor, limit: 7 });
      labels.push(...page.rows.map(({ label }) => label));
      cursor = page.next;
    } while (cursor);
    expect(labels).toHaveLength(25);
    expect(new Set(labels).size).toBe(25);
    expect(labels[0]).toBe('Запись 24');
    expect(labels).not.toContain('Чужая');
  });

  it.each([
    ['person=system', 5],
    ['resource=deals', 9],
    ['action=update', 12],
    ['resource=deals&action=update', 4],
    ['period=today', 25],
    ['period=custom&to=2020-01-01', 0],
  ])('%s', async (search, count) => {
    expect(await countAudit(orgDb(organizationId), query(search))).toBe(count);
    expect((await listAudit(orgDb(organizationId), query(search))).rows).toHaveLength(count);
  });

  it("keeps the person's name and finds by person and by record", async () => {
    const { rows } = await listAudit(orgDb(organizationId), query(`person=${actorId}`));
    expect(rows).toHaveLength(20);
    expect(rows[0]?.actorName).toBe('Ольга Хозяйка');
    const one = await listAudit(orgDb(organizationId), query(`record=${rows[0]?.resourceId}`));
    expect(one.rows.map(({ id }) => id)).toEqual([rows[0]?.id]);
  });

  it('does not note an update that changed nothing', async () => {
    await writeAudit(orgDb(organizationId), { organizationId, actorId, action: 'update', resource: 'deals', before: { name: 'А' }, after: { name: 'А' } });
    expect(await countAudit(orgDb(organizationId), query())).toBe(25);
  });
});
