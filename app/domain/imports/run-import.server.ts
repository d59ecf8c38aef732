import { createHash } from 'node:crypto';
import type { Prisma } from '~/generated/prisma/client';
import { listMemberLogins } from '~/domain/accounts/members/members.server';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { findRun } from '~/domain/background-runs/background-runs.server';
import { listRunRows, writeRunRows, type RunRowResult } from '~/domain/background-runs/run-rows.server';
import { advanceRun, beginRun, finishRun, lockRun, type RunKey } from '~/domain/background-runs/work-on-run.server';
import { insertContacts, lockContacts, noteOnContacts, rewriteContacts } from '~/domain/contacts/write-many.server';
import { activeFields } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { findImport, type ContactImport } from './contact-import.server';
import { convertRow, type Conversion, type ConvertedRow } from './convert-row';
import { findMatches } from './find-matches.server';
import { importParams, TRIAL_KIND, type ImportParams } from './import-params';
import { keysOf } from './match-keys';
import { changedColumns, emptySeen, planRows, remember, type Change, type PlanOptions, type SeenRows } from './plan-rows';
import { readDataRows } from './take-file.server';
import { tellOfImport } from './tell-of-import.server';

const BATCH_SIZE = 1_000;
const SLICE_MS = 45_000;
const BATCH_TIMEOUT_MS = 30_000;
const REMEMBERED_ROWS = 10_000;

export interface Slice extends RunKey {
  signal: AbortSignal;
  batchSize?: number;
  sliceMs?: number;
}

interface Task extends RunKey {
  record: ContactImport;
  params: ImportParams;
  isTrial: boolean;
  startedAt: Date;
  conversion: Conversion;
  options: PlanOptions;
  seen: SeenRows;
}

/**
 * Works on a trial or an import for up to `sliceMs`; true when nothing is left to do. Every batch commits its contacts, its
 * notes about rows and the run's place together, so after a crash the next try goes on behind the last batch.
 */
export async function importSlice({ organizationId, runId, signal, batchSize = BATCH_SIZE, sliceMs = SLICE_MS }: Slice): Promise<boolean> {
  const until = Date.now() + sliceMs;
  const begun = await beginImport({ organizationId, runId });
  if (!begun) return true;
  const { task, done } = begun;
  const past = await recallRows(task, done);
  let place = done;
  let batch: ConvertedRow[] = [];
  // while the database writes one batch, the next one is read: both take about as long
  let writing = Promise.resolve(true);
  for await (const { position, cells } of readDataRows(task.record.fileKey, task.record.format)) {
    const row = convertRow(position, cells, task.conversion);
    if (position <= done) {
      const recordId = past.get(position);
      if (recordId) remember(task.seen, recordId, position, keysOf(row.patch, task.options.keys));
      continue;
    }
    batch.push(row);
    if (batch.length < batchSize) continue;
    if (!(await writing)) return true;
    writing = writeBatch(task, batch, place);
    // waited for above or below; a failure of the reading meanwhile must not leave it unhandled
    writing.catch(() => {});
    place = position;
    batch = [];
    if (signal.aborted || Date.now() >= until) return !(await writing);
  }
  if (!(await writing)) return true;
  if (batch.length > 0 && !(await writeBatch(task, batch, place))) return true;
  await endImport(task);
  return true;
}

async function beginImport({ organizationId, runId }: RunKey): Promise<{ task: Task; done: number } | null> {
  const db = orgDb(organizationId);
  const run = await findRun(db, runId);
  if (!run || !(await beginRun(db, runId))) return null;
  const params = importParams.parse(run.params);
  const [customFields, members] = await Promise.all([listCustomFields(db, 'CONTACT').then(activeFields), listMemberLogins(db, 'contacts')]);
  const record = await findImport(db, params.importId, { userId: params.viewer.userId, seesAll: true }, customFields);
  // who has left the organisation, or may not change its contacts any more, imports nothing
  if (!record || !members.some(({ id }) => id === params.viewer.userId)) {
    await finishRun(db, runId, 'CANCELLED');
    return null;
  }
  const { choices } = record;
  const task: Task = {
    organizationId, runId, record, params,
    isTrial: run.kind === TRIAL_KIND,
    startedAt: run.createdAt,
    conversion: {
      columns: choices.columns,
      customFields,
      owners: new Map(members.flatMap(({ id, name, email }) => [[name.toLowerCase(), id], [email.toLowerCase(), id]])),
    },
    options: { ...choices, requiredFields: customFields.filter(({ isRequired }) => isRequired) },
    seen: emptySeen(),
  };
  return { task, done: run.done };
}

/** Which records the rows before this place were about: an earlier try knew it, and later rows of the file must. */
async function recallRows({ organizationId, runId }: Task, done: number): Promise<Map<number, string>> {
  const past = new Map<number, string>();
  for (let after = 0; after < done; ) {
    const rows = await listRunRows(orgDb(organizationId), { runId, after, limit: REMEMBERED_ROWS });
    for (const { position, recordId } of rows) if (recordId) past.set(position, recordId);
    after = rows.at(-1)?.position ?? done;
  }
  return past;
}

/** False when the run was cancelled, or another worker has gone on with it. */
async function writeBatch(task: Task, rows: ConvertedRow[], from: number): Promise<boolean> {
  const { organizationId, runId, isTrial, options, seen } = task;
  const now = new Date();
  return orgDb(organizationId).$transaction(
    async (tx) => {
      const run = await lockRun(tx, { organizationId, runId });
      if (run?.state !== 'RUNNING' || run.done !== from) return false;
      // two imports of the same clients go one after the other, or each would miss what the other makes
      if (!isTrial) await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`contacts.import:${organizationId}`}, 0))`;
      const { found, known } = await findKnown(tx, task, rows);
      const { decisions, changes } = planRows({ rows, found, known, options, newId: (position) => newContactId(task, position) }, seen);
      const versions = isTrial ? new Map<string, number>() : await writeChanges(tx, task, changes, now);
      const changeOf = new Map(changes.map((change) => [change.position, change]));
      const results = decisions.map(({ position, outcome, recordId, problems }): RunRowResult => {
        const change = changeOf.get(position);
        return {
          position, outcome, recordId,
          errors: problems.length > 0 ? (problems as unknown as Prisma.InputJsonArray) : null,
          ...(change && !isTrial && { versionAfter: versions.get(change.id) ?? null, before: beforeOf(change) }),
        };
      });
      await writeRunRows(tx, organizationId, runId, results);
      if (!isTrial) await bringForward(tx, task, changes, versions, from);
      await advanceRun(tx, runId, run, { done: rows.at(-1)?.position ?? from, outcomes: decisions.map(({ outcome }) => outcome) });
      return true;
    },
    { timeout: BATCH_TIMEOUT_MS },
  );
}

async function findKnown(tx: OrgTx, { params: { viewer, scope }, options, seen }: Task, rows: ConvertedRow[]) {
  const wanted = new Set(rows.flatMap(({ patch }) => keysOf(patch, options.keys)));
  const found = await findMatches(tx, viewer, [...wanted]);
  const ids = new Set([...found.values()].flat());
  for (const key of wanted) {
    const id = seen.byKey.get(key);
    if (id) ids.add(id);
  }
  const contacts = await lockContacts(tx, viewer, [...ids]);
  const isEditable = (contact: { ownerId: string | null; createdById: string | null }) => scope === 'all' || contact.ownerId === viewer.userId || contact.createdById === viewer.userId;
  return { found, known: new Map([...contacts].map(([id, { createdById, ...contact }]) => [id, { ...contact, isEditable: isEditable({ ...contact, createdById }) }])) };
}

async function writeChanges(tx: OrgTx, { organizationId, runId, params, record }: Task, changes: Change[], now: Date): Promise<Map<string, number>> {
  const many = { organizationId, userId: params.viewer.userId, now };
  const made = changes.filter(({ before }) => before === null);
  await insertContacts(tx, many, made.map(({ id, after }) => ({ ...after, id })));
  const rewritten = changes.flatMap(({ id, before, after }) => (before ? [{ ...after, id, version: before.version }] : []));
  const versions = await rewriteContacts(tx, many, rewritten);
  for (const { id } of made) versions.set(id, 1);
  await noteOnContacts(tx, { ...many, batchId: runId }, changes.map(({ id, before, after }) => ({
    contactId: id,
    event: 'contact.imported',
    data: { fileName: record.fileName, importId: record.id, ...(before && { fields: changedColumns(before, after) }) },
  })));
  return versions;
}

/** The columns that a row changed, as they were; of a new contact nothing. */
function beforeOf({ before, after }: Change): Prisma.InputJsonObject | null {
  if (!before) return null;
  return Object.fromEntries(changedColumns(before, after).map((column) => [column, before[column]])) as Prisma.InputJsonObject;
}

/**
 * A later row of the file that filled a contact of an earlier batch: the undo goes by the earlier row, so that one is told
 * the contact's newest version.
 */
async function bringForward(tx: OrgTx, { organizationId, runId }: Task, changes: Change[], versions: Map<string, number>, from: number): Promise<void> {
  const later = changes.filter(({ position, before }) => before !== null && position <= from);
  if (later.length === 0) return;
  const rows = later.map(({ position, id, before, after }) => ({ position, version: versions.get(id), before: beforeOf({ id, position, before, after }) }));
  // what the earlier row noted as it was stays; of a contact that it made nothing is noted
  await tx.$executeRaw`
    UPDATE "RunRow" r SET "versionAfter" = l."version",
      "before" = CASE WHEN r."outcome" = 'created' THEN NULL ELSE COALESCE(l."before", '{}'::jsonb) || COALESCE(r."before", '{}'::jsonb) END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS l("position" int, "version" int, "before" jsonb)
    WHERE r."organizationId" = ${organizationId}::uuid AND r."runId" = ${runId}::uuid AND r."position" = l."position"`;
}

/** The id of the contact that a row makes: the same at every try, and rising with the rows as all ids do. */
function newContactId({ runId, startedAt }: Task, position: number): string {
  const time = startedAt.getTime().toString(16).padStart(12, '0');
  const row = position.toString(16).padStart(6, '0');
  const rest = createHash('sha256').update(`${runId}:${position}`).digest('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${row.slice(0, 3)}-8${row.slice(3)}-${rest.slice(0, 12)}`;
}

async function endImport({ organizationId, runId, record, params, isTrial }: Task): Promise<void> {
  await orgDb(organizationId).$transaction(async (tx) => {
    const run = await lockRun(tx, { organizationId, runId });
    if (run?.state !== 'RUNNING') return;
    await tx.backgroundRun.updateMany({ where: { id: runId }, data: { done: record.rowCount } });
    await finishRun(tx, runId, 'DONE');
    if (isTrial) return;
    await tellOfImport(tx, { organizationId, runId, importId: record.id, userId: params.viewer.userId, file: record.fileName, isFailed: false });
    await writeAudit(tx, {
      organizationId, actorId: params.viewer.userId, action: 'import', resource: 'contacts', resourceId: record.id, label: record.fileName, after: run.counts,
    });
  });
}
