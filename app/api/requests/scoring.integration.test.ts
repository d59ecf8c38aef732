import { beforeAll, describe, expect, it } from 'vitest';
import { RESCORE, rescoreSlice } from '~/domain/leads/rescore-leads.server';
import { db, orgDb } from '~/platform/db.server';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';
import { makeLead, makeService } from '../../../prisma/factories';

interface Draft {
  version: number;
  revision: number;
  table: { budget: { otherwise: number; thresholds: { from: string; points: number }[] } };
}

let api: TestApi;
let world: ApiWorld;
let owner: string;
let leadId: string;

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  owner = world.people.OWNER.token;
  const { organizationId } = world;
  const service = await makeService(db, { organizationId });
  ({ id: leadId } = await makeLead(db, { organizationId, serviceId: service.id, budget: '500 000', companySize: null, deadline: null, comments: null }));
});

const begin = async () => (await api.call<Draft>('scoring.edit', { as: owner })).body;

describe('the rules of scoring', () => {
  it('are drafted, seen in their effect, published, and leads follow', async () => {
    const draft = await begin();
    expect(draft).toMatchObject({ version: 2, revision: 1, table: { budget: { thresholds: [{ from: '5000000' }, {}, { from: '500000', points: 20 }] } } });
    expect((await begin()).version).toBe(2);
    const table = { ...draft.table, budget: { ...draft.table.budget, thresholds: [{ from: '500000', points: 40 }] } };
    const saved = await api.call<Draft>('scoring.save', { as: owner, version: 1, body: table });
    expect([saved.body.revision, saved.headers.get('ETag')]).toEqual([2, '"2"']);
    expect((await api.call('scoring.save', { as: owner, version: 1, body: table })).body).toMatchObject({ type: 'urn:teplo:problem:stale', current: { revision: 2 } });
    expect((await api.call<Draft>('scoring.readDraft', { as: owner })).body.table.budget.thresholds).toEqual([{ from: '500000', points: 40 }]);
    const seen = await api.call('scoring.publish', { as: owner, version: 2, query: { dryRun: 'true' } });
    expect(seen.body).toMatchObject({ isPublished: false, effect: { total: 1, rescored: 1, recoloured: 1, examples: [{ id: leadId, before: { score: 30 }, after: { score: 50, priority: 'medium' } }] } });
    expect((await api.call('scoring.publish', { as: owner, version: 1 })).status).toBe(412);
    expect((await api.call('scoring.publish', { as: owner, version: 2 })).body).toEqual({ version: 2, isPublished: true, effect: null });
    const { body } = await api.call<{ rescoring: { id: string; state: string } }>('scoring.read', { as: world.people.MANAGER.token });
    expect(body).toMatchObject({ versions: [{ version: 2, isCurrent: true }, { version: 1, isCurrent: false }], draftVersion: null, rescoring: { kind: RESCORE, state: 'QUEUED' } });
    await rescoreSlice({ organizationId: world.organizationId, runId: body.rescoring.id, signal: new AbortController().signal });
    expect(await db.lead.findUnique({ where: { id: leadId } })).toMatchObject({ score: 50, scoringVersion: 2 });
  });

  it('must fit together', async () => {
    const { table, revision } = await begin();
    const above = await api.call('scoring.save', { as: owner, version: revision, body: { ...table, budget: { ...table.budget, otherwise: 41 } } });
    expect([above.status, above.body]).toMatchObject([422, { errors: [{ path: '/budget/otherwise', code: 'aboveMaximum' }] }]);
    expect((await api.call('scoring.discard', { as: owner, version: revision })).status).toBe(204);
    expect((await api.call('scoring.readDraft', { as: owner })).status).toBe(404);
  });

  it('are tried again only where the re-scoring has failed', async () => {
    expect((await api.call('scoring.retry', { as: owner })).status).toBe(409);
    await orgDb(world.organizationId).backgroundRun.create({ data: { organizationId: world.organizationId, kind: RESCORE, state: 'FAILED', startedById: world.people.OWNER.id, params: { version: 2 } } });
    expect((await api.call('scoring.retry', { as: owner })).status).toBe(204);
  });
});
