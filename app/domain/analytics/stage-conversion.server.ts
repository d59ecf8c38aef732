import { dealWhere } from '~/domain/deals/deal-where.server';
import type { StageExit } from '~/domain/deals/stage-exits';
import type { OrgDb } from '~/platform/db.server';
import { shareOf } from './analytics-filter';
import type { FigureOptions } from './figures';
import { dealsFilter } from './record-links';

export interface StageFigure {
  id: string;
  name: string;
  /** Of the pipeline's palette. */
  color: string;
  isArchived: boolean;
  /** Deals that have ever been there; how they left adds up to it. */
  entered: number;
  exits: Record<StageExit, number>;
  /** (on + won) / entered: how many got further. Null when nobody came. */
  conversion: number | null;
  /** Of finished stays there, milliseconds; null when there is none. */
  medianMs: number | null;
  p90Ms: number | null;
}

type Row = Omit<StageFigure, 'exits' | 'conversion'> & Record<StageExit, number>;

/**
 * What became of the deals that were made in the period, stage by stage of one pipeline. A deal that came to a stage
 * several times counts once, by how it left it the last time; time in the stage is counted for every stay.
 */
export async function stageConversion(db: OrgDb, { viewer, filter, now }: FigureOptions, pipelineId: string): Promise<StageFigure[]> {
  const where = dealWhere(viewer, dealsFilter(filter, filter.period, { pipeline: pipelineId }), now);
  const rows = await db.$queryRaw<Row[]>`
    WITH cohort AS MATERIALIZED (SELECT "id" FROM "Deal" WHERE ${where}),
    stays AS (
      SELECT step."dealId", step."stageId", step."enteredAt", step."leftAt",
        lead(step."state") OVER deal AS "nextState", lead(step."stageId") OVER deal AS "nextStageId",
        row_number() OVER (PARTITION BY step."dealId", step."stageId" ORDER BY step."enteredAt" DESC, step."id" DESC) AS back
      FROM cohort JOIN "DealStep" step ON step."organizationId" = ${viewer.organizationId}::uuid AND step."dealId" = cohort."id"
      WINDOW deal AS (PARTITION BY step."dealId" ORDER BY step."enteredAt", step."id")),
    exits AS (
      SELECT stays."stageId", count(*)::int AS entered,
        count(*) FILTER (WHERE "leftAt" IS NULL)::int AS "here",
        count(*) FILTER (WHERE "nextState" = 'WON')::int AS "won",
        count(*) FILTER (WHERE "nextState" = 'LOST')::int AS "lost",
        count(*) FILTER (WHERE "leftAt" IS NOT NULL AND "nextState" NOT IN ('WON', 'LOST') AND later."position" > own."position")::int AS "on",
        count(*) FILTER (WHERE "leftAt" IS NOT NULL AND "nextState" NOT IN ('WON', 'LOST') AND coalesce(later."position" <= own."position", true))::int AS "back"
      FROM stays
      JOIN "DealStage" own ON own."organizationId" = ${viewer.organizationId}::uuid AND own."id" = stays."stageId"
      LEFT JOIN "DealStage" later ON later."organizationId" = own."organizationId" AND later."id" = stays."nextStageId"
      WHERE stays.back = 1 GROUP BY 1),
    times AS (
      SELECT "stageId", (percentile_cont(0.5) WITHIN GROUP (ORDER BY ms))::float8 AS "medianMs", (percentile_cont(0.9) WITHIN GROUP (ORDER BY ms))::float8 AS "p90Ms"
      FROM (SELECT "stageId", (extract(epoch FROM "leftAt" - "enteredAt") * 1000)::float8 AS ms FROM stays WHERE "stageId" IS NOT NULL AND "leftAt" IS NOT NULL) AS finished
      GROUP BY 1)
    SELECT s."id", s."name", s."color", s."archivedAt" IS NOT NULL AS "isArchived", coalesce(e.entered, 0) AS "entered",
      coalesce(e."here", 0) AS "here", coalesce(e."on", 0) AS "on", coalesce(e."won", 0) AS "won", coalesce(e."lost", 0) AS "lost", coalesce(e."back", 0) AS "back",
      t."medianMs", t."p90Ms"
    FROM "DealStage" s LEFT JOIN exits e ON e."stageId" = s."id" LEFT JOIN times t ON t."stageId" = s."id"
    WHERE s."organizationId" = ${viewer.organizationId}::uuid AND s."pipelineId" = ${pipelineId}::uuid AND (s."archivedAt" IS NULL OR e.entered > 0)
    ORDER BY s."position", s."id"`;
  return rows.map(({ here, on, won, lost, back, ...stage }) => ({
    ...stage, exits: { here, on, won, lost, back }, conversion: shareOf(on + won, stage.entered),
  }));
}
