import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { findRun, isUnfinished, type RunProgress } from '~/domain/background-runs/background-runs.server';
import { cancelRun } from '~/domain/background-runs/work-on-run.server';
import { problemTable, sampleTable } from '~/domain/exports/import-tables.server';
import { importerFor, type ContactImport } from '~/domain/imports/contact-import.server';
import { listProblemRows, PROBLEM_KINDS } from '~/domain/imports/problem-rows.server';
import { resumeRun, startImport, startTrial, startUndo, type StartResult } from '~/domain/imports/start-import.server';
import { getFixedT, getI18n, getLanguage } from '~/platform/i18n.server';
import { checkMode, readRuns, requireImport } from './contact-import-shape';
import { IMPORT_TAG, importNeed, importParams, importProblems, staleImport, STARTED } from './contact-imports';
import { exportQuery, exportSpec, sendTable } from '../ground/export-file';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { forwardPage, forwardQuery, pageOf } from '../ground/paging';
import { ApiProblem, conflict, invalid } from '../ground/problem';
import { run, toRun } from '../ground/run-shape';
import { flag, id } from '../ground/schemas';

const NOT_TRIED = 'A dry run of the present choices has to go through first';
const NOT_OVER = 'There is nothing to take back yet';

const problemRow = z
  .object({ row: z.int().openapi({ description: 'Of the file, as a spreadsheet numbers it', example: 2 }), recordId: id.nullable().openapi({ description: 'The contact that it is about' }), problems: importProblems })
  .openapi('ContactImportProblemRow');
const kind = z.enum(PROBLEM_KINDS).optional().openapi({ description: 'failed (unless asked for): with something to repair; skipped: left out' });

/** The run that was started. @throws {ApiProblem} 409, 412, 422 */
async function started(caller: ApiCaller, importId: string, result: StartResult) {
  if (!result.ok) {
    if (result.error === 'stale') throw await staleImport(caller, importId);
    if (result.error === 'choices') throw invalid(result.problem.startsWith('key') ? '/keys' : '/columns', result.problem, getI18n('en').getFixedT('en', 'imports')(`errors.choices.${result.problem}`));
    throw conflict(result.error, { started: STARTED, notTried: NOT_TRIED, notOver: NOT_OVER }[result.error]);
  }
  const found = await findRun(caller.db, result.runId);
  if (!found) throw new ApiProblem('not-found');
  return answer(toRun(found), { location: `/runs/${found.id}` });
}

/** The newest run of an import of which something holds. */
async function lastRun(caller: ApiCaller, record: ContactImport, holds: (run: RunProgress) => boolean): Promise<RunProgress | null> {
  const { trial, run: own, undo } = (await readRuns(caller, [record]))(record);
  return [undo, own, trial].find((one) => one !== null && holds(one)) ?? null;
}

/** The run whose rows are asked for: the import, or its dry run. @throws {ApiProblem} 409 */
function runOfRows({ runId, dryRunId }: ContactImport): string {
  const found = runId ?? dryRunId;
  if (!found) throw conflict('notTried', NOT_TRIED);
  return found;
}

export const contactImportRunOperations: Operation[] = [
  staffOperation(importNeed, { ...exportSpec, id: 'contactImports.sample', path: '/contact-imports/sample', tag: IMPORT_TAG, summary: 'A file with the heads that are understood, and a row to look at', query: z.strictObject(exportQuery) }, async ({ query: { format }, request }) =>
    sendTable(sampleTable({ t: await getFixedT(request, 'imports'), language: await getLanguage(request) }), format, request),
  ),
  staffOperation(
    importNeed,
    {
      id: 'contactImports.start', method: 'post', path: '/contact-imports/{importId}/start', tag: IMPORT_TAG, summary: 'Try an import, or carry it out', description: 'dryRun=true: reads the file through and says what would become of each row, writing no contact. Once that has gone through, without dryRun the import itself begins.',
      params: importParams, query: z.strictObject({ dryRun: flag.optional().openapi({ example: 'true' }) }), answer: run, status: 202, needsVersion: true, conflict: `${NOT_TRIED}; or: ${STARTED}`, does: ['/contacts/import/:none try', '/contacts/import/:none import'],
    },
    async ({ caller, params: { importId }, query: { dryRun }, version }) => {
      const { record } = await requireImport(caller, importId);
      checkMode(caller, record.choices.mode);
      const asked = { ...record, version };
      return started(caller, importId, await (dryRun ? startTrial : startImport)(importerFor(caller), asked));
    },
  ),
  staffOperation(importNeed, { id: 'contactImports.cancel', method: 'post', path: '/contact-imports/{importId}/cancel', tag: IMPORT_TAG, summary: 'Stop what is at work', description: 'The dry run, the import or its undoing. What is done stays.', params: importParams, answer: run, conflict: 'Nothing is at work', does: ['/contacts/import/:none cancel'] }, async ({ caller, params: { importId } }) => {
    const { record } = await requireImport(caller, importId);
    const found = await lastRun(caller, record, isUnfinished);
    if (!found || !(await cancelRun(caller.db, found.id))) throw conflict('over', 'Nothing is at work.');
    return answer(toRun({ ...found, ...(await findRun(caller.db, found.id)) }));
  }),
  staffOperation(importNeed, { id: 'contactImports.resume', method: 'post', path: '/contact-imports/{importId}/resume', tag: IMPORT_TAG, summary: 'Let what was stopped or failed go on', params: importParams, answer: run, status: 202, conflict: 'Nothing is stopped', does: ['/contacts/import/:none resume'] }, async ({ caller, params: { importId } }) => {
    const { record } = await requireImport(caller, importId);
    const found = await lastRun(caller, record, ({ state }) => state === 'FAILED' || state === 'CANCELLED');
    if (!found || !(await resumeRun(caller.org.id, found.id, found.id === record.undoRunId ? 'undo' : 'import'))) throw conflict('notStopped', 'Nothing is stopped.');
    return answer(toRun({ ...found, ...(await findRun(caller.db, found.id)) }));
  }),
  staffOperation(
    importNeed,
    { id: 'contactImports.undo', method: 'post', path: '/contact-imports/{importId}/undo', tag: IMPORT_TAG, summary: 'Take an import back', description: 'What it made goes into the trash, what it changed becomes as it was, unless somebody worked on it since.', params: importParams, answer: run, status: 202, conflict: NOT_OVER, does: ['/contacts/import/:none undo'] },
    async ({ caller, params: { importId } }) => {
      const { record } = await requireImport(caller, importId);
      return started(caller, importId, await startUndo(importerFor(caller), record));
    },
  ),
  staffOperation(
    importNeed,
    { id: 'contactImports.rows', method: 'get', path: '/contact-imports/{importId}/rows', tag: IMPORT_TAG, summary: 'List rows to look at', description: 'Of the import, before it of its dry run.', params: importParams, query: z.strictObject({ ...forwardQuery, kind }), answer: pageOf(problemRow, 'ContactImportProblemRow'), conflict: NOT_TRIED },
    async ({ caller, params: { importId }, query: { limit, after = '0', kind: asked = 'failed' }, request }) => {
      const { record } = await requireImport(caller, importId);
      if (!/^\d{1,9}$/.test(after)) throw invalid('query.after', 'cursor', 'This is no place in this list.');
      const rows = await listProblemRows(caller.db, record, runOfRows(record), asked, limit + 1, Number(after));
      const page = rows.slice(0, limit);
      return forwardPage(request, page.map(({ row, recordId, problems }) => ({ row, recordId, problems })), rows.length > limit ? String(page.at(-1)?.position) : null);
    },
  ),
  staffOperation(
    importNeed,
    { ...exportSpec, id: 'contactImports.file', path: '/contact-imports/{importId}/rows/file', tag: IMPORT_TAG, summary: 'The same rows as a file, to repair and load again', description: 'In the columns of the uploaded file, with what is wrong as a further one. Its words are those of Accept-Language.', params: importParams, query: z.strictObject({ ...exportQuery, kind }), conflict: `${NOT_TRIED}; or: ${exportSpec.conflict}` },
    async ({ caller, params: { importId }, query: { format, kind: asked = 'failed' }, request }) => {
      const { record, fields } = await requireImport(caller, importId);
      const words = { t: await getFixedT(request, 'imports'), language: await getLanguage(request) };
      return sendTable(problemTable(caller.db, { record, customFields: fields, runId: runOfRows(record), kind: asked, ...words }), format, request);
    },
  ),
];
