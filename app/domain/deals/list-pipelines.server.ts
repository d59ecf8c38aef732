import type { OrgDb, OrgTx } from '~/platform/db.server';
import { stageColor, type StageColor } from './stage-colors';

export interface StageRow {
  id: string;
  name: string;
  color: StageColor;
  /** Percent. */
  probability: number;
  /** Null: its deals never rot. */
  rotDays: number | null;
  isArchived: boolean;
}

export interface PipelineRow {
  id: string;
  name: string;
  isArchived: boolean;
  version: number;
  /** In their order, the archived ones too. */
  stages: StageRow[];
}

const stage = { id: true, name: true, color: true, probability: true, rotDays: true, archivedAt: true } as const;

/** All pipelines in their order with their stages, the archived ones too: old deals still name them. */
export async function listPipelines(db: OrgDb | OrgTx): Promise<PipelineRow[]> {
  const rows = await db.pipeline.findMany({
    orderBy: [{ position: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, archivedAt: true, version: true, stages: { orderBy: [{ position: 'asc' }, { id: 'asc' }], select: stage } },
  });
  return rows.map(({ archivedAt, stages, ...pipeline }) => ({
    ...pipeline,
    isArchived: archivedAt !== null,
    stages: stages.map(({ archivedAt: gone, color, ...row }) => ({ ...row, color: stageColor(color), isArchived: gone !== null })),
  }));
}

/** What new work goes through: pipelines and stages that are not archived. */
export function activePipelines(pipelines: readonly PipelineRow[]): PipelineRow[] {
  return pipelines.filter(({ isArchived }) => !isArchived).map((pipeline) => ({ ...pipeline, stages: pipeline.stages.filter((row) => !row.isArchived) }));
}

export interface LostReasonRow {
  id: string;
  name: string;
  isArchived: boolean;
}

/** The reasons for which deals are lost, in their order, the archived ones too. */
export async function listLostReasons(db: OrgDb | OrgTx): Promise<LostReasonRow[]> {
  const rows = await db.lostReason.findMany({ orderBy: [{ position: 'asc' }, { name: 'asc' }, { id: 'asc' }], select: { id: true, name: true, archivedAt: true } });
  return rows.map(({ archivedAt, ...reason }) => ({ ...reason, isArchived: archivedAt !== null }));
}
