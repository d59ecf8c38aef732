import { data, redirect, type ActionFunctionArgs } from '@remix-run/node';
import { cancelRun } from '~/domain/background-runs/work-on-run.server';
import { changeFormat, dropImport, saveChoices } from '~/domain/imports/contact-import.server';
import { DELIMITERS, ENCODINGS } from '~/domain/imports/file-format';
import { UnreadableFileError } from '~/domain/imports/import-limits';
import { isImportField, isMatchKey, isMode, type ImportChoices } from '~/domain/imports/import-options';
import { resumeRun, startImport, startTrial, startUndo, type StartResult } from '~/domain/imports/start-import.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { parseTags } from '~/domain/tags/tags';
import { redirectWithToast } from '~/platform/toast.server';
import { requireImport } from './importer.server';

type Context = Awaited<ReturnType<typeof requireImport>> & { form: FormData; here: string };

const intents = { save, try: tryOut, format, import: carryOut, cancel, undo, resume, drop };

/** One form post of an import's page. 400 for an unknown intent. */
export async function runImportIntent(args: ActionFunctionArgs) {
  const context = await requireImport(args);
  const form = await args.request.formData();
  const intent = String(form.get('intent'));
  if (!Object.hasOwn(intents, intent)) throw data(null, 400);
  return intents[intent as keyof typeof intents]({ ...context, form, here: `${context.base}/${context.record.id}` });
}

async function save(context: Context) {
  const saved = await store(context);
  return saved ?? redirect(`${context.here}?step=columns`, 303);
}

async function tryOut(context: Context) {
  const refused = await store(context);
  if (refused) return refused;
  const { importer, record, here } = context;
  const result = await startTrial(importer, { ...record, version: record.version + 1, choices: readChoices(context) });
  return result.ok ? redirect(here, 303) : refuse(context, result);
}

/** Notes what the form says; an answer where that cannot be. */
async function store(context: Context): Promise<Response | null> {
  const { staff, record, form, here, t } = context;
  if (Number(form.get('version')) !== record.version) return redirectWithToast(`${here}?step=columns`, { message: t('errors.stale'), tone: 'error' });
  const result = await saveChoices(staff.org.id, record, readChoices(context));
  return result.ok ? null : redirectWithToast(here, { message: t(`errors.${result.error}`), tone: 'error' });
}

function readChoices({ form, record, customFields, importer, staff }: Context): ImportChoices {
  const text = (name: string) => String(form.get(name) ?? '');
  const mode = text('mode');
  const canUpdate = Boolean(staff.can('contacts', 'update'));
  const owner = text('ownerId');
  return {
    columns: record.columns.map((_column, index) => {
      const field = text(`column.${index}`);
      return isImportField(field, customFields) ? field : null;
    }),
    mode: canUpdate && isMode(mode) ? mode : 'create',
    keys: form.getAll('keys').map(String).filter((key) => isMatchKey(key, customFields)),
    inFile: text('inFile') === 'merge' ? 'merge' : 'first',
    isLenient: text('isLenient') === 'on',
    tags: parseTags(text('tags')),
    ownerId: owner === 'me' ? importer.userId : isUuid(owner) ? owner : null,
  };
}

async function format(context: Context) {
  const { staff, record, form, customFields, here, t } = context;
  const [encoding, delimiter] = [form.get('encoding'), form.get('delimiter')];
  const isCsv = record.format.kind === 'csv';
  try {
    const result = await changeFormat(staff.org.id, record, {
      ...record.format,
      encoding: (isCsv && ENCODINGS.find((known) => known === encoding)) || record.format.encoding,
      delimiter: (isCsv && DELIMITERS.find((known) => known === delimiter)) || record.format.delimiter,
      hasHeader: form.get('hasHeader') === 'on',
    }, customFields);
    return result.ok ? redirect(`${here}?step=columns`, 303) : await redirectWithToast(here, { message: t(`errors.${result.error}`), tone: 'error' });
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    return redirectWithToast(`${here}?step=columns`, { message: t(`errors.file.${error.problem}`, { row: error.row }), tone: 'error' });
  }
}

async function carryOut(context: Context) {
  const { importer, record, form, here } = context;
  const result = await startImport(importer, { ...record, version: Number(form.get('version')) });
  return result.ok ? redirect(here, 303) : refuse(context, result);
}

async function cancel({ staff, form, here, record, t }: Context) {
  const runId = form.get('runId');
  const isOfImport = [record.dryRunId, record.runId, record.undoRunId].includes(String(runId));
  const done = isOfImport && (await cancelRun(staff.db, String(runId)));
  return redirectWithToast(here, { message: t(done ? 'run.cancelled' : 'run.wasOver'), tone: 'info' });
}

async function undo(context: Context) {
  const { importer, record, here } = context;
  const result = await startUndo(importer, record);
  return result.ok ? redirect(here, 303) : refuse(context, result);
}

async function resume({ staff, form, record, here }: Context) {
  const runId = String(form.get('runId'));
  if ([record.dryRunId, record.runId, record.undoRunId].includes(runId)) await resumeRun(staff.org.id, runId, runId === record.undoRunId ? 'undo' : 'import');
  return redirect(here, 303);
}

async function drop({ staff, record, base, t }: Context) {
  const done = await dropImport(staff.org.id, record.id);
  return redirectWithToast(base, { message: t(done ? 'dropped' : 'errors.started'), tone: done ? 'success' : 'error' });
}

function refuse({ here, t }: Context, result: Exclude<StartResult, { ok: true }>) {
  if (result.error === 'choices') return data({ problem: result.problem }, { status: 422 });
  return redirectWithToast(result.error === 'started' ? here : `${here}?step=columns`, { message: t(`errors.${result.error}`), tone: 'error' });
}
