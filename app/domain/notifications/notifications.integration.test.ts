import { beforeEach, describe, expect, it, vi } from 'vitest';
import { makeLead, makeMember, makeOrganization, makeService } from '../../../prisma/factories';
import { deliverAll, mute } from '../../../test/notifications';
import { orgDb, db, type OrgTx } from '~/platform/db.server';
import { log } from '~/platform/log.server';
import { createTask } from '~/domain/tasks/save-task.server';
import { tellOfOverdueLead } from '~/domain/leads/tell-of-lead.server';
import { RetryLater } from './channels/channel';
import { emailChannel } from './channels/email.server';
import { deliverNotice } from './deliver.server';
import { sendDigests } from './digest.server';
import { countUnread, listNotifications, UNREAD_MAX } from './list-notifications.server';
import { listNoticeDeliveries, retryDelivery } from './list-deliveries.server';
import { markAllRead, markRead, openPage } from './mark-read.server';
import { notify, type News } from './notify.server';
import { findPreferences, savePreferences, saveTimes } from './preferences.server';
import { purgeNotifications } from './purge-notifications.server';
import { sweepDeliveries } from './sweep-deliveries.server';

vi.hoisted(() => {
  process.env.SESSION_SECRET = 'a-secret-that-is-long-enough-for-tests';
});

const DAY_MS = 86_400_000;

let organizationId: string;
let owner: string;
let seller: string;
let operator: string;
let leadId: string;

const tell = <T>(work: (tx: OrgTx) => Promise<T>) => orgDb(organizationId).$transaction(work);
const lead = () => ({ leadId, reference: 'A-1', name: 'Анна Орлова', service: 'Аренда', priority: 'medium' as const, score: 55, phone: null, email: null, budget: null, deadline: null, comments: null, responseDueAt: null });
const newLead = (to: string[], more: Partial<News<'lead.new'>> = {}) => notifyIn({ organizationId, event: 'lead.new', to, actorId: null, data: lead(), path: `/leads/${leadId}`, ...more });
const notifyIn = (news: Parameters<typeof notify<'lead.new'>>[1]) => tell((tx) => notify(tx, news));
const told = (userId: string) => db.notification.findMany({ where: { organizationId, userId }, orderBy: { createdAt: 'desc' } });
const deliveries = () => db.notificationDelivery.findMany({ where: { organizationId }, orderBy: { createdAt: 'asc' } });
const firstDelivery = async () => (await deliveries())[0]?.id ?? '';
const mails = () => db.mailMessage.findMany({ where: { organizationId } });
const bell = (userId: string) => ({ organizationId, userId });

beforeEach(async () => {
  ({ id: organizationId } = await makeOrganization(db));
  owner = (await makeMember(db, { organizationId, role: 'OWNER' })).user.id;
  seller = (await makeMember(db, { organizationId, role: 'SALES' })).user.id;
  operator = (await makeMember(db, { organizationId, role: 'OPERATOR' })).user.id;
  const service = await makeService(db, { organizationId });
  leadId = (await makeLead(db, { organizationId, serviceId: service.id })).id;
});

describe('telling', () => {
  it('writes the bell, the way out and its job in the transaction of the change: nothing stays of one that fails', async () => {
    await expect(
      tell(async (tx) => {
        await notify(tx, { organizationId, event: 'lead.new', to: [owner], actorId: null, data: lead(), path: `/leads/${leadId}` });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect([await told(owner), await deliveries()]).toEqual([[], []]);
    expect(await newLead([owner])).toBe(1);
    const { slug } = await db.organization.findUniqueOrThrow({ where: { id: organizationId } });
    expect(await told(owner)).toMatchObject([{ event: 'lead.new', path: `/o/${slug}/leads/${leadId}`, inApp: true, readAt: null }]);
    const id = await firstDelivery();
    const [job] = await db.$queryRaw<{ data: { deliveryIds: string[] } }[]>`SELECT "data" FROM "pgboss"."job" WHERE "name" = 'notification-deliver' AND "data"->>'organizationId' = ${organizationId}`;
    expect(job?.data.deliveryIds).toEqual([id]);
  });

  it('leaves out who did it, who left, strangers, whose role may not know, and who cannot open the record', async () => {
    const stranger = (await makeMember(db, { organizationId: (await makeOrganization(db)).id, role: 'OWNER' })).user.id;
    const gone = (await makeMember(db, { organizationId, role: 'OWNER', removedAt: new Date() })).user.id;
    await db.accessRule.create({ data: { organizationId, role: 'SALES', leads: 'OWN', contacts: 'ALL', deals: 'ALL' } });
    expect(await newLead([owner, owner, seller, operator, stranger, gone], { actorId: owner })).toBe(0);
    await db.lead.update({ where: { id: leadId }, data: { assigneeId: seller } });
    expect(await newLead([seller])).toBe(1);
  });

  it('happens once under a key, also of two at once, for each person', async () => {
    const counts = await Promise.all([newLead([owner, seller], { onceKey: 'k' }), newLead([owner, seller], { onceKey: 'k' })]);
    expect(counts.sort()).toEqual([0, 2]);
    expect(await deliveries()).toHaveLength(2);
  });

  it('shows no sums to who sees no prices, not even after a change of the role', async () => {
    const order = { orderId: '018f0000-0000-7000-8000-000000000001', number: '12', quote: 'Q-1', total: '1000.00', currency: 'RUB' };
    const manager = (await makeMember(db, { organizationId, role: 'MANAGER' })).user.id;
    const contact = await db.contact.create({ data: { organizationId, name: 'Клиент', kind: 'PERSON' }, select: { id: true } });
    const { id } = await db.order.create({ data: { organizationId, number: '12', currency: 'RUB', contactId: contact.id, managerId: manager }, select: { id: true } });
    await db.orderOperator.create({ data: { organizationId, orderId: id, userId: operator } });
    await tell((tx) => notify(tx, { organizationId, event: 'order.quoteAccepted', to: [manager, operator], actorId: null, data: { ...order, orderId: id }, path: `/orders/${id}` }));
    expect((await told(manager))[0]?.data).toMatchObject({ total: '1000.00' });
    expect((await told(operator))[0]?.data).not.toHaveProperty('total');
    await db.membership.updateMany({ where: { organizationId, userId: manager }, data: { role: 'OPERATOR' } });
    const reader = { ...bell(manager), locale: 'ru', timeZone: 'Europe/Moscow', organizationTimeZone: 'Europe/Moscow', role: 'OPERATOR' as const };
    expect((await listNotifications(orgDb(organizationId), reader, { isUnread: false })).rows[0]?.lines).toEqual(['Предложение: Q-1']);
  });

  it('comes with a task that somebody else gives, not with one’s own', async () => {
    const actor = { organizationId, userId: owner, scope: 'all' as const, timeZone: 'Europe/Moscow', reach: { leads: 'all' as const, contacts: 'all' as const, deals: 'all' as const } };
    const input = { title: 'Позвонить', description: null, priority: 'NORMAL' as const, due: null, reminder: 'none' as const, recurrence: null, contactId: null, dealId: null, leadId: null, orderId: null };
    await createTask({ actor, input: { ...input, assigneeId: seller }, now: new Date() });
    await createTask({ actor, input: { ...input, assigneeId: owner }, now: new Date() });
    expect(await told(seller)).toMatchObject([{ event: 'task.assigned', data: { title: 'Позвонить' } }]);
    expect(await told(owner)).toEqual([]);
  });

  it('rings for a request whose response clock ran out, once, and not for an answered one', async () => {
    const now = new Date();
    await db.lead.update({ where: { id: leadId }, data: { responseDueAt: new Date(now.getTime() - 1_000), assigneeId: seller } });
    await Promise.all([tellOfOverdueLead({ organizationId, leadId }, now), tellOfOverdueLead({ organizationId, leadId }, now)]);
    expect(await told(seller)).toMatchObject([{ event: 'lead.overdue' }]);
    await db.notification.deleteMany({ where: { organizationId } });
    await db.lead.update({ where: { id: leadId }, data: { respondedAt: now } });
    await tellOfOverdueLead({ organizationId, leadId }, now);
    expect(await told(seller)).toEqual([]);
  });
});

describe('what a person wants', () => {
  it('is obeyed channel by channel: off means neither bell nor mail', async () => {
    await mute(bell(owner), 'lead.new', ['EMAIL']);
    await mute(bell(seller), 'lead.new');
    expect(await newLead([owner, seller])).toBe(1);
    expect(await deliveries()).toEqual([]);
    expect(await told(seller)).toEqual([]);
  });

  it('is saved against the defaults and read back; two saves at once leave one of them', async () => {
    await savePreferences(bell(owner), [{ event: 'lead.new', channels: ['EMAIL'] }]);
    const read = async () => (await findPreferences(orgDb(organizationId), owner, 'OWNER')).events.find(({ event }) => event === 'lead.new')?.channels;
    expect(await read()).toEqual(['EMAIL']);
    expect(await db.notificationPreference.count({ where: { organizationId, userId: owner } })).toBe(3);
    await Promise.all([savePreferences(bell(owner), [{ event: 'lead.new', channels: [] }]), savePreferences(bell(owner), [{ event: 'lead.new', channels: ['APP'] }])]);
    expect([[], ['APP']]).toContainEqual(await read());
    expect((await findPreferences(orgDb(organizationId), operator, 'OPERATOR')).events.map(({ event }) => event)).not.toContain('lead.new');
  });

  it('holds back what leaves during quiet hours, but not what would come too late', async () => {
    await db.user.update({ where: { id: owner }, data: { timeZone: 'Europe/Moscow' } });
    await saveTimes(bell(owner), { quietFrom: 22 * 60, quietTo: 8 * 60, digestAt: null }, { timeZone: 'Europe/Moscow', now: new Date() });
    const night = new Date('2026-03-10T20:00:00Z');
    const morning = new Date('2026-03-11T05:00:00Z');
    await newLead([owner], { now: night });
    expect(await deliveries()).toMatchObject([{ state: 'QUEUED', dueAt: morning }]);
    await deliverAll(organizationId, night);
    expect(await mails()).toEqual([]);
    await deliverAll(organizationId, morning);
    expect(await mails()).toHaveLength(1);
    await newLead([owner], { now: night, data: { ...lead(), priority: 'high', responseDueAt: '2026-03-10T20:30:00.000Z' } });
    expect((await deliveries()).find(({ state }) => state === 'QUEUED')).toMatchObject({ dueAt: night });
  });
});

describe('delivering', () => {
  const state = async () => (await deliveries()).map(({ state: now, lastError }) => ({ state: now, lastError }));

  it('happens once, under several workers at once', async () => {
    await newLead([owner]);
    const id = await firstDelivery();
    await Promise.all(Array.from({ length: 4 }, () => deliverNotice({ organizationId, deliveryId: id, now: new Date() })));
    expect(await mails()).toHaveLength(1);
    expect((await mails())[0]).toMatchObject({ kind: 'lead.new', subject: expect.stringContaining('Анна Орлова') as string });
    expect(await state()).toEqual([{ state: 'SENT', lastError: null }]);
  });

  it.each([
    ['left', () => db.membership.updateMany({ where: { organizationId, userId: owner }, data: { removedAt: new Date() } })],
    ['forbidden', () => db.membership.updateMany({ where: { organizationId, userId: owner }, data: { role: 'OPERATOR' } })],
    ['off', () => mute({ organizationId, userId: owner }, 'lead.new', ['EMAIL'])],
  ])('asks anew at the moment of sending: %s', async (reason, change) => {
    await newLead([owner]);
    await change();
    await deliverAll(organizationId);
    expect(await state()).toEqual([{ state: 'DROPPED', lastError: reason }]);
    expect(await mails()).toEqual([]);
  });

  it('does not repeat by mail in the morning what was read under the bell at night', async () => {
    await saveTimes(bell(owner), { quietFrom: 0, quietTo: 1, digestAt: null }, { timeZone: 'UTC', now: new Date() });
    await newLead([owner]);
    await db.notificationDelivery.updateMany({ where: { organizationId }, data: { createdAt: new Date(Date.now() - DAY_MS) } });
    await markAllRead(bell(owner), new Date());
    await deliverAll(organizationId);
    expect(await state()).toEqual([{ state: 'DROPPED', lastError: 'read' }]);
    const id = await firstDelivery();
    expect(await Promise.all([retryDelivery(organizationId, id, new Date()), retryDelivery(organizationId, id, new Date())]).then((all) => all.sort())).toEqual([false, true]);
  });

  it('is tried again as late as the other side asks, and given up after the last try', async () => {
    const send = vi.spyOn(emailChannel, 'send').mockRejectedValueOnce(new RetryLater(3_600)).mockRejectedValueOnce(new Error('refused'));
    const now = new Date();
    await newLead([owner], { now });
    await deliverAll(organizationId, now);
    expect(await deliveries()).toMatchObject([{ state: 'QUEUED', attempts: 1, dueAt: new Date(now.getTime() + 3_600_000), lastError: 'asked to wait 3600 s' }]);
    await deliverAll(organizationId, now);
    expect(send).toHaveBeenCalledTimes(1);
    await db.notificationDelivery.updateMany({ where: { organizationId }, data: { attempts: 6, dueAt: now } });
    await deliverAll(organizationId, now);
    expect(await deliveries()).toMatchObject([{ state: 'FAILED', attempts: 7, lastError: 'refused' }]);
    send.mockRestore();
  });

  it('finds again what lost its job', async () => {
    const jobs = () => db.$queryRaw<object[]>`SELECT 1 FROM "pgboss"."job" WHERE "name" = 'notification-deliver' AND "data"->>'organizationId' = ${organizationId}`;
    await newLead([owner]);
    await sweepDeliveries(new Date());
    expect(await jobs()).toHaveLength(1);
    await sweepDeliveries(new Date(Date.now() + 20 * 60_000));
    expect(await jobs()).toHaveLength(2);
  });

  it('is listed by channel, state and day', async () => {
    await newLead([owner, seller], { now: new Date('2026-03-10T20:00:00Z') });
    const list = (filter: object) => listNoticeDeliveries(orgDb(organizationId), { organizationId, timeZone: 'Europe/Moscow', filter: { channel: null, state: null, from: null, to: null, ...filter }, limit: 1 });
    const page = await list({ from: '2026-03-10', to: '2026-03-10' });
    expect(page.rows).toMatchObject([{ channel: 'EMAIL', state: 'QUEUED', event: 'lead.new' }]);
    expect(page.next).not.toBeNull();
    expect((await list({ from: '2026-03-11' })).rows).toEqual([]);
    expect((await list({ channel: 'PUSH' })).rows).toEqual([]);
    expect((await list({ state: 'SENT' })).rows).toEqual([]);
  });
});

describe('the digest', () => {
  it('comes once on a local day, also from two processes, with what is unread', async () => {
    await db.user.update({ where: { id: owner }, data: { timeZone: 'Asia/Vladivostok', locale: 'ru' } });
    await db.membership.updateMany({ where: { organizationId, userId: owner }, data: { digestAtMin: 9 * 60 } });
    await savePreferences(bell(owner), [{ event: 'lead.new', channels: ['APP', 'DIGEST'] }]);
    const early = new Date('2026-03-10T22:59:00Z');
    const due = new Date('2026-03-10T23:00:00Z');
    await newLead([owner], { now: early });
    await newLead([owner], { now: early, data: { ...lead(), name: 'Прочитанный' } });
    await markRead(bell(owner), (await told(owner)).find(({ data }) => JSON.stringify(data).includes('Прочитанный'))?.id ?? '', { isRead: true, now: early });
    await sendDigests(early);
    expect(await mails()).toEqual([]);
    await Promise.all([sendDigests(due), sendDigests(due)]);
    const [mail, ...rest] = await mails();
    expect(rest).toEqual([]);
    expect(mail).toMatchObject({ kind: 'digest', text: expect.stringContaining('Анна Орлова') as string });
    expect(mail?.text).not.toContain('Прочитанный');
    await newLead([owner], { now: due });
    await sendDigests(new Date(due.getTime() + DAY_MS / 2));
    expect(await mails()).toHaveLength(1);
    await sendDigests(new Date(due.getTime() + DAY_MS));
    expect(await mails()).toHaveLength(2);
  });

  it('keeps for the next day what comes while it is made, and holds hundreds', async () => {
    await db.membership.updateMany({ where: { organizationId, userId: owner }, data: { digestAtMin: 9 * 60 } });
    await savePreferences(bell(owner), [{ event: 'lead.new', channels: ['APP', 'DIGEST'] }]);
    const due = new Date('2026-03-10T09:00:00Z');
    await db.user.update({ where: { id: owner }, data: { timeZone: 'UTC' } });
    const path = `/o/x/leads/${leadId}`;
    await db.notification.createMany({ data: Array.from({ length: 400 }, () => ({ organizationId, userId: owner, event: 'lead.new', data: lead(), path, digestWaiting: true, createdAt: due })) });
    await newLead([owner], { now: new Date(due.getTime() + 1_000), data: { ...lead(), name: 'Опоздавший' } });
    await sendDigests(due);
    expect((await mails()).map(({ text }) => text.includes('Опоздавший'))).toEqual([false]);
    await sendDigests(new Date(due.getTime() + DAY_MS));
    expect((await mails()).map(({ text }) => text.includes('Опоздавший')).sort()).toEqual([false, true]);
  });

  it('of one person that cannot be written keeps no other waiting', async () => {
    for (const userId of [owner, seller]) {
      await db.membership.updateMany({ where: { organizationId, userId }, data: { digestAtMin: 9 * 60 } });
      await savePreferences(bell(userId), [{ event: 'lead.new', channels: ['APP', 'DIGEST'] }]);
    }
    await newLead([owner, seller], { now: new Date('2026-03-10T08:00:00Z') });
    await db.accessRule.create({ data: { organizationId, role: 'SALES', leads: 'OWN', contacts: 'ALL', deals: 'ALL' } });
    const noted = vi.spyOn(log, 'error').mockImplementation(() => undefined);
    await db.notification.create({ data: { organizationId, userId: seller, event: 'lead.new', data: { ...lead(), leadId: 'of another version' }, path: '/o/x', digestWaiting: true, createdAt: new Date('2026-03-10T08:00:00Z') } });
    await sendDigests(new Date('2026-03-10T12:00:00Z'));
    expect((await mails()).map(({ to }) => to)).toEqual([(await db.user.findUniqueOrThrow({ where: { id: owner } })).email]);
    expect(noted).toHaveBeenCalledOnce();
    noted.mockRestore();
  });

  it('that is chosen after its minute begins on the next day', async () => {
    const now = new Date('2026-03-10T12:00:00Z');
    await saveTimes(bell(owner), { quietFrom: null, quietTo: null, digestAt: 9 * 60 }, { timeZone: 'UTC', now });
    expect((await db.membership.findFirstOrThrow({ where: { organizationId, userId: owner } })).lastDigestDay).toEqual(new Date('2026-03-10'));
  });
});

describe('the bell', () => {
  it('counts to a hundred, lists page by page, is read one by one, by page and altogether, and only one’s own', async () => {
    for (let index = 0; index < 3; index++) await newLead([owner, seller]);
    const reader = { ...bell(owner), locale: 'en', timeZone: 'UTC', organizationTimeZone: 'UTC', role: 'OWNER' as const };
    const list = (isUnread: boolean) => listNotifications(orgDb(organizationId), reader, { isUnread, limit: 2 });
    expect(await countUnread(bell(owner))).toBe(3);
    const page = await list(false);
    expect(page.rows[0]).toMatchObject({ title: 'Warm request, 55: Анна Орлова — Аренда', readAt: null });
    expect(page.next).not.toBeNull();
    const demoted = await listNotifications(orgDb(organizationId), { ...reader, role: 'OPERATOR' }, { isUnread: false });
    expect(demoted.rows[0]).toMatchObject({ title: '', lines: [] });
    const id = page.rows[0]?.id ?? '';
    expect(await markRead(bell(seller), id, { isRead: true, now: new Date() })).toBe(false);
    expect(await markRead(bell(owner), id, { isRead: true, now: new Date() })).toBe(true);
    expect([await countUnread(bell(owner)), (await list(true)).rows.length]).toEqual([2, 2]);
    expect(await openPage(bell(owner), { pathname: '/o/x/contacts', search: '' }, new Date())).toBe(2);
    expect(await openPage(bell(owner), { pathname: page.rows[0]?.path ?? '', search: '?tab=1' }, new Date())).toBe(0);
    expect([await countUnread(bell(owner)), await countUnread(bell(seller))]).toEqual([0, 3]);
    await db.notification.createMany({ data: Array.from({ length: UNREAD_MAX + 5 }, () => ({ organizationId, userId: owner, event: 'lead.new', data: {}, path: '/o/x' })) });
    expect(await countUnread(bell(owner))).toBe(UNREAD_MAX);
    expect(await markAllRead(bell(owner), new Date(Date.now() + 1_000))).toBe(UNREAD_MAX + 5);
  });

  it('forgets what is older than it is kept', async () => {
    const now = new Date();
    await newLead([owner], { now: new Date(now.getTime() - 91 * DAY_MS) });
    await newLead([owner], { now });
    expect(await purgeNotifications({ days: 90, now, organizationId })).toBe(1);
    expect([(await told(owner)).length, (await deliveries()).length]).toEqual([1, 1]);
  });
});
