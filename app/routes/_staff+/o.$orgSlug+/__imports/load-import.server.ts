import type { LoaderFunctionArgs } from '@remix-run/node';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { findRuns, isUnfinished, type RunProgress } from '~/domain/background-runs/background-runs.server';
import { listRunRows } from '~/domain/background-runs/run-rows.server';
import { findContactNames } from '~/domain/contacts/write-many.server';
import { checkChoices } from '~/domain/imports/import-options';
import { PLAIN_FIELDS } from '~/domain/imports/guess-mapping';
import { availableKeys, PLAIN_KEYS } from '~/domain/imports/match-keys';
import { previewRows, type PreviewRow } from '~/domain/imports/preview-rows.server';
import { listProblemRows, readProblems } from '~/domain/imports/problem-rows.server';
import { fieldLabel, sayProblem } from '~/domain/imports/say-problem';
import { sayPhone } from '~/domain/contacts/say-phone';
import { requireImport } from './importer.server';

type Context = Awaited<ReturnType<typeof requireImport>>;

const SHOWN_ROWS = 50;

/** One import at the step where it is: its columns, its trial, or what came of it. */
export async function loadImport(args: LoaderFunctionArgs) {
  const context = await requireImport(args);
  const { staff, record, t, base } = context;
  const runs = await findRuns(staff.db, [record.dryRunId, record.runId, record.undoRunId].filter((id) => id !== null));
  const run = record.runId ? runs.get(record.runId) : undefined;
  const trial = record.dryRunId ? runs.get(record.dryRunId) : undefined;
  const undo = record.undoRunId ? runs.get(record.undoRunId) : undefined;
  const wantsColumns = new URL(args.request.url).searchParams.get('step') === 'columns';
  const step = run ? 'run' : trial && !wantsColumns ? 'trial' : 'columns';
  const shown = step === 'columns' ? undefined : (run ?? trial);
  return {
    title: `${record.fileName} · ${t('title')}`,
    base,
    here: `${base}/${record.id}`,
    contacts: `/o/${staff.org.slug}/contacts`,
    timeZone: staff.org.timeZone,
    now: new Date(),
    file: { name: record.fileName, rowCount: record.rowCount, format: record.format, createdAt: record.createdAt },
    version: record.version,
    step: step as 'columns' | 'trial' | 'run',
    isUnfinished: [shown, undo].some((one) => one !== undefined && isUnfinished(one)),
    columns: step === 'columns' ? await loadColumns(context) : null,
    run: shown ? { ...progressOf(shown), ...(isUnfinished(shown) ? { failed: [], skipped: [] } : await loadProblems(context, shown)) } : null,
    undo: undo ? { ...progressOf(undo), conflicts: isUnfinished(undo) ? [] : await loadConflicts(context, undo) } : null,
    canUndo: Boolean(run && !undo && !isUnfinished(run) && (run.counts.created || run.counts.updated)),
  };
}

export type ImportView = Awaited<ReturnType<typeof loadImport>>;

function progressOf({ id, state, done, total, counts, error, createdAt, finishedAt, startedBy }: RunProgress) {
  return { id, state, done, total, counts, hasError: error !== null, at: finishedAt ?? createdAt, startedBy };
}

async function loadColumns({ staff, importer, record, customFields, t }: Context) {
  const [members, preview] = await Promise.all([listMemberNames(staff.db, 'contacts'), previewRows(staff.db, importer, record, customFields)]);
  const keys = [...PLAIN_KEYS, ...customFields.map(({ key }) => `custom.${key}` as const)];
  const available = availableKeys(record.choices.columns);
  return {
    choices: record.choices,
    list: record.columns,
    fields: [
      { group: t('fields.plain'), options: PLAIN_FIELDS.map((field) => ({ value: field as string, label: t(`field.${field}`) })) },
      ...(customFields.length > 0 ? [{ group: t('fields.own'), options: customFields.map(({ key, label }) => ({ value: `custom.${key}`, label })) }] : []),
    ],
    keys: keys
      .filter((key) => !key.startsWith('custom.') || available.includes(key))
      .map((key) => ({ value: key as string, label: key.startsWith('custom.') ? fieldLabel(t, key, customFields) : t(`key.${key}`), isAvailable: available.includes(key) })),
    owners: members.filter(({ isAssignable }) => isAssignable),
    canUpdate: Boolean(staff.can('contacts', 'update')),
    problem: checkChoices(record.choices),
    preview: preview.map((row) => presentPreview(row, t, customFields)),
  };
}

function presentPreview({ row, outcome, problems, patch }: PreviewRow, t: Context['t'], customFields: Context['customFields']) {
  const { name, kind, phones, emails, tags, custom, ownerId: _owner, ...texts } = patch;
  const own = customFields.flatMap(({ key, label }) => (custom[key] === undefined ? [] : [`${label}: ${typeof custom[key] === 'boolean' ? t(custom[key] ? 'yes' : 'no') : custom[key]}`]));
  return {
    row, outcome,
    name: name ?? null,
    facts: [kind ? t(`kind.${kind}`) : null, ...(phones ?? []).map(sayPhone), ...(emails ?? []), ...Object.values(texts), ...(tags ?? []).map((tag) => `#${tag}`), ...own]
      .filter((fact): fact is string => typeof fact === 'string' && fact !== '')
      .map((fact) => (fact.length > 80 ? `${fact.slice(0, 79)}…` : fact)),
    problems: problems.map((problem) => sayProblem(t, { ...problem, value: problem.value ?? '' }, customFields)),
  };
}

async function loadProblems({ staff, record, customFields, t }: Context, { id }: RunProgress) {
  const read = async (kind: 'failed' | 'skipped') =>
    (await listProblemRows(staff.db, record, id, kind, SHOWN_ROWS)).map(({ row, recordId, problems }) => ({
      row, recordId, texts: problems.map((problem) => sayProblem(t, problem, customFields)),
    }));
  const [failed, skipped] = await Promise.all([read('failed'), read('skipped')]);
  return { failed, skipped };
}

async function loadConflicts({ staff, importer, customFields, t }: Context, { id }: RunProgress) {
  const rows = await listRunRows(staff.db, { runId: id, limit: SHOWN_ROWS, outcomes: ['conflict'] });
  const { organizationId, userId, timeZone, reach } = importer;
  const names = await findContactNames(staff.db, { organizationId, userId, timeZone, reach }, rows.flatMap(({ recordId }) => recordId ?? []));
  return rows.map(({ position, recordId, errors }) => ({
    position,
    id: recordId && names.has(recordId) ? recordId : null,
    name: (recordId && names.get(recordId)) || t('undo.gone'),
    texts: readProblems(errors).map((problem) => sayProblem(t, problem, customFields)),
  }));
}
