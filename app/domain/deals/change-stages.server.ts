import { randomUUID } from 'node:crypto';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { reorder } from '~/domain/catalog/reorder';
import type { ServiceMove } from '~/domain/catalog/service.schema';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { lockPipelines, type SettingsActor } from './change-pipelines.server';
import type { PipelineRow, StageRow } from './list-pipelines.server';
import { moveDealIn } from './move-deal.server';
import type { StageValues } from './pipeline.schema';

export const MAX_STAGES = 30;

export type StageResult = { ok: true; id: string; name: string; moved?: number } | { ok: false; error: 'notFound' | 'tooMany' | 'last' | 'moveTo' } | { ok: false; error: 'hasDeals'; count: number };

/** A further stage at the end of its pipeline. */
export async function createStage({ organizationId, userId }: SettingsActor, { pipelineId, rotDays, ...values }: StageValues): Promise<StageResult> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const pipeline = (await lockPipelines(tx, organizationId)).find(({ id }) => id === pipelineId);
    if (!pipeline) return { ok: false, error: 'notFound' };
    if (pipeline.stages.length >= MAX_STAGES) return { ok: false, error: 'tooMany' };
    const stage = { ...values, rotDays: rotDays ?? null };
    const { id } = await tx.dealStage.create({ data: { ...stage, organizationId, pipelineId, position: pipeline.stages.length }, select: { id: true } });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'create', resource: 'pipelines', resourceId: pipelineId, label: pipeline.name, after: { stage: values.name, ...stage, stageId: id } });
    return { ok: true, id, name: values.name };
  });
}

/** Changes a stage's name, colour, probability or days. Deals stay where they are. */
export async function updateStage({ organizationId, userId }: SettingsActor, { id, name, color, probability, rotDays }: Omit<StageValues, 'pipelineId'> & { id: string }): Promise<StageResult> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const found = findStage(await lockPipelines(tx, organizationId), id);
    if (!found) return { ok: false, error: 'notFound' };
    const { pipeline, stage } = found;
    const after = { name, color, probability, rotDays: rotDays ?? null };
    await tx.dealStage.updateMany({ where: { id }, data: after });
    const before = { name: stage.name, color: stage.color, probability: stage.probability, rotDays: stage.rotDays };
    await writeAudit(tx, { organizationId, actorId: userId, action: 'update', resource: 'pipelines', resourceId: pipeline.id, label: `${pipeline.name}: ${name}`, before, after });
    return { ok: true, id, name };
  });
}

/** Puts a stage into another place of its pipeline. False: no such stage. */
export async function moveStage({ organizationId, userId }: SettingsActor, move: ServiceMove): Promise<boolean> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const found = findStage(await lockPipelines(tx, organizationId), move.id);
    if (!found) return false;
    const before = found.pipeline.stages.map(({ id }) => id);
    const ids = reorder(before, move) ?? before;
    await tx.$executeRaw`
      UPDATE "DealStage" SET "position" = fresh."position" - 1
      FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS fresh("id", "position")
      WHERE "DealStage"."organizationId" = ${organizationId}::uuid AND "DealStage"."id" = fresh."id"`;
    const place = (order: readonly string[]) => ({ position: order.indexOf(move.id) + 1 });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'update', resource: 'pipelines', resourceId: found.pipeline.id, label: `${found.pipeline.name}: ${found.stage.name}`, before: place(before), after: place(ids) });
    return true;
  });
}

interface ArchiveStage {
  id: string;
  isArchived: boolean;
  /** The stage that takes over the deals standing there. */
  moveTo?: string;
  now: Date;
}

/**
 * Takes a stage out of its pipeline, or back. While deals stand there it is refused unless another stage takes them over;
 * the last stage stays.
 */
export async function archiveStage(actor: SettingsActor, { id, isArchived, moveTo, now }: ArchiveStage): Promise<StageResult> {
  const { organizationId, userId } = actor;
  return orgDb(organizationId).$transaction(
    async (tx) => {
      const found = findStage(await lockPipelines(tx, organizationId), id);
      if (!found) return { ok: false, error: 'notFound' };
      const { pipeline, stage } = found;
      const others = pipeline.stages.filter((other) => other.id !== id && !other.isArchived);
      if (isArchived && others.length === 0) return { ok: false, error: 'last' };
      if (moveTo && !others.some((other) => other.id === moveTo)) return { ok: false, error: 'moveTo' };
      let moved = 0;
      if (isArchived) {
        // a deal that is being moved into the stage holds its row
        await tx.$queryRaw`SELECT "id" FROM "DealStage" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${id}::uuid FOR UPDATE`;
        const deals = await tx.deal.findMany({ where: { stageId: id, deletedAt: null }, orderBy: { id: 'asc' }, select: { id: true } });
        if (deals.length > 0 && !moveTo) return { ok: false, error: 'hasDeals', count: deals.length };
        if (moveTo) moved = await takeOver(tx, actor, deals, moveTo, now);
      }
      await tx.dealStage.updateMany({ where: { id }, data: { archivedAt: isArchived ? now : null } });
      await writeAudit(tx, { organizationId, actorId: userId, action: 'update', resource: 'pipelines', resourceId: pipeline.id, label: `${pipeline.name}: ${stage.name}`, before: { isArchived: stage.isArchived }, after: { isArchived } });
      return { ok: true, id, name: stage.name, moved };
    },
    { timeout: 60_000 },
  );
}

async function takeOver(tx: OrgTx, { organizationId, userId }: SettingsActor, deals: { id: string }[], stageId: string, now: Date): Promise<number> {
  const batchId = randomUUID();
  for (const { id: dealId } of deals) {
    await moveDealIn(tx, { organizationId, userId, scope: 'all', reach: 'all' }, { dealId, to: { stageId }, version: null, now, batchId });
  }
  return deals.length;
}

function findStage(pipelines: readonly PipelineRow[], id: string): { pipeline: PipelineRow; stage: StageRow } | null {
  for (const pipeline of pipelines) {
    const stage = pipeline.stages.find((one) => one.id === id);
    if (stage) return { pipeline, stage };
  }
  return null;
}
