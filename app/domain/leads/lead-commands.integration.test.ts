import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { makeLead, makeMember, makeOrganization, makeService, type LeadOverrides } from '../../../prisma/factories';
import { deliverAll, mute } from '../../../test/notifications';
import { logActivity } from '~/domain/activities/log-activity.server';
import { db, orgDb } from '~/platform/db.server';
import { busReady, subscribe } from '~/platform/notify-bus.server';
import { announceNewLead, leadChannel } from './announce-lead.server';
import { assignLead } from './assign-lead.server';
import { assignLeads, changeLeadStates } from './bulk-leads.server';
import { changeLeadState } from './change-state.server';
import type { LeadActor } from './lead-command';
import { overrideScore, takeBackOverride } from './override-score.server';
import { confirmSpam, countQuarantine, listQuarantine, releaseLead } from './quarantine.server';
import { undoBatch } from './undo-batch.server';

vi.stubEnv('SESSION_SECRET', 'a secret of tests that is long enough');

const NOW = new Date('2026-11-20T12:00:00Z');
const facts = { budget: '1 млн', companySize: '500+', deadline: '3m+', comments: null };

let actor: LeadActor;
let sales: LeadActor;
let serviceId: string;
let viewerId: string;

const read = (id: string) => db.lead.findUniqueOrThrow({ where: { id } });
const history = (leadId: string) => db.activity.findMany({ where: { leadId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
const addLead = (overrides: Partial<LeadOverrides> = {}) => makeLead(db, { organizationId: actor.organizationId, serviceId, ...facts, ...overrides });

beforeEach(async () => {
  const { id: organizationId } = await makeOrganization(db);
  serviceId = (await makeService(db, { organizationId })).id;
  const manager = await makeMember(db, { organizationId, role: 'MANAGER' });
  const seller = await makeMember(db, { organizationId, role: 'SALES' });
  viewerId = (await makeMember(db, { organizationId, role: 'VIEWER' })).user.id;
  await mute({ organizationId, userId: viewerId }, 'lead.new', ['EMAIL']);
  actor = { organizationId, userId: manager.user.id, scope: 'all', reach: 'all' };
  sales = { organizationId, userId: seller.user.id, scope: 'own', reach: 'all' };
});

describe('changing the state', () => {
  const take = (leadId: string, version = 1, who = actor) => changeLeadState({ actor: who, leadId, to: 'IN_PROGRESS', reason: null, version, now: NOW });

  it('lets one of twenty win and tells the others what it has become', async () => {
    const { id } = await addLead();
    const targets = ['IN_PROGRESS', 'REJECTED', 'SPAM'] as const;
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        changeLeadState({ actor, leadId: id, to: targets[index % 3] ?? 'SPAM', reason: 'Не наш профиль', version: 1, now: NOW }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const lead = await read(id);
    for (const result of results) {
      if (!result.ok) expect(result).toMatchObject({ error: 'stale', current: { state: lead.state, version: 2 } });
    }
    expect((await history(id)).filter(({ event }) => event === 'lead.state')).toHaveLength(1);
  });

  it('answers the clock once', async () => {
    const { id } = await addLead();
    await take(id);
    await changeLeadState({ actor, leadId: id, to: 'SPAM', reason: null, version: 2, now: new Date('2026-11-21T00:00:00Z') });
    expect((await read(id)).respondedAt).toEqual(NOW);
  });

  it('refuses what the lifecycle does not allow and names what it does', async () => {
    const { id } = await addLead({ state: 'CONVERTED' });
    expect(await take(id)).toMatchObject({ error: 'notAllowed', allowed: [] });
    const other = await addLead({ state: 'IN_PROGRESS' });
    const result = await changeLeadState({ actor, leadId: other.id, to: 'NEW', reason: null, version: 1, now: NOW });
    expect(result).toMatchObject({ error: 'notAllowed', allowed: ['REJECTED', 'SPAM'] });
    expect(await changeLeadState({ actor, leadId: other.id, to: 'REJECTED', reason: ' ', version: 1, now: NOW })).toMatchObject({ error: 'transition.reasonRequired' });
    expect((await read(other.id)).version).toBe(1);
  });

  it('finds no request of another organisation and none in quarantine', async () => {
    const foreign = await makeOrganization(db);
    const service = await makeService(db, { organizationId: foreign.id });
    const lead = await makeLead(db, { organizationId: foreign.id, serviceId: service.id });
    expect(await take(lead.id)).toEqual({ ok: false, error: 'notFound' });
    expect(await changeLeadStates({ actor, ids: [lead.id], to: 'SPAM', reason: null, now: NOW })).toMatchObject({ changed: 0, skipped: 1 });
    expect((await read(lead.id)).state).toBe('NEW');
    const suspicious = await addLead({ quarantineReason: 'honeypot' });
    expect(await take(suspicious.id)).toEqual({ ok: false, error: 'notFound' });
  });

  it('lets a person with own requests change these alone', async () => {
    const mine = await addLead({ assigneeId: sales.userId });
    const free = await addLead();
    expect(await take(mine.id, 1, sales)).toMatchObject({ ok: true });
    expect(await take(free.id, 1, sales)).toEqual({ ok: false, error: 'forbidden' });
    const bulk = await changeLeadStates({ actor: sales, ids: [mine.id, free.id], to: 'SPAM', reason: null, now: NOW });
    expect(bulk).toMatchObject({ changed: 1, skipped: 1 });
  });
});

describe('assigning', () => {
  it('gives a request to those who may work on it, and does not answer the client', async () => {
    const { id } = await addLead();
    expect(await assignLead({ actor, leadId: id, assigneeId: viewerId, version: 1, now: NOW })).toEqual({ ok: false, error: 'notAssignable' });
    expect(await assignLead({ actor, leadId: id, assigneeId: sales.userId, version: 1, now: NOW })).toMatchObject({ ok: true });
    expect(await read(id)).toMatchObject({ assigneeId: sales.userId, respondedAt: null, version: 2 });
    expect(await assignLead({ actor, leadId: id, assigneeId: null, version: 1, now: NOW })).toMatchObject({ error: 'stale' });
  });
});

describe('many at once', () => {
  it('changes what can change, and undo brings back what nobody touched since', async () => {
    const leads = await Promise.all([addLead(), addLead({ state: 'IN_PROGRESS', respondedAt: new Date(0) }), addLead({ state: 'SPAM' }), addLead()]);
    const ids = leads.map(({ id }) => id);
    const done = await changeLeadStates({ actor, ids, to: 'REJECTED', reason: 'Далеко', now: NOW });
    expect(done).toMatchObject({ ok: true, changed: 3, skipped: 1 });
    if (!done.ok) return;
    await changeLeadState({ actor, leadId: ids[3] ?? '', to: 'IN_PROGRESS', reason: null, version: 2, now: NOW });

    expect(await undoBatch({ actor: { ...actor, userId: sales.userId }, batchId: done.batchId, now: NOW })).toBeNull();
    expect(await undoBatch({ actor, batchId: done.batchId, now: NOW })).toEqual({ reverted: 2, kept: 1 });
    expect(await undoBatch({ actor, batchId: done.batchId, now: NOW })).toEqual({ reverted: 0, kept: 3 });
    const [first, second, third, fourth] = await Promise.all(ids.map(read));
    expect(first).toMatchObject({ state: 'NEW', rejectReason: null, respondedAt: null });
    expect(second).toMatchObject({ state: 'IN_PROGRESS', respondedAt: new Date(0) });
    expect([third?.state, fourth?.state]).toEqual(['SPAM', 'IN_PROGRESS']);
  });

  it('leaves the clock answered by the first call that was logged since', async () => {
    const { id } = await addLead();
    const done = await changeLeadStates({ actor, ids: [id], to: 'IN_PROGRESS', reason: null, now: NOW });
    const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
    for (const minutes of [5, 9]) await logActivity({ organizationId: actor.organizationId, subject: { leadId: id }, authorId: actor.userId, kind: 'CALL', body: 'Да', now: at(minutes) });
    if (done.ok) expect(await undoBatch({ actor, batchId: done.batchId, now: at(10) })).toEqual({ reverted: 1, kept: 0 });
    expect(await read(id)).toMatchObject({ state: 'NEW', respondedAt: at(5) });
  });

  it('sees a call that is logged at the same moment as the undo', async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await addLead();
      const done = await changeLeadStates({ actor, ids: [id], to: 'IN_PROGRESS', reason: null, now: new Date(0) });
      if (!done.ok) throw new Error(done.error);
      await Promise.all([
        logActivity({ organizationId: actor.organizationId, subject: { leadId: id }, authorId: actor.userId, kind: 'CALL', body: 'Да', now: NOW }),
        undoBatch({ actor, batchId: done.batchId, now: NOW }),
      ]);
      expect(await read(id)).toMatchObject({ state: 'NEW', respondedAt: NOW });
    }
  });

  it('takes assignments back', async () => {
    const [mine, free] = await Promise.all([addLead({ assigneeId: actor.userId }), addLead()]);
    const done = await assignLeads({ actor, ids: [mine.id, free.id], assigneeId: sales.userId, now: NOW });
    expect(done).toMatchObject({ changed: 2, skipped: 0 });
    expect(await assignLeads({ actor, ids: [mine.id], assigneeId: viewerId, now: NOW })).toEqual({ ok: false, error: 'notAssignable' });
    if (done.ok) expect(await undoBatch({ actor, batchId: done.batchId, now: NOW })).toEqual({ reverted: 2, kept: 0 });
    expect([(await read(mine.id)).assigneeId, (await read(free.id)).assigneeId]).toEqual([actor.userId, null]);
  });

  it('gives nothing back to a person who has left meanwhile', async () => {
    const { id } = await addLead({ assigneeId: sales.userId });
    const done = await assignLeads({ actor, ids: [id], assigneeId: actor.userId, now: NOW });
    await db.membership.updateMany({ where: { organizationId: actor.organizationId, userId: sales.userId }, data: { removedAt: NOW } });
    expect(done).toMatchObject({ ok: true, changed: 1 });
    if (done.ok) expect(await undoBatch({ actor, batchId: done.batchId, now: NOW })).toEqual({ reverted: 0, kept: 1 });
    expect((await read(id)).assigneeId).toBe(actor.userId);
  });

  it('does not deadlock when two people choose the same rows in another order', async () => {
    const leads = await Promise.all(Array.from({ length: 30 }, () => addLead()));
    const ids = leads.map(({ id }) => id);
    const [a, b] = await Promise.all([
      changeLeadStates({ actor, ids, to: 'SPAM', reason: null, now: NOW }),
      changeLeadStates({ actor, ids: [...ids].reverse(), to: 'SPAM', reason: null, now: NOW }),
    ]);
    expect((a.ok ? a.changed : 0) + (b.ok ? b.changed : 0)).toBe(30);
  });
});

describe('a score by hand', () => {
  it('changes number, colour and clock, keeps the rules\' score, and can be taken back', async () => {
    const lead = await addLead({ createdAt: NOW });
    expect(lead).toMatchObject({ score: 65, priority: 'medium' });
    expect(await overrideScore({ actor, leadId: lead.id, score: 95, reason: 'Знакомый', version: 1, now: NOW })).toMatchObject({ ok: true });
    const hot = await read(lead.id);
    expect(hot).toMatchObject({ score: 95, ruleScore: 65, priority: 'high', overrideReason: 'Знакомый', overrideById: actor.userId, overrideAt: NOW });
    expect(await takeBackOverride({ actor, leadId: lead.id, version: 2, now: NOW })).toMatchObject({ ok: true, score: 65 });
    const back = await read(lead.id);
    expect(back).toMatchObject({ score: 65, priority: 'medium', overrideReason: null, overrideAt: null });
    expect(back.responseDueAt?.getTime()).toBeGreaterThan(hot.responseDueAt?.getTime() ?? Infinity);
  });
});

describe('a score by hand, meanwhile', () => {
  it('is not taken back where there is none', async () => {
    const lead = await addLead({ ruleScore: 10 });
    expect(await takeBackOverride({ actor, leadId: lead.id, version: 1, now: NOW })).toMatchObject({ ok: false, error: 'stale' });
    expect(await read(lead.id)).toMatchObject({ score: 65, version: 1 });
  });

  it('goes back to the score that a re-scoring is just writing', async () => {
    const lead = await addLead();
    await overrideScore({ actor, leadId: lead.id, score: 95, reason: 'Знакомый', version: 1, now: NOW });
    let taken: ReturnType<typeof takeBackOverride> | undefined;
    await db.$transaction(async (tx) => {
      await tx.lead.update({ where: { id: lead.id }, data: { ruleScore: 30 } });
      taken = takeBackOverride({ actor, leadId: lead.id, version: 2, now: NOW });
      await tx.$executeRaw`SELECT pg_sleep(0.2)`;
    });
    expect(await taken).toEqual({ ok: true, score: 30 });
    expect(await read(lead.id)).toMatchObject({ score: 30, ruleScore: 30 });
  });

  it('counts the clock of a released request from its release', async () => {
    const { id } = await addLead({ quarantineReason: 'too_fast', createdAt: new Date('2026-11-01T00:00:00Z') });
    await releaseLead({ actor, leadId: id, now: NOW });
    await overrideScore({ actor, leadId: id, score: 95, reason: 'Знакомый', version: 2, now: NOW });
    expect((await read(id)).responseDueAt?.getTime()).toBeGreaterThan(NOW.getTime());
  });
});

describe('logging', () => {
  const log = (leadId: string, kind: 'NOTE' | 'CALL', now: Date) =>
    logActivity({ organizationId: actor.organizationId, subject: { leadId }, authorId: actor.userId, kind, body: 'Поговорили', now });

  it('answers the clock with the first call, not with a note, once', async () => {
    const { id } = await addLead();
    await log(id, 'NOTE', new Date(0));
    expect((await read(id)).respondedAt).toBeNull();
    await Promise.all(Array.from({ length: 8 }, (_, index) => log(id, 'CALL', new Date(1_000 + index))));
    const { respondedAt } = await read(id);
    await log(id, 'CALL', NOW);
    expect((await read(id)).respondedAt).toEqual(respondedAt);
  });
});

describe('quarantine', () => {
  it('releases a request with its score, starts its clock and tells staff', async () => {
    const { id } = await addLead({ quarantineReason: 'too_fast', createdAt: new Date('2026-11-01T00:00:00Z') });
    const heard: unknown[] = [];
    onTestFinished(subscribe(leadChannel(actor.organizationId), (payload) => heard.push(payload)));
    await busReady();
    const client = orgDb(actor.organizationId);
    expect([await countQuarantine(client, actor.organizationId), (await listQuarantine(client, null)).rows.length]).toEqual([1, 1]);
    const results = await Promise.all([releaseLead({ actor, leadId: id, now: NOW }), releaseLead({ actor, leadId: id, now: NOW })]);
    expect(results.sort()).toEqual([false, true]);
    const lead = await read(id);
    expect(lead).toMatchObject({ quarantineReason: null, score: 65, state: 'NEW' });
    expect(lead.responseDueAt?.getTime()).toBeGreaterThan(NOW.getTime());
    await vi.waitFor(() => expect(heard).toEqual([{ type: 'new', id }]));
  });

  it('sends the others to spam, from where they can come back', async () => {
    const { id } = await addLead({ quarantineReason: 'links', responseDueAt: new Date(0) });
    expect(await confirmSpam({ actor, leadId: id, now: NOW })).toBe(true);
    expect(await read(id)).toMatchObject({ state: 'SPAM', quarantineReason: null, responseDueAt: null });
    expect(await changeLeadState({ actor, leadId: id, to: 'IN_PROGRESS', reason: null, version: 2, now: NOW })).toMatchObject({ ok: true });
  });
});

describe('announcing', () => {
  it('writes a mail to everybody who may read requests and wants it, in their language', async () => {
    await makeMember(db, { organizationId: actor.organizationId, role: 'OPERATOR' });
    await makeMember(db, { organizationId: actor.organizationId, role: 'ADMIN', removedAt: NOW });
    const english = await makeMember(db, { organizationId: actor.organizationId, role: 'OWNER', user: { locale: 'en' } });
    const lead = await addLead({ firstName: '<b>Анна</b>', comments: 'Срочно & много' });
    await orgDb(actor.organizationId).$transaction((tx) => announceNewLead(tx, { organizationId: actor.organizationId, leadId: lead.id }));
    await deliverAll(actor.organizationId);
    const mails = await db.mailMessage.findMany({ where: { organizationId: actor.organizationId } });
    expect(mails).toHaveLength(3);
    const mail = mails.find(({ to }) => to === english.user.email);
    expect(mail).toMatchObject({ state: 'HELD', kind: 'lead.new' });
    expect(mail?.subject).toContain('Hot request');
    expect(mail?.text).toContain(`/leads/${lead.id}`);
    expect(mail?.html).toContain('&lt;b&gt;Анна');
    expect(mails.find(({ to }) => to !== english.user.email)?.subject).toContain('Горячая заявка');
  });
});
