import { beforeEach, describe, expect, it } from 'vitest';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import { db, orgDb } from '~/platform/db.server';
import { archiveLostReason, createLostReason, moveLostReason, renameLostReason } from './change-lost-reasons.server';
import { archivePipeline, createPipeline, movePipeline, renamePipeline, type SettingsActor } from './change-pipelines.server';
import { archiveStage, createStage, moveStage, updateStage } from './change-stages.server';
import { createDealDefaults } from './deal-defaults.server';
import { listLostReasons, listPipelines } from './list-pipelines.server';
import { moveDeal } from './move-deal.server';

const NOW = new Date('2026-11-20T12:00:00Z');
let actor: SettingsActor;
let contactId: string;

const pipelines = () => listPipelines(orgDb(actor.organizationId));
const reasons = () => listLostReasons(orgDb(actor.organizationId));
async function first() {
  const [pipeline] = await pipelines();
  if (!pipeline) throw new Error('no pipeline');
  return pipeline;
}

async function dealIn(stageId: string, pipelineId: string) {
  const { organizationId } = actor;
  const deal = await db.deal.create({ data: { organizationId, title: 'Сделка', contactId, pipelineId, currency: 'RUB', state: 'IN_PROGRESS', stageId, stageEnteredAt: new Date(0) } });
  await db.dealStep.create({ data: { organizationId, dealId: deal.id, state: 'IN_PROGRESS', stageId, enteredAt: new Date(0) } });
  return deal;
}

beforeEach(async () => {
  const { id: organizationId } = await makeOrganization(db);
  await createDealDefaults(db, organizationId);
  actor = { organizationId, userId: (await makeMember(db, { organizationId })).user.id };
  contactId = (await db.contact.create({ data: { organizationId, name: 'Клиент' } })).id;
});

describe('stages', () => {
  it('are added, changed and moved', async () => {
    const { id: pipelineId, stages } = await first();
    expect(await createStage(actor, { pipelineId, name: 'Осмотр', color: 'green', probability: 30, rotDays: 3 })).toMatchObject({ ok: true });
    const added = (await first()).stages.at(-1);
    expect(added).toMatchObject({ name: 'Осмотр', color: 'green', probability: 30, rotDays: 3, isArchived: false });
    expect(await moveStage(actor, { id: added?.id ?? '', direction: 'up' })).toBe(true);
    expect(await updateStage(actor, { id: added?.id ?? '', name: 'Осмотр места', color: 'red', probability: 35 })).toMatchObject({ ok: true });
    const after = await first();
    expect(after.stages.at(-2)).toMatchObject({ name: 'Осмотр места', color: 'red', rotDays: null });
    expect(after.stages.at(-1)?.id).toBe(stages.at(-1)?.id);
  });

  it('go to the archive only when no deal stands there, or with its deals moved', async () => {
    const { id: pipelineId, stages } = await first();
    const [from, to] = [stages[0]?.id ?? '', stages[1]?.id ?? ''];
    const deal = await dealIn(from, pipelineId);
    expect(await archiveStage(actor, { id: from, isArchived: true, now: NOW })).toEqual({ ok: false, error: 'hasDeals', count: 1 });
    expect(await archiveStage(actor, { id: from, isArchived: true, moveTo: from, now: NOW })).toEqual({ ok: false, error: 'moveTo' });
    expect(await archiveStage(actor, { id: from, isArchived: true, moveTo: to, now: NOW })).toMatchObject({ ok: true, moved: 1 });
    expect(await db.deal.findUnique({ where: { id: deal.id } })).toMatchObject({ stageId: to, version: 2 });
    expect(await db.dealStep.count({ where: { dealId: deal.id, leftAt: null } })).toBe(1);
    expect(await db.activity.count({ where: { dealId: deal.id, event: 'deal.stage' } })).toBe(1);
  });

  it('keeps no deal in an archived stage, whoever comes first', async () => {
    const { id: pipelineId, stages } = await first();
    const [here, there] = [stages[0]?.id ?? '', stages[1]?.id ?? ''];
    for (let round = 0; round < 5; round++) {
      await archiveStage(actor, { id: there, isArchived: false, now: NOW });
      const deal = await dealIn(here, pipelineId);
      await Promise.all([
        moveDeal({ ...actor, scope: 'all', reach: 'all' }, { dealId: deal.id, to: { stageId: there }, version: 1, now: NOW }),
        archiveStage(actor, { id: there, isArchived: true, now: NOW }),
      ]);
      const stage = (await first()).stages.find(({ id }) => id === there);
      const { stageId } = await db.deal.findUniqueOrThrow({ where: { id: deal.id } });
      expect(stage?.isArchived && stageId === there).toBe(false);
      await db.deal.update({ where: { id: deal.id }, data: { deletedAt: NOW } });
    }
  });

  it('leave one at least', async () => {
    const { stages } = await first();
    const results = await Promise.all(stages.map(({ id }) => archiveStage(actor, { id, isArchived: true, now: NOW })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(stages.length - 1);
    expect((await first()).stages.filter(({ isArchived }) => !isArchived)).toHaveLength(1);
  });
});

describe('pipelines', () => {
  it('are added with stages, renamed with a check of the version, moved, archived', async () => {
    expect(await createPipeline(actor, 'Аренда')).toMatchObject({ ok: true });
    const [sales, rent] = await pipelines();
    expect(rent?.stages.length).toBeGreaterThan(0);
    const renaming = { id: rent?.id ?? '', name: 'Аренда техники', version: 1 };
    expect(await renamePipeline(actor, renaming)).toMatchObject({ ok: true });
    expect(await renamePipeline(actor, { ...renaming, name: 'Прокат' })).toMatchObject({ ok: false, error: 'stale', current: { name: 'Аренда техники' } });
    expect(await movePipeline(actor, { id: rent?.id ?? '', direction: 'up' })).toBe(true);
    expect((await first()).id).toBe(rent?.id);
    await dealIn(sales?.stages[0]?.id ?? '', sales?.id ?? '');
    expect(await archivePipeline(actor, sales?.id ?? '', true, NOW)).toEqual({ ok: false, error: 'hasDeals', count: 1 });
    expect(await archivePipeline(actor, rent?.id ?? '', true, NOW)).toMatchObject({ ok: true });
    expect(await archivePipeline(actor, sales?.id ?? '', true, NOW)).toMatchObject({ ok: false, error: 'last' });
  });

  it('know nothing of another organisation', async () => {
    const { id: otherId } = await makeOrganization(db);
    const stranger = { organizationId: otherId, userId: (await makeMember(db, { organizationId: otherId })).user.id };
    const { id, stages } = await first();
    expect(await renamePipeline(stranger, { id, name: 'Чужая', version: 1 })).toEqual({ ok: false, error: 'notFound' });
    expect(await archiveStage(stranger, { id: stages[0]?.id ?? '', isArchived: true, now: NOW })).toEqual({ ok: false, error: 'notFound' });
    expect(await movePipeline(stranger, { id, direction: 'up' })).toBe(false);
  });
});

describe('lost reasons', () => {
  it('stand once each, also of two at the same moment', async () => {
    const made = await Promise.all([createLostReason(actor, 'Нет бюджета'), createLostReason(actor, 'нет бюджета')]);
    expect(made.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  it('are renamed, moved, archived and noted', async () => {
    const [one, two] = await reasons();
    expect(await renameLostReason(actor, one?.id ?? '', two?.name ?? '')).toEqual({ ok: false, error: 'nameTaken' });
    expect(await renameLostReason(actor, one?.id ?? '', 'Слишком дорого')).toMatchObject({ ok: true });
    expect(await moveLostReason(actor, { id: one?.id ?? '', direction: 'down' })).toBe(true);
    expect(await archiveLostReason(actor, one?.id ?? '', true, NOW)).toMatchObject({ ok: true });
    expect((await reasons())[1]).toMatchObject({ id: one?.id, name: 'Слишком дорого', isArchived: true });
    expect(await db.auditLog.count({ where: { organizationId: actor.organizationId, resource: 'lostReasons' } })).toBe(3);
  });
});
