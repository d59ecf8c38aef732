import { z } from 'zod';
import { responseClockSchema } from '~/domain/leads/response-clock.schema';
import { db, orgDb } from '~/platform/db.server';
import { defineJob, enqueue } from '~/platform/jobs.server';
import { roundJob } from './round.server';
import { roundDay } from './round-day';

const BATCH = 500;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Sees every few minutes in which organisations the morning round is due. */
export const roundClockJob = defineJob({
  name: 'rounds-clock',
  schema: z.object({}),
  everySeconds: 300,
  retryLimit: 0,
  handler: (_data, { signal }) => startRounds(new Date(), signal),
});

/**
 * Begins today's round of every organisation that has opened. Which day was begun stands in the organisation's row, changed
 * in the transaction that writes the job: however many processes ask, and whenever they were down, each day begins once.
 * @returns how many began
 */
export async function startRounds(now: Date, signal?: AbortSignal): Promise<number> {
  let started = 0;
  for (let after = FIRST_ID; !signal?.aborted; ) {
    const rows = await db.$queryRaw<{ id: string; timeZone: string; responseClock: unknown }[]>`
      SELECT "id", "timeZone", "responseClock" FROM "Organization"
      WHERE "id" > ${after}::uuid AND "lastRoundDay" < (${now} AT TIME ZONE "timeZone")::date ORDER BY "id" LIMIT ${BATCH}`;
    for (const { id, timeZone, responseClock } of rows) {
      const day = roundDay(responseClockSchema.parse(responseClock), timeZone, now);
      if (day && (await startRound(id, day))) started += 1;
    }
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) break;
    after = last.id;
  }
  return started;
}

async function startRound(organizationId: string, day: string): Promise<boolean> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const begun = await tx.$executeRaw`UPDATE "Organization" SET "lastRoundDay" = ${day}::date WHERE "id" = ${organizationId}::uuid AND "lastRoundDay" < ${day}::date`;
    if (begun === 0) return false;
    await enqueue(tx, roundJob, { organizationId, day });
    return true;
  });
}
