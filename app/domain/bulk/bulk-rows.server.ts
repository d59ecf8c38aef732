import type { Prisma } from '~/generated/prisma/client';
import type { RunRowResult } from '~/domain/background-runs/run-rows.server';
import type { OrgTx } from '~/platform/db.server';

const PENDING = 'pending';

/** Writes down the records that a run is about, in an order that stays. */
export async function takeChosen(tx: OrgTx, organizationId: string, runId: string, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "RunRow" ("organizationId", "runId", "position", "outcome", "recordId")
    SELECT ${organizationId}::uuid, ${runId}::uuid, chosen.place, ${PENDING}, chosen.id FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS chosen(id, place)`;
}

/** The same for all records of a place; returns how many there are. */
export function takeAll(tx: OrgTx, organizationId: string, runId: string, { from, where }: { from: Prisma.Sql; where: Prisma.Sql }): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO "RunRow" ("organizationId", "runId", "position", "outcome", "recordId")
    SELECT ${organizationId}::uuid, ${runId}::uuid, row_number() OVER (ORDER BY "id"), ${PENDING}, "id" FROM ${from} WHERE ${where}`;
}

/** The same for all that an earlier run changed, with what it noted; returns how many. */
export function takeDone(tx: OrgTx, organizationId: string, runId: string, ofRunId: string): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO "RunRow" ("organizationId", "runId", "position", "outcome", "recordId", "before", "versionAfter")
    SELECT "organizationId", ${runId}::uuid, "position", ${PENDING}, "recordId", "before", "versionAfter" FROM "RunRow"
    WHERE "organizationId" = ${organizationId}::uuid AND "runId" = ${ofRunId}::uuid AND "outcome" = 'updated' AND "versionAfter" IS NOT NULL`;
}

export interface PendingRow {
  position: number;
  recordId: string;
  before: Prisma.JsonValue;
  versionAfter: number | null;
}

/** The next records that nobody has worked on yet. */
export async function listPending(tx: OrgTx, runId: string, limit: number): Promise<PendingRow[]> {
  const rows = await tx.runRow.findMany({
    where: { runId, outcome: PENDING },
    orderBy: { position: 'asc' },
    take: limit,
    select: { position: true, recordId: true, before: true, versionAfter: true },
  });
  return rows.flatMap(({ recordId, ...row }) => (recordId ? [{ ...row, recordId }] : []));
}

/** Notes what became of records. */
export async function settleRows(tx: OrgTx, organizationId: string, runId: string, rows: readonly RunRowResult[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "RunRow" r SET "outcome" = d."outcome", "before" = d."before", "versionAfter" = d."versionAfter", "errors" = d."errors"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS d("position" int, "outcome" varchar, "before" jsonb, "versionAfter" int, "errors" jsonb)
    WHERE r."organizationId" = ${organizationId}::uuid AND r."runId" = ${runId}::uuid AND r."position" = d."position"`;
}
