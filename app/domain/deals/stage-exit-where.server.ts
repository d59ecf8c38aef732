import { Prisma } from '~/generated/prisma/client';
import type { StageExit } from './stage-exits';

/** The deal has been in a stage: in this one, or (`work`) in any. */
export function passedWhere(stage: string): Prisma.Sql {
  const which = stage === 'work' ? Prisma.sql`step."state" = 'IN_PROGRESS'` : Prisma.sql`step."stageId" = ${stage}::uuid`;
  return Prisma.sql`EXISTS (
    SELECT FROM "DealStep" step WHERE step."organizationId" = "Deal"."organizationId" AND step."dealId" = "Deal"."id" AND ${which})`;
}

/** The deal has been in this stage, and left it so the last time that it was there. */
export function exitWhere(stageId: string, exit: StageExit): Prisma.Sql {
  return Prisma.sql`(
    SELECT CASE WHEN step."leftAt" IS NULL THEN 'here' WHEN next."state" = 'WON' THEN 'won' WHEN next."state" = 'LOST' THEN 'lost'
      WHEN later."position" > own."position" THEN 'on' ELSE 'back' END
    FROM "DealStep" step
    JOIN "DealStage" own ON own."organizationId" = step."organizationId" AND own."id" = step."stageId"
    LEFT JOIN LATERAL (
      SELECT n."state", n."stageId" FROM "DealStep" n
      WHERE n."organizationId" = step."organizationId" AND n."dealId" = step."dealId" AND (n."enteredAt", n."id") > (step."enteredAt", step."id")
      ORDER BY n."enteredAt", n."id" LIMIT 1) next ON true
    LEFT JOIN "DealStage" later ON later."organizationId" = step."organizationId" AND later."id" = next."stageId"
    WHERE step."organizationId" = "Deal"."organizationId" AND step."dealId" = "Deal"."id" AND step."stageId" = ${stageId}::uuid
    ORDER BY step."enteredAt" DESC, step."id" DESC LIMIT 1) = ${exit}`;
}
