import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { db, orgDb } from '~/platform/db.server';
import { log } from '~/platform/log.server';
import { makeForm, send } from '../../../test/collect';
import type { HeatPoints } from './batch';
import { createCollector } from './collector.server';
import { fieldFigures } from './field-figures.server';
import { createGroupCommit } from './group-commit';
import { loadHeat } from './heat.server';
import { addDays, localDay } from './local-day';
import { writeBatches } from './write-batches.server';

const today = localDay(new Date(), 'Europe/Moscow');
const range = { from: addDays(today, -1), to: addDays(today, 2) };

const emptyBatch = {
  organization: '', day: today, load: 1, seq: 0, breakpoint: 'md' as const, activeMs: 0, section: 0, started: false,
  lastField: null, consent: null, hesitationMs: 0, points: [], elements: [],
};

async function pointsOf(organizationId: string, version: string, segment: 'all' | 'abandoned' = 'all') {
  return (await loadHeat(organizationId, { range, breakpoint: 'md', version, kind: 'move', segment })).points;
}

describe('POST /collect', () => {
  it('answers 204 when view, heat and fields are stored', async () => {
    const { organization, version, makeBatch } = await makeForm();
    const batch = makeBatch({ started: true, lastField: 'email', points: [['md', 'move', 'email', [5, 5, 9]]], elements: [['email', 2, 1, 700, 1, 0, 0, 0]] });
    expect((await send(batch)).status).toBe(204);
    expect(await db.formView.findUnique({ where: { id: batch.view } })).toMatchObject({
      organizationId: organization.id, breakpoint: 'md', activeMs: 1_000, started: true, lastField: 'email', corrections: 1, visitorId: null,
    });
    const heat = await loadHeat(organization.id, { range, breakpoint: 'md', version, kind: 'move', segment: 'all' });
    expect(heat).toMatchObject({ size: 64, points: 3, elements: [{ elementKey: 'email', points: 3 }] });
    expect(heat.elements[0]?.counts[5]).toBe(2);
    expect(await fieldFigures(organization.id, range)).toEqual([
      { key: 'email', clicks: 2, reached: 1, timeMs: 700, corrections: 1, errors: 0, rage: 0, dead: 0, last: 1 },
    ]);
  });

  it('sets no cookie and makes no visitor without consent', async () => {
    const { organization, makeBatch } = await makeForm();
    expect((await send(makeBatch())).headers.get('Set-Cookie')).toBeNull();
    expect(await orgDb(organization.id).visitor.count()).toBe(0);
  });

  it('is not inflated by repeated, reordered and late batches', async () => {
    const { organization, version, makeBatch } = await makeForm();
    const view = randomUUID();
    const batches = [1_000, 5_000, 9_000].map((activeMs, n) => makeBatch({
      view, n, activeMs, section: n, points: [['md', 'move', 'email', [n]]], elements: [['email', 1, 0, 100, 1, 0, 1, 0]],
    }));
    const order = [2, 0, 2, 1, 0, 1, 2].map((index) => batches[index]).filter((batch) => batch !== undefined);
    await Promise.all(order.map((batch) => send(batch)));
    for (const batch of order) await send(batch);
    expect(await db.formView.findUnique({ where: { id: view } })).toMatchObject({ activeMs: 9_000, furthestSection: 2, corrections: 3, rageClicks: 3 });
    expect(await pointsOf(organization.id, version)).toBe(3);
    expect(await fieldFigures(organization.id, range)).toMatchObject([{ clicks: 3, timeMs: 300 }]);
  });

  it('adds the page loads of one view, each with its maximum', async () => {
    const { makeBatch } = await makeForm();
    const view = randomUUID();
    const report = (load: number, n: number, activeMs: number) => send(makeBatch({ view, load, n, activeMs, elements: [['email', 1, 0, 0, 0, 0, 0, 0]] }));
    await report(100, 0, 4_000);
    await report(200, 0, 1_000);
    await report(200, 1, 3_000);
    await report(200, 0, 1_000);
    await report(100, 1, 5_000);
    expect(await db.formView.findUnique({ where: { id: view }, select: { activeMs: true } })).toEqual({ activeMs: 7_000 });
    expect(await db.formViewBatch.count({ where: { viewId: view } })).toBe(4);
  });

  it('skips an unknown form version, and elements that the form does not have', async () => {
    const { organization, version, makeBatch } = await makeForm();
    const strange = makeBatch({ form: 'ffffff' });
    const skipped = await send(strange);
    expect([skipped.status, await skipped.json()]).toEqual([202, { skipped: 'unknown form version' }]);
    expect(await db.formView.findUnique({ where: { id: strange.view } })).toBeNull();
    await send(makeBatch({ lastField: 'nope', points: [['md', 'move', 'nope', [1]]], elements: [['nope', 1, 1, 1, 0, 0, 0, 0]] }));
    expect(await pointsOf(organization.id, version)).toBe(0);
    expect(await fieldFigures(organization.id, range)).toEqual([]);
  });

  it('keeps two organisations apart, even when one names the other\'s view', async () => {
    const [mine, theirs] = [await makeForm(), await makeForm()];
    const view = randomUUID();
    await send(mine.makeBatch({ view, points: [['md', 'move', 'email', [1]]] }));
    expect((await send(theirs.makeBatch({ view, n: 1, activeMs: 80_000, points: [['md', 'move', 'email', [1, 1]]] }))).status).toBe(204);
    expect(await pointsOf(mine.organization.id, mine.version)).toBe(1);
    expect(await pointsOf(theirs.organization.id, theirs.version)).toBe(0);
    expect(await db.formView.findUnique({ where: { id: view } })).toMatchObject({ organizationId: mine.organization.id, activeMs: 1_000 });
  });

  it('says what is wrong', async () => {
    const { makeBatch } = await makeForm();
    const bad = async (body: Parameters<typeof send>[0], headers?: Record<string, string>) => (await send(body, headers)).status;
    expect(await bad('not json')).toBe(400);
    expect(await bad('{}')).toBe(400);
    expect(await bad(makeBatch({ activeMs: -1 }))).toBe(422);
    expect(await bad(makeBatch({ org: 'no-such-organisation' }))).toBe(404);
    expect(await bad('x'.repeat(65_537))).toBe(413);
    const streamed = new Blob(['x'.repeat(70_000)]).stream();
    const request = new Request('http://localhost/collect', { method: 'POST', body: streamed, duplex: 'half' } as RequestInit);
    const context = { nonce: '', requestId: 'test', clientAddress: 'a', isSecure: false, origin: '', log };
    expect((await createCollector({ limit: { spend: () => Promise.resolve(0) } })({ req: { raw: request }, get: () => context })).status).toBe(413);
  });

  it('refuses over the limit, and says for how long', async () => {
    const collect = createCollector({ limit: { spend: () => Promise.resolve(7) } });
    const context = { nonce: '', requestId: 'test', clientAddress: 'a', isSecure: false, origin: '', log };
    const answer = await collect({ req: { raw: new Request('http://localhost/collect', { method: 'POST', body: '{}' }) }, get: () => context });
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([429, '7']);
  });

  it('stores hundreds of batches at once', async () => {
    const { organization, version, makeBatch } = await makeForm();
    const views = Array.from({ length: 100 }, () => randomUUID());
    const batches = views.flatMap((view) => [0, 1, 2, 3, 4].map((n) => makeBatch({ view, n, activeMs: 1_000 * n, points: [['md', 'move', 'phone', [n, n]]] })));
    const answers = await Promise.all(batches.map((batch) => send(batch)));
    expect(answers.every(({ status }) => status === 204)).toBe(true);
    expect(await pointsOf(organization.id, version)).toBe(1_000);

  });

  it('stops counters at the most that a column holds', async () => {
    const { organization, makeBatch } = await makeForm();
    const view = randomUUID();
    const most = (n: number) => makeBatch({ view, n, hesitationMs: 86_400_000, elements: [['email', 200, 1, 86_400_000, 200, 200, 200, 200]] });
    const burst = await Promise.all(Array.from({ length: 30 }, (_, n) => send(most(n))));
    expect(new Set(burst.map(({ status }) => status))).toEqual(new Set([204]));
    expect(await db.formView.findUnique({ where: { id: view } })).toMatchObject({ hesitationMs: 2_147_483_647, corrections: 6_000 });
    await db.fieldDay.updateMany({ where: { organizationId: organization.id }, data: { clicks: 2_147_483_600 } });
    expect((await send(most(30))).status).toBe(204);
    expect(await db.fieldDay.findFirst({ where: { organizationId: organization.id } })).toMatchObject({ clicks: 2_147_483_647 });
  });

  it('lets a batch that cannot be stored fail alone', async () => {
    const { organization, version } = await makeForm();
    const group = createGroupCommit({ write: writeBatches, maxSize: 1_000, isWorthSplitting: () => true });
    const batches = Array.from({ length: 500 }, (_, index) => ({
      ...emptyBatch, organizationId: organization.id, viewId: randomUUID(), formVersion: index === 321 ? 'gone' : version,
      points: [['md', 'move', 'email', [7]]] as HeatPoints[],
    }));
    const results = await Promise.allSettled(batches.map((batch) => group.add(batch)));
    expect(results.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([321]);
    expect(await pointsOf(organization.id, version)).toBe(499);
  });

  it('loses nothing when several processes write the same views', async () => {
    const { organization, version, makeBatch } = await makeForm();
    const views = Array.from({ length: 10 }, () => randomUUID());
    const accepted = views.flatMap((viewId) => Array.from({ length: 5 }, (_, seq) => ({
      ...emptyBatch, organizationId: organization.id, viewId, formVersion: version, seq, activeMs: seq,
      points: [['md', 'move', 'email', [seq]]] as HeatPoints[],
    })));
    // two writers with the same batches in opposite orders, as after retries to different instances
    await Promise.all([writeBatches(accepted), writeBatches([...accepted].reverse()), ...views.map((view) => send(makeBatch({ view, load: 1, n: 2, activeMs: 90 })))]);
    expect(await pointsOf(organization.id, version)).toBe(50);
    expect(await orgDb(organization.id).formView.aggregate({ _sum: { activeMs: true } })).toEqual({ _sum: { activeMs: 900 } });
  });
});
