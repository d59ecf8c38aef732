import { beforeEach, describe, expect, it, vi } from 'vitest';
import { db, orgDb, pool } from '~/platform/db.server';
import { storage } from '~/platform/storage.server';
import { fillWithPerson, findEverywhere, NEEDLES, PERSON } from '../../../test/person-everywhere';
import { erasePerson, previewErasure, type EraseCommand } from './erase-person.server';
import { ERASURE_LOG_PREFIX, findLostErasures } from './erasure-log.server';
import { findNamesakes, findPerson, searchPeople } from './find-person.server';
import { reapplyErasures } from './reapply-erasures.server';
import { sumReceipt, type Receipt } from './receipt';

vi.hoisted(() => {
  process.env.SESSION_SECRET = 'x'.repeat(32);
  process.env.DATA_DIR = `/tmp/teplo-privacy-${process.pid}-${Date.now()}`;
});

const NOW = new Date('2026-11-22T10:00:00Z');
type World = Awaited<ReturnType<typeof fillWithPerson>>;
let world: World;

/** Where the person may still stand after an erasure, and why. */
const KEPT: Record<string, string> = {
  'Document.snapshot': 'an issued document is kept whole for accounting',
};

beforeEach(async () => {
  await db.idempotencyRecord.deleteMany();
  await db.organization.deleteMany();
  world = await fillWithPerson();
});

const command = (more: Partial<EraseCommand> = {}): EraseCommand => ({
  organizationId: world.organizationId, userId: world.userId, locale: 'ru', key: { contactIds: [world.contact.id], leadIds: [] }, acceptsUnpaid: false, now: NOW, ...more,
});
const own = () => orgDb(world.organizationId);
const lineOf = (receipt: Receipt, kind: string) => receipt.lines.find((line) => line.kind === kind);
async function erase(more: Partial<EraseCommand> = {}) {
  const result = await erasePerson(command(more));
  if (!result.ok) throw new Error(result.error);
  return result;
}

describe('forgetting a person', () => {
  it('finds everything that is the person\'s, by links, e-mail and phone', async () => {
    const person = await findPerson(own(), world.organizationId, { contactIds: [world.contact.id], leadIds: [] });
    expect(person?.contactIds).toHaveLength(2);
    expect(person?.leadIds.sort()).toEqual([world.lead.id, world.loose.id].sort());
    expect(person).toMatchObject({ dealIds: [world.deal.id], orderIds: [world.order.id], taskIds: [world.task.id] });
    expect(await searchPeople(own(), world.organizationId, '8 916 123-45-67')).toHaveLength(2);
    expect(await searchPeople(own(), world.organizationId, 'ни то ни другое')).toBeNull();
    const twin = await db.contact.create({ data: { organizationId: world.organizationId, name: 'Тёзка', phones: [PERSON.phone] } });
    expect((await findNamesakes(own(), world.organizationId, person ?? (await Promise.reject(new Error())))).map(({ id }) => id)).toEqual([twin.id]);
  });

  it('leaves nothing of the person in any column of any table, but for what is kept with a reason', async () => {
    expect((await findEverywhere(NEEDLES)).length).toBeGreaterThan(35);
    await erase();
    expect(await findEverywhere(NEEDLES)).toEqual(Object.keys(KEPT));
  });

  it('says in the receipt what was done, with counts of the statements and without personal data', async () => {
    const { receipt, erasureId, number } = await erase();
    expect(number).toBe(1);
    expect(lineOf(receipt, 'contacts')).toMatchObject({ anonymised: 2 });
    expect(lineOf(receipt, 'leads')).toMatchObject({ anonymised: 2 });
    expect(lineOf(receipt, 'views')).toMatchObject({ deleted: 2 });
    expect(lineOf(receipt, 'files')).toMatchObject({ deleted: 2, kept: 1, reason: 'accounting' });
    expect(lineOf(receipt, 'mails')).toMatchObject({ deleted: 1, anonymised: 1 });
    expect(lineOf(receipt, 'documents')).toMatchObject({ kept: 1, reason: 'accounting' });
    expect(lineOf(receipt, 'lines')).toMatchObject({ anonymised: 1, kept: 1 });
    expect(lineOf(receipt, 'audit')?.anonymised).toBe(3);
    expect(lineOf(receipt, 'mentions')?.anonymised).toBe(3);
    const row = await db.erasure.findFirstOrThrow({ where: { id: erasureId } });
    expect(row).toMatchObject({ number: 1, byId: world.userId, receipt: { fileBytes: 35, records: { contacts: receipt.records.contacts } } });
  });

  it('keeps money, days and states, the proof of consent, and what was noted without names', async () => {
    const before = await db.order.findUniqueOrThrow({ where: { id: world.order.id } });
    await erase();
    const order = await db.order.findUniqueOrThrow({ where: { id: world.order.id } });
    expect([order.total, order.paid, order.state, order.number]).toEqual([before.total, before.paid, before.state, before.number]);
    expect(order.completedSnapshot).toMatchObject({ contact: { name: 'Удалённый клиент № 1' }, address: null, total: expect.any(String) as string });
    expect(await db.contact.findUniqueOrThrow({ where: { id: world.contact.id } })).toMatchObject({ name: 'Удалённый клиент № 1', phones: [], emails: [] });
    expect(await db.lead.findUniqueOrThrow({ where: { id: world.loose.id } })).toMatchObject({ state: 'REJECTED', email: 'erased-1@erased.invalid', behaviorConsent: false, engagement: null });
    expect(await db.payment.count()).toBe(1);
    expect(await db.consentRecord.count()).toBe(1);
    const logged = await db.auditLog.findFirstOrThrow({ where: { resource: 'leads' } });
    expect(logged).toMatchObject({ label: null, before: { comments: null, score: 10 }, after: { comments: null, score: 20 } });
    const noted = await db.activity.findFirstOrThrow({ where: { event: 'lead.state' } });
    expect(noted.data).toEqual({ from: 'NEW', to: 'IN_PROGRESS' });
    expect(await db.document.findUniqueOrThrow({ where: { id: world.document.id } })).toMatchObject({ sentTo: null });
  });

  it('removes the bytes of files, small copies and imports, and keeps those of issued documents', async () => {
    await erase();
    const disk = await storage();
    const { objects } = await disk.listAll(world.organizationId, { recursive: true });
    expect([...objects].map((object) => (object.isFile ? object.name : '')).filter((name) => !name.startsWith('act-'))).toEqual([]);
  });

  it('shows beforehand the very same counts and changes nothing', async () => {
    const preview = await previewErasure(command());
    expect(await db.erasure.count()).toBe(0);
    expect(await db.contact.findUniqueOrThrow({ where: { id: world.contact.id } })).toMatchObject({ name: PERSON.name });
    const { receipt } = await erase();
    expect(preview).toMatchObject({ ok: true, receipt: { lines: receipt.lines } });
  });

  it('begins at a request without a contact too', async () => {
    await db.lead.updateMany({ where: { id: world.lead.id }, data: { contactId: null } });
    const { receipt } = await erase({ key: { contactIds: [], leadIds: [world.loose.id] } });
    expect(receipt.records).toEqual({ contacts: [], leads: [world.lead.id, world.loose.id].sort() });
  });

  it('of two at once one does it and the other one is told so', async () => {
    const results = await Promise.all([erasePerson(command()), erasePerson(command())]);
    expect(results.map((result) => (result.ok ? 'ok' : result.error)).sort()).toEqual(['erased', 'ok']);
    expect(await db.erasure.count()).toBe(1);
  });

  it('waits for an edit under way and takes what it wrote along; an edit of an older version finds it stale', async () => {
    const version = (await db.contact.findUniqueOrThrow({ where: { id: world.contact.id } })).version;
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      await client.query(`UPDATE "Contact" SET "notes" = $1 WHERE "id" = $2`, [`Новая заметка ${PERSON.name}`, world.contact.id]);
      const running = erase();
      await client.query('COMMIT');
      await running;
    } finally {
      client.release();
    }
    expect(await findEverywhere(NEEDLES)).toEqual(Object.keys(KEPT));
    expect(await db.contact.count({ where: { id: world.contact.id, version } })).toBe(0);
  });

  it('does not forget whom work is being done for, and asks about unpaid work', async () => {
    await db.organization.deleteMany();
    world = await fillWithPerson({ orderState: 'APPROVED' });
    expect(await erasePerson(command())).toMatchObject({ ok: false, error: 'running', obstacles: { running: [{ id: world.order.id }] } });
    await db.organization.deleteMany();
    world = await fillWithPerson({ isPaid: false });
    expect(await erasePerson(command())).toMatchObject({ ok: false, error: 'unpaid' });
    expect(await erasePerson(command({ acceptsUnpaid: true }))).toMatchObject({ ok: true });
  });

  it('is done once more after a restore from before it', async () => {
    const { erasureId } = await erase();
    expect(await findLostErasures()).toEqual([]);
    // as a restored backup has it: no receipt, the person is back
    await db.erasure.deleteMany();
    await db.contact.updateMany({ where: { id: world.contact.id }, data: { name: PERSON.name, phones: [PERSON.phone] } });
    expect(await reapplyErasures(NOW)).toBe(1);
    expect(await findEverywhere(NEEDLES)).toEqual(Object.keys(KEPT));
    expect(await db.erasure.findFirstOrThrow()).toMatchObject({ id: erasureId, receipt: { cause: 'restore' } });
    expect(await findLostErasures()).toEqual([]);
    expect(await (await storage()).exists(`${ERASURE_LOG_PREFIX}${world.organizationId}/${erasureId}.json`)).toBe(true);
  });

  it('done once more leaves other requests from the same address alone', async () => {
    await db.lead.updateMany({ where: { id: world.lead.id }, data: { contactId: null } });
    await erase({ key: { contactIds: [], leadIds: [world.loose.id], isExact: true }, cause: 'retention', sparesShared: true });
    await db.erasure.deleteMany();
    await db.lead.updateMany({ where: { id: world.loose.id }, data: { email: PERSON.email } });
    expect(await reapplyErasures(NOW)).toBe(1);
    const emails = await db.lead.findMany({ where: { id: { in: [world.lead.id, world.loose.id] } }, select: { id: true, email: true } });
    expect(new Map(emails.map(({ id, email }) => [id, email]))).toEqual(new Map([[world.lead.id, PERSON.email], [world.loose.id, 'erased-1@erased.invalid']]));
  });

  it('finds another organisation\'s people nowhere', async () => {
    const stranger = await fillWithPerson();
    expect(await erasePerson(command({ key: { contactIds: [stranger.contact.id], leadIds: [stranger.loose.id] } }))).toEqual({ ok: false, error: 'notFound' });
    await erase();
    expect(await db.contact.findUniqueOrThrow({ where: { id: stranger.contact.id } })).toMatchObject({ name: PERSON.name });
  });
});

describe('what only grows', () => {
  it('cannot be redacted outside an erasure, nor be rewritten within one', async () => {
    const { organizationId } = world;
    const change = (sql: string) => pool.query(sql);
    await expect(change(`UPDATE "AuditLog" SET "label" = NULL`)).rejects.toThrow('append-only');
    await expect(change(`UPDATE "OrderStep" SET "comment" = NULL`)).rejects.toThrow('cannot be changed');
    await expect(change(`UPDATE "Activity" SET "data" = NULL WHERE "kind" = 'SYSTEM'`)).rejects.toThrow('cannot be changed');
    const { erasureId } = await erase();
    // a receipt of another transaction opens nothing
    await expect(own().$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('teplo.erasure', ${erasureId}, true)`;
      await tx.$executeRaw`UPDATE "AuditLog" SET "after" = NULL WHERE "organizationId" = ${organizationId}::uuid`;
    })).rejects.toThrow('append-only');
    await expect(own().$transaction(async (tx) => {
      const { id } = await tx.erasure.create({ data: { organizationId, number: 9, receipt: {} }, select: { id: true } });
      await tx.$executeRaw`SELECT set_config('teplo.erasure', ${id}, true)`;
      await tx.$executeRaw`UPDATE "AuditLog" SET "after" = '{"score": 99}' WHERE "organizationId" = ${organizationId}::uuid AND "resource" = 'leads'`;
    })).rejects.toThrow('append-only');
  });

  it('has totals of a receipt', () => {
    expect(sumReceipt([{ kind: 'files', deleted: 1, anonymised: 2, kept: 3, reason: null }, { kind: 'mails', deleted: 1, anonymised: 0, kept: 0, reason: null }])).toEqual({ deleted: 2, anonymised: 2, kept: 3 });
  });
});
