import { beforeAll, describe, expect, it } from 'vitest';
import { makeApiWorld, openApi, type TestApi } from '../../../test/api';

let api: TestApi;
let owner: string;

interface Pipeline {
  id: string;
  name: string;
  isArchived: boolean;
  version: number;
  stages: { id: string; name: string }[];
}

beforeAll(async () => {
  const [opened, world] = await Promise.all([openApi(), makeApiWorld()]);
  api = opened;
  owner = world.people.OWNER.token;
});

const list = async () => (await api.call<{ items: Pipeline[] }>('pipelines.list', { as: owner })).body.items;
const make = async (name: string) => (await api.call<{ id: string }>('pipelines.create', { as: owner, body: { name } })).body.id;
const readPipeline = (pipelineId: string) => api.call<Pipeline>('pipelines.read', { as: owner, params: { pipelineId } });

describe('pipelines', () => {
  it('are made, renamed, put into another place and archived', async () => {
    const pipelineId = await make('Аренда');
    const renamed = await api.call('pipelines.update', { as: owner, params: { pipelineId }, version: 1, body: { name: '  Аренда кранов ' } });
    expect(renamed.body).toMatchObject({ name: 'Аренда кранов', version: 2 });
    const stale = await api.call('pipelines.update', { as: owner, params: { pipelineId }, version: 1, body: { name: 'Иное' } });
    expect(stale.status).toBe(412);
    expect(stale.body).toMatchObject({ current: { name: 'Аренда кранов' } });
    const [first] = await list();
    expect((await api.call('pipelines.move', { as: owner, params: { pipelineId }, body: { before: first?.id } })).status).toBe(204);
    expect((await list()).map(({ id }) => id)).toEqual([pipelineId, first?.id]);
    expect((await api.call('pipelines.archive', { as: owner, params: { pipelineId }, body: { isArchived: true } })).body).toMatchObject({ isArchived: true });
    const last = await api.call('pipelines.archive', { as: owner, params: { pipelineId: first?.id ?? '' }, body: { isArchived: true } });
    expect(last.body).toMatchObject({ status: 409, code: 'last' });
  });

  it('have stages of their own', async () => {
    const pipelineId = await make('Монтаж');
    const { id: stageId } = (await api.call<{ id: string }>('stages.create', { as: owner, params: { pipelineId }, body: { name: 'Осмотр', color: 'green', probability: 30 } })).body;
    const changed = await api.call('stages.update', { as: owner, params: { stageId }, body: { rotDays: 5 } });
    expect(changed.body).toEqual({ id: stageId, name: 'Осмотр', color: 'green', probability: 30, rotDays: 5, isArchived: false });
    expect((await api.call('stages.update', { as: owner, params: { stageId }, body: { rotDays: null } })).body).toMatchObject({ rotDays: null });
    const [first] = (await readPipeline(pipelineId)).body.stages;
    expect((await api.call('stages.move', { as: owner, params: { stageId }, body: { before: first?.id } })).status).toBe(204);
    expect((await readPipeline(pipelineId)).body.stages[0]?.id).toBe(stageId);
    const contactId = (await api.call<{ id: string }>('contacts.create', { as: owner, body: { kind: 'PERSON', name: 'Анна' } })).body.id;
    const dealId = (await api.call<{ id: string }>('deals.create', { as: owner, body: { title: 'Монтаж', contactId, pipelineId } })).body.id;
    await api.call('deals.move', { as: owner, params: { dealId }, version: 1, body: { to: stageId } });
    const archive = (body: object) => api.call('stages.archive', { as: owner, params: { stageId }, body });
    expect((await archive({ isArchived: true })).body).toMatchObject({ status: 409, code: 'hasDeals' });
    expect((await archive({ isArchived: true, moveTo: stageId })).body.errors).toEqual([expect.objectContaining({ path: '/moveTo' })]);
    expect((await archive({ isArchived: true, moveTo: first?.id })).body).toMatchObject({ isArchived: true });
    expect((await api.call('deals.read', { as: owner, params: { dealId } })).body).toMatchObject({ stageId: first?.id });
    expect((await api.call('stages.create', { as: owner, params: { pipelineId }, body: { name: 'x', color: 'pink', probability: 30 } })).status).toBe(422);
  });
});

describe('lost reasons', () => {
  it('are added once by a name, renamed, put into another place and archived', async () => {
    const { status, body } = await api.call<{ id: string }>('lostReasons.create', { as: owner, body: { name: 'Нет бюджета' } });
    expect(status).toBe(201);
    const params = { lostReasonId: body.id };
    expect((await api.call('lostReasons.create', { as: owner, body: { name: 'нет бюджета' } })).body).toMatchObject({ status: 409, code: 'nameTaken' });
    expect((await api.call('lostReasons.update', { as: owner, params, body: { name: 'Нет денег' } })).body).toEqual({ id: body.id, name: 'Нет денег', isArchived: false });
    const reasons = async () => (await api.call<{ items: { id: string }[] }>('lostReasons.list', { as: owner })).body.items.map(({ id }) => id);
    const [first] = await reasons();
    expect((await api.call('lostReasons.move', { as: owner, params, body: { before: first } })).status).toBe(204);
    expect((await reasons())[0]).toBe(body.id);
    expect((await api.call('lostReasons.archive', { as: owner, params, body: { isArchived: true } })).body).toMatchObject({ isArchived: true });
  });
});
