import { z } from 'zod';
import type { Prisma } from '~/generated/prisma/client';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { findRun } from '~/domain/background-runs/background-runs.server';
import { listRunRows, writeRunRows, type RunRow } from '~/domain/background-runs/run-rows.server';
import { advanceRun, beginRun, finishRun, lockRun, type RunKey } from '~/domain/background-runs/work-on-run.server';
import { lockContacts, noteOnContacts, rewriteContacts, trashContacts, type StoredContact, type WriteMany } from '~/domain/contacts/write-many.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { undoParams } from './import-params';
import { IMPORTED_COLUMNS } from './plan-rows';

const BATCH_SIZE = 1_000;
const SLICE_MS = 45_000;
const BATCH_TIMEOUT_MS = 30_000;

const beforeSchema = z.partialRecord(z.enum(IMPORTED_COLUMNS), z.unknown());

interface Slice extends RunKey {
  signal: AbortSignal;
  batchSize?: number;
  sliceMs?: number;
}

/**
 * Takes an import back, batch by batch: what it made goes to the trash, what it changed gets the changed fields as they were.
 * A contact that somebody has worked on since, or that has deals, is left as it is and noted as a conflict.
 * @returns true when nothing is left to do
 */
export async function undoSlice({ organizationId, runId, signal, batchSize = BATCH_SIZE, sliceMs = SLICE_MS }: Slice): Promise<boolean> {
  const until = Date.now() + sliceMs;
  const db = orgDb(organizationId);
  const run = await findRun(db, runId);
  if (!run || !(await beginRun(db, runId))) return true;
  const { importId, ofRunId } = undoParams.parse(run.params);
  if (run.done === 0) await beginRun(db, runId, await db.runRow.count({ where: { runId: ofRunId, versionAfter: { not: null } } }));
  const work = { organizationId, runId, ofRunId, importId, userId: run.startedById, batchSize };
  while (!signal.aborted && Date.now() < until) if (await undoBatch(work)) return true;
  return false;
}

interface Work extends RunKey {
  ofRunId: string;
  importId: string;
  userId: string | null;
  batchSize: number;
}

async function undoBatch({ organizationId, runId, ofRunId, importId, userId, batchSize }: Work): Promise<boolean> {
  const now = new Date();
  return orgDb(organizationId).$transaction(
    async (tx) => {
      const run = await lockRun(tx, { organizationId, runId });
      if (run?.state !== 'RUNNING') return true;
      // positions are those of the import: the last one that is noted says how far an earlier batch came
      const [last] = await tx.$queryRaw<{ position: number | null }[]>`
        SELECT max("position") AS "position" FROM "RunRow" WHERE "organizationId" = ${organizationId}::uuid AND "runId" = ${runId}::uuid`;
      const rows = await listRunRows(tx, { runId: ofRunId, after: last?.position ?? 0, limit: batchSize, isChange: true });
      if (rows.length === 0) {
        await finishRun(tx, runId, 'DONE');
        await writeAudit(tx, { organizationId, actorId: userId, action: 'undo', resource: 'contacts', resourceId: importId, after: run.counts });
        return true;
      }
      const results = await revertRows(tx, { organizationId, userId, now }, runId, rows);
      await writeRunRows(tx, organizationId, runId, results);
      await advanceRun(tx, runId, run, { done: run.done + rows.length, outcomes: results.map(({ outcome }) => outcome) });
      return false;
    },
    { timeout: BATCH_TIMEOUT_MS },
  );
}

async function revertRows(tx: OrgTx, many: WriteMany, runId: string, rows: readonly RunRow[]) {
  const { organizationId } = many;
  const viewer = { organizationId, timeZone: 'UTC', userId: many.userId ?? '', reach: 'all' as const };
  const contacts = await lockContacts(tx, viewer, rows.flatMap(({ recordId }) => recordId ?? []), 'remove');
  const isUntouched = ({ recordId, versionAfter }: RunRow) => recordId !== null && contacts.get(recordId)?.version === versionAfter;
  const untouched = rows.filter(isUntouched);
  const made = untouched.filter(({ outcome }) => outcome === 'created').map(({ recordId, versionAfter }) => ({ id: recordId ?? '', version: versionAfter ?? 0 }));
  const gone = await trashContacts(tx, many, made);
  const changed = untouched.filter(({ outcome }) => outcome !== 'created').flatMap(({ recordId, before }) => restored(contacts.get(recordId ?? ''), before));
  const back = await rewriteContacts(tx, many, changed);
  await noteOnContacts(tx, { ...many, batchId: runId }, [
    ...[...gone.keys()].map((contactId) => ({ contactId, event: 'contact.deleted', data: { isUndo: true } })),
    ...[...back.keys()].map((contactId) => ({ contactId, event: 'contact.restored', data: { isUndo: true } })),
  ]);
  return rows.map((row) => {
    const id = row.recordId ?? '';
    if (gone.has(id) || back.has(id)) return { position: row.position, outcome: 'reverted', recordId: row.recordId };
    const code = !contacts.has(id) ? 'gone' : isUntouched(row) ? 'hasDeals' : 'edited';
    return { position: row.position, outcome: 'conflict', recordId: row.recordId, errors: [{ field: null, code }] };
  });
}

function restored(contact: StoredContact | undefined, before: Prisma.JsonValue): (StoredContact & { version: number })[] {
  const parsed = beforeSchema.safeParse(before ?? {});
  if (!contact || !parsed.success) return [];
  return [{ ...contact, ...(parsed.data as Partial<StoredContact>) }];
}
