import { createRun, findRun } from '~/domain/background-runs/background-runs.server';
import { reviveRun } from '~/domain/background-runs/work-on-run.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { enqueue } from '~/platform/jobs.server';
import type { ContactImport, Importer } from './contact-import.server';
import { checkChoices, type ChoicesError } from './import-options';
import { importJob, undoImportJob } from './import-jobs.server';
import { IMPORT_KIND, TRIAL_KIND, UNDO_KIND } from './import-params';

export type StartResult =
  | { ok: true; runId: string; isNew: boolean }
  | { ok: false; error: 'stale' | 'started' | 'notTried' | 'notOver' }
  | { ok: false; error: 'choices'; problem: ChoicesError };

/** Reads the file through without writing a contact, and says what would come of it. Two starts at once are one. */
export function startTrial(importer: Importer, record: ContactImport): Promise<StartResult> {
  const problem = checkChoices(record.choices);
  if (problem) return Promise.resolve({ ok: false, error: 'choices', problem });
  return orgDb(importer.organizationId).$transaction(async (tx): Promise<StartResult> => {
    const current = await lockImport(tx, importer.organizationId, record.id);
    if (!current || current.version !== record.version) return { ok: false, error: 'stale' };
    if (current.runId) return { ok: false, error: 'started' };
    if (current.dryRunId) return { ok: true, runId: current.dryRunId, isNew: false };
    const runId = await begin(tx, importer, record, TRIAL_KIND);
    await tx.contactImport.updateMany({ where: { id: record.id }, data: { dryRunId: runId } });
    return { ok: true, runId, isNew: true };
  });
}

/** The import itself, once, after a trial of the same choices has gone through. */
export function startImport(importer: Importer, record: ContactImport): Promise<StartResult> {
  return orgDb(importer.organizationId).$transaction(async (tx): Promise<StartResult> => {
    const current = await lockImport(tx, importer.organizationId, record.id);
    if (!current) return { ok: false, error: 'stale' };
    if (current.runId) return { ok: true, runId: current.runId, isNew: false };
    if (current.version !== record.version) return { ok: false, error: 'stale' };
    const trial = current.dryRunId && (await findRun(tx, current.dryRunId));
    if (!trial || trial.state !== 'DONE') return { ok: false, error: 'notTried' };
    const runId = await begin(tx, importer, record, IMPORT_KIND);
    await tx.contactImport.updateMany({ where: { id: record.id }, data: { runId } });
    return { ok: true, runId, isNew: true };
  });
}

/** Takes the import back: what it made goes to the trash, what it changed becomes as it was, unless somebody worked on it since. */
export function startUndo(importer: Importer, record: ContactImport): Promise<StartResult> {
  return orgDb(importer.organizationId).$transaction(async (tx): Promise<StartResult> => {
    const current = await lockImport(tx, importer.organizationId, record.id);
    if (current?.undoRunId) return { ok: true, runId: current.undoRunId, isNew: false };
    const run = current?.runId && (await findRun(tx, current.runId));
    if (!run || run.state === 'QUEUED' || run.state === 'RUNNING') return { ok: false, error: 'notOver' };
    const { organizationId, userId } = importer;
    const total = (run.counts.created ?? 0) + (run.counts.updated ?? 0);
    const runId = await createRun(tx, { organizationId, kind: UNDO_KIND, total, startedById: userId, params: { importId: record.id, ofRunId: run.id } });
    await tx.contactImport.updateMany({ where: { id: record.id }, data: { undoRunId: runId } });
    await enqueue(tx, undoImportJob, { organizationId, runId });
    return { ok: true, runId, isNew: true };
  });
}

/** Lets a run go on that ended with an error. */
export function resumeRun(organizationId: string, runId: string, kind: 'import' | 'undo'): Promise<boolean> {
  return orgDb(organizationId).$transaction(async (tx) => {
    if (!(await reviveRun(tx, runId))) return false;
    await enqueue(tx, kind === 'undo' ? undoImportJob : importJob, { organizationId, runId });
    return true;
  });
}

async function lockImport(tx: OrgTx, organizationId: string, id: string) {
  const [current] = await tx.$queryRaw<{ version: number; dryRunId: string | null; runId: string | null; undoRunId: string | null }[]>`
    SELECT "version", "dryRunId", "runId", "undoRunId" FROM "ContactImport"
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${id}::uuid FOR NO KEY UPDATE`;
  return current ?? null;
}

async function begin(tx: OrgTx, { organizationId, userId, timeZone, reach, scope }: Importer, { id, rowCount }: ContactImport, kind: string): Promise<string> {
  const params = { importId: id, viewer: { organizationId, timeZone, userId, reach }, scope };
  const runId = await createRun(tx, { organizationId, kind, total: rowCount, startedById: userId, params });
  await enqueue(tx, importJob, { organizationId, runId });
  return runId;
}
