import { z } from 'zod';
import type { LeadPriority } from '~/generated/prisma/client';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { defineJob, enqueue } from '~/platform/jobs.server';
import { createRun } from '~/domain/background-runs/background-runs.server';
import { findBusinessClock } from '~/domain/organizations/settings.server';
import { leadDueAt, type BusinessClock } from './response-clock';
import { priorityOf, scoreLead, toStoredParts, type ScoringFacts } from './scoring';
import type { ScoringRuleTable } from './scoring.schema';
import { parseRuleTable } from './scoring-rules.server';

export const RESCORE = 'rescore';
const BATCH_SIZE = 1_000;
/** A slice is short, so that the queue soon notices a slice whose process was killed, and gives it to another. */
const SLICE_MS = 15_000;
const EXPIRE_SECONDS = 45;
const RETRIES = 5;
const BATCH_TIMEOUT_MS = 30_000;

const paramsSchema = z.object({ version: z.number().int() });

/** Scores every request again by the version that its run names; carries on where an earlier try was cut off. */
export const rescoreJob = defineJob({
  name: 'rescore-leads',
  schema: z.object({ organizationId: z.uuid(), runId: z.uuid() }),
  expireInSeconds: EXPIRE_SECONDS,
  retryLimit: RETRIES,
  async handler(run, { signal, retryCount }) {
    try {
      const isFinished = await rescoreSlice({ ...run, signal });
      if (!isFinished && !signal.aborted) await enqueueSlice(run);
    } catch (error) {
      if (retryCount >= RETRIES) await failRun(run, error);
      throw error;
    }
  },
});

interface RunKey {
  organizationId: string;
  runId: string;
}

/** Starts the re-scoring with the publication that asks for it, in its transaction. Returns the id of the run. */
export async function startRescore(
  tx: OrgTx,
  { organizationId, version, userId }: { organizationId: string; version: number; userId: string },
): Promise<string> {
  const runId = await createRun(tx, { organizationId, kind: RESCORE, total: 0, startedById: userId, params: { version } });
  await enqueue(tx, rescoreJob, { organizationId, runId });
  return runId;
}

/** Takes up a run that failed for good; false when there is none such. */
export async function retryRescore({ organizationId, runId }: RunKey): Promise<boolean> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const { count } = await tx.backgroundRun.updateMany({
      where: { id: runId, kind: RESCORE, state: 'FAILED' },
      data: { state: 'QUEUED', error: null, finishedAt: null },
    });
    if (count > 0) await enqueue(tx, rescoreJob, { organizationId, runId });
    return count > 0;
  });
}

async function enqueueSlice(run: RunKey): Promise<void> {
  await orgDb(run.organizationId).$transaction(async (tx) => {
    await enqueue(tx, rescoreJob, run);
  });
}

export interface Slice extends RunKey {
  signal: AbortSignal;
  batchSize?: number;
  sliceMs?: number;
}

/**
 * Works for up to `sliceMs`; true when nothing is left to do. Every batch commits its requests together with the run's
 * count, and touches only requests of an older version: what is repeated after a crash finds nothing to do, two workers
 * do not harm each other, and a request that came in under a newer table is left alone.
 */
export async function rescoreSlice({ organizationId, runId, signal, batchSize = BATCH_SIZE, sliceMs = SLICE_MS }: Slice): Promise<boolean> {
  const until = Date.now() + sliceMs;
  const task = await beginRun({ organizationId, runId });
  if (!task) return true;
  let after: string | null = null;
  while (!signal.aborted && Date.now() < until) {
    const last = await rescoreBatch({ organizationId, runId, ...task, after, batchSize });
    if (last === 'over') return true;
    after = last;
  }
  return false;
}

interface Task {
  version: number;
  table: ScoringRuleTable;
  clock: BusinessClock;
}

/** Marks the run as running with the sum it has to reach; null when it is over or a later publication took its place. */
async function beginRun({ organizationId, runId }: RunKey): Promise<Task | null> {
  const db = orgDb(organizationId);
  const run = await db.backgroundRun.findUnique({ where: { id: runId }, select: { state: true, params: true } });
  if (!run || (run.state !== 'QUEUED' && run.state !== 'RUNNING')) return null;
  const { version } = paramsSchema.parse(run.params);
  const rules = await db.scoringRules.findFirst({ where: { version, state: 'PUBLISHED' }, select: { rules: true } });
  if (!rules) {
    await finishRun({ organizationId, runId }, 'CANCELLED');
    return null;
  }
  await db.$executeRaw`
    UPDATE "BackgroundRun" SET "state" = 'RUNNING', "updatedAt" = now(), "total" = "done" + (
      SELECT count(*) FROM "Lead" WHERE "organizationId" = ${organizationId}::uuid AND "scoringVersion" < ${version})
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${runId}::uuid`;
  return { version, table: parseRuleTable(rules.rules), clock: await findBusinessClock(db) };
}

interface LeadToScore extends ScoringFacts {
  id: string;
  score: number;
  isOverridden: boolean;
  priority: LeadPriority;
  createdAt: Date;
  respondedAt: Date | null;
  responseDueAt: Date | null;
}

type Batch = RunKey & Task & { after: string | null; batchSize: number };

/** Returns the last id of the batch, or "over" when no request is left or the run has been replaced. */
async function rescoreBatch({ organizationId, runId, version, table, clock, after, batchSize }: Batch): Promise<string> {
  return orgDb(organizationId).$transaction(
    async (tx) => {
      // the lock lets the publication of a later version wait for this batch, or this batch see that it came
      const current = await tx.$queryRaw<object[]>`
        SELECT 1 FROM "ScoringRules"
        WHERE "organizationId" = ${organizationId}::uuid AND "version" = ${version} AND "state" = 'PUBLISHED' FOR SHARE`;
      if (current.length === 0) {
        await finishRunIn(tx, runId, 'CANCELLED');
        return 'over';
      }
      const leads = await tx.$queryRaw<LeadToScore[]>`
        SELECT "id", "score", "overrideAt" IS NOT NULL AS "isOverridden", "priority"::text, "createdAt", "respondedAt",
          "responseDueAt", "budget", "companySize", "deadline", "comments"
        FROM "Lead"
        WHERE "organizationId" = ${organizationId}::uuid AND "scoringVersion" < ${version}
          AND (${after}::uuid IS NULL OR "id" > ${after}::uuid)
        ORDER BY "id" LIMIT ${batchSize} FOR NO KEY UPDATE`;
      const last = leads.at(-1);
      if (!last) {
        await finishRunIn(tx, runId, 'DONE');
        return 'over';
      }
      const releases = await findReleases(tx, organizationId, leads);
      await storeScores(tx, organizationId, version, leads.map((lead) => rescored(lead, releases.get(lead.id), table, clock)));
      await tx.backgroundRun.update({ where: { id: runId }, data: { done: { increment: leads.length } }, select: { id: true } });
      return last.id;
    },
    { timeout: BATCH_TIMEOUT_MS },
  );
}

/** When requests were let out of the quarantine. Read after they are locked, so that a release just before is seen. */
async function findReleases(tx: OrgTx, organizationId: string, leads: { id: string }[]): Promise<Map<string, Date>> {
  const rows = await tx.$queryRaw<{ leadId: string; releasedAt: Date }[]>`
    SELECT "leadId", max("occurredAt") AS "releasedAt" FROM "Activity"
    WHERE "organizationId" = ${organizationId}::uuid AND "leadId" = ANY(${leads.map(({ id }) => id)}::uuid[]) AND "event" = 'lead.released'
    GROUP BY "leadId"`;
  return new Map(rows.map(({ leadId, releasedAt }) => [leadId, releasedAt]));
}

/**
 * A person's override keeps its number; its colour follows the new limits. A request that still waits for an answer
 * gets the clock of its new colour, from its arrival or its release; what was answered keeps the clock that it was answered by.
 */
function rescored(lead: LeadToScore, releasedAt: Date | undefined, table: ScoringRuleTable, clock: BusinessClock) {
  const result = scoreLead(lead, table);
  const score = lead.isOverridden ? lead.score : result.score;
  const priority = priorityOf(score, table.priority);
  const isClockChanged = priority !== lead.priority && lead.respondedAt === null && lead.responseDueAt !== null;
  return {
    id: lead.id,
    score,
    ruleScore: result.score,
    priority,
    parts: toStoredParts(result),
    due: isClockChanged ? leadDueAt(releasedAt ?? lead.createdAt, priority, clock) : lead.responseDueAt,
  };
}

async function storeScores(tx: OrgTx, organizationId: string, version: number, rows: ReturnType<typeof rescored>[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Lead" SET "score" = fresh."score", "ruleScore" = fresh."ruleScore", "priority" = fresh."priority"::"LeadPriority",
      "scoreParts" = fresh."parts", "responseDueAt" = fresh."due", "scoringVersion" = ${version}, "updatedAt" = now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS fresh("id" uuid, "score" int, "ruleScore" int, "priority" text, "parts" jsonb, "due" timestamptz)
    WHERE "Lead"."organizationId" = ${organizationId}::uuid AND "Lead"."id" = fresh."id"`;
}

async function finishRunIn(tx: OrgTx, runId: string, state: 'DONE' | 'CANCELLED'): Promise<void> {
  await tx.backgroundRun.updateMany({ where: { id: runId }, data: { state, finishedAt: new Date() } });
}

async function finishRun({ organizationId, runId }: RunKey, state: 'CANCELLED'): Promise<void> {
  await orgDb(organizationId).backgroundRun.updateMany({ where: { id: runId }, data: { state, finishedAt: new Date() } });
}

async function failRun({ organizationId, runId }: RunKey, error: unknown): Promise<void> {
  await orgDb(organizationId).backgroundRun.updateMany({
    where: { id: runId, state: { in: ['QUEUED', 'RUNNING'] } },
    data: { state: 'FAILED', error: String(error), finishedAt: new Date() },
  });
}
