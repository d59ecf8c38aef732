import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { isAssignable } from '~/domain/accounts/members/members.server';
import { findRuns, type RunProgress } from '~/domain/background-runs/background-runs.server';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { findImport, importerFor, type ContactImport } from '~/domain/imports/contact-import.server';
import { DELIMITERS, ENCODINGS } from '~/domain/imports/file-format';
import { checkChoices, isImportField, isMatchKey, type ImportChoices } from '~/domain/imports/import-options';
import { IN_FILE, MODES } from '~/domain/imports/import-modes';
import { availableKeys } from '~/domain/imports/match-keys';
import { parseTags } from '~/domain/tags/tags';
import { contactFields } from './contact-shape';
import { ApiProblem, invalid, type FieldError } from '../ground/problem';
import { run, toRun } from '../ground/run-shape';
import { filled, id, moment, tags } from '../ground/schemas';

const COLUMNS_MAX = 200;
const field = z.union([filled(60), z.null()]).openapi({ description: 'id, name, lastName, firstName, middleName, kind, contactPerson, phones, emails, city, address, inn, kpp, bankName, bik, bankAccount, correspondentAccount, tags, source, owner, notes, custom.<key>; null: not taken', example: 'name' });
const choices = {
  mode: z.enum(MODES).openapi({ description: 'What may be done: only new contacts, only changes, both' }),
  keys: z.array(filled(60)).max(COLUMNS_MAX).openapi({ description: 'By what a row finds the contact that is there: id, inn, phone, email, nameCity, custom.<key>', example: ['phone'] }),
  inFile: z.enum(IN_FILE).openapi({ description: 'Of rows that are the same contact the first one counts, or all fill it together' }),
  isLenient: z.boolean().openapi({ description: 'Rows are taken without the cells that cannot be read' }),
  tags: tags.openapi({ description: 'Given to every contact of the file' }),
  ownerId: id.nullable().openapi({ description: 'Owner of new contacts of which the file names none', example: null }),
};
/** What can be chosen; what is not named stays. */
export const importChange = z.strictObject({ columns: z.array(field).max(COLUMNS_MAX).openapi({ description: 'One for each column of the file' }), ...choices }).partial();
export const importFormat = z
  .strictObject({ encoding: z.enum(ENCODINGS), delimiter: z.enum(DELIMITERS), hasHeader: z.boolean().openapi({ description: 'The first row names the columns' }) })
  .partial();

const runs = {
  trial: z.union([run, z.null()]).openapi({ description: 'The dry run of the present choices', example: null }),
  run: z.union([run, z.null()]).openapi({ description: 'The import itself', example: null }),
  undo: z.union([run, z.null()]).openapi({ description: 'Its undoing', example: null }),
};
const file = { id, fileName: z.string().openapi({ example: 'clients.csv' }), rowCount: z.int().min(0), createdById: id, createdAt: moment };
export const importRow = z.object({ ...file, ...runs }).openapi('ContactImportRow');
export const contactImport = z
  .object({
    ...file,
    format: z.object({ kind: z.enum(['csv', 'xlsx']), encoding: z.enum(ENCODINGS), delimiter: z.enum(DELIMITERS), hasHeader: z.boolean(), sheet: z.string().optional(), otherSheets: z.array(z.string()).optional() }),
    columns: z.array(z.object({ label: z.string().openapi({ example: 'Имя' }), samples: z.array(z.string()).openapi({ example: ['Анна Ёлкина'] }), field: z.string().nullable().openapi({ description: 'What it is taken for', example: 'name' }) })),
    ...choices,
    availableKeys: z.array(z.string()).openapi({ description: 'What `keys` may name with these columns', example: ['phone'] }),
    problem: z.union([z.enum(['nothingMapped', 'twice', 'nameNeeded', 'keyNeeded', 'keyNotMapped']), z.null()]).openapi({ description: 'Why these choices cannot be carried out', example: null }),
    ...runs,
    version: z.int(),
  })
  .openapi('ContactImport');

/** An import of the caller with the custom fields that it may fill. @throws {ApiProblem} 404 */
export async function requireImport(caller: ApiCaller, importId: string): Promise<{ record: ContactImport; fields: CustomField[] }> {
  const fields = await contactFields(caller);
  const record = await findImport(caller.db, importId, importerFor(caller), fields);
  if (!record) throw new ApiProblem('not-found');
  return { record, fields };
}

type RunIds = Pick<ContactImport, 'dryRunId' | 'runId' | 'undoRunId'>;

/** Reads the runs of imports; they are shown under names of their own. */
export async function readRuns({ db }: ApiCaller, imports: readonly RunIds[]) {
  const found = await findRuns(db, imports.flatMap(({ dryRunId, runId, undoRunId }) => [dryRunId, runId, undoRunId].filter((one) => one !== null)));
  const of = (runId: string | null) => (runId ? (found.get(runId) ?? null) : null);
  return ({ dryRunId, runId, undoRunId }: RunIds): Record<'trial' | 'run' | 'undo', RunProgress | null> => ({ trial: of(dryRunId), run: of(runId), undo: of(undoRunId) });
}

export function showRuns(progress: Record<'trial' | 'run' | 'undo', RunProgress | null>) {
  return { trial: progress.trial && toRun(progress.trial), run: progress.run && toRun(progress.run), undo: progress.undo && toRun(progress.undo) };
}

export async function toImport(caller: ApiCaller, record: ContactImport): Promise<z.output<typeof contactImport>> {
  const { columns, choices: { columns: fields, ...chosen }, format: { hasSepLine: _sep, ...format } } = record;
  const runsOf = await readRuns(caller, [record]);
  return {
    id: record.id, fileName: record.fileName, rowCount: record.rowCount, createdById: record.createdById, createdAt: record.createdAt, version: record.version,
    format, ...chosen,
    columns: columns.map((column, index) => ({ ...column, field: fields[index] ?? null })),
    availableKeys: availableKeys(fields),
    problem: checkChoices(record.choices),
    ...showRuns(runsOf(record)),
  };
}

/** The choices after a change. @throws {ApiProblem} 422 for what the organisation does not have, 403 for changes of contacts without the permission */
export async function readChoices(caller: ApiCaller, { choices: known }: ContactImport, fields: readonly CustomField[], sent: z.output<typeof importChange>): Promise<ImportChoices> {
  const { columns = known.columns, keys = known.keys, ownerId } = sent;
  if (columns.length !== known.columns.length) throw invalid('/columns', 'length', `The file has ${known.columns.length} columns.`);
  const errors = [
    ...columns.map((name, index): FieldError | null => (name === null || isImportField(name, fields) ? null : { path: `/columns/${index}`, code: 'unknown', message: 'There is no such field.' })),
    ...keys.map((key, index): FieldError | null => (isMatchKey(key, fields) ? null : { path: `/keys/${index}`, code: 'unknown', message: 'There is no such key.' })),
  ].filter((error) => error !== null);
  if (errors.length > 0) throw new ApiProblem('validation', { errors });
  if (ownerId && !(await isAssignable(caller.db, ownerId, 'contacts'))) throw invalid('/ownerId', 'owner', 'Contacts cannot be given to this person.');
  const mode = sent.mode ?? known.mode;
  checkMode(caller, mode);
  return {
    ...known, ...sent, mode,
    columns: columns.map((name) => (name !== null && isImportField(name, fields) ? name : null)),
    keys: keys.filter((key) => isMatchKey(key, fields)),
    tags: sent.tags ? parseTags(sent.tags.join('\n')) : known.tags,
  };
}

/** Who may only make contacts imports new ones only. @throws {ApiProblem} 403 */
export function checkMode({ can }: ApiCaller, mode: ImportChoices['mode']): void {
  if (mode !== 'create' && !can('contacts', 'update')) throw new ApiProblem('forbidden', { detail: 'Only mode "create" is allowed.' });
}
