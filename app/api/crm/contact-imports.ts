import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { changeFormat, dropImport, importerFor, listImports, saveChoices, type ChangeImport, type ContactImport } from '~/domain/imports/contact-import.server';
import { IMPORT_LIMITS, UnreadableFileError } from '~/domain/imports/import-limits';
import { OUTCOMES } from '~/domain/imports/import-modes';
import { previewRows } from '~/domain/imports/preview-rows.server';
import { isFileThere } from '~/domain/imports/problem-rows.server';
import { takeFile } from '~/domain/imports/take-file.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { getI18n } from '~/platform/i18n.server';
import { contactFacts, contactFields } from './contact-shape';
import { contactImport, importChange, importFormat, importRow, readChoices, readRuns, requireImport, showRuns, toImport } from './contact-import-shape';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { forwardPage, forwardQuery, pageOf, wholeList } from '../ground/paging';
import { ApiProblem, conflict, invalid } from '../ground/problem';
import { withUpload } from '../ground/read-upload';
import { id } from '../ground/schemas';

export const IMPORT_TAG = 'Contact imports';
export const importParams = z.object({ importId: id });
export const importNeed = { resource: 'contacts', action: 'create' } as const;
export const STARTED = 'It was started already';
const FILE_GONE = 'Its file is not kept any longer';

const KILOBYTE = 1024;
const BODY_LIMITS = { fieldBytes: 4 * KILOBYTE, textBytes: 16 * KILOBYTE, files: 1, fileBytes: IMPORT_LIMITS.bytes };

export const importProblems = z.array(z.object({ field: z.string().nullable().openapi({ example: 'phones' }), code: z.string().openapi({ example: 'phone' }), value: z.string().optional().openapi({ description: 'The cell as it stands' }) }));
const previewRow = z
  .object({
    row: z.int().openapi({ description: 'Of the file, as a spreadsheet numbers it', example: 2 }),
    outcome: z.enum(OUTCOMES),
    problems: importProblems,
    contact: contactFacts.partial().extend({ id: id.optional() }).openapi({ description: 'What the row says' }),
  })
  .openapi('ContactImportPreviewRow');

/** The import as it is, with its version. */
export async function answerImport(caller: ApiCaller, importId: string, location?: string) {
  const { record } = await requireImport(caller, importId);
  return answer(await toImport(caller, record), { version: record.version, ...(location && { location }) });
}

/** @throws {ApiProblem} 409, 412 with the import as it is now */
async function accepted(caller: ApiCaller, importId: string, result: ChangeImport): Promise<void> {
  if (result.ok) return;
  throw result.error === 'stale' ? await staleImport(caller, importId) : conflict(result.error, STARTED);
}

export async function staleImport(caller: ApiCaller, importId: string): Promise<ApiProblem> {
  const { record } = await requireImport(caller, importId);
  return new ApiProblem('stale', { extra: { current: await toImport(caller, record) } });
}

async function requireFile(record: ContactImport): Promise<void> {
  if (!(await isFileThere(record))) throw conflict('fileGone', FILE_GONE);
}

/** What is wrong with a file, in English. */
async function reading<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    const t = getI18n('en').getFixedT('en', 'imports');
    throw invalid(path, error.problem, t(`errors.file.${error.problem}`, { row: error.row, max: IMPORT_LIMITS }));
  }
}

export const contactImportOperations: Operation[] = [
  staffOperation(
    importNeed,
    { id: 'contactImports.list', method: 'get', path: '/contact-imports', tag: IMPORT_TAG, summary: 'List imports', description: "The newest first; one's own, for those who may delete all contacts everybody's.", query: z.strictObject(forwardQuery), answer: pageOf(importRow, 'ContactImport') },
    async ({ caller, query: { limit, after }, request }) => {
      if (after !== undefined && !isUuid(after)) throw invalid('query.after', 'cursor', 'This is no place in this list.');
      const { rows, next } = await listImports(caller.db, importerFor(caller), after ?? null, limit);
      const runsOf = await readRuns(caller, rows);
      return forwardPage(request, rows.map((row) => ({ id: row.id, fileName: row.fileName, rowCount: row.rowCount, createdById: row.createdById, createdAt: row.createdAt, ...showRuns(runsOf(row)) })), next);
    },
  ),
  staffOperation(
    importNeed,
    {
      id: 'contactImports.create', method: 'post', path: '/contact-imports', tag: IMPORT_TAG, summary: 'Upload a table', description: 'CSV or XLSX, up to 50 MB and 200,000 rows. What its columns mean is guessed; nothing is imported yet.',
      upload: z.object({ file: z.any().openapi({ type: 'string', format: 'binary' }) }), answer: contactImport, status: 201, does: ['/contacts/import upload'],
    },
    ({ caller, request }) =>
      withUpload(request, 'file', BODY_LIMITS, async ({ uploads: [file] }) => {
        const customFields = await contactFields(caller);
        const importId = await reading('/file', () => takeFile({ organizationId: caller.org.id, userId: caller.user.id, file, customFields }));
        return answerImport(caller, importId, `/contact-imports/${importId}`);
      }),
  ),
  staffOperation(importNeed, { id: 'contactImports.read', method: 'get', path: '/contact-imports/{importId}', tag: IMPORT_TAG, summary: 'Read an import and how far it is', params: importParams, answer: contactImport }, ({ caller, params: { importId } }) => answerImport(caller, importId)),
  staffOperation(
    importNeed,
    { id: 'contactImports.update', method: 'patch', path: '/contact-imports/{importId}', tag: IMPORT_TAG, summary: 'Choose what its columns mean and what may be done', description: 'What is not named stays. A dry run of other choices counts no more.', params: importParams, body: importChange.openapi('ContactImportChange', { example: { mode: 'create' } }), answer: contactImport, needsVersion: true, conflict: STARTED, does: ['/contacts/import/:none save'] },
    async ({ caller, params: { importId }, body, version }) => {
      const { record, fields } = await requireImport(caller, importId);
      const choices = await readChoices(caller, record, fields, body);
      await accepted(caller, importId, await saveChoices(caller.org.id, { id: importId, version }, choices));
      return answerImport(caller, importId);
    },
  ),
  staffOperation(
    importNeed,
    { id: 'contactImports.format', method: 'patch', path: '/contact-imports/{importId}/format', tag: IMPORT_TAG, summary: 'Read its file in another way', description: 'Where encoding, delimiter or head were guessed wrong. The choices begin again, since the columns are others.', params: importParams, body: importFormat.openapi('ContactImportFormat', { example: { hasHeader: true } }), answer: contactImport, needsVersion: true, conflict: STARTED, does: ['/contacts/import/:none format'] },
    async ({ caller, params: { importId }, body, version }) => {
      const { record, fields } = await requireImport(caller, importId);
      const written = (['encoding', 'delimiter'] as const).find((name) => body[name] !== undefined);
      if (record.format.kind === 'xlsx' && written) throw invalid(`/${written}`, 'xlsx', 'An XLSX has none.');
      if (record.version !== version) throw await staleImport(caller, importId);
      await requireFile(record);
      const result = await reading('/', () => changeFormat(caller.org.id, record, { ...record.format, ...body }, fields));
      await accepted(caller, importId, result);
      return answerImport(caller, importId);
    },
  ),
  staffOperation(importNeed, { id: 'contactImports.preview', method: 'get', path: '/contact-imports/{importId}/preview', tag: IMPORT_TAG, summary: 'What its first rows would become', params: importParams, answer: pageOf(previewRow, 'ContactImportPreview'), conflict: FILE_GONE }, async ({ caller, params: { importId } }) => {
    const { record, fields } = await requireImport(caller, importId);
    await requireFile(record);
    const rows = await previewRows(caller.db, importerFor(caller), record, fields);
    return wholeList(rows.map(({ row, outcome, problems, patch }) => ({ row, outcome, problems: [...problems], contact: patch })));
  }),
  staffOperation(importNeed, { id: 'contactImports.drop', method: 'delete', path: '/contact-imports/{importId}', tag: IMPORT_TAG, summary: 'Forget an import that was not started', params: importParams, conflict: STARTED, does: ['/contacts/import/:none drop'] }, async ({ caller, params: { importId } }) => {
    await requireImport(caller, importId);
    if (!(await dropImport(caller.org.id, importId))) throw conflict('started', STARTED);
    return done();
  }),
];
