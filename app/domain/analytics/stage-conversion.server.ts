import type { Prisma } from '~/generated/prisma/client';
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

interface Stage {
  id: string;
  pipelineId: string;
  name: string;
  color: string;
  position: number;
  isArchived: boolean;
}

/** So many deals were last in a stage and left it for another one, or stayed, or ended. */
interface ExitRow {
  stageId: string;
  nextStageId: string | null;
  isHere: boolean;
  isWon: boolean;
  isLost: boolean;
  count: number;
}

/**
 * What became of the deals that were made in the period, stage by stage of one pipeline. A deal that came to a stage
 * several times counts once, by how it left it the last time; time in the stage is counted for every finished stay.
 */
export async function stageConversion(db: OrgDb, { viewer, filter, now }: FigureOptions, pipelineId: string): Promise<StageFigure[]> {
  const where = dealWhere(viewer, dealsFilter(filter, filter.period, { pipeline: pipelineId }), now);
  const [stages, exits, times] = await Promise.all([readStages(db, viewer.organizationId), countExits(db, viewer.organizationId, where), measureStays(db, viewer.organizationId, where)]);
  const positions = new Map(stages.map(({ id, position }) => [id, position]));
  return stages
    .filter((stage) => stage.pipelineId === pipelineId)
    .map(({ id, name, color, position, isArchived }) => {
      const counts: StageFigure['exits'] = { here: 0, on: 0, won: 0, lost: 0, back: 0 };
      for (const row of exits) if (row.stageId === id) counts[exitOf(row, position, positions)] += row.count;
      const entered = Object.values(counts).reduce((sum, count) => sum + count, 0);
      const time = times.find(({ stageId }) => stageId === id);
      return { id, name, color, isArchived, entered, exits: counts, conversion: shareOf(counts.on + counts.won, entered), medianMs: time?.medianMs ?? null, p90Ms: time?.p90Ms ?? null };
    })
    .filter(({ isArchived, entered }) => !isArchived || entered > 0);
}

function exitOf({ nextStageId, isHere, isWon, isLost }: ExitRow, position: number, positions: ReadonlyMap<string, number>): StageExit {
  if (isHere) return 'here';
  if (nextStageId) return (positions.get(nextStageId) ?? 0) > position ? 'on' : 'back';
  return isWon ? 'won' : isLost ? 'lost' : 'back';
}

function readStages(db: OrgDb, organizationId: string): Promise<Stage[]> {
  return db.$queryRaw<Stage[]>`
    SELECT "id", "pipelineId", "name", "color", "position", "archivedAt" IS NOT NULL AS "isArchived"
    FROM "DealStage" WHERE "organizationId" = ${organizationId}::uuid ORDER BY "position", "id"`;
}

/** A stay ends the moment the next one begins. All by hashing: windows over the stays of 50,000 deals took three times as long. */
function countExits(db: OrgDb, organizationId: string, where: Prisma.Sql): Promise<ExitRow[]> {
  return db.$queryRaw<ExitRow[]>`
    WITH deals AS MATERIALIZED (SELECT "id", "wonAt" IS NOT NULL AS "isWon", "lostAt" IS NOT NULL AS "isLost" FROM "Deal" WHERE ${where}),
    stays AS (
      SELECT step."dealId", step."stageId", CASE WHEN count(step."leftAt") = count(*) THEN max(step."leftAt") END AS "leftAt"
      FROM "DealStep" step
      WHERE step."organizationId" = ${organizationId}::uuid AND step."stageId" IS NOT NULL AND step."dealId" IN (SELECT "id" FROM deals) GROUP BY 1, 2)
    SELECT stays."stageId", next."stageId" AS "nextStageId", stays."leftAt" IS NULL AS "isHere", deals."isWon", deals."isLost", count(*)::int AS "count"
    FROM stays JOIN deals ON deals."id" = stays."dealId"
    LEFT JOIN "DealStep" next ON next."organizationId" = ${organizationId}::uuid AND next."dealId" = stays."dealId"
      AND next."enteredAt" = stays."leftAt" AND next."stageId" IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5`;
}

function measureStays(db: OrgDb, organizationId: string, where: Prisma.Sql): Promise<{ stageId: string; medianMs: number; p90Ms: number }[]> {
  return db.$queryRaw<{ stageId: string; medianMs: number; p90Ms: number }[]>`
    WITH deals AS MATERIALIZED (SELECT "id" FROM "Deal" WHERE ${where})
    SELECT "stageId", (percentile_cont(0.5) WITHIN GROUP (ORDER BY ms))::float8 AS "medianMs", (percentile_cont(0.9) WITHIN GROUP (ORDER BY ms))::float8 AS "p90Ms"
    FROM (
      SELECT step."stageId", (extract(epoch FROM step."leftAt" - step."enteredAt") * 1000)::float8 AS ms
      FROM deals JOIN "DealStep" step ON step."organizationId" = ${organizationId}::uuid AND step."dealId" = deals."id"
      WHERE step."stageId" IS NOT NULL AND step."leftAt" IS NOT NULL) AS finished
    GROUP BY 1`;
}
