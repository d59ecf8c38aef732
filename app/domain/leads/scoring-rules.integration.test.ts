import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { db, orgDb } from '~/platform/db.server';
import { makeLead, makeMember, makeOrganization, makeService } from '../../../prisma/factories';
import { computeEffect } from './scoring-effect.server';
import { DEFAULT_SCORING_RULES, scoreLead } from './scoring';
import { discardDraft, findDraft, listVersions, publishDraft, saveDraft, startDraft } from './scoring-drafts.server';
import { getPublishedRules } from './scoring-rules.server';
import { rescoreSlice } from './rescore-leads.server';
import type { ScoringRuleTable } from './scoring.schema';

let organizationId: string;
let userId: string;
let serviceId: string;

beforeEach(async () => {
  organizationId = (await makeOrganization(db)).id;
  userId = (await makeMember(db, { organizationId })).user.id;
  serviceId = (await makeService(db, { organizationId })).id;
});

const own = () => orgDb(organizationId);
const author = () => ({ organizationId, userId });

function changed(change: (table: ScoringRuleTable) => void): ScoringRuleTable {
  const table = structuredClone(DEFAULT_SCORING_RULES);
  change(table);
  return table;
}
const hotter = changed((table) => (table.priority = { highAbove: 60, mediumFrom: 40 }));
const richer = changed((table) => (table.budget.otherwise = 25));

/** Publishes a table and returns its run and version. */
async function publish(table: ScoringRuleTable) {
  await startDraft(own(), author());
  const draft = await findDraft(own());
  await saveDraft(own(), { revision: draft!.revision, table });
  const result = await publishDraft(own(), { ...author(), revision: draft!.revision + 1 });
  if (!result?.ok) throw new Error('not published');
  const run = await db.backgroundRun.findFirstOrThrow({ where: { organizationId }, orderBy: { createdAt: 'desc' } });
  return { version: result.version, runId: run.id };
}

const slice = (runId: string, options: object = {}) => rescoreSlice({ organizationId, runId, signal: new AbortController().signal, ...options });
const run = (runId: string) => db.backgroundRun.findUniqueOrThrow({ where: { id: runId } });

async function makeLeads(count: number) {
  for (let index = 0; index < count; index++) await makeLead(db, { organizationId, serviceId });
}

describe('drafts', () => {
  it('score by the default table before anything was published', async () => {
    expect(await getPublishedRules(own(), organizationId)).toEqual({ version: 1, table: DEFAULT_SCORING_RULES });
    expect(await listVersions(own())).toMatchObject([{ version: 1, isCurrent: true }]);
  });

  it('are one for the organisation, however many start one at once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => startDraft(own(), author())));
    expect(await db.scoringRules.count({ where: { organizationId, state: 'DRAFT' } })).toBe(1);
  });

  it('let one of two edits through and show the other what was saved', async () => {
    await startDraft(own(), author());
    const saves = await Promise.all([hotter, richer].map((table) => saveDraft(own(), { revision: 1, table })));
    expect(saves.filter((save) => save?.ok)).toHaveLength(1);
    const refused = saves.find((save) => save && !save.ok);
    expect(refused).toMatchObject({ ok: false, current: { revision: 2 } });
  });

  it('are published once, and only as they were seen', async () => {
    await startDraft(own(), author());
    await saveDraft(own(), { revision: 1, table: hotter });
    expect(await publishDraft(own(), { ...author(), revision: 1 })).toMatchObject({ ok: false, current: { revision: 2 } });
    const both = await Promise.all([1, 2].map(() => publishDraft(own(), { ...author(), revision: 2 })));
    expect(both.filter((result) => result?.ok)).toHaveLength(1);
    expect(await getPublishedRules(own(), organizationId)).toEqual({ version: 2, table: hotter });
    expect(await listVersions(own())).toMatchObject([
      { version: 2, isCurrent: true },
      { version: 1, isCurrent: false },
    ]);
  });

  it('are discarded only as they were seen', async () => {
    await startDraft(own(), author());
    await saveDraft(own(), { revision: 1, table: hotter });
    expect(await discardDraft(own(), 1)).toMatchObject({ ok: false, current: { revision: 2 } });
    expect(await discardDraft(own(), 2)).toEqual({ ok: true });
    expect(await discardDraft(own(), 2)).toBeNull();
  });

  it('of another organisation are out of reach', async () => {
    await startDraft(own(), author());
    const other = await makeOrganization(db);
    expect(await findDraft(orgDb(other.id))).toBeNull();
    expect(await saveDraft(orgDb(other.id), { revision: 1, table: hotter })).toBeNull();
    expect(await publishDraft(orgDb(other.id), { organizationId: other.id, userId, revision: 1 })).toBeNull();
  });
});

describe('a publication', () => {
  it('waits for a request that is being scored, and the next request is scored by it', async () => {
    await startDraft(own(), author());
    let published: Promise<unknown> = Promise.resolve();
    const order: string[] = [];
    await own().$transaction(async (tx) => {
      expect((await getPublishedRules(tx, organizationId)).version).toBe(1);
      published = publishDraft(own(), { ...author(), revision: 1 }).then(() => order.push('published'));
      // the publication is at the lock by now, or will be: either way it must not pass
      await tx.$executeRaw`SELECT pg_sleep(0.2)`;
      order.push('sent');
    });
    await published;
    expect(order).toEqual(['sent', 'published']);
    expect((await getPublishedRules(own(), organizationId)).version).toBe(2);
  });
});

describe('the effect', () => {
  it('is what publishing then does', async () => {
    await makeLeads(60);
    const overridden = await makeLead(db, {
      organizationId, serviceId, score: 55, priority: 'medium', overrideReason: 'call', overrideById: userId, overrideAt: new Date(),
    });
    const effect = await computeEffect(own(), organizationId, hotter);
    const { runId } = await publish(hotter);
    expect(await slice(runId)).toBe(true);
    const after = await db.lead.groupBy({ by: ['priority'], where: { organizationId }, _count: true });
    const sums = { high: 0, medium: 0, low: 0 };
    for (const row of Object.values(effect.matrix)) for (const [to, count] of Object.entries(row)) sums[to as keyof typeof sums] += count;
    for (const { priority, _count } of after) expect(sums[priority]).toBe(_count);
    expect(effect.total).toBe(61);
    expect(effect.examples.length).toBeGreaterThan(0);
    expect(await db.lead.findUnique({ where: { id: overridden.id } })).toMatchObject({ score: 55, priority: 'medium', overrideReason: 'call', scoringVersion: 2 });
  });
});

describe('re-scoring', () => {
  it('carries on after it was cut off, and its sums are right', async () => {
    await makeLeads(25);
    const { runId } = await publish(richer);
    const cut = new AbortController();
    // cut off after the first batch has committed
    const watch = setInterval(() => void run(runId).then(({ done }) => done > 0 && cut.abort()), 1);
    await slice(runId, { batchSize: 4, signal: cut.signal }).finally(() => clearInterval(watch));
    const { done } = await run(runId);
    expect(await db.lead.count({ where: { organizationId, scoringVersion: 2 } })).toBe(done);
    expect(await slice(runId, { batchSize: 4 })).toBe(true);
    expect(await run(runId)).toMatchObject({ state: 'DONE', done: 25, total: 25 });
    for (const lead of await db.lead.findMany({ where: { organizationId } })) {
      expect(lead).toMatchObject({ scoringVersion: 2, score: scoreLead(lead, richer).score, ruleScore: lead.score });
      expect((lead.scoreParts as { budget: number }).budget).toBe(scoreLead(lead, richer).parts.budget);
    }
  });

  it('counts every request once when two workers share it', async () => {
    await makeLeads(20);
    const { runId } = await publish(richer);
    await Promise.all([slice(runId, { batchSize: 3 }), slice(runId, { batchSize: 3 })]);
    expect(await run(runId)).toMatchObject({ state: 'DONE', done: 20 });
  });

  it('gives way to a later publication', async () => {
    await makeLeads(6);
    const first = await publish(hotter);
    const second = await publish(richer);
    await Promise.all([slice(first.runId), slice(second.runId)]);
    expect(await run(first.runId)).toMatchObject({ state: 'CANCELLED' });
    expect(await run(second.runId)).toMatchObject({ state: 'DONE', done: 6 });
    expect(await db.lead.count({ where: { organizationId, scoringVersion: 3 } })).toBe(6);
  });

  it('leaves newer requests alone and moves the clock of those that wait', async () => {
    const createdAt = new Date('2026-03-02T07:00:00Z');
    const facts = { budget: '5 млн', companySize: '10-50', deadline: '1m', comments: null };
    const base = { organizationId, serviceId, createdAt, ...facts, responseDueAt: new Date('2026-03-02T11:00:00Z') };
    const waiting = await makeLead(db, base);
    const answered = await makeLead(db, { ...base, respondedAt: new Date('2026-03-02T08:00:00Z') });
    const released = await makeLead(db, base);
    await db.activity.create({
      data: { organizationId, leadId: released.id, kind: 'SYSTEM', event: 'lead.released', occurredAt: new Date('2026-03-03T07:00:00Z') },
    });
    const newer = await makeLead(db, { ...base, scoringVersion: 9, score: 1, priority: 'low' });
    const { runId } = await publish(changed((table) => (table.priority = { highAbove: 55, mediumFrom: 40 })));
    await slice(runId);
    const find = (id: string) => db.lead.findUniqueOrThrow({ where: { id } });
    expect(await find(waiting.id)).toMatchObject({ priority: 'high', responseDueAt: new Date('2026-03-02T08:00:00Z') });
    expect(await find(released.id)).toMatchObject({ priority: 'high', responseDueAt: new Date('2026-03-03T08:00:00Z') });
    expect(await find(answered.id)).toMatchObject({ priority: 'high', responseDueAt: base.responseDueAt });
    expect(await find(newer.id)).toMatchObject({ score: 1, scoringVersion: 9 });
  });

  it('does nothing for a run that is not there', async () => {
    expect(await slice(randomUUID())).toBe(true);
  });
});
