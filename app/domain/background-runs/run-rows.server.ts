import { Prisma } from '~/generated/prisma/client';
import type { OrgDb, OrgTx } from '~/platform/db.server';

/** What became of one row of a run. */
export interface RunRowResult {
  /** Place in the file or in the order of work, from 1. */
  position: number;
  outcome: string;
  recordId?: string | null;
  /** Changed columns as they were. */
  before?: Prisma.InputJsonValue | null;
  versionAfter?: number | null;
  errors?: Prisma.InputJsonValue | null;
}

/** Notes what became of a batch, in the transaction that did it. */
export async function writeRunRows(tx: OrgTx, organizationId: string, runId: string, rows: readonly RunRowResult[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "RunRow" ("organizationId", "runId", "position", "outcome", "recordId", "before", "versionAfter", "errors")
    SELECT ${organizationId}::uuid, ${runId}::uuid, r."position", r."outcome", r."recordId", r."before", r."versionAfter", r."errors"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r("position" int, "outcome" varchar, "recordId" uuid, "before" jsonb, "versionAfter" int, "errors" jsonb)`;
}

export interface RunRow {
  position: number;
  outcome: string;
  recordId: string | null;
  before: Prisma.JsonValue;
  versionAfter: number | null;
  errors: Prisma.JsonValue;
}

const runRow = { position: true, outcome: true, recordId: true, before: true, versionAfter: true, errors: true } as const;

export interface RunRowQuery {
  runId: string;
  /** Rows after this place. */
  after?: number;
  limit: number;
  outcomes?: readonly string[];
  /** Only rows with a message. */
  hasErrors?: boolean;
  /** Only rows that changed a record. */
  isChange?: boolean;
}

/** Rows of a run in their order. */
export function listRunRows(db: OrgDb | OrgTx, { runId, after = 0, limit, outcomes, hasErrors, isChange }: RunRowQuery): Promise<RunRow[]> {
  return db.runRow.findMany({
    where: {
      runId,
      position: { gt: after },
      ...(outcomes && { outcome: { in: [...outcomes] } }),
      ...(isChange && { versionAfter: { not: null } }),
      ...(hasErrors && { NOT: { errors: { equals: Prisma.DbNull } } }),
    },
    orderBy: { position: 'asc' },
    take: limit,
    select: runRow,
  });
}
