import { beforeEach, describe, expect, it, vi } from 'vitest';
import { leadData, makeLead, makeMember, makeOrganization, makeService } from '../../../prisma/factories';
import { purgeTrash } from '~/domain/trash/purge-trash.server';
import { deleteOldSignIns } from '~/domain/accounts/sign-in/sign-in-events.server';
import { db, orgDb } from '~/platform/db.server';
import { countExpired, sweepRetention } from './retention-sweep.server';
import { findRetention, listCutoffs, saveRetention } from './retention.server';
import type { RetentionKind } from './retention';

vi.hoisted(() => {
  process.env.SESSION_SECRET = 'x'.repeat(32);
  process.env.DATA_DIR = `/tmp/teplo-retention-${process.pid}-${Date.now()}`;
});

const NOW = new Date('2026-11-22T10:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
let organizationId: string;
let userId: string;
let serviceId: string;

beforeEach(async () => {
  await db.organization.deleteMany();
  organizationId = (await makeOrganization(db)).id;
  userId = (await makeMember(db, { organizationId })).user.id;
  serviceId = (await makeService(db, { organizationId })).id;
});

const own = () => orgDb(organizationId);
const set = (kind: RetentionKind, days: number | null, seen: number | null) => saveRetention({ organizationId, userId }, { kind, days, seen });

describe('retention', () => {
  it('begins with what the program did before there were periods', async () => {
    expect(await findRetention(own())).toEqual({ leads: null, spam: null, leadFiles: null, behavior: 395, mail: null, notifications: 90, signIns: 180, trash: 30, webhooks: 30, exports: 7 });
    expect(await listCutoffs('leads', NOW)).toEqual([]);
    expect(await listCutoffs('trash', NOW)).toEqual([{ organizationId, before: daysAgo(30) }]);
  });

  it('is set within its bounds, noted in the audit log, and not over somebody else\'s change', async () => {
    expect(await set('leads', 10, null)).toEqual({ ok: false, error: 'notAllowed' });
    expect(await set('leads', 365, null)).toEqual({ ok: true });
    expect(await set('leads', 400, null)).toEqual({ ok: false, error: 'stale', current: 365 });
    expect(await set('leads', null, 365)).toEqual({ ok: true });
    const results = await Promise.all([set('trash', 60, 30), set('trash', 90, 30)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db.auditLog.count({ where: { organizationId, resource: 'personalData', action: 'update' } })).toBe(3);
  });

  it('makes old requests nameless, with a receipt, and leaves new, converted and others\' ones', async () => {
    const old = await makeLead(db, { organizationId, serviceId, email: 'old@example.com', state: 'REJECTED', updatedAt: daysAgo(40) });
    const twin = await makeLead(db, { organizationId, serviceId, email: 'old@example.com', updatedAt: daysAgo(1) });
    const spam = await makeLead(db, { organizationId, serviceId, quarantineReason: 'honeypot', updatedAt: daysAgo(40) });
    await db.$executeRaw`UPDATE "Lead" SET "updatedAt" = "createdAt" - interval '40 days' WHERE "organizationId" = ${organizationId}::uuid AND "id" = ANY(${[old.id, spam.id]}::uuid[])`;
    await set('leads', 30, null);
    const now = new Date();
    expect(await countExpired(own(), organizationId, await findRetention(own()), now)).toMatchObject({ leads: 1, spam: 0 });
    expect(await sweepRetention(now)).toMatchObject({ leads: 1 });
    expect(await sweepRetention(now)).toMatchObject({ leads: 0 });
    const emails = await db.lead.findMany({ where: { organizationId }, select: { id: true, email: true } });
    expect(emails.find(({ id }) => id === old.id)?.email).toBe('erased-1@erased.invalid');
    expect(emails.find(({ id }) => id === twin.id)?.email).toBe('old@example.com');
    expect(await db.erasure.findMany({ where: { organizationId }, select: { byId: true, receipt: true } })).toMatchObject([{ byId: null, receipt: { cause: 'retention' } }]);
  });

  it('leaves to a client, to a newer request and to a member what an old request of a stranger has in common with them', async () => {
    const [client, own, staff] = ['client@example.com', 'only-here@example.com', (await makeMember(db, { organizationId })).user.email];
    await db.contact.create({ data: { organizationId, name: 'Клиент', emails: [client], phones: ['+79160000001'] } });
    for (const email of [client, own, staff]) await makeLead(db, { organizationId, serviceId, email, phone: '+79160000001', quarantineReason: 'honeypot' });
    await db.$executeRaw`UPDATE "Lead" SET "updatedAt" = "createdAt" - interval '40 days' WHERE "organizationId" = ${organizationId}::uuid`;
    const other = await db.contact.create({ data: { organizationId, name: 'Другой', notes: `${client}, ${own}, +7 916 000-00-01` } });
    await db.mailMessage.createMany({ data: [client, own, staff].map((to) => ({ organizationId, kind: 'document', to, subject: 's', text: 't', state: 'SENT' as const })) });
    await set('spam', 30, null);
    expect(await sweepRetention(new Date())).toMatchObject({ spam: 3 });
    expect((await db.mailMessage.findMany({ where: { organizationId }, select: { to: true } })).map(({ to }) => to).sort()).toEqual([client, staff].sort());
    expect(await db.contact.findUniqueOrThrow({ where: { id: other.id } })).toMatchObject({ notes: `${client}, —, +7 916 000-00-01` });
  });

  it('forgets many in one night', async () => {
    await db.lead.createMany({ data: Array.from({ length: 450 }, (_, at) => leadData({ organizationId, serviceId, phone: `+7916${1_000_000 + at}`, quarantineReason: 'honeypot', updatedAt: daysAgo(40) })) });
    await set('spam', 30, null);
    expect(await sweepRetention(new Date())).toMatchObject({ spam: 450 });
  });

  it('clears mails and notifications, and keeps what waits to be sent', async () => {
    const mail = { organizationId, kind: 'lead.new', to: 'a@example.com', subject: 's', text: 't', createdAt: daysAgo(10) };
    await db.mailMessage.createMany({ data: [{ ...mail, state: 'SENT' }, { ...mail, state: 'QUEUED' }, { ...mail, state: 'SENT', createdAt: daysAgo(5) }] });
    await db.notification.createMany({ data: [daysAgo(100), daysAgo(80)].map((createdAt) => ({ organizationId, userId, event: 'lead.new', data: {}, path: '/o/x', createdAt })) });
    await set('mail', 7, null);
    expect(await sweepRetention(NOW)).toMatchObject({ mail: 1, notifications: 1 });
    expect(await db.mailMessage.count()).toBe(2);
  });

  it('tells the other jobs how long: trash and sign-ins', async () => {
    await db.task.createMany({ data: [20, 10].map((days) => ({ organizationId, title: `${days}`, deletedAt: daysAgo(days) })) });
    await set('trash', 15, 30);
    expect(await purgeTrash(NOW)).toBe(1);
    await db.signInEvent.createMany({ data: [170, 20].map((days) => ({ userId, method: 'password', outcome: 'ok', at: daysAgo(days) })) });
    expect(await deleteOldSignIns(NOW)).toBe(0);
    await set('signIns', 30, 180);
    expect(await deleteOldSignIns(NOW)).toBe(1);
  });
});
