import { writeAudit } from '~/domain/audit/write-audit.server';
import { reorder } from '~/domain/catalog/reorder';
import type { ServiceMove } from '~/domain/catalog/service.schema';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { DEFAULT_STAGES } from './deal-defaults.server';
import { listPipelines, type PipelineRow } from './list-pipelines.server';

/** Who changes the settings of which organisation. The permission is asked by the page. */
export interface SettingsActor {
  organizationId: string;
  userId: string;
}

export const MAX_PIPELINES = 20;

export type PipelineResult =
  | { ok: true; id: string; name: string }
  | { ok: false; error: 'notFound' | 'tooMany' | 'last' }
  | { ok: false; error: 'hasDeals'; count: number }
  | { ok: false; error: 'stale'; current: PipelineRow };

/** A further pipeline, with the stages that an organisation starts with. */
export async function createPipeline({ organizationId, userId }: SettingsActor, name: string): Promise<PipelineResult> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const pipelines = await lockPipelines(tx, organizationId);
    if (pipelines.length >= MAX_PIPELINES) return { ok: false, error: 'tooMany' };
    const { id } = await tx.pipeline.create({ data: { organizationId, name, position: pipelines.length }, select: { id: true } });
    await tx.dealStage.createMany({ data: DEFAULT_STAGES.map((stage, position) => ({ ...stage, organizationId, pipelineId: id, position })) });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'create', resource: 'pipelines', resourceId: id, label: name, after: { name, stages: DEFAULT_STAGES.map((stage) => stage.name) } });
    return { ok: true, id, name };
  });
}

/** Gives a pipeline another name. */
export async function renamePipeline({ organizationId, userId }: SettingsActor, { id, name, version }: { id: string; name: string; version: number }): Promise<PipelineResult> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const pipeline = (await lockPipelines(tx, organizationId)).find((one) => one.id === id);
    if (!pipeline) return { ok: false, error: 'notFound' };
    if (pipeline.version !== version) return { ok: false, error: 'stale', current: pipeline };
    await tx.pipeline.updateMany({ where: { id }, data: { name, version: { increment: 1 } } });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'update', resource: 'pipelines', resourceId: id, label: name, before: { name: pipeline.name }, after: { name } });
    return { ok: true, id, name };
  });
}

/** Takes a pipeline out of what can be chosen, or back. Refused for the last one, and while open deals stand in it. */
export async function archivePipeline({ organizationId, userId }: SettingsActor, id: string, isArchived: boolean, now: Date): Promise<PipelineResult> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const pipelines = await lockPipelines(tx, organizationId);
    const pipeline = pipelines.find((one) => one.id === id);
    if (!pipeline) return { ok: false, error: 'notFound' };
    if (isArchived) {
      if (!pipelines.some((other) => other.id !== id && !other.isArchived)) return { ok: false, error: 'last' };
      // a deal that is being made in it holds the row
      await tx.$queryRaw`SELECT "id" FROM "Pipeline" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${id}::uuid FOR UPDATE`;
      const count = await tx.deal.count({ where: { pipelineId: id, state: { in: ['NEW', 'IN_PROGRESS'] }, deletedAt: null } });
      if (count > 0) return { ok: false, error: 'hasDeals', count };
    }
    await tx.pipeline.updateMany({ where: { id }, data: { archivedAt: isArchived ? now : null, version: { increment: 1 } } });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'update', resource: 'pipelines', resourceId: id, label: pipeline.name, before: { isArchived: pipeline.isArchived }, after: { isArchived } });
    return { ok: true, id, name: pipeline.name };
  });
}

/** Puts a pipeline into another place: the first one is where new deals begin. False: no such pipeline. */
export async function movePipeline({ organizationId, userId }: SettingsActor, move: ServiceMove): Promise<boolean> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const pipelines = await lockPipelines(tx, organizationId);
    const before = pipelines.map(({ id }) => id);
    const ids = reorder(before, move);
    if (!ids) return false;
    await tx.$executeRaw`
      UPDATE "Pipeline" SET "position" = fresh."position" - 1
      FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS fresh("id", "position")
      WHERE "Pipeline"."organizationId" = ${organizationId}::uuid AND "Pipeline"."id" = fresh."id"`;
    const label = pipelines.find(({ id }) => id === move.id)?.name ?? null;
    const place = (order: readonly string[]) => ({ position: order.indexOf(move.id) + 1 });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'update', resource: 'pipelines', resourceId: move.id, label, before: place(before), after: place(ids) });
    return true;
  });
}

/** The pipelines in their order with their stages; changes of them at the same moment come one after the other. */
export async function lockPipelines(tx: OrgTx, organizationId: string): Promise<PipelineRow[]> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`pipelines:${organizationId}`}::text, 0))::text`;
  return listPipelines(tx);
}
