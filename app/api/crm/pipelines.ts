import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { archivePipeline, createPipeline, movePipeline, renamePipeline, type SettingsActor } from '~/domain/deals/change-pipelines.server';
import { archiveStage, createStage, moveStage, updateStage } from '~/domain/deals/change-stages.server';
import { listPipelines, type PipelineRow, type StageRow } from '~/domain/deals/list-pipelines.server';
import { PIPELINE_NAME_MAX, pipelineSchema, ROT_DAYS_MAX, stageSchema } from '~/domain/deals/pipeline.schema';
import { STAGE_COLORS } from '~/domain/deals/stage-colors';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { pageOf, wholeList } from '../ground/paging';
import { ApiProblem, invalid } from '../ground/problem';
import { accept, readInput } from '../ground/read-input';
import { created, filled, id } from '../ground/schemas';

const TAG = 'Pipelines';
const reads = { resource: 'deals', action: 'read' } as const;
const changes = { resource: 'organization', action: 'update' } as const;
const SETTINGS = '/settings/pipelines';

const name = filled(PIPELINE_NAME_MAX).openapi({ example: 'Аренда' });
const stageFacts = {
  name,
  color: z.enum(STAGE_COLORS),
  probability: z.int().min(0).max(100).openapi({ description: 'Percent', example: 40 }),
  rotDays: z.int().min(1).max(ROT_DAYS_MAX).nullable().openapi({ description: 'Days without any change after which its deals count as rotting; null: never', example: 7 }),
};
const isArchived = z.boolean();
const archiving = z.strictObject({ isArchived: isArchived.openapi({ description: 'false takes it back' }) });
const stage = z.object({ id, ...stageFacts, isArchived }).openapi('DealStage');
const pipeline = z.object({ id, name, isArchived, version: z.int(), stages: z.array(stage).openapi({ description: 'In their order, the archived ones too' }) }).openapi('Pipeline');
const stageInput = z.strictObject(stageFacts).partial({ rotDays: true });

const params = z.object({ pipelineId: id });
const stageParams = z.object({ stageId: id });
export const moveBody = z.strictObject({ before: id.nullable().openapi({ description: 'Before which one it shall stand; null: at the end', example: null }) }).openapi('Reordering');
export const archiveBody = archiving.openapi('Archiving');

export function settingsActor({ org, user }: ApiCaller): SettingsActor {
  return { organizationId: org.id, userId: user.id };
}

async function requirePipeline({ db }: ApiCaller, pipelineId: string): Promise<PipelineRow> {
  const found = (await listPipelines(db)).find((one) => one.id === pipelineId);
  if (!found) throw new ApiProblem('not-found');
  return found;
}

async function requireStage({ db }: ApiCaller, stageId: string): Promise<StageRow> {
  const found = (await listPipelines(db)).flatMap(({ stages }) => stages).find((one) => one.id === stageId);
  if (!found) throw new ApiProblem('not-found');
  return found;
}

export const pipelineOperations: Operation[] = [
  staffOperation(reads, { id: 'pipelines.list', method: 'get', path: '/pipelines', tag: TAG, summary: 'List pipelines with their stages', description: 'In their order: new deals begin in the first one.', answer: pageOf(pipeline, 'Pipeline') }, async ({ caller }) =>
    wholeList(await listPipelines(caller.db)),
  ),
  staffOperation(reads, { id: 'pipelines.read', method: 'get', path: '/pipelines/{pipelineId}', tag: TAG, summary: 'Read a pipeline with its stages', params, answer: pipeline }, async ({ caller, params: { pipelineId } }) => {
    const found = await requirePipeline(caller, pipelineId);
    return answer(found, { version: found.version });
  }),
  staffOperation(
    changes,
    { id: 'pipelines.create', method: 'post', path: '/pipelines', tag: TAG, summary: 'Make a pipeline, with the stages that an organisation starts with', body: z.strictObject({ name }).openapi('PipelineInput'), answer: created, status: 201, conflict: 'There are as many as there can be', does: [`${SETTINGS} pipeline-create`] },
    async ({ caller, body }) => {
      const made = accept(await createPipeline(settingsActor(caller), readInput(pipelineSchema, body, 'pipelines').name));
      return answer({ id: made.id }, { location: `/pipelines/${made.id}` });
    },
  ),
  staffOperation(
    changes,
    { id: 'pipelines.update', method: 'patch', path: '/pipelines/{pipelineId}', tag: TAG, summary: 'Rename a pipeline', params, body: z.strictObject({ name }).openapi('PipelineChange'), answer: pipeline, needsVersion: true, does: [`${SETTINGS} pipeline-rename`] },
    async ({ caller, params: { pipelineId }, body, version }) => {
      await requirePipeline(caller, pipelineId);
      accept(await renamePipeline(settingsActor(caller), { id: pipelineId, version, name: readInput(pipelineSchema, body, 'pipelines').name }));
      const after = await requirePipeline(caller, pipelineId);
      return answer(after, { version: after.version });
    },
  ),
  staffOperation(changes, { id: 'pipelines.move', method: 'post', path: '/pipelines/{pipelineId}/move', tag: TAG, summary: 'Put a pipeline into another place', params, body: moveBody, does: [`${SETTINGS} pipeline-move`] }, async ({ caller, params: { pipelineId }, body: { before } }) => {
    if (!(await movePipeline(settingsActor(caller), { id: pipelineId, before: before ?? '' }))) throw new ApiProblem('not-found');
    return done();
  }),
  staffOperation(
    changes,
    { id: 'pipelines.archive', method: 'post', path: '/pipelines/{pipelineId}/archive', tag: TAG, summary: 'Archive a pipeline, or take it back', params, body: archiveBody, answer: pipeline, conflict: 'It is the last one, or open deals stand in it', does: [`${SETTINGS} pipeline-archive`] },
    async ({ caller, params: { pipelineId }, body, now }) => {
      accept(await archivePipeline(settingsActor(caller), pipelineId, body.isArchived, now));
      const after = await requirePipeline(caller, pipelineId);
      return answer(after, { version: after.version });
    },
  ),
  staffOperation(
    changes,
    { id: 'stages.create', method: 'post', path: '/pipelines/{pipelineId}/stages', tag: TAG, summary: 'Add a stage to a pipeline', params, body: stageInput.openapi('DealStageInput'), answer: created, status: 201, conflict: 'There are as many as there can be', does: [`${SETTINGS} stage-create`] },
    async ({ caller, params: { pipelineId }, body: { rotDays, ...body } }) => {
      await requirePipeline(caller, pipelineId);
      const made = accept(await createStage(settingsActor(caller), readInput(stageSchema, { ...body, rotDays, pipelineId }, 'pipelines')));
      return answer({ id: made.id }, { location: `/pipelines/${pipelineId}` });
    },
  ),
  staffOperation(
    changes,
    { id: 'stages.update', method: 'patch', path: '/stages/{stageId}', tag: TAG, summary: 'Change a stage', description: 'What is not named stays as it is; deals stay where they are.', params: stageParams, body: stageInput.partial().openapi('DealStageChange'), answer: stage, does: [`${SETTINGS} stage-update`] },
    async ({ caller, params: { stageId }, body }) => {
      const known = await requireStage(caller, stageId);
      const values = readInput(stageSchema.omit({ pipelineId: true }), { ...known, ...body }, 'pipelines');
      accept(await updateStage(settingsActor(caller), { ...values, id: stageId }));
      return answer(await requireStage(caller, stageId));
    },
  ),
  staffOperation(changes, { id: 'stages.move', method: 'post', path: '/stages/{stageId}/move', tag: TAG, summary: 'Put a stage into another place of its pipeline', params: stageParams, body: moveBody, does: [`${SETTINGS} stage-move`] }, async ({ caller, params: { stageId }, body: { before } }) => {
    if (!(await moveStage(settingsActor(caller), { id: stageId, before: before ?? '' }))) throw new ApiProblem('not-found');
    return done();
  }),
  staffOperation(
    changes,
    {
      id: 'stages.archive', method: 'post', path: '/stages/{stageId}/archive', tag: TAG, summary: 'Archive a stage, or take it back', params: stageParams,
      body: archiving.extend({ moveTo: id.optional().openapi({ description: 'The stage that takes over the deals standing there', example: undefined }) }).openapi('DealStageArchiving', { example: { isArchived: true } }),
      answer: stage, conflict: 'It is the last one, or deals stand there and no other stage takes them over', does: [`${SETTINGS} stage-archive`],
    },
    async ({ caller, params: { stageId }, body, now }) => {
      const result = await archiveStage(settingsActor(caller), { id: stageId, ...body, now });
      if (!result.ok && result.error === 'moveTo') throw invalid('/moveTo', 'unknown', 'This is no other stage of the pipeline.');
      accept(result);
      return answer(await requireStage(caller, stageId));
    },
  ),
];
