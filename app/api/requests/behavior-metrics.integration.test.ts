import { beforeAll, describe, expect, it } from 'vitest';
import { ensureFormVersion } from '~/domain/behavior/form-version.server';
import { formTrackKeys } from '~/domain/leads/form-track-keys';
import { db } from '~/platform/db.server';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';

let api: TestApi;
let world: ApiWorld;
let owner: string;
let formVersion: string;

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  owner = world.people.OWNER.token;
  formVersion = await ensureFormVersion(world.organizationId, formTrackKeys);
});

function send(changes: object = {}, headers: Record<string, string> = {}) {
  const batch = { viewId: crypto.randomUUID(), formVersion, load: 1_790_000_000_000, sequence: 0, breakpoint: 'md', activeMs: 1_000, ...changes };
  return api.call('behaviorMetrics.collect', { params: { slug: world.slug }, body: batch, headers });
}

describe('behaviour on the form', () => {
  it('is collected, and seen in figures, cells and views', async () => {
    const viewId = crypto.randomUUID();
    const elements = [{ element: 'email', clicks: 2, reached: 1, timeMs: 700, corrections: 1, errors: 0, rage: 1, dead: 0 }];
    const points = [{ kind: 'click', breakpoint: 'md', element: 'email', cells: [0, 0, 65_535] }, { kind: 'move', breakpoint: 'md', element: 'email', cells: [5] }];
    for (const _again of [1, 2]) expect((await send({ viewId, started: true, lastField: 'email', elements, points })).body).toEqual({ outcome: 'stored' });
    expect(await db.formView.findUnique({ where: { id: viewId } })).toMatchObject({ activeMs: 1_000, started: true, lastField: 'email', rageClicks: 1, visitorId: null });

    const stats = await api.call('behaviorMetrics.stats', { as: owner, query: { period: '7', sort: 'reached' } });
    expect(stats.body).toMatchObject({
      activity: { views: 1, starts: 1, sent: 0, measured: 1 }, timeOnPage: { day: { meanMs: 1_000, n: 1 } }, steps: [{ key: 'view', count: 1 }, { key: 'start', count: 1, share: 1 }, { key: 'sent', count: 0 }],
      fields: expect.arrayContaining([expect.objectContaining({ key: 'email', reached: 1, last: 1, timeMs: null })]), upset: { views: 1, elements: [{ key: 'email', rage: 1 }] },
    });

    const heat = await api.call('behaviorMetrics.heatmap', { as: owner, query: { kind: 'click' } });
    expect(heat.body).toMatchObject({ version: formVersion, breakpoint: 'md', segment: 'all', points: 3, elements: [{ key: 'email', points: 3, size: 256, cells: [0, 2, 65_535, 1] }] });
    expect((await api.call('behaviorMetrics.heatmap', { as: owner, query: { version: 'no-such' } })).status).toBe(422);

    await send();
    const first = await api.call<{ items: object[]; next: string }>('behaviorMetrics.views', { as: owner, query: { limit: '1' } });
    const second = await api.fetch(first.body.next.replace('/api', ''), { headers: { Authorization: `Bearer ${owner}` } });
    expect((await second.json()) as object).toMatchObject({ items: [{ id: viewId, lastField: 'email', leadId: null }], next: null });
    expect((await api.call<{ items: object[] }>('behaviorMetrics.views', { as: owner, query: { outcome: 'idle', upset: '1' } })).body.items).toEqual([]);

    expect((await api.call<{ steps: object[] }>('behaviorMetrics.funnel', { as: owner, query: { period: 'month' } })).body.steps.slice(0, 3)).toEqual([
      { step: 'views', count: 2, before: null }, { step: 'started', count: 1, before: null }, { step: 'sent', count: 0, before: null },
    ]);
  });

  it('is refused where it cannot be, skipped for forms that are not known', async () => {
    expect((await send({ formVersion: 'no-such' })).body).toEqual({ outcome: 'skipped' });
    expect((await send({ activeMs: 86_400_001 })).body).toMatchObject({ errors: [{ path: '/activeMs' }] });
    expect((await send({ points: [{ kind: 'move', breakpoint: 'md', element: 'email', cells: [4_096] }] })).status).toBe(422);
    const crowd = Array.from({ length: 2 }, () => ({ kind: 'move', breakpoint: 'md', element: 'email', cells: Array.from({ length: 4_001 }, () => 1) }));
    expect((await send({ points: crowd })).body).toMatchObject({ errors: [{ path: '/points' }] });
    expect((await api.call('behaviorMetrics.collect', { params: { slug: 'no-such' }, body: { viewId: crypto.randomUUID(), formVersion, load: 1, sequence: 0, breakpoint: 'md', activeMs: 0 } })).status).toBe(404);
  });

  it('remembers a visitor only with consent, and never against the browser’s wish', async () => {
    expect((await send({ consent: true })).headers.get('Set-Cookie')).toContain('teplo_visitor=');
    expect((await send({ consent: true }, { 'Sec-GPC': '1' })).headers.get('Set-Cookie')).toBeNull();
  });

  it('belongs to whoever sees figures of the whole organisation', async () => {
    for (const id of ['behaviorMetrics.stats', 'behaviorMetrics.heatmap', 'behaviorMetrics.views', 'behaviorMetrics.funnel']) expect((await api.call(id, { as: world.people.SALES.token })).status).toBe(403);
    expect((await api.call('behaviorMetrics.stats', { as: world.people.VIEWER.token, query: { period: '8' } })).status).toBe(422);
  });
});
