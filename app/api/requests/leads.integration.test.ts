import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bulkSlice } from '~/domain/bulk/bulk-runs.server';
import { db, orgDb } from '~/platform/db.server';
import { makeApiWorld, openApi, type ApiResponse, type ApiWorld, type TestApi } from '../../../test/api';
import { makeLead, makeService } from '../../../prisma/factories';

let api: TestApi;
let world: ApiWorld;
let owner: string;
let serviceId: string;

interface Lead {
  id: string;
  state: string;
  assigneeId: string | null;
  score: number;
  version: number;
}
type Changed = { batchId: string; lead: Lead };

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  owner = world.people.OWNER.token;
});

beforeEach(async () => {
  ({ id: serviceId } = await makeService(db, { organizationId: world.organizationId }));
});

const facts = { budget: '1 500 000', companySize: '100-500', deadline: '1w', comments: null };

function makeOne(overrides: Partial<Parameters<typeof makeLead>[1]> = {}) {
  return makeLead(db, { organizationId: world.organizationId, serviceId, ...facts, ...overrides });
}

function ask<T = Lead>(id: string, leadId: string, more: object = {}): Promise<ApiResponse<T>> {
  return api.call<T>(id, { as: owner, params: { leadId }, ...more });
}

describe('leads', () => {
  it('are listed by score and narrowed as the page narrows them', async () => {
    const [hot, cool] = [await makeOne(), await makeOne({ budget: null, companySize: null, deadline: '3m+' })];
    const mine = { service: serviceId };
    const list = async (query: Record<string, string | string[]>) => (await api.call<{ items: { id: string }[] }>('leads.list', { as: owner, query: { ...mine, ...query } })).body.items.map(({ id }) => id);
    expect(await list({})).toEqual([hot.id, cool.id]);
    expect(await list({ sort: 'newest' })).toEqual([cool.id, hot.id]);
    expect(await list({ priority: ['low', 'high'] })).toEqual([cool.id]);
    expect(await list({ state: 'REJECTED' })).toEqual([]);
    expect(await list({ assignee: 'me' })).toEqual([]);
    for (const [name, value] of [['state', 'nothing'], ['sort', 'colour'], ['priority', 'red'], ['assignee', 'x']] as const) expect((await api.call('leads.list', { as: owner, query: { [name]: value } })).status).toBe(422);
    const first = await api.call<{ items: { points: object }[]; next: string }>('leads.list', { as: owner, query: { ...mine, limit: '1' } });
    expect(first.body.items[0]?.points).toEqual({ budget: 30, companySize: 20, urgency: 30 });
    const next = await api.fetch(first.body.next.replace('/api', ''), { headers: { Authorization: `Bearer ${owner}` } });
    expect((await next.json()) as object).toMatchObject({ items: [{ id: cool.id }], next: null });
  });

  it('are read with the explanation of their score', async () => {
    const { id } = await makeOne({ source: { utm_source: 'mail' } });
    const { body, headers } = await ask<object>('leads.read', id);
    expect(headers.get('ETag')).toMatch(/^"1-/);
    expect(body).toMatchObject({ score: 80, priority: 'medium', source: { utm_source: 'mail' }, allowedStates: ['IN_PROGRESS', 'REJECTED', 'SPAM'], scoring: { version: 1, override: null, parts: [{ part: 'budget', points: 30, max: 40, reason: { key: 'budget.atLeast', params: { from: 1_000_000 } } }, {}, {}] } });
  });

  it('go from state to state, and back', async () => {
    const { id } = await makeOne();
    const taken = await ask<Changed>('leads.changeState', id, { version: 1, body: { to: 'IN_PROGRESS' } });
    expect(taken.body.lead).toMatchObject({ state: 'IN_PROGRESS', version: 2 });
    const stale = await ask('leads.changeState', id, { version: 1, body: { to: 'SPAM' } });
    expect([stale.status, stale.body]).toMatchObject([412, { current: { state: 'IN_PROGRESS' } }]);
    const converted = await ask('leads.changeState', id, { version: 2, body: { to: 'CONVERTED' } });
    expect([converted.status, converted.body]).toMatchObject([409, { code: 'notAllowed', allowed: ['REJECTED', 'SPAM'] }]);
    const unsaid = await ask('leads.changeState', id, { version: 2, body: { to: 'REJECTED' } });
    expect([unsaid.status, unsaid.body]).toMatchObject([422, { errors: [{ path: '/reason' }] }]);
    expect((await api.call('leads.undo', { as: owner, body: { batchId: taken.body.batchId } })).body).toEqual({ reverted: 1, kept: 0 });
    expect((await api.call('leads.undo', { as: world.people.MANAGER.token, body: { batchId: taken.body.batchId } })).status).toBe(404);
    expect((await ask('leads.read', id)).body.state).toBe('NEW');
  });

  it('are given to those who can have them, and changed by these', async () => {
    const { SALES, VIEWER } = world.people;
    const { id } = await makeOne();
    expect((await ask('leads.update', id, { as: SALES.token, version: 1, body: { assigneeId: SALES.id } })).status).toBe(403);
    expect((await ask('leads.update', id, { version: 1, body: { assigneeId: VIEWER.id } })).body).toMatchObject({ errors: [{ path: '/assigneeId', code: 'notAssignable' }] });
    expect((await ask<Changed>('leads.update', id, { version: 1, body: { assigneeId: SALES.id } })).body.lead).toMatchObject({ assigneeId: SALES.id, version: 2 });
    expect((await ask('leads.changeState', id, { as: SALES.token, version: 2, body: { to: 'IN_PROGRESS' } })).status).toBe(200);
  });

  it('take a score of a person’s own, with its reason', async () => {
    const { id } = await makeOne();
    const scored = await ask('leads.overrideScore', id, { version: 1, body: { score: 95, reason: 'Звонил директор' } });
    expect(scored.body).toMatchObject({ score: 95, ruleScore: 80, priority: 'high', scoring: { override: { reason: 'Звонил директор', byId: world.people.OWNER.id } } });
    expect((await ask('leads.overrideScore', id, { version: 2, body: { score: 101, reason: 'x' } })).status).toBe(422);
    expect((await ask('leads.takeBackScore', id, { version: 2 })).body).toMatchObject({ score: 80, version: 3 });
    expect((await ask('leads.takeBackScore', id, { version: 3 })).status).toBe(412);
  });

  it('wait in quarantine until somebody decides', async () => {
    const [good, bad] = [await makeOne({ quarantineReason: 'links' }), await makeOne({ quarantineReason: 'too_fast' })];
    const list = async (query = {}) => (await api.call<{ items: { id: string }[]; next: string | null }>('leads.listQuarantine', { as: owner, query })).body;
    expect((await list()).items.map(({ id }) => id)).toEqual([bad.id, good.id]);
    const first = await list({ limit: '1' });
    expect((await list({ after: new URL(first.next ?? '', 'http://x').searchParams.get('after') })).items).toMatchObject([{ id: good.id, quarantineReason: 'links' }]);
    expect((await ask('leads.changeState', good.id, { version: 1, body: { to: 'SPAM' } })).status).toBe(404);
    expect((await ask('leads.release', good.id)).status).toBe(204);
    expect((await ask('leads.confirmSpam', bad.id)).status).toBe(204);
    expect((await ask('leads.release', bad.id)).status).toBe(409);
    expect((await ask('leads.read', bad.id)).body.state).toBe('SPAM');
  });

  it('are changed many at once, each with what became of it', async () => {
    const leads = [await makeOne(), await makeOne(), await makeOne({ state: 'SPAM' })];
    const ids = [...leads.map(({ id }) => id), crypto.randomUUID()];
    const { body } = await api.call<{ batchId: string; results: { ok: boolean; problem?: { status: number } }[] }>('leads.bulk', { as: owner, body: { do: 'reject', ids, reason: 'Нет мощностей' } });
    expect(body.results.map(({ ok, problem }) => problem?.status ?? ok)).toEqual([true, true, 409, 404]);
    expect((await api.call('leads.undo', { as: owner, body: { batchId: body.batchId } })).body).toEqual({ reverted: 2, kept: 0 });
    const { SALES } = world.people;
    const given = await api.call<typeof body>('leads.bulk', { as: owner, body: { do: 'assign', ids: [ids[0], ids[0]], assigneeId: SALES.id } });
    expect(given.body.results.map(({ ok }) => ok)).toEqual([true, true]);
    expect((await api.call<typeof body>('leads.bulk', { as: SALES.token, body: { do: 'spam', ids: ids.slice(0, 2) } })).body.results.map(({ ok, problem }) => problem?.status ?? ok)).toEqual([true, 403]);
    expect((await api.call('leads.bulk', { as: owner, body: { do: 'assign', ids, assigneeId: world.people.VIEWER.id } })).body).toMatchObject({ errors: [{ path: '/assigneeId' }] });
  });

  it('that match a filter are given away in the background', async () => {
    await makeOne();
    const { SALES } = world.people;
    const started = await api.call<{ id: string }>('leads.change', { as: owner, query: { service: serviceId }, body: { change: { kind: 'owner', ownerId: SALES.id }, target: { all: true } } });
    expect(started.status).toBe(202);
    await bulkSlice({ organizationId: world.organizationId, runId: started.body.id, signal: new AbortController().signal });
    expect(await orgDb(world.organizationId).lead.count({ where: { serviceId, assigneeId: SALES.id } })).toBe(1);
  });
});

describe('conversion', () => {
  it('makes a contact, a deal and a draft of the work, once', async () => {
    const { id } = await makeOne({ email: 'client@example.com', phone: '+79161110000' });
    const suggested = await ask<{ found: object[]; amount: string; pipelineId: string }>('leads.suggestConversion', id);
    expect(suggested.body).toMatchObject({ found: [], amount: '1500000.00' });
    const body = { contactId: null, title: 'Котлован', order: true };
    expect((await ask('leads.convert', id, { version: 1, body: { ...body, pipelineId: crypto.randomUUID() } })).body).toMatchObject({ errors: [{ path: '/pipelineId' }] });
    expect((await ask('leads.convert', id, { version: 1, body: { ...body, contactId: crypto.randomUUID() } })).body).toMatchObject({ errors: [{ path: '/contactId' }] });
    const made = await ask<{ contactId: string; dealId: string; orderId: string }>('leads.convert', id, { version: 1, body });
    expect([made.status, made.body]).toMatchObject([201, { isNewContact: true, orderId: expect.any(String) }]);
    expect(await db.deal.findUnique({ where: { id: made.body.dealId } })).toMatchObject({ title: 'Котлован', leadId: id, contactId: made.body.contactId });
    const [read, again] = [await ask<object>('leads.read', id), await ask('leads.convert', id, { version: 2, body })];
    expect(read.body).toMatchObject({ state: 'CONVERTED', dealId: made.body.dealId, contactId: made.body.contactId });
    expect(again.status).toBe(409);
    const twin = await makeOne({ email: 'CLIENT@example.com' });
    expect((await ask<{ found: object[] }>('leads.suggestConversion', twin.id)).body.found).toMatchObject([{ id: made.body.contactId, matched: 'email' }]);
    expect((await ask('leads.convert', twin.id, { as: world.people.SALES.token, version: 1, body })).status).toBe(403);
  });
});
